/** All that lasts beyond a restart; nothing of it is about a person. */
export interface Kept {
  readonly answeredUpdates: KeptNumbers;
}

/** The latest of some numbers. */
export interface KeptNumbers {
  readonly has: (number: number) => boolean;
  /** Keeps a number; it lasts as soon as this returns. */
  readonly note: (number: number) => void;
}

/** What each kept field is, as PRIVACY.md says it; a field without its line doesn't compile. */
export const KEPT: Readonly<Record<keyof Kept, string>> = {
  answeredUpdates:
    'Numbers that Telegram gives to its deliveries, at most the latest 1,000, so that no question is answered twice after a restart. They name no person, chat or text.',
};

/** What is held in memory only, and for how long, as PRIVACY.md says it. */
export const HELD: readonly string[] = [
  'For fifteen minutes, which apps and topics a chat last spoke of and which questions were proposed, so that "and Telegram?" is understood.',
  'For fifteen minutes, which message of ours answers which message, so that an edited question gets its answer edited.',
  'For fifteen minutes, which interactions of Discord were answered, so that none is answered twice.',
];

export const MOST_UPDATES = 1000;

/** Makes what is kept of numbers, so many at most, over those there are; `write` is told of each new one. */
export function createNumbers(most: number, before: readonly number[] = [], write: (number: number) => void = () => {}): KeptNumbers {
  const numbers = new Set(before.slice(-most));
  return {
    has: (number) => numbers.has(number),
    note: (number) => {
      if (numbers.has(number)) return;
      const [oldest] = numbers;
      if (numbers.size >= most && oldest !== undefined) numbers.delete(oldest);
      numbers.add(number);
      write(number);
    },
  };
}
