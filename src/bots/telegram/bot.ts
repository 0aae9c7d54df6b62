import { autoRetry } from '@grammyjs/auto-retry';
// biome-ignore lint/correctness/noUnresolvedImports: its package.json names its entry in an old way that Biome doesn't read
import { AbortController as GrammyAbortController } from 'abort-controller';
import { Bot, type Context, HttpError } from 'grammy';
import type { EphemeralMessageParameters, InlineKeyboardMarkup, InputRichMessage, Message, ReplyParameters, Update } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID, type Question } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import type { Reply } from '../../core/reply.ts';
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
import { DEALT_WITH, type Fate, MOST_TRIES } from './updates.ts';
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

/** So long the first fetch waits for a webhook that was set before to be taken away. */
const UNBLOCKING_MS = 1000;
/** What can't stand in an address isn't part of a token. */
const TOKEN = /^[\w:.~-]+$/u;
const REFUSED = 'Telegram refuses TELEGRAM_BOT_TOKEN: copy the token again from @BotFather';

/** A page to send, and what there is to press under it, if anything. */
interface Part {
  readonly page: Page;
  readonly keyboard: InlineKeyboardMarkup | undefined;
}

/** A message that was answered: by which messages, and on what it leant. */
interface Answered {
  readonly answers: readonly number[];
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

/** Runs a call that a signal aborts, even while it waits to be repeated; grammY wants the signal of a package of its own. */
async function abortable<Result>(signal: AbortSignal, call: (own: GrammyAbortController['signal']) => Promise<Result>): Promise<Result> {
  const own = new GrammyAbortController();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      own.abort();
      reject(new HttpError('aborted', undefined));
    };
  });
  signal.addEventListener('abort', abort);
  try {
    if (signal.aborted) abort();
    return await Promise.race([call(own.signal), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** A group's update as of the supergroup that the group has become. */
function moved(update: Update, id: number): Update | undefined {
  const { message, callback_query: press } = update;
  const chat = message?.chat ?? press?.message?.chat;
  if (chat?.type !== 'group') return undefined;
  const supergroup = { type: 'supergroup', id, title: chat.title } as const;
  if (message) return { ...update, message: { ...message, chat: supergroup } };
  return press?.message && { ...update, callback_query: { ...press, message: { ...press.message, chat: supergroup } } };
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

  /** Makes a call as often as it takes, if it fails for a while only; for how many more tries is said. */
  const persist = async <Result>(call: () => Promise<Result>, event: 'call-failed' | 'set-up-failed', attempt = 0): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      const fault = toFault(error);
      if (!isPassing(fault) || attempt >= MOST_TRIES || starting.signal.aborted) throw error;
      logFault(event, error);
      await pause(Math.max(patience.backOff(attempt), fault.notBefore), starting.signal);
      return persist(call, event, attempt + 1);
    }
  };

  /** Sends a page. */
  const send = (ctx: Context, { page, keyboard }: Part, { reply, only }: Addressee) =>
    ctx.reply(page.text, {
      ...looksOf(page),
      ...pressable(keyboard),
      ...(reply && { reply_parameters: reply }),
      ...(only && { ephemeral_message_parameters: only }),
    });

  /** What an answer says; the one on privacy says where the whole policy stands. */
  const replyOf = (asked: Asked, command: string | null) => (command === 'privacy' ? withPolicy(asked.reply, { say, privacyUrl }) : asked.reply);

  const keyboardsOf = (asked: Asked, reply: Reply) => toKeyboards(reply, asked.about, render(reply).length, bot.botInfo.username, say);

  /** The pages to send at once: one, and the others by a button; all, where no button could bring them. */
  const partsToSend = (asked: Asked, command: string | null, page: number): readonly Part[] => {
    const reply = replyOf(asked, command);
    const pages = render(reply);
    const from = Math.min(page, pages.length - 1);
    const to = asked.about ? from + 1 : pages.length;
    const keyboard = keyboardsOf(asked, reply)[to - 1];
    return pages.slice(from, to).map((one, index, all) => ({ page: one, keyboard: index === all.length - 1 ? keyboard : undefined }));
  };

  /** Sends pages one after the other. Once one is sent the whole is never tried again, which would send that one twice. */
  const sendAll = async (ctx: Context, parts: readonly Part[], to: Addressee): Promise<readonly Message[]> => {
    const [first, ...others] = parts;
    return first ? [await send(ctx, first, to), ...(await sendOn(ctx, others, to))] : [];
  };

  /** Sends what comes after a page that was sent. */
  const sendOn = async (ctx: Context, parts: readonly Part[], to: Addressee): Promise<readonly Message[]> => {
    const sent: Message[] = [];
    for (const part of parts) {
      const one = await persist(() => send(ctx, part, to), 'call-failed').catch((error: unknown) => logFault('call-failed', error));
      if (!one) break;
      sent.push(one);
    }
    return sent;
  };

  /** Sends an answer, a large comparison as a rich message where Telegram takes those; gives the messages that it is in. */
  const answer = async (ctx: Context, asked: Asked, command: string | null, page: number, to: Addressee): Promise<readonly Message[]> => {
    const plainly = () => sendAll(ctx, partsToSend(asked, command, page), to);
    const rich = page === 0 ? renderRich(asked.reply, say) : undefined;
    const keyboard = rich && keyboardsOf(asked, asked.reply).at(-1);
    const richly = async (message: InputRichMessage): Promise<readonly Message[]> => [
      await ctx.replyWithRichMessage(message, {
        ...pressable(keyboard),
        ...(to.reply && { reply_parameters: to.reply }),
        ...(to.only && { ephemeral_message_parameters: to.only }),
      }),
    ];
    const sent = rich ? await orElse(() => richly(rich), plainly) : await plainly();
    if (to.only === undefined) for (const one of sent) remember(one, asked.memory);
    return sent;
  };

  const answerMessage = async (ctx: Context, message: Message, heard: Extract<Heard, { kind: 'question' }>) => {
    const memory = leansOn(message);
    const asked = ask(heard.question, memory);
    if (heard.onlyReply && asked.answer.outcome === 'out-of-scope') return;
    const to = addresseeOf(message);
    const answerTo = (addressee: Addressee) => () => answer(ctx, asked, heard.command, 0, addressee);
    const sent = to.only ? await orElse(answerTo(to), answerTo({})) : await answerTo(to)();
    if (message.ephemeral_message_id === undefined) answers.keep(keyOf(message), { answers: sent.map(({ message_id: id }) => id), memory }, now());
  };

  /** Puts another answer in place of one: pages are edited, those that are too many deleted and those that are missing sent. */
  const answerAnew = async (ctx: Context, message: Message, before: Answered, asked: Asked, command: string | null) => {
    const { id: chat } = message.chat;
    const parts = partsToSend(asked, command, 0);
    for (const [index, old] of before.answers.entries()) {
      const part = parts[index];
      const change = part
        ? ctx.api.editMessageText(chat, old, part.page.text, { ...looksOf(part.page), reply_markup: part.keyboard ?? { inline_keyboard: [] } })
        : ctx.api.deleteMessage(chat, old);
      // What Telegram refuses, as that nothing has changed, keeps none of the other pages from being changed.
      await change.catch((error: unknown) => {
        if (isPassing(toFault(error))) throw error;
        logFault('call-failed', error);
      });
    }
    const sent = await sendOn(ctx, parts.slice(before.answers.length), addresseeOf(message));
    const all = [...before.answers.slice(0, parts.length), ...sent.map(({ message_id: id }) => id)];
    answers.keep(keyOf(message), { ...before, answers: all }, now());
    for (const id of all) remember({ ...message, message_id: id }, asked.memory);
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
    await answerAnew(ctx, ctx.editedMessage, before, ask(heard.question, before.memory), heard.command);
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
    // The answer doesn't wait for Telegram to take note that the press was heard.
    ctx.answerCallbackQuery(found ? {} : { text: say('unclear.gone') }).catch((error: unknown) => logFault('call-failed', error));
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

  /** Says sorry for a fault of our own to somebody who asked something. */
  const apologise = async (message: Message) => {
    if (toQuestion(message, bot.botInfo).kind !== 'question') return;
    const { reply } = addresseeOf(message);
    await bot.api.sendMessage(message.chat.id, say('chat.failed'), reply && { reply_parameters: reply });
  };

  /** Tells what went wrong and what becomes of the update: it isn't tried again where Telegram has said what it thinks of it. */
  const afterFault = async (error: unknown, update: Update): Promise<Fate> => {
    const fault = toFault(error);
    logFault('answer-failed', error);
    const again = fault.movedTo === undefined ? undefined : moved(update, fault.movedTo);
    if (again) return handle(again);
    if (fault.code === 'bug' && update.message) await apologise(update.message);
    return isPassing(fault) ? { dealtWith: false, notBefore: fault.notBefore } : DEALT_WITH;
  };

  const handle = async (update: Update, sayBack?: (json: string) => void): Promise<Fate> => {
    try {
      await bot.handleUpdate(update, sayBack && { send: sayBack });
      return DEALT_WITH;
    } catch (error) {
      return afterFault(error, update).catch((failed: unknown) => {
        logFault('call-failed', failed);
        return DEALT_WITH;
      });
    }
  };

  const onGivenUp = () => log({ level: 'error', platform: PLATFORM, event: 'given-up' });

  /** Whether a webhook that was set before may keep every update from being fetched (409). */
  let isBlocked = true;
  const unblock = async (signal: AbortSignal) => {
    isBlocked = false;
    const over = AbortSignal.any([signal, AbortSignal.timeout(UNBLOCKING_MS)]);
    await abortable(over, (own) => bot.api.deleteWebhook({}, own)).catch((error: unknown) => logFault('set-up-failed', error));
  };

  const fetchUpdates = async (offset: number, signal: AbortSignal) => {
    if (isBlocked) await unblock(signal);
    try {
      return await abortable(signal, (own) => bot.api.getUpdates({ offset, timeout: patience.pollSeconds, allowed_updates: UPDATES }, own));
    } catch (error) {
      isBlocked = toFault(error).code === 409;
      throw error;
    }
  };

  const fetching = () =>
    createPolling({
      fetch: fetchUpdates,
      confirm: (offset) => bot.api.getUpdates({ offset, timeout: 0, limit: 1, allowed_updates: UPDATES }),
      handle,
      answered: kept.answeredUpdates,
      onFetchFailed: (error) => {
        logFault('fetch-failed', error);
        return toFault(error).notBefore;
      },
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
      bot.botInfo = await abortable(starting.signal, (own) => bot.api.getMe(own));
    } catch (error) {
      if (starting.signal.aborted) return;
      const fault = toFault(error);
      if (isRefused(fault)) throw new StartError(REFUSED);
      logFault('fetch-failed', error);
      await pause(Math.max(patience.backOff(attempt), fault.notBefore), starting.signal);
      if (!starting.signal.aborted) await begin(attempt + 1);
    }
  };

  /** Tells Telegram the commands, in the background: that may fail for minutes and matters little. */
  const tellCommands = async () => {
    const all = COMMANDS.map(({ name }) => ({ command: name, description: say(`command.${name}`) }));
    const inGroups = all.filter(({ command }) => IN_GROUPS.includes(command)).map((one) => ({ ...one, ...(FOR_ASKER.includes(one.command) && { is_ephemeral: true }) }));
    await persist(() => bot.api.setMyCommands(all, { scope: { type: 'all_private_chats' } }), 'set-up-failed');
    await persist(() => bot.api.setMyCommands(inGroups, { scope: { type: 'all_group_chats' } }), 'set-up-failed');
  };

  return {
    platform: 'Telegram',
    run: async () => {
      if (!TOKEN.test(token)) throw new StartError(REFUSED);
      await begin();
      if (starting.signal.aborted) return;
      log({ level: 'info', platform: PLATFORM, event: 'started' });
      tellCommands().catch((error: unknown) => logFault('set-up-failed', error));
      await updates.run();
      log({ level: 'info', platform: PLATFORM, event: 'stopped' });
    },
    stop: () => {
      starting.abort();
      updates.stop();
    },
  };
}
