import type { Day } from '../knowledge/days.ts';
import type { AppId } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';

/** A question as an adapter hands it in. */
export interface Question {
  readonly text: string;
  /** The language that the person reads (BCP 47, such as `de`), if the platform knows it. */
  readonly language?: string;
  /** The day to answer for, if the caller asks about another than today. */
  readonly asOf?: Day;
  /** What is asked by ids in place of words: by a button or a link that somebody may have made up. */
  readonly wish?: Wish;
}

/** What a chat last spoke of: ids only, so that nothing a person wrote is kept. */
export interface Memory {
  readonly apps: readonly AppId[];
  /** The apps that it spoke of before those, the latest first, a few at most. */
  readonly earlier: readonly AppId[];
  readonly topics: readonly TopicId[];
  /** The questions that were proposed, by ids, in their order. */
  readonly offered: readonly Offer[];
}

/** The kinds of question that can be asked by ids alone. */
export const OFFERED = ['lookup', 'overview', 'compare', 'explain', 'why'] as const;

/** A question by its ids. */
export interface Offer {
  readonly intent: (typeof OFFERED)[number];
  readonly apps: readonly AppId[];
  readonly topic: TopicId | null;
}

/** The same, as it comes from outside: its ids may be of nothing. */
export interface Wish {
  readonly intent: Offer['intent'];
  readonly apps: readonly string[];
  readonly topic: string | null;
}

/** A chat that has not spoken of anything yet. */
export const NOTHING_SAID: Memory = { apps: [], earlier: [], topics: [], offered: [] };
