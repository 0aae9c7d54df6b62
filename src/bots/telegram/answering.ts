import type { Context } from 'grammy';
import type { EphemeralMessageParameters, InlineKeyboardMarkup, InputRichMessage, Message, ReplyParameters } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import type { Reply } from '../../core/reply.ts';
import type { PlatformPorts } from '../chat-bot.ts';
import { withPolicy } from '../commands.ts';
import type { Calls } from './calls.ts';
import { isPassing, toFault } from './faults.ts';
import { toKeyboards } from './keyboard.ts';
import type { Heard } from './question.ts';
import { looksOf, type Page, render } from './render.ts';
import { renderRich } from './rich.ts';

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

/** Where an answer goes: below which message, and for whose eyes only, if not for everybody's in the chat. */
export interface Addressee {
  readonly reply?: ReplyParameters;
  readonly only?: EphemeralMessageParameters;
}

/** What a message is sent with besides what it says: what there is to press under it, if anything, and where it goes. */
function beside(keyboard: InlineKeyboardMarkup | undefined, { reply, only }: Addressee) {
  return {
    ...(keyboard !== undefined && keyboard.inline_keyboard.length > 0 && { reply_markup: keyboard }),
    ...(reply && { reply_parameters: reply }),
    ...(only && { ephemeral_message_parameters: only }),
  };
}

/** In a group an answer stands below its question, and what was asked for one's own eyes is answered so. */
export function addresseeOf({ chat, message_id, ephemeral_message_id: ephemeral, from }: Message): Addressee {
  if (ephemeral !== undefined && from) return { reply: { ephemeral_message_id: ephemeral }, only: { receiver_user_id: from.id } };
  return chat.type === 'private' ? {} : { reply: { message_id, allow_sending_without_reply: true } };
}

/** An answer, by which command it was asked for, and from which page on it is wanted. */
export interface ToSend {
  readonly asked: Asked;
  readonly command: string | null;
  readonly page: number;
}

/** A question that wasn't answered when it was asked, as far as is known, is answered when it is edited within so many seconds. */
const NEW_SECONDS = 900;

function isNew({ date, edit_date: edited = date }: Message): boolean {
  return edited - date <= NEW_SECONDS;
}

type HeardQuestion = Extract<Heard, { kind: 'question' }>;

/** How answers get into chats. */
export interface Answering {
  /** Sends an answer, a large comparison as a rich message where Telegram takes those; gives the messages that it is in. */
  readonly answer: (ctx: Context, sending: ToSend, to: Addressee) => Promise<readonly Message[]>;
  /** Answers what a message asks. */
  readonly answerMessage: (ctx: Context, message: Message, heard: HeardQuestion) => Promise<void>;
  /** Puts another answer in place of one: its pages are edited, those that are too many deleted and those that are missing sent. Where none is known, it answers what isn't old. */
  readonly answerEdited: (ctx: Context, message: Message, heard: HeardQuestion) => Promise<void>;
}

/** What answering runs on. */
export interface AnsweringPorts extends Pick<PlatformPorts, 'ask' | 'say' | 'now' | 'privacyUrl'> {
  readonly calls: Calls;
  /** The bot's own name, once it is known. */
  readonly username: () => string;
}

/** Makes it; what a chat spoke of and which messages were answered by which is held in memory for a quarter of an hour. */
export function createAnswering({ ask, say, now, privacyUrl, calls: { logFault, orElse, persist }, username }: AnsweringPorts): Answering {
  const memories = createRecent<Memory>();
  const answers = createRecent<Answered>();

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

  const send = (ctx: Context, { page, keyboard }: Part, to: Addressee) => ctx.reply(page.text, { ...looksOf(page), ...beside(keyboard, to) });

  const keyboardsOf = (asked: Asked, reply: Reply) => toKeyboards(reply, asked.about, render(reply).length, username(), say);

  /** The pages to send at once: one, and the others by a button; all, where no button could bring them. */
  const partsToSend = (asked: Asked, command: string | null, page: number): readonly Part[] => {
    const reply = command === 'privacy' ? withPolicy(asked.reply, { say, privacyUrl }) : asked.reply;
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

  const answer: Answering['answer'] = async (ctx, { asked, command, page }, to) => {
    const plainly = () => sendAll(ctx, partsToSend(asked, command, page), to);
    const rich = page === 0 ? renderRich(asked.reply, say) : undefined;
    const keyboard = rich && keyboardsOf(asked, asked.reply).at(-1);
    const richly = async (message: InputRichMessage): Promise<readonly Message[]> => [await ctx.replyWithRichMessage(message, beside(keyboard, to))];
    const sent = rich ? await orElse(() => richly(rich), plainly) : await plainly();
    if (to.only === undefined) for (const one of sent) remember(one, asked.memory);
    return sent;
  };

  const answerMessage: Answering['answerMessage'] = async (ctx, message, heard) => {
    const memory = leansOn(message);
    const asked = ask(heard.question, memory);
    if (heard.onlyReply && asked.answer.outcome === 'out-of-scope') return;
    const to = addresseeOf(message);
    const answerTo = (addressee: Addressee) => () => answer(ctx, { asked, command: heard.command, page: 0 }, addressee);
    const sent = to.only ? await orElse(answerTo(to), answerTo({})) : await answerTo(to)();
    if (message.ephemeral_message_id === undefined) answers.keep(keyOf(message), { answers: sent.map(({ message_id: id }) => id), memory }, now());
  };

  /** Puts the answer to what a message says now in place of what was answered before. */
  const replace = async (ctx: Context, message: Message, { question, command }: HeardQuestion, before: Answered): Promise<void> => {
    const { id: chat } = message.chat;
    const asked = ask(question, before.memory);
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

  const answerEdited: Answering['answerEdited'] = async (ctx, message, heard) => {
    const before = answers.recall(keyOf(message), now());
    if (before) await replace(ctx, message, heard, before);
    else if (isNew(message)) await answerMessage(ctx, message, heard);
  };

  return { answer, answerMessage, answerEdited };
}
