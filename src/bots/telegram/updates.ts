import type { Update } from 'grammy/types';

/** What became of an update: dealt with, for good or ill, or to be tried again, after so many milliseconds at the soonest; the answer may have arrived all the same. */
export type Fate = { readonly dealtWith: true } | { readonly dealtWith: false; readonly wait: number; readonly mayHaveArrived: boolean };

export const DEALT_WITH: Fate = { dealtWith: true };

/** So often something is tried: with waits that grow to a quarter of a minute about a quarter of an hour, as long as a chat is remembered. */
export const MOST_TRIES = 64;
/** Where the answer may have arrived each time, so often. */
export const MOST_COPIES = 8;

/** What kept something from being done, each time that it was tried. */
export type Tries = readonly { readonly mayHaveArrived: boolean }[];

/** Whether it isn't tried again after so many tries. */
export function isHopeless(tries: Tries): boolean {
  return tries.length >= MOST_TRIES || tries.filter(({ mayHaveArrived }) => mayHaveArrived).length >= MOST_COPIES;
}

/** Whether something that came is an update: one without a number could never be confirmed. */
export function isUpdate(body: unknown): body is Update {
  return typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id);
}

/** Which chat an update is of: one chat's are answered in their order, different ones side by side. */
export function laneOf({ update_id, message, edited_message, callback_query }: Update): string {
  const chat = message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat;
  return typeof chat?.id === 'number' ? String(chat.id) : `update ${update_id}`;
}
