import type { Message, UserFromGetMe } from 'grammy/types';
import type { Question } from '../../core/question.ts';
import { readLink } from '../buttons.ts';
import { readCommand, toText } from '../commands.ts';

/** What a message is to the bot. */
export type Heard =
  /** A question; one that was only a reply to the bot gets no answer if it asks nothing. */
  | { readonly kind: 'question'; readonly question: Question; readonly command: string | null; readonly onlyReply: boolean }
  /** Something in a private chat that can't be read, such as a voice message. */
  | { readonly kind: 'unreadable' }
  /** Nothing to answer. */
  | { readonly kind: 'nothing' };

const NOTHING: Heard = { kind: 'nothing' };
/** What people send that isn't text. Anything else without text is a service message. */
const CONTENTS = [
  ...(['sticker', 'voice', 'video', 'video_note', 'animation', 'audio', 'document', 'photo', 'live_photo', 'paid_media', 'rich_message'] as const),
  ...(['contact', 'location', 'venue', 'poll', 'checklist', 'dice', 'game', 'story'] as const),
] as const;

type Me = Pick<UserFromGetMe, 'id' | 'username'>;

/** What is written in a message, caption or text, with its entities. */
function writtenIn({ text, caption, entities, caption_entities }: Message) {
  return text === undefined ? { text: caption ?? '', entities: caption_entities ?? [] } : { text, entities: entities ?? [] };
}

/** The text without the bot's name, if it is mentioned; undefined if it isn't. */
function withoutMention(message: Message, me: Me): string | undefined {
  const { text, entities } = writtenIn(message);
  const name = `@${me.username}`.toLowerCase();
  const mention = entities.find(({ type, offset, length }) => type === 'mention' && text.slice(offset, offset + length).toLowerCase() === name);
  const named = mention ?? entities.find((entity) => entity.type === 'text_mention' && entity.user.id === me.id);
  return named && `${text.slice(0, named.offset)} ${text.slice(named.offset + named.length)}`.trim();
}

/** Whom a command is for: `/ask@other_bot` isn't for this one. */
function isForOther(text: string, me: Me): boolean {
  const name = /^\s*\/\w+@(\w+)/u.exec(text)?.[1];
  return name !== undefined && name.toLowerCase() !== me.username.toLowerCase();
}

/** What a command asks; `/start` opens what its link names. */
function ofCommand(text: string, language: Pick<Question, 'language'>): Heard | undefined {
  const [, start, payload = ''] = /^\s*(\/start)(?:@\w+)?(?:\s+(\S+))?\s*$/u.exec(text) ?? [];
  if (start !== undefined) {
    const wish = readLink(payload);
    return { kind: 'question', question: { text: 'help', ...language, ...(wish && { wish }) }, command: 'start', onlyReply: false };
  }
  const command = readCommand(text);
  return command && { kind: 'question', question: { text: toText(command), ...language }, command: command.name, onlyReply: false };
}

function inPrivate(message: Message, language: Pick<Question, 'language'>): Heard {
  const { text } = writtenIn(message);
  if (text.trim() !== '') return { kind: 'question', question: { text, ...language }, command: null, onlyReply: false };
  return CONTENTS.some((content) => message[content] !== undefined) ? { kind: 'unreadable' } : NOTHING;
}

function inGroup(message: Message, me: Me, language: Pick<Question, 'language'>): Heard {
  const mentioned = withoutMention(message, me);
  const replied = message.reply_to_message?.from?.id === me.id;
  const text = mentioned ?? writtenIn(message).text;
  if (!(mentioned !== undefined || replied) || text.trim() === '') return NOTHING;
  return { kind: 'question', question: { text, ...language }, command: null, onlyReply: mentioned === undefined };
}

/** Whether a person wrote it; an admin who stays anonymous writes as the group itself. */
function isFromPerson({ chat, from, sender_chat }: Message): boolean {
  return sender_chat === undefined ? from?.is_bot !== true : sender_chat.id === chat.id;
}

/** What a message asks of the bot: in a private chat everything, in a group commands, mentions and replies only. */
export function toQuestion(message: Message, me: Me): Heard {
  const { chat, from } = message;
  if (chat.type === 'channel' || message.via_bot !== undefined || !isFromPerson(message)) return NOTHING;
  const language = from?.language_code === undefined ? {} : { language: from.language_code };
  const { text } = writtenIn(message);
  if (isForOther(text, me)) return NOTHING;
  return ofCommand(text, language) ?? (chat.type === 'private' ? inPrivate(message, language) : inGroup(message, me, language));
}
