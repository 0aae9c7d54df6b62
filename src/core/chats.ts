import { type Memory, NOTHING_SAID } from './question.ts';

/** What chats last spoke of, for as long as a follow-up may lean on it. In memory only; keys are whatever tells chats apart. */
export interface Chats {
  /** What a chat last spoke of, at a time in milliseconds; nothing if that is too long ago. */
  readonly recall: (chat: string, now: number) => Memory;
  readonly keep: (chat: string, memory: Memory, now: number) => void;
}

const MINUTES_KEPT = 15;
const MOST_CHATS = 10_000;

/** Makes an empty store; the chat that was silent longest makes room for a new one. */
export function createChats(most: number = MOST_CHATS): Chats {
  const kept = new Map<string, { readonly memory: Memory; readonly at: number }>();
  return {
    recall: (chat, now) => {
      const entry = kept.get(chat);
      if (entry && now - entry.at <= MINUTES_KEPT * 60_000) return entry.memory;
      kept.delete(chat);
      return NOTHING_SAID;
    },
    keep: (chat, memory, now) => {
      kept.delete(chat);
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(chat, { memory, at: now });
    },
  };
}
