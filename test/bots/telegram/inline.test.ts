import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogEntry } from '../../../src/bots/log.ts';
import { createArticles, inlineAnswers } from '../../../src/bots/telegram/inline.ts';
import { createAsk } from '../../../src/core/ask.ts';
import { createVoices } from '../../../src/core/wording.ts';
import { TODAY } from '../../builders.ts';
import { ownKnowledge } from '../../support/knowledge.ts';
import { telegramBots } from '../../support/telegram-bot.ts';
import { type Call, ME, startTelegram, type TelegramServer } from '../../support/telegram-server.ts';
import { aGuestMessage, anInlineQuery, aText, PERSON } from '../../support/telegram-updates.ts';

const { start } = await telegramBots();
const knowledge = await ownKnowledge();
const core = createAsk(knowledge);
const ports = { ask: (question: Parameters<typeof core>[0]) => core(question, { today: TODAY }), say: createVoices(knowledge.wording)(undefined).say };
const toArticle = createArticles(ports.say);

const ending: (() => Promise<unknown>)[] = [];
const logged: LogEntry[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  const everything = JSON.stringify(logged.splice(0));
  for (const secret of [String(PERSON.id), PERSON.username, 'wechat']) expect(everything).not.toContain(secret);
});

async function running(): Promise<TelegramServer> {
  const server = await startTelegram();
  const bot = start(server, { log: (entry) => logged.push(entry) });
  ending.push(server.close, async () => {
    bot.stop();
    await bot.ended.catch(() => {});
  });
  return server;
}

interface Article {
  readonly id: string;
  readonly title: string;
  readonly input_message_content: { readonly message_text: string };
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly { readonly url: string }[])[] };
}

const resultsOf = (call: Call | undefined) => (Array.isArray(call?.body.results) ? (call.body.results as readonly Article[]) : []);
const refused = (server: TelegramServer) => server.calls.filter(({ method }) => method === 'refused');

describe('inline mode', () => {
  it('offers several whole answers, the likeliest first, which Telegram may keep for everybody', async () => {
    const server = await running();
    server.push(anInlineQuery('wechat e2ee'));
    const [call] = await server.waitFor('answerInlineQuery');
    const [first, ...others] = resultsOf(call);
    expect(first).toMatchObject({ id: '1:l:wechat:end-to-end-encryption', title: expect.stringMatching(/^\S+ No · WeChat/u) });
    expect(first?.input_message_content.message_text).toContain('Sources');
    expect(first?.reply_markup?.inline_keyboard[0]?.[0]?.url).toBe(`https://t.me/${ME.username}?start=1_l_wechat_end-to-end-encryption`);
    expect(others.length).toBeGreaterThanOrEqual(2);
    expect(call?.body).toMatchObject({ inline_query_id: '99', cache_time: 300 });
    expect(call?.body.is_personal).toBeUndefined();
    expect(refused(server)).toEqual([]);
  });

  it('offers something good before anything is typed, and a way to learn more', async () => {
    const server = await running();
    server.push(anInlineQuery('  '));
    const [call] = await server.waitFor('answerInlineQuery');
    expect(resultsOf(call).length).toBeGreaterThanOrEqual(3);
    expect(call?.body.button).toMatchObject({ start_parameter: 'help' });
    expect(refused(server)).toEqual([]);
  });

  it('goes on after a query that is too old', async () => {
    const server = await running();
    server.trouble('answerInlineQuery', { kind: 'error', code: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' });
    server.push(anInlineQuery('wechat', '1'));
    server.push(anInlineQuery('wechat e', '2'));
    const [call] = await server.waitFor('answerInlineQuery');
    expect(call?.body.inline_query_id).toMatch(/^[12]$/u);
    server.push(aText('/help'));
    await server.waitFor('sendMessage');
    expect(server.calls.filter(({ method }) => method.startsWith('answerInlineQuery'))).toHaveLength(2);
  });

  it.each([
    ['does Blorptalk encrypt', /^I don't know an app called “Blorptalk”/u],
    ['good morning', /·/u],
    ['signal vs whatsapp', /Signal and WhatsApp|Signal/u],
    ['is it safe', /at a glance$/u],
  ])('has an answer for "%s"', (text, title) => {
    const [first] = inlineAnswers(text, ports).map((asked) => toArticle(asked, ME.username));
    expect(first?.title).toMatch(title);
  });

  it('keeps within the limits whatever is typed, with ids that are unique and always the same', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 256 }),
      fc.constantFrom(...[...knowledge.apps.values()].map(({ name }) => name)),
      fc.constantFrom('e2ee', 'whatsapp signal', '???'),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const articles = inlineAnswers(text, ports).map((asked) => toArticle(asked, ME.username));
        expect(articles.length).toBeGreaterThanOrEqual(1);
        expect(articles.length).toBeLessThanOrEqual(5);
        expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length);
        expect(inlineAnswers(text, ports).map((asked) => toArticle(asked, ME.username).id)).toEqual(articles.map(({ id }) => id));
        for (const { id, title } of articles) expect([Buffer.byteLength(id) <= 64, title.trim() !== '']).toEqual([true, true]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('guest mode', () => {
  it('answers a mention in a chat that it is not in with one message', async () => {
    const server = await running();
    server.push(aGuestMessage(`@${ME.username} is signal open source`));
    const [call] = await server.waitFor('answerGuestQuery');
    expect(call?.body).toMatchObject({ guest_query_id: 'guest-7', result: { type: 'article', id: '1:l:signal:open-source' } });
    expect([refused(server), server.calls.filter(({ method }) => method === 'sendMessage')]).toEqual([[], []]);
  });

  it('says what it can do where it is only mentioned', async () => {
    const server = await running();
    server.push(aGuestMessage(`@${ME.username}`));
    const [call] = await server.waitFor('answerGuestQuery');
    expect(JSON.stringify(call?.body)).toContain('Ask me about the privacy of an app');
  });
});
