import type { Update } from 'grammy/types';
import type { KeptStore } from '../../state/kept.ts';

const MOST_KEPT = 1000;

/** Which updates were answered, by their numbers; the latest ones last beyond the process. */
export interface Answered {
  readonly has: (id: number) => boolean;
  readonly note: (id: number) => void;
}

/** Opens what is kept of answered updates. */
export function createAnswered(kept: KeptStore): Answered {
  const ids = new Set(kept.read().answeredUpdates);
  return {
    has: (id) => ids.has(id),
    note: (id) => {
      ids.add(id);
      for (const old of [...ids].slice(0, Math.max(0, ids.size - MOST_KEPT))) ids.delete(old);
      kept.change((before) => ({ ...before, answeredUpdates: [...ids] }));
    },
  };
}

/** Which chat an update is of: one chat's are answered in their order, different ones side by side. */
export function laneOf({ update_id, message, edited_message, callback_query }: Update): string {
  const chat = message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat;
  return chat ? String(chat.id) : `update ${update_id}`;
}
