/** All that lasts beyond a restart; nothing of it is about a person. */
export interface Kept {
  readonly answeredUpdates: readonly number[];
}

/** What each kept field is, as PRIVACY.md says it; a field without its line doesn't compile. */
export const KEPT: Readonly<Record<keyof Kept, string>> = {
  answeredUpdates:
    'Numbers that Telegram gives to its deliveries, at most the latest 1,000, so that no question is answered twice after a restart. They name no person, chat or text.',
};

/** What is held in memory only, and for how long, as PRIVACY.md says it. */
export const HELD: readonly string[] = [
  'For fifteen minutes, which app and topic a chat last spoke of and which questions were proposed, so that "and Telegram?" is understood.',
  'For fifteen minutes, which message of ours answers which message, so that an edited question gets its answer edited.',
  'For fifteen minutes, which interactions of Discord were answered, so that none is answered twice.',
];

/** Where what lasts is kept. */
export interface KeptStore {
  readonly read: () => Kept;
  /** Changes what is kept; it is written soon after, several changes at once. */
  readonly change: (change: (kept: Kept) => Kept) => void;
  /** Resolves when all changes are written. */
  readonly flush: () => Promise<void>;
}
