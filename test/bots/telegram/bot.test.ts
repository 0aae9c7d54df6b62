import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../../src/bots/log.ts';
import type { Kept } from '../../../src/state/kept.ts';
import { inMemory, type RunningBot, telegramBots } from '../../support/telegram-bot.ts';
import { type Call, ME, startTelegram, type TelegramServer, TOKEN } from '../../support/telegram-server.ts';
import { aMessage, aPress, aText, GROUP, PERSON, PRIVATE } from '../../support/telegram-updates.ts';

const { say, start: startAt } = await telegramBots();
const SAYING = 'is signal open source';

const ending: (() => Promise<unknown>)[] = [];
const logged: LogEntry[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  const everything = JSON.stringify(logged.splice(0));
  for (const secret of [TOKEN, SAYING, String(PERSON.id), PERSON.first_name, PERSON.username, GROUP.title, String(GROUP.id)]) expect(everything).not.toContain(secret);
});

interface Started extends RunningBot {
  readonly server: TelegramServer;
}

/** A bot at a server, until the test ends. */
async function start({ server: given, kept = inMemory() }: { readonly server?: TelegramServer; readonly kept?: Kept } = {}): Promise<Started> {
  const server = given ?? (await startTelegram());
  if (!given) ending.push(server.close);
  const bot = startAt(server, { kept, log: (entry) => logged.push(entry) });
  ending.push(async () => {
    bot.stop();
    await bot.ended.catch(() => {});
  });
  return { server, ...bot };
}

const textOf = (call: Call | undefined) => String(call?.body.text);
const buttonsOf = (call: Call | undefined): readonly { readonly text: string; readonly callback_data?: string; readonly url?: string }[] => {
  const markup = call?.body.reply_markup;
  return typeof markup === 'object' && markup !== null && 'inline_keyboard' in markup && Array.isArray(markup.inline_keyboard) ? markup.inline_keyboard.flat() : [];
};
/** Asks something that is always answered, after which whatever came before it in the chat was dealt with. */
const settled = async (server: TelegramServer, sent: number, chat: Readonly<Record<string, unknown>> = PRIVATE) => {
  server.push(aText('/help', { chat }));
  return server.waitFor('sendMessage', sent + 1);
};

describe('the bot in Telegram', () => {
  it('answers in a private chat, verdict first, with links, without previews, with buttons that fit', async () => {
    const { server } = await start();
    server.push(aText('does wechat delete messages after delivery'));
    const [sent] = await server.waitFor('sendMessage');
    expect(textOf(sent)).toMatch(/^\S+ \w+.* · WeChat · /u);
    expect(sent?.body).toMatchObject({ chat_id: PERSON.id, link_preview_options: { is_disabled: true } });
    const types = new Set((Array.isArray(sent?.body.entities) ? sent.body.entities : []).map(({ type }) => type));
    expect(types).toEqual(new Set(['bold', 'expandable_blockquote', 'italic', 'text_link']));
    expect(buttonsOf(sent)).toHaveLength(3);
    expect(buttonsOf(sent).at(-1)?.url).toContain(encodeURIComponent(`https://t.me/${ME.username}?start=1_l_wechat_data-retention`));
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });

  it('follows up in a chat, and tells its commands to Telegram', async () => {
    const { server } = await start();
    server.push(aText(SAYING));
    server.push(aText('and telegram?'));
    const [, second] = await server.waitFor('sendMessage', 2);
    expect(textOf(second)).toContain('Telegram · Open source');
    const told = await server.waitFor('setMyCommands', 2);
    expect(told.map(({ body }) => (Array.isArray(body.commands) ? body.commands.length : 0))).toEqual([7, 6]);
  });

  it('keeps silent in a group unless it is spoken to, and answers there as a reply, in the topic', async () => {
    const { server } = await start();
    const inGroup = { chat: GROUP, message_thread_id: 9, is_topic_message: true };
    const answerOfBot = { reply_to_message: aMessage({ chat: GROUP, from: ME, text: 'an answer' }) };
    for (const text of [SAYING, 'is telegram down', '/ask@other_bot is signal safe', '@other_person is signal safe']) server.push(aText(text, inGroup));
    server.push(aText('thanks a lot', { ...inGroup, ...answerOfBot }));
    server.push(aText(`@${ME.username} ${SAYING}`, inGroup));
    server.push(aText(`/ask@${ME.username} ${SAYING}`, inGroup));
    server.push(aText(SAYING, { ...inGroup, ...answerOfBot }));
    const sent = await settled(server, 3, GROUP);
    expect(textOf(sent[3])).toContain('Ask me about the privacy of an app.');
    for (const call of sent.slice(0, 3)) {
      expect(textOf(call)).toContain('Signal · Open source');
      expect(call.body).toMatchObject({ chat_id: GROUP.id, message_thread_id: 9, reply_parameters: { allow_sending_without_reply: true } });
    }
  });

  it('understands a follow-up in a group from the answer that it replies to', async () => {
    const { server } = await start();
    server.push(aText(`/ask ${SAYING}`, { chat: GROUP }));
    await server.waitFor('sendMessage');
    server.push(aText('and telegram?', { chat: GROUP, reply_to_message: aMessage({ chat: GROUP, from: ME, message_id: 5001 }) }));
    const [, second] = await server.waitFor('sendMessage', 2);
    expect(textOf(second)).toContain('Telegram · Open source');
  });

  it('edits its answer where the question was edited, and reads captions', async () => {
    const { server } = await start();
    const { message } = aText(SAYING);
    server.push({ message });
    await server.waitFor('sendMessage');
    server.push({ edited_message: { ...message, edit_date: 2, text: 'is telegram open source' } });
    const [edited] = await server.waitFor('editMessageText');
    expect(edited?.body).toMatchObject({ chat_id: PERSON.id, message_id: 5001 });
    expect(textOf(edited)).toContain('Telegram · Open source');
    server.push({ message: aMessage({ caption: 'is whatsapp end-to-end encrypted?', photo: [{ file_id: 'x', file_unique_id: 'x', width: 1, height: 1 }] }) });
    const [, captioned] = await server.waitFor('sendMessage', 2);
    expect(textOf(captioned)).toContain('WhatsApp · End-to-end encryption');
  });

  it('says kindly what it can read, in private chats only, and leaves others alone', async () => {
    const { server } = await start();
    const sticker = { sticker: { file_id: 'x', file_unique_id: 'x', type: 'regular', width: 1, height: 1, is_animated: false, is_video: false } };
    server.push({ message: aMessage(sticker) });
    server.push({ message: aMessage({ ...sticker, chat: GROUP }) });
    server.push({ message: aMessage({ paid_media: { star_count: 1, paid_media: [] } }) });
    server.push(aText(SAYING, { from: { ...PERSON, is_bot: true } }));
    server.push({ message: aMessage({ chat: GROUP, new_chat_title: 'x' }) });
    server.push({ message: aMessage({ pinned_message: aMessage({ text: 'x' }) }) });
    server.push({ channel_post: aMessage({ chat: { id: -2, type: 'channel', title: 'x' }, text: SAYING }) });
    server.push(aText(`/ask ${SAYING}`, { chat: GROUP, from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: GROUP }));
    server.push(aText(`/ask ${SAYING}`, { chat: GROUP, sender_chat: { id: -3, type: 'channel', title: 'x' } }));
    await server.waitFor('sendMessage', 3);
    const sent = await settled(server, 3);
    expect(sent.map(textOf).filter((told) => !told.includes('Signal · Open source'))).toEqual([
      say('chat.unreadable'),
      say('chat.unreadable'),
      expect.stringContaining('Ask me about the privacy of an app.'),
    ]);
  });

  it('opens what a link names, and welcomes without one', async () => {
    const { server } = await start();
    for (const text of ['/start 1_l_signal_open-source', '/start 1_o_telegram_', '/start 1_l_nothing_open-source', '/start <script>', '/start']) server.push(aText(text));
    const sent = await server.waitFor('sendMessage', 5);
    expect(sent.map(textOf)).toEqual([
      expect.stringContaining('Signal · Open source'),
      expect.stringContaining('Telegram at a glance'),
      expect.stringContaining('older version'),
      expect.stringContaining('Ask me about the privacy of an app.'),
      expect.stringContaining('Ask me about the privacy of an app.'),
    ]);
  });

  it('answers every button, after a restart too, and an old or foreign one kindly', async () => {
    const { server } = await start();
    server.push(aPress('1:l:signal:open-source'));
    for (const data of ['0:x', '1:l:gone:open-source', '9'.repeat(64)]) server.push(aPress(data));
    const pressed = await server.waitFor('answerCallbackQuery', 4);
    expect(pressed.filter(({ body }) => body.text === say('unclear.gone'))).toHaveLength(3);
    const [sent] = await server.waitFor('sendMessage');
    expect(textOf(sent)).toContain('Signal · Open source');
  });

  it('gives the whole policy with /privacy', async () => {
    const { server } = await start();
    server.push(aText('/privacy'));
    const [sent] = await server.waitFor('sendMessage');
    expect(textOf(sent)).toMatch(/^I keep nothing of you\.[\s\S]*The whole policy: https:\/\/fineprint\.example\/privacy$/u);
  });
});

describe('for your eyes only', () => {
  const refusal = { kind: 'error', code: 400, description: 'Bad Request: ephemeral messages are not supported in the chat' } as const;

  it('answers a press in a group to the one who pressed, and to all where that can not be', async () => {
    const { server } = await start();
    server.push(aPress('1:l:signal:open-source', GROUP));
    const [sent] = await server.waitFor('sendMessage');
    expect(sent?.body).toMatchObject({ chat_id: GROUP.id, ephemeral_message_parameters: { receiver_user_id: PERSON.id, callback_query_id: '77' } });
    server.trouble('sendMessage', refusal);
    server.push(aPress('1:l:telegram:open-source', GROUP));
    const [, fallback] = await server.waitFor('sendMessage', 2);
    expect(fallback?.body.ephemeral_message_parameters).toBeUndefined();
    expect([textOf(sent), textOf(fallback)]).toEqual([expect.stringContaining('Signal · Open source'), expect.stringContaining('Telegram · Open source')]);
    expect(logged.filter(({ level }) => level === 'warn')).toEqual([{ level: 'warn', platform: 'telegram', event: 'call-failed', code: 400, method: 'sendMessage' }]);
  });

  it('answers a command that only the asker sees to all where that can not be', async () => {
    const { server } = await start();
    server.trouble('sendMessage', refusal);
    server.push(aText('/help', { chat: GROUP, message_id: 0, ephemeral_message_id: 4 }));
    const [sent] = await server.waitFor('sendMessage');
    expect([sent?.body.ephemeral_message_parameters, sent?.body.reply_parameters]).toEqual([undefined, undefined]);
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });

  it('answers a command that only the asker sees so that only they see it', async () => {
    const { server } = await start();
    server.push(aText('/help', { chat: GROUP, message_id: 0, ephemeral_message_id: 4 }));
    const [sent] = await server.waitFor('sendMessage');
    expect(sent?.body).toMatchObject({ reply_parameters: { ephemeral_message_id: 4 }, ephemeral_message_parameters: { receiver_user_id: PERSON.id } });
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });

  it('asks Telegram to keep what is about the bot out of the eyes of a group, and nothing in a private chat', async () => {
    const { server } = await start();
    const [inPrivate, inGroups] = await server.waitFor('setMyCommands', 2);
    const hidden = (call: Call | undefined) => (Array.isArray(call?.body.commands) ? call.body.commands : []).filter((one) => one.is_ephemeral).map(({ command }) => command);
    expect([hidden(inPrivate), hidden(inGroups)]).toEqual([[], ['help', 'privacy']]);
    server.push(aPress('1:l:signal:open-source'));
    const [sent] = await server.waitFor('sendMessage');
    expect(sent?.body.ephemeral_message_parameters).toBeUndefined();
  });
});

describe('large comparisons', () => {
  const FOUR = 'signal vs telegram vs whatsapp vs wechat';

  it('sends one of four apps as a table with its sources, and a small one plainly', async () => {
    const { server } = await start();
    server.push(aText(FOUR));
    const [rich] = await server.waitFor('sendRichMessage');
    const blocks = JSON.stringify(rich?.body.rich_message);
    for (const part of ['"type":"table"', '"text":"WeChat"', '"type":"details"', '"url":"https://']) expect(blocks).toContain(part);
    expect(buttonsOf(rich).length).toBeGreaterThan(0);
    server.push(aText('signal vs telegram'));
    const [plain] = await server.waitFor('sendMessage');
    expect(textOf(plain)).toContain('Signal and Telegram, side by side');
    server.push(aText('are they open source'));
    const [, next] = await server.waitFor('sendMessage', 2);
    expect(textOf(next)).toContain('Signal and Telegram, side by side');
    expect(server.calls.filter(({ method }) => method === 'refused')).toEqual([]);
  });

  it('sends it plainly where Telegram takes no rich message', async () => {
    const { server } = await start();
    server.trouble('sendRichMessage', { kind: 'error', code: 404, description: 'Not Found: method not found' });
    server.push(aText(FOUR));
    const [plain] = await server.waitFor('sendMessage');
    expect(textOf(plain)).toContain('Signal, Telegram, WhatsApp and WeChat, side by side');
  });
});

describe('an answer of several messages', () => {
  const LONG = 'which apps have been hacked';
  const fault = { kind: 'error', code: 500, description: 'Internal Server Error' } as const;

  it('sends none of them twice where a later one meets a fault', async () => {
    const { server } = await start();
    server.trouble('sendMessage', { kind: 'none' }, fault, fault);
    server.push(aText(LONG));
    await server.waitFor('sendMessage', 2);
    const sent = await settled(server, server.calls.filter(({ method }) => method === 'sendMessage').length);
    expect(new Set(sent.map(textOf)).size).toBe(sent.length);
  });

  it('is edited as a whole: what is too much is deleted, what is missing is sent', async () => {
    const { server } = await start();
    const { message } = aText(LONG);
    server.push({ message });
    await server.waitFor('sendMessage', 2);
    const pages = (await settled(server, 2)).length - 1;
    server.push({ edited_message: { ...message, edit_date: 2, text: SAYING } });
    const [edited] = await server.waitFor('editMessageText');
    const deleted = await server.waitFor('deleteMessage', pages - 1);
    expect([edited?.body.message_id, deleted[0]?.body.message_id]).toEqual([5001, 5002]);
    server.push({ edited_message: { ...message, edit_date: 3, text: LONG } });
    await server.waitFor('editMessageText', 2);
    const again = await server.waitFor('sendMessage', 2 * pages);
    expect(textOf(again.at(-1))).toBe(textOf(again[pages - 1]));
  });

  it('is said to its end though a later message meets a fault while the bot is stopped', async () => {
    const { server, stop, ended } = await start();
    server.trouble('sendMessage', { kind: 'none' }, fault, fault);
    server.push(aText(LONG));
    await server.waitFor('sendMessage');
    stop();
    await ended;
    expect(server.calls.filter(({ method }) => method === 'sendMessage').length).toBeGreaterThan(1);
    expect(server.unconfirmed()).toEqual([]);
  });

  it('has its other pages changed though Telegram refuses one', async () => {
    const { server } = await start();
    const { message } = aText(LONG);
    server.push({ message });
    await server.waitFor('sendMessage', 2);
    await settled(server, 2);
    server.trouble('editMessageText', { kind: 'error', code: 400, description: 'Bad Request: message is not modified' });
    server.push({ edited_message: { ...message, edit_date: 2, text: SAYING } });
    const [deleted] = await server.waitFor('deleteMessage');
    expect(deleted?.body.message_id).toBe(5002);
  });
});

describe('faults', () => {
  it('answers an update that is delivered twice once, also after a restart', async () => {
    const kept = inMemory();
    const { server, stop, ended } = await start({ kept });
    server.push(aText(SAYING), 500);
    server.push(aText(SAYING), 500);
    await server.waitFor('sendMessage');
    stop();
    await ended;
    server.push(aText(SAYING), 500);
    await start({ server, kept });
    const sent = await settled(server, 1);
    expect(sent.map(textOf)).toEqual([expect.stringContaining('Signal · Open source'), expect.stringContaining('Ask me about the privacy of an app.')]);
  });

  it.each<[string, Parameters<TelegramServer['trouble']>[1]]>([
    ['429', { kind: 'error', code: 429, description: 'Too Many Requests: retry after 0', parameters: { retry_after: 0 } }],
    ['500', { kind: 'error', code: 500, description: 'Internal Server Error' }],
    ['a dropped connection', { kind: 'drop' }],
    ['a hanging connection', { kind: 'hang' }],
    ['a proxy’s own JSON', { kind: 'odd', status: 502, body: '{"message":"bad gateway"}' }],
    ['JSON that is nothing', { kind: 'odd', status: 200, body: 'null' }],
    ['a refusal without a reason', { kind: 'odd', status: 502, body: '{"ok":false}' }],
    ['a success without a result', { kind: 'odd', status: 200, body: '{"ok":true}' }],
    ['a wait that is no number', { kind: 'error', code: 429, description: 'Too Many Requests', parameters: { retry_after: 'soon' } }],
  ])('answers all the same after %s', async (_, trouble) => {
    const { server } = await start();
    server.trouble('sendMessage', trouble);
    server.push(aText(SAYING));
    const [sent] = await server.waitFor('sendMessage');
    expect(textOf(sent)).toContain('Signal · Open source');
  });

  it.each(['sendMessage', 'answerCallbackQuery', 'editMessageText'])('goes on where Telegram refuses %s', async (method) => {
    const { server } = await start();
    server.trouble(method, { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' });
    const { message } = aText(SAYING);
    server.push({ message });
    server.push(aPress('1:l:signal:open-source'));
    server.push({ edited_message: { ...message, text: 'is telegram open source' } });
    const [last] = (await settled(server, 2)).slice(-1);
    expect(textOf(last)).toContain('Ask me about the privacy of an app.');
    expect(logged).toContainEqual(expect.objectContaining({ code: 403, method }));
  });

  it('answers a chat in its order after a fault, so that what follows up is understood', async () => {
    const { server } = await start();
    server.trouble('sendMessage', { kind: 'error', code: 500, description: 'Internal Server Error' });
    for (const text of ['is wechat end-to-end encrypted', 'and telegram?', SAYING]) server.push(aText(text));
    const sent = await server.waitFor('sendMessage', 3);
    expect(sent.map((call) => textOf(call).split('\n')[0])).toEqual([
      expect.stringContaining('WeChat · End-to-end encryption'),
      expect.stringContaining('Telegram · End-to-end encryption'),
      expect.stringContaining('Signal · Open source'),
    ]);
  });

  it('fetches on where a webhook was set before, though taking it away fails at first', async () => {
    const server = await startTelegram();
    ending.push(server.close);
    server.trouble('deleteWebhook', { kind: 'error', code: 500, description: 'Internal Server Error' });
    server.trouble('getUpdates', { kind: 'error', code: 409, description: 'Conflict: can’t use getUpdates method while webhook is active' });
    await start({ server });
    server.push(aText(SAYING));
    await server.waitFor('sendMessage');
    expect(server.calls.filter(({ method }) => method === 'deleteWebhook')).toHaveLength(1);
  });

  it('tells again that a button is old where Telegram did not hear it', async () => {
    const { server } = await start();
    server.trouble('answerCallbackQuery', { kind: 'error', code: 500, description: 'Internal Server Error' });
    server.push(aPress('0:x'));
    const [told] = await server.waitFor('answerCallbackQuery');
    expect(told?.body.text).toBe(say('unclear.gone'));
  });

  it('tells of each limit in one line', async () => {
    const { server } = await start();
    server.trouble('sendMessage', { kind: 'error', code: 429, description: 'Too Many Requests: retry after 0', parameters: { retry_after: 0 } });
    server.push(aText(SAYING));
    await server.waitFor('sendMessage');
    expect(logged.filter(({ code }) => code === 429)).toEqual([{ level: 'warn', platform: 'telegram', event: 'call-failed', code: 429, method: 'sendMessage' }]);
  });

  it('answers a question that is edited after a restart, and leaves an old one alone', async () => {
    const { server } = await start();
    const { message } = aText(SAYING);
    server.push({ edited_message: { ...message, edit_date: Number(message.date) + 901 } });
    server.push({ edited_message: { ...message, edit_date: Number(message.date) + 60, text: 'is telegram open source' } });
    const sent = await settled(server, 1);
    expect(sent.map(textOf)).toEqual([expect.stringContaining('Telegram · Open source'), expect.stringContaining('Ask me about the privacy of an app.')]);
  });

  it('leaves a webhook alone where it is another process that fetches', async () => {
    const { server } = await start();
    server.push(aText(SAYING));
    await server.waitFor('sendMessage');
    const before = server.calls.filter(({ method }) => method === 'deleteWebhook').length;
    server.trouble('getUpdates', { kind: 'error', code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' });
    server.push(aText('is telegram open source'));
    server.push(aText('is wechat open source'));
    await server.waitFor('sendMessage', 3);
    expect(server.calls.filter(({ method }) => method === 'deleteWebhook')).toHaveLength(before);
  });

  it('answers a press though Telegram does not take note that it was heard', async () => {
    const { server } = await start();
    server.trouble('answerCallbackQuery', { kind: 'hang' });
    server.push(aPress('1:l:signal:open-source'));
    const [sent] = await server.waitFor('sendMessage');
    expect(textOf(sent)).toContain('Signal · Open source');
    expect(logged.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a message without a chat', { message: { message_id: 1, date: 1, text: SAYING } }],
    ['no message at all', { message: 'x' }],
    ['nothing', {}],
  ])('goes on after an update that holds %s', async (_, update) => {
    const { server, stop, ended } = await start();
    server.push(update);
    await settled(server, 0);
    stop();
    await ended;
    expect(server.unconfirmed()).toEqual([]);
  });

  it('tells that the server is away at the start, and begins when it is back', async () => {
    const server = await startTelegram();
    ending.push(server.close);
    server.trouble('getMe', { kind: 'error', code: 502, description: 'Bad Gateway' }, { kind: 'drop' }, { kind: 'odd', status: 200, body: '{"ok":true,"result":null}' });
    await start({ server });
    await settled(server, 0);
    expect(logged.filter(({ event }) => event === 'fetch-failed').map(({ code }) => code)).toEqual([502, 'network', 'network']);
  });

  it.each<[string, Parameters<TelegramServer['trouble']>[1]]>([
    ['that hangs', { kind: 'hang' }],
    ['that is to be made later', { kind: 'error', code: 429, description: 'Too Many Requests: retry after 18', parameters: { retry_after: 18 } }],
  ])('ends at once though there is a fetch %s', async (_, trouble) => {
    const { server, stop, ended } = await start();
    server.trouble('getUpdates', { kind: 'none' }, trouble, trouble);
    server.push(aText(SAYING));
    await server.waitFor(`getUpdates:${trouble.kind}`);
    stop();
    await ended;
  });

  it('does not start with what can be no token', async () => {
    const server = await startTelegram();
    ending.push(server.close);
    const { ended } = startAt(server, { token: '123456: a token' });
    await expect(ended).rejects.toThrow('Telegram refuses TELEGRAM_BOT_TOKEN: copy the token again from @BotFather');
  });

  it('follows a group that has become a supergroup, by a press too', async () => {
    const { server } = await start();
    const upgraded = { kind: 'error', code: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat', parameters: { migrate_to_chat_id: -100777 } } as const;
    server.trouble('sendMessage', upgraded);
    server.push(aPress('1:l:signal:open-source', { id: -5, type: 'group', title: 'x' }));
    const [sent] = await server.waitFor('sendMessage');
    expect(sent?.body.chat_id).toBe(-100777);
  });

  it('follows a group that has become a supergroup', async () => {
    const { server } = await start();
    server.trouble('sendMessage', {
      kind: 'error',
      code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -100777 },
    });
    server.push(aText(`/ask ${SAYING}`, { chat: { id: -5, type: 'group', title: 'x' } }));
    const [sent] = await server.waitFor('sendMessage');
    expect(sent?.body.chat_id).toBe(-100777);
  });

  it.each([401, 409, 502])('goes on fetching after %d', async (code) => {
    const { server } = await start();
    server.trouble('getUpdates', ...Array.from({ length: 3 }, () => ({ kind: 'error' as const, code, description: 'x' })));
    server.push(aText(SAYING));
    await server.waitFor('sendMessage');
    expect(logged).toContainEqual(expect.objectContaining({ event: 'fetch-failed', code }));
  });

  it('lets one hanging chat hold up nobody', async () => {
    const { server } = await start();
    server.trouble('sendMessage', { kind: 'hang' });
    server.push(aText(SAYING));
    await server.waitFor('sendMessage:hang');
    for (let person = 1; person <= 150; person += 1) server.push(aText(SAYING, { chat: { ...PRIVATE, id: person } }));
    const sent = await server.waitFor('sendMessage', 150);
    expect(new Set(sent.map(({ body }) => body.chat_id)).size).toBeGreaterThanOrEqual(149);
  });

  it('finishes what is in hand when it is stopped, and confirms it', async () => {
    const { server, stop, ended } = await start();
    for (let person = 1; person <= 20; person += 1) server.push(aText(SAYING, { chat: { ...PRIVATE, id: person } }));
    await server.waitFor('sendMessage');
    stop();
    await ended;
    expect(server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(20);
    expect(server.unconfirmed()).toEqual([]);
  });

  it('does not start with a token that is refused, and does not show it', async () => {
    const server = await startTelegram({ token: 'another' });
    ending.push(server.close);
    const { ended } = await start({ server });
    await expect(ended).rejects.toThrow('Telegram refuses TELEGRAM_BOT_TOKEN: copy the token again from @BotFather');
  });
});
