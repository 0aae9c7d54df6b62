/** The latest of something for each chat, for as long as it may be leant on. In memory only; keys are whatever tells chats or messages apart. */
export interface Recent<Item> {
  /** What was kept under a key at a time in milliseconds; undefined if that is too long ago. */
  readonly recall: (key: string, now: number) => Item | undefined;
  readonly keep: (key: string, item: Item, now: number) => void;
}

const MINUTES_KEPT = 15;
const MOST = 10_000;

/** Makes an empty store; what is too old goes whenever it is used, and the entry that was kept first makes room for a new one. */
export function createRecent<Item>(most: number = MOST): Recent<Item> {
  const kept = new Map<string, { readonly item: Item; readonly at: number }>();
  /** They stand in the order in which they were kept. */
  const forget = (now: number) => {
    for (const [key, { at }] of kept) {
      if (now - at <= MINUTES_KEPT * 60_000) return;
      kept.delete(key);
    }
  };
  return {
    recall: (key, now) => {
      forget(now);
      return kept.get(key)?.item;
    },
    keep: (key, item, now) => {
      forget(now);
      kept.delete(key);
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(key, { item, at: now });
    },
  };
}
