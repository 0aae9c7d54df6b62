import { ME } from './telegram-server.ts';

let nextMessage = 1;

export const PERSON = { id: 4242, is_bot: false, first_name: 'Erika', last_name: 'Mustermann', username: 'erika_m', language_code: 'en' };
export const PRIVATE = { id: PERSON.id, type: 'private', first_name: PERSON.first_name };
export const GROUP = { id: -1001, type: 'supergroup', title: 'Friends of Erika' };

/** A message to the bot; in a private chat unless it says otherwise. */
export function aMessage(message: Readonly<Record<string, unknown>>): { readonly message_id: number } & Readonly<Record<string, unknown>> {
  return { message_id: nextMessage++, date: 1_790_000_000, chat: PRIVATE, from: PERSON, ...message };
}

/** A text, with the entities that Telegram would find in it. */
export function aText(text: string, message: Readonly<Record<string, unknown>> = {}) {
  const entities = [...text.matchAll(/(?:^|\s)(\/\w+(?:@\w+)?|@\w+)/gu)].map(({ 1: found = '', index, 0: all }) => ({
    type: found.startsWith('/') ? 'bot_command' : 'mention',
    offset: index + all.length - found.length,
    length: found.length,
  }));
  return { message: aMessage({ text, ...(entities.length > 0 && { entities }), ...message }) };
}

/** What somebody types behind the bot's name in any chat. */
export function anInlineQuery(query: string, id = '99') {
  return { inline_query: { id, from: PERSON, query, offset: '' } };
}

/** A mention in a chat that the bot isn't in. */
export function aGuestMessage(text: string) {
  return { guest_message: { ...aText(text, { chat: GROUP }).message, guest_query_id: 'guest-7' } };
}

/** A press of a button under a message of the bot. */
export function aPress(data: string, chat: Readonly<Record<string, unknown>> = PRIVATE) {
  return { callback_query: { id: '77', from: PERSON, chat_instance: '1', data, message: aMessage({ chat, from: ME, text: 'an answer' }) } };
}
