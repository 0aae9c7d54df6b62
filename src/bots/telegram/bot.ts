import { autoRetry } from '@grammyjs/auto-retry';
import { Bot, GrammyError, HttpError, type Transformer } from 'grammy';
import type { Message, Update } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { NOTHING_SAID, type Question } from '../../core/question.ts';
import { StartError } from '../../start-error.ts';
import { readButton } from '../buttons.ts';
import type { ChatBot, PlatformPorts, PlatformSettings } from '../chat-bot.ts';
import { COMMANDS, FOR_ASKER } from '../commands.ts';
import { pause, stopper } from '../pause.ts';
import { type Addressee, addresseeOf, createAnswering } from './answering.ts';
import { abortable, type Calls, createCalls } from './calls.ts';
import { isPassing, isRefused, toFault } from './faults.ts';
import { createArticles, inlineAnswers } from './inline.ts';
import { createPolling } from './polling.ts';
import { toQuestion } from './question.ts';
import { createTransport } from './transport.ts';
import { DEALT_WITH, type Fate } from './updates.ts';
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

/** A group's update as of the supergroup that the group has become. */
function moved(update: Update, id: number): Update | undefined {
  const { message, callback_query: press } = update;
  const chat = message?.chat ?? press?.message?.chat;
  if (chat?.type !== 'group') return undefined;
  const supergroup = { type: 'supergroup', id, title: chat.title } as const;
  if (message) return { ...update, message: { ...message, chat: supergroup } };
  return press?.message && { ...update, callback_query: { ...press, message: { ...press.message, chat: supergroup } } };
}

/** Tells of each limit that is waited for and never seen otherwise. */
function tellLimits(logFault: Calls['logFault']): Transformer {
  return async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    const wait = answer.ok ? undefined : answer.parameters?.retry_after;
    if (!answer.ok && wait !== undefined && wait <= RETRY.maxDelaySeconds) logFault('call-failed', new GrammyError('limited', answer, method, {}));
    return answer;
  };
}

/** Makes the bot in Telegram. */
export function createTelegramBot({ token, apiRoot, webhook, ask, say, kept, log, now, privacyUrl, patience = PATIENCE }: TelegramPorts): ChatBot {
  const bot = new Bot(token, { client: { canUseWebhookReply: (method) => IN_RESPONSE.has(method) } });
  const line = { token, ...(apiRoot !== undefined && { apiRoot }), callSeconds: patience.callSeconds, ...(webhook && { inResponse: IN_RESPONSE }) };
  const toArticle = createArticles(say);
  const stopping = stopper();
  const calls = createCalls({ log: (entry) => log({ ...entry, platform: PLATFORM }), backOff: patience.backOff });
  const { logFault, orElse, persist } = calls;
  bot.api.config.use(createTransport(line), tellLimits(logFault), autoRetry(RETRY));
  const { answer, answerMessage, answerEdited } = createAnswering({ ask, say, now, ...(privacyUrl !== undefined && { privacyUrl }), calls, username: () => bot.botInfo.username });

  bot.on('message', async (ctx) => {
    const heard = toQuestion(ctx.message, ctx.me);
    if (heard.kind === 'unreadable') await ctx.reply(say('chat.unreadable'));
    if (heard.kind === 'question') await answerMessage(ctx, ctx.message, heard);
  });

  bot.on('edited_message', async (ctx) => {
    const heard = toQuestion(ctx.editedMessage, ctx.me);
    if (heard.kind === 'question') await answerEdited(ctx, ctx.editedMessage, heard);
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
    if (!message || !found) return void (await ctx.answerCallbackQuery({ text: say('unclear.gone') }));
    // The answer doesn't wait for Telegram to take note that the press was heard.
    ctx.answerCallbackQuery().catch((error: unknown) => logFault('call-failed', error));
    const { asked, page } = found;
    const to = (addressee: Addressee) => () => answer(ctx, { asked, command: null, page }, addressee);
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
    return isPassing(fault) ? { dealtWith: false, wait: fault.wait, mayHaveArrived: fault.mayHaveArrived } : DEALT_WITH;
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
      // The other conflict is another process with the same token.
      isBlocked = error instanceof GrammyError && error.error_code === 409 && error.description.includes('webhook');
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
        return toFault(error).wait;
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

  const whoAmI = async () => {
    const me = await abortable(stopping.signal, (own) => bot.api.getMe(own));
    if (typeof me?.username !== 'string') throw new HttpError('getMe speaks of no bot', undefined);
    return me;
  };

  /** Says who the bot is as soon as the server answers. Rejects if Telegram refuses the token. */
  const begin = async (attempt = 0): Promise<void> => {
    try {
      bot.botInfo = await whoAmI();
    } catch (error) {
      if (stopping.signal.aborted) return;
      const fault = toFault(error);
      if (isRefused(fault)) throw new StartError(REFUSED);
      logFault('fetch-failed', error);
      await pause(Math.max(patience.backOff(attempt), fault.wait), stopping.signal);
      if (!stopping.signal.aborted) await begin(attempt + 1);
    }
  };

  /** Tells Telegram the commands, in the background: that may fail for minutes and matters little. */
  const tellCommands = async () => {
    const all = COMMANDS.map(({ name }) => ({ command: name, description: say(`command.${name}`) }));
    const inGroups = all.filter(({ command }) => IN_GROUPS.includes(command)).map((one) => ({ ...one, ...(FOR_ASKER.includes(one.command) && { is_ephemeral: true }) }));
    await persist(() => bot.api.setMyCommands(all, { scope: { type: 'all_private_chats' } }), 'set-up-failed', stopping.signal);
    await persist(() => bot.api.setMyCommands(inGroups, { scope: { type: 'all_group_chats' } }), 'set-up-failed', stopping.signal);
  };

  return {
    platform: 'Telegram',
    run: async () => {
      if (!TOKEN.test(token)) throw new StartError(REFUSED);
      await begin();
      if (stopping.signal.aborted) return;
      log({ level: 'info', platform: PLATFORM, event: 'started' });
      tellCommands().catch((error: unknown) => logFault('set-up-failed', error));
      await updates.run();
      log({ level: 'info', platform: PLATFORM, event: 'stopped' });
    },
    stop: () => {
      stopping.abort();
      updates.stop();
    },
  };
}
