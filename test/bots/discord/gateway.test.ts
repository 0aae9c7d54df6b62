import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../support/discord-bot.ts';
import { aCheck, aPress, aQuestion } from '../../support/discord-interactions.ts';
import { ANSWER, anyQuestion, discordScene } from '../../support/discord-scene.ts';
import type { DiscordServer } from '../../support/discord-server.ts';

const { open, start, events, told, answerTo } = await discordScene();

const count = ({ calls }: DiscordServer, method: string) => calls.filter((call) => call.method === method).length;
/** What is dispatched, whatever it is. */
const dispatched = (d: unknown, t = 'INTERACTION_CREATE') => ({ op: 0, s: 2, t, d });
const whole = { id: '55', application_id: '1', token: 'interaction-token', version: 1 };
const without = (field: string, interaction = anyQuestion()) => dispatched({ ...whole, ...interaction, [field]: undefined });
const withOptions = (options: unknown) => dispatched({ ...whole, ...anyQuestion(), data: { id: '1', name: 'ask', type: 1, options } });

describe('the end', () => {
  it.each([
    ['before it greets', 'hello', 'connect'],
    ['before it takes us', 'ready', 'identified-with'],
    ['when we say goodbye', 'goodbye', 'identify'],
  ] as const)('does not wait for a Discord that falls silent %s', async (_, where, until) => {
    const server = await open();
    if (where !== 'goodbye') server.gateway.silent(where);
    const { stop, ended } = await start(server);
    await server.waitFor(until);
    // So that our side has seen as much.
    await setTimeout(50);
    if (where === 'goodbye') server.gateway.silent(where);
    stop();
    await ended;
    server.gateway.silent();
    expect(count(server, 'connect')).toBe(1);
  });

  it('comes at once where Discord, asked again to take us, does not', async () => {
    const { server, stop, ended } = await start();
    await server.waitFor('identify');
    server.gateway.silent('ready');
    server.gateway.send({ op: 9, d: false });
    await server.waitFor('connect', 2);
    stop();
    await ended;
    await server.waitFor('disconnect', 2);
    expect([count(server, 'connect'), server.gateway.connections()]).toEqual([2, 0]);
  });

  it.each([4004, 4011, 4014])('comes when the gateway closes with %i after it took us, and is told in one line', async (code) => {
    const { server, ended } = await start();
    await told('started');
    server.gateway.close(code);
    await expect(ended).rejects.toThrow('Discord refuses');
    expect([events(), count(server, 'connect'), server.gateway.connections()]).toEqual([['started'], 1, 0]);
  });
});

describe('a gateway that is away', () => {
  it('is tried again with growing pauses, by one connection at a time, which alone is left', async () => {
    const pauses: number[] = [];
    const server = await open();
    server.gateway.turnAway(5);
    await start(server, { backOff: (attempt) => pauses.push(attempt) });
    expect(textOf(await answerTo(server, anyQuestion()))).toContain(ANSWER);
    // A connection that was left behind would have come back by now.
    await setTimeout(700);
    expect(pauses).toEqual([1, 2, 3, 4, 5]);
    expect([count(server, 'connect'), count(server, 'identify'), server.gateway.connections()]).toEqual([6, 1, 1]);
    expect(events()).toEqual(['fetch-failed network', 'started']);
  });

  it('is looked for at its own address where nobody is at the one to resume at', async () => {
    const server = await open({ resumeAt: 'ws://127.0.0.1:1' });
    await start(server);
    await told('started');
    server.gateway.close(1012);
    await server.waitFor('resume');
    expect(textOf(await answerTo(server, anyQuestion()))).toContain(ANSWER);
  });

  it.each(['nowhere', 'ws://127.0.0.1:1'])('is asked for again where the address is wrong (%s)', async (address) => {
    const server = await open();
    server.gateway.moveTo(address);
    await start(server);
    await told('fetch-failed network');
    server.gateway.moveTo();
    expect(textOf(await answerTo(server, anyQuestion()))).toContain(ANSWER);
  });
});

describe('what nobody can read', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['nothing', dispatched(null)],
    ['another event of nothing', dispatched(null, 'GUILD_CREATE')],
    ['an interaction without data', without('data')],
    ['an interaction without entitlements', without('entitlements')],
    ['an interaction without owners', without('authorizing_integration_owners')],
    ['an interaction of nobody', without('user')],
    ['a press without its message', without('message', aPress('1:l:signal:open-source'))],
    ['a message that was left out', dispatched({ ...whole, ...aCheck('x'), data: { id: '2', name: 'Check this message', type: 3, target_id: '7' } })],
    ['permissions that are none', dispatched({ ...whole, ...anyQuestion(), app_permissions: 'x' })],
    ['options that are a word', withOptions('x')],
    ['options of nothing', withOptions([null])],
    ['a greeting of nothing', { op: 10 }],
  ])('is left out and told in one line: %s', async (_, payload) => {
    const { server } = await start();
    await told('started');
    server.gateway.send(payload);
    expect(textOf(await answerTo(server, aQuestion('is telegram open source')))).toContain('Telegram · Open source');
    expect(events()).toEqual(['started', 'fetch-failed malformed']);
    expect(count(server, 'connect')).toBe(1);
  });
});
