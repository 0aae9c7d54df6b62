import { autoRetry } from '@grammyjs/auto-retry';
// biome-ignore lint/correctness/noUnresolvedImports: its package.json names its entry in an old way that Biome doesn't read
import { AbortController as GrammyAbortController } from 'abort-controller';
import { Bot, type Context } from 'grammy';
import type { EphemeralMessageParameters, InlineKeyboardMarkup, InputRichMessage, Message, ReplyParameters, Update } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID, type Question } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import { readButton } from '../buttons.ts';
import { type ChatBot, type PlatformPorts, type PlatformSettings, StartError } from '../chat-bot.ts';
import { COMMANDS, FOR_ASKER, withPolicy } from '../commands.ts';
import { pause } from '../pause.ts';
import { isPassing, isRefused, isUnsupported, toFault } from './faults.ts';
import { createArticles, inlineAnswers } from './inline.ts';
import { toKeyboards } from './keyboard.ts';
import { createPolling } from './polling.ts';
import { type Heard, toQuestion } from './question.ts';
import { looksOf, type Page, render } from './render.ts';
import { renderRich } from './rich.ts';
import { createTransport } from './transport.ts';
import { createWebhook, type WebhookSettings } from './webhook.ts';

/** What the bot in Telegram runs on. */
export interface TelegramPorts extends PlatformPorts, PlatformSettings {
  /** Where Telegram delivers to; without it the bot fetches. */
  readonly webhook?: WebhookSettings;
  /** How long a call may take, in seconds, and how long to wait before the nth repetition, in milliseconds. */
  readonly patience?: { readonly callSeconds: number; readonly pollSeconds: number; readonly backOff: (attempt: number) => number };
}

const PLATFORM = 'telegram';
const PATIENCE = { callSeconds: 15, pollSeconds: 8, backOff: (attempt: number) => Math.min(15_000, 500 * 2 ** attempt) };
/** 429 says how long to wait; what else fails is tried again by the polling, which confirms nothing unanswered. */
const RETRY = { maxRetryAttempts: 3, maxDelaySeconds: 20, rethrowHttpErrors: true, rethrowInternalServerErrors: true };
const UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query', 'guest_message'] as const;
/** So many seconds Telegram may give the same answers to whoever types the same. */
const INLINE_CACHE_SECONDS = 300;
/**
 * Calls that can stand in the response to a delivered update, which says nothing of how they went: an answer to somebody
 * who types is late when it is lost, and the next letter brings another.
 */
const IN_RESPONSE: ReadonlySet<string> = new Set(['answerInlineQuery']);
const IN_GROUPS: readonly string[] = ['ask', 'app', 'compare', 'find', 'help', 'privacy'];

/** A message that was answered: where, and by which message. */
interface Answered {
  readonly answer: number;
  readonly memory: Memory;
}

/** What there is to press under a message, if anything. */
function pressable(keyboard: InlineKeyboardMarkup | undefined) {
  return keyboard !== undefined && keyboard.inline_keyboard.length > 0 ? { reply_markup: keyboard } : {};
}

/** Where an answer goes: below which message, and for whose eyes only, if not for everybody's in the chat. */
interface Addressee {
  readonly reply?: ReplyParameters;
  readonly only?: EphemeralMessageParameters;
}

/** In a group an answer stands below its question, and what was asked for one's own eyes is answered so. */
function addresseeOf({ chat, message_id, ephemeral_message_id: ephemeral, from }: Message): Addressee {
  if (ephemeral !== undefined && from) return { reply: { ephemeral_message_id: ephemeral }, only: { receiver_user_id: from.id } };
  return chat.type === 'private' ? {} : { reply: { message_id, allow_sending_without_reply: true } };
}

/** Runs a call that a signal can abort; grammY wants the signal of a package of its own. */
async function abortable<Result>(signal: AbortSignal, call: (own: GrammyAbortController['signal']) => Promise<Result>): Promise<Result> {
  const own = new GrammyAbortController();
  const abort = () => own.abort();
  signal.addEventListener('abort', abort);
  try {
    if (signal.aborted) abort();
    return await call(own.signal);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Makes the bot in Telegram. */
export function createTelegramBot({ token, apiRoot, webhook, ask, say, kept, log, now, privacyUrl, patience = PATIENCE }: TelegramPorts): ChatBot {
  const bot = new Bot(token, { client: { canUseWebhookReply: (method) => IN_RESPONSE.has(method) } });
  const line = { token, ...(apiRoot !== undefined && { apiRoot }), callSeconds: patience.callSeconds, ...(webhook && { inResponse: IN_RESPONSE }) };
  bot.api.config.use(createTransport(line), autoRetry(RETRY));
  const memories = createRecent<Memory>();
  const answers = createRecent<Answered>();
  const toArticle = createArticles(say);
  const starting = new AbortController();

  const logFault = (event: 'call-failed' | 'fetch-failed' | 'answer-failed' | 'set-up-failed', error: unknown) => {
    const { method, code } = toFault(error);
    log({ level: 'warn', platform: PLATFORM, event, code, ...(method !== undefined && { method }) });
  };

  /** Keys hold ids, and live in memory for a quarter of an hour only. */
  const keyOf = ({ chat, message_id }: Pick<Message, 'chat' | 'message_id'>) => `${chat.id}:${message_id}`;

  /** What a message may lean on: in a private chat what was last spoken of, in a group what the answer replied to speaks of. */
  const leansOn = ({ chat, reply_to_message }: Message): Memory => {
    const key = chat.type === 'private' ? String(chat.id) : reply_to_message && keyOf(reply_to_message);
    return (key === undefined ? undefined : memories.recall(key, now())) ?? NOTHING_SAID;
  };

  const remember = (answer: Message, memory: Memory) => {
    memories.keep(answer.chat.type === 'private' ? String(answer.chat.id) : keyOf(answer), memory, now());
  };

  /** Makes a call that not every server or chat takes; where Telegram refuses it, another in its place. */
  const orElse = async <Result>(call: () => Promise<Result>, other: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (!isUnsupported(toFault(error))) throw error;
      logFault('call-failed', error);
      return other();
    }
  };

  /** Sends a page. */
  const send = (ctx: Context, page: Page, keyboard: InlineKeyboardMarkup | undefined, { reply, only }: Addressee) =>
    ctx.reply(page.text, {
      ...looksOf(page),
      ...pressable(keyboard),
      ...(reply && { reply_parameters: reply }),
      ...(only && { ephemeral_message_parameters: only }),
    });

  /** The pages to send at once: one, and the others by a button; all, where no button could bring them. */
  const pagesToSend = (asked: Asked, command: string | null, page: number) => {
    const reply = command === 'privacy' ? withPolicy(asked.reply, { say, privacyUrl }) : asked.reply;
    const pages = render(reply);
    const from = Math.min(page, pages.length - 1);
    return { pages, keyboards: toKeyboards(reply, asked.about, pages.length, bot.botInfo.username, say), from, to: asked.about ? from + 1 : pages.length };
  };

  const answerPlainly = async (ctx: Context, asked: Asked, command: string | null, page: number, to: Addressee): Promise<Message | undefined> => {
    const { pages, keyboards, from, to: end } = pagesToSend(asked, command, page);
    let sent: Message | undefined;
    for (const [index, one] of pages.entries()) {
      if (index >= from && index < end) sent = await send(ctx, one, index === end - 1 ? keyboards[index] : undefined, to);
    }
    return sent;
  };

  /** Sends an answer, a large comparison as a rich message where Telegram takes those. */
  const answer = async (ctx: Context, asked: Asked, command: string | null, page: number, to: Addressee): Promise<Message | undefined> => {
    const plainly = () => answerPlainly(ctx, asked, command, page, to);
    const rich = page === 0 ? renderRich(asked.reply, say) : undefined;
    const keyboard = rich && pagesToSend(asked, command, 0).keyboards.at(-1);
    const richly = (message: InputRichMessage) =>
      ctx.replyWithRichMessage(message, {
        ...pressable(keyboard),
        ...(to.reply && { reply_parameters: to.reply }),
        ...(to.only && { ephemeral_message_parameters: to.only }),
      });
    const sent = rich ? await orElse<Message | undefined>(() => richly(rich), plainly) : await plainly();
    if (sent && to.only === undefined) remember(sent, asked.memory);
    return sent;
  };

  const answerMessage = async (ctx: Context, message: Message, heard: Extract<Heard, { kind: 'question' }>) => {
    const memory = leansOn(message);
    const asked = ask(heard.question, memory);
    if (heard.onlyReply && asked.answer.outcome === 'out-of-scope') return;
    const sent = await answer(ctx, asked, heard.command, 0, addresseeOf(message));
    if (sent && message.ephemeral_message_id === undefined) answers.keep(keyOf(message), { answer: sent.message_id, memory }, now());
  };

  bot.on('message', async (ctx) => {
    const heard = toQuestion(ctx.message, ctx.me);
    if (heard.kind === 'unreadable') await ctx.reply(say('chat.unreadable'));
    if (heard.kind === 'question') await answerMessage(ctx, ctx.message, heard);
  });

  bot.on('edited_message', async (ctx) => {
    const before = answers.recall(keyOf(ctx.editedMessage), now());
    const heard = toQuestion(ctx.editedMessage, ctx.me);
    if (!before || heard.kind !== 'question') return;
    const asked = ask(heard.question, before.memory);
    const { pages, keyboards } = pagesToSend(asked, heard.command, 0);
    await ctx.api.editMessageText(ctx.editedMessage.chat.id, before.answer, pages[0].text, { ...looksOf(pages[0]), reply_markup: keyboards[0] ?? { inline_keyboard: [] } });
    remember({ ...ctx.editedMessage, message_id: before.answer }, asked.memory);
  });

  /** What a pressed button asks and which page of it; undefined for a button that is old or foreign. */
  const askedBy = (data: string | undefined, language: string | undefined): { readonly asked: Asked; readonly page: number } | undefined => {
    const press = readButton(data ?? '');
    const question: Question | undefined = press && { text: '', wish: press.wish, ...(language !== undefined && { language }) };
    const asked = question && ask(question, NOTHING_SAID);
    return asked?.about && press ? { asked, page: press.page } : undefined;
  };

  bot.on('callback_query', async (ctx) => {
    const { id, message, data, from } = ctx.callbackQuery;
    const found = message && askedBy(data, from.language_code);
    await ctx.answerCallbackQuery(found ? {} : { text: say('unclear.gone') }).catch((error) => logFault('call-failed', error));
    if (!message || !found) return;
    const { asked, page } = found;
    const to = (addressee: Addressee) => () => answer(ctx, asked, null, page, addressee);
    if (message.chat.type === 'private') return void (await to({})());
    // In a group the answer is for the eyes of the one who pressed; where that can't be, everybody sees it.
    const shared: Addressee = message.message_id > 0 ? { reply: { message_id: message.message_id, allow_sending_without_reply: true } } : {};
    await orElse(to({ ...shared, only: { receiver_user_id: from.id, callback_query_id: id } }), to(shared));
  });

  bot.on('inline_query', async (ctx) => {
    const { query } = ctx.inlineQuery;
    const results = inlineAnswers(query, { ask, say }).map((asked) => toArticle(asked, ctx.me.username));
    await ctx.answerInlineQuery(results, {
      cache_time: INLINE_CACHE_SECONDS,
      ...(query.trim() === '' && { button: { text: say('inline.begin'), start_parameter: 'help' } }),
    });
  });

  /** In a chat that the bot isn't in it has one message: the answer to what it was mentioned with. */
  bot.on('guest_message', async (ctx) => {
    const { guest_query_id: id } = ctx.guestMessage;
    if (id === undefined) return;
    const heard = toQuestion(ctx.guestMessage, ctx.me);
    const question: Question = heard.kind === 'question' ? heard.question : { text: 'help' };
    await ctx.api.answerGuestQuery(id, toArticle(ask(question, NOTHING_SAID), ctx.me.username));
  });

  /** Tells what went wrong and whether the update is to be tried again: not where Telegram has said what it thinks of it. */
  const afterFault = async (error: unknown, update: Update): Promise<boolean> => {
    const fault = toFault(error);
    logFault('answer-failed', error);
    const { message } = update;
    if (fault.movedTo !== undefined && message?.chat.type === 'group') {
      return await handle({ ...update, message: { ...message, chat: { type: 'supergroup', id: fault.movedTo, title: message.chat.title } } });
    }
    if (fault.code === 'bug' && message) await bot.api.sendMessage(message.chat.id, say('chat.failed')).catch((failed) => logFault('call-failed', failed));
    return !isPassing(fault);
  };

  const handle = (update: Update, sayBack?: (json: string) => void): Promise<boolean> =>
    bot.handleUpdate(update, sayBack && { send: sayBack }).then(
      () => true,
      (error: unknown) => afterFault(error, update),
    );

  const onGivenUp = () => log({ level: 'error', platform: PLATFORM, event: 'given-up' });

  const fetching = () =>
    createPolling({
      fetch: (offset, signal) => abortable(signal, (own) => bot.api.getUpdates({ offset, timeout: patience.pollSeconds, allowed_updates: UPDATES }, own)),
      confirm: (offset) => bot.api.getUpdates({ offset, timeout: 0, limit: 1, allowed_updates: UPDATES }),
      handle,
      answered: kept.answeredUpdates,
      onFetchFailed: (error) => logFault('fetch-failed', error),
      onGivenUp,
      backOff: patience.backOff,
    });

  const receiving = (settings: WebhookSettings) =>
    createWebhook({
      ...settings,
      announce: () => bot.api.setWebhook(settings.url, { secret_token: settings.secret, allowed_updates: UPDATES }),
      handle,
      answered: kept.answeredUpdates,
      onAnnounceFailed: (error) => logFault('set-up-failed', error),
      onGivenUp,
      backOff: patience.backOff,
    });

  const updates = webhook ? receiving(webhook) : fetching();

  /** Says who the bot is as soon as the server answers. Rejects if Telegram refuses the token. */
  const begin = async (attempt = 0): Promise<void> => {
    try {
      await abortable(starting.signal, (own) => bot.init(own));
    } catch (error) {
      if (starting.signal.aborted) return;
      if (isRefused(toFault(error))) throw new StartError('Telegram refuses TELEGRAM_BOT_TOKEN: copy the token again from @BotFather');
      logFault('fetch-failed', error);
      await pause(patience.backOff(attempt), starting.signal);
      await begin(attempt + 1);
    }
  };

  /** Tells Telegram the commands, in the background: that may fail for minutes and matters little. */
  const tellCommands = async () => {
    const all = COMMANDS.map(({ name }) => ({ command: name, description: say(`command.${name}`) }));
    const inGroups = all.filter(({ command }) => IN_GROUPS.includes(command)).map((one) => ({ ...one, ...(FOR_ASKER.includes(one.command) && { is_ephemeral: true }) }));
    await bot.api.setMyCommands(all, { scope: { type: 'all_private_chats' } });
    await bot.api.setMyCommands(inGroups, { scope: { type: 'all_group_chats' } });
  };

  return {
    platform: 'Telegram',
    run: async () => {
      await begin();
      if (starting.signal.aborted) return;
      log({ level: 'info', platform: PLATFORM, event: 'started' });
      tellCommands().catch((error: unknown) => logFault('set-up-failed', error));
      // A webhook that was set before would keep every update from being fetched.
      if (!webhook) await bot.api.deleteWebhook().catch((error: unknown) => logFault('set-up-failed', error));
      await updates.run();
      log({ level: 'info', platform: PLATFORM, event: 'stopped' });
    },
    stop: () => {
      starting.abort();
      updates.stop();
    },
  };
}
