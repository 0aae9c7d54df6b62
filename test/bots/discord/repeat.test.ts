import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../support/discord-bot.ts';
import { aQuestion } from '../../support/discord-interactions.ts';
import { ANSWER, anyQuestion, discordScene, SAYING } from '../../support/discord-scene.ts';
import type { DiscordServer, Trouble } from '../../support/discord-server.ts';

const { open, start, logged, events, told, answerTo } = await discordScene();

/** More than anybody tries. */
const always = (trouble: Trouble) => Array<Trouble>(99).fill(trouble);
const counted = ({ calls }: DiscordServer, method: string) => calls.filter((call) => call.method.startsWith(method)).length;
const LONG = 'which apps have end-to-end encryption';
const LOST = [
  ['closed', { kind: 'lose-answer' }],
  ['reset', { kind: 'lose-answer', reset: true }],
] as const;

describe('an answer', () => {
  it.each<[string, Trouble, string, number]>([
    ['a limit that does not say how long', { kind: 'error', status: 429, code: 0 }, '429', 6],
    ['a limit until a date', { kind: 'error', status: 429, code: 0, retryAfter: 'Mon, 30 Nov 2026 00:00:00 GMT' }, '429', 6],
    ['a limit until long ago', { kind: 'error', status: 429, code: 0, retryAfter: -5 }, '429', 6],
    ['a limit for a minute', { kind: 'error', status: 429, code: 0, retryAfter: 60 }, '429', 1],
    ['calls that hang', { kind: 'hang' }, 'network', 2],
    ['calls whose body stays away', { kind: 'stall' }, 'network', 2],
    ['a server that is broken', { kind: 'error', status: 500, code: 0 }, '500', 6],
  ])('is given up when its time is over, without a flood of calls: %s', async (_, trouble, code, most) => {
    const { server } = await start();
    server.trouble('callback', ...always(trouble));
    server.push(anyQuestion());
    await told(`answer-failed ${code}`);
    server.calm();
    expect(counted(server, 'callback')).toBeLessThanOrEqual(most);
    expect(events().filter((event) => event !== 'started')).toEqual([...(code === '429' && most > 1 ? ['call-failed 429'] : []), `answer-failed ${code}`]);
    expect(textOf(await answerTo(server, aQuestion('is telegram open source')))).toContain('Telegram · Open source');
  });

  it.each(LOST)('that was taken and never confirmed is not missed, nor is what follows it (%s)', async (_, trouble) => {
    const { server } = await start();
    server.trouble('callback', trouble);
    server.push(aQuestion(LONG));
    await server.waitFor('follow-up', 2);
    expect([counted(server, 'callback'), events()]).toEqual([2, ['started']]);
  });

  it.each(LOST)('is followed by each message once, also where one is taken and never confirmed (%s)', async (_, trouble) => {
    const { server } = await start();
    server.trouble('follow-up', trouble);
    server.push(aQuestion(LONG));
    await server.waitFor('follow-up', 2);
    await answerTo(server, anyQuestion());
    const texts = server.calls.filter(({ method }) => method === 'follow-up').map(textOf);
    expect([texts.length, new Set(texts).size, events()]).toEqual([2, 2, ['started', 'answer-failed network']]);
  });

  it.each<[string, Trouble, number | string]>([
    ['JSON that says nothing', { kind: 'foreign', status: 400, type: 'application/json', text: 'null' }, 400],
    ['an address to go to', { kind: 'foreign', status: 307, type: 'text/plain', text: '' }, 'malformed'],
    ['JSON that is a word', { kind: 'foreign', status: 403, type: 'application/json', text: '"no"' }, 'malformed'],
    ['a page', { kind: 'foreign', status: 403, type: 'text/html', text: '<html>' }, 403],
    ['no code', { kind: 'error', status: 404, code: 0 }, 404],
  ])('that is refused with %s is tried once, and told with a code that says something', async (_, trouble, code) => {
    const { server } = await start();
    server.trouble('callback', ...always(trouble));
    server.push(anyQuestion());
    await told(`answer-failed ${code}`);
    expect([counted(server, 'callback:'), events()]).toEqual([1, ['started', `answer-failed ${code}`]]);
  });
});

/** What a trouble is called in the log. */
function codeOf(trouble: Trouble): string {
  if (trouble.kind === 'foreign') return 'malformed';
  return trouble.kind === 'error' ? String(trouble.status) : 'network';
}

describe('the commands', () => {
  it.each<[string, 'commands' | 'set-commands', Trouble]>([
    ['a broken server', 'commands', { kind: 'error', status: 500, code: 0 }],
    ['a connection that is dropped', 'commands', { kind: 'drop' }],
    ['a call that hangs', 'commands', { kind: 'hang' }],
    ['a broken server', 'set-commands', { kind: 'error', status: 503, code: 0 }],
    ['a connection that is dropped', 'set-commands', { kind: 'drop' }],
    ['a limit that does not say how long', 'set-commands', { kind: 'error', status: 429, code: 0 }],
    ['a word that was lost', 'set-commands', { kind: 'lose-answer' }],
    ['a page of a proxy’s', 'commands', { kind: 'foreign', status: 200, type: 'text/html', text: '<html>' }],
    ['an object for a list', 'commands', { kind: 'foreign', status: 200, type: 'application/json', text: '{}' }],
    ['a page of a proxy’s', 'set-commands', { kind: 'foreign', status: 200, type: 'text/html', text: '<html>' }],
  ])('are told again after %s (%s)', async (_, method, trouble) => {
    const { server } = await start();
    server.trouble(method, trouble);
    await server.waitFor('set-commands');
    await told(`set-up-failed ${codeOf(trouble)}`);
    expect(textOf(await answerTo(server, anyQuestion()))).toContain(ANSWER);
    expect(counted(server, 'refused')).toBe(0);
  });
});

describe('the beginning', () => {
  it.each<[string, Trouble, number | string]>([
    ['a broken server', { kind: 'error', status: 502, code: 0 }, 502],
    ['a body that stays away', { kind: 'stall' }, 'network'],
    ['a page in place of an answer', { kind: 'foreign', status: 200, type: 'text/html', text: '<html>' }, 'malformed'],
    ['JSON of nothing', { kind: 'foreign', status: 200, type: 'application/json', text: 'null' }, 'malformed'],
    ['a limit', { kind: 'error', status: 429, code: 0, retryAfter: 0.05 }, 429],
  ])('is tried again after %s', async (_, trouble, code) => {
    const server = await open();
    server.trouble('gateway', trouble);
    await start(server);
    expect(textOf(await answerTo(server, anyQuestion()))).toContain(ANSWER);
    expect(events()).toEqual([`fetch-failed ${code}`, 'started']);
    expect(JSON.stringify(logged)).not.toContain(SAYING);
  });
});
