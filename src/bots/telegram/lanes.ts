import type { Update } from 'grammy/types';

/** Which chat an update is of: one chat's are answered in their order, different ones side by side. */
export function laneOf({ update_id, message, edited_message, callback_query }: Update): string {
  const chat = message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat;
  return chat ? String(chat.id) : `update ${update_id}`;
}
