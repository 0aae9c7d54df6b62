import type { IntentId, TopicId } from './schema.ts';

/** What a question may be about: a topic, or an intent that people word in ways of its own ("is it safe", "it crashes"). */
export type Subject = TopicId | IntentId;

/** Lists of small numbers, one behind the other, and how long each is. */
export interface Lists {
  readonly numbers: Uint8Array;
  readonly lengths: Uint8Array;
}

/** What was learned from phrasings. */
export interface Lesson {
  /** What the phrasings are of. */
  readonly subjects: readonly Subject[];
  /** So many phrasings there were. */
  readonly phrasings: number;
  /** Every word of theirs, normalised. */
  readonly words: readonly string[];
  /** The stems that count as function words in another language than English, of which they are listed; null there. */
  readonly functions: readonly string[] | null;
  /** What phrasings are recognised by; the lists beside it follow its order. */
  readonly features: readonly string[];
  /** In how many phrasings each feature occurs. */
  readonly counts: readonly number[];
  /** The numbers of the subjects that have such a phrasing: a list for each feature. */
  readonly holders: Lists;
  /** How strongly each feature speaks for each subject: a row of steps for each, one of which is worth `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  /** How likely each subject is before anything is said. */
  readonly bias: readonly number[];
}

/** What was learned of a language beside English: its words, which tell it, at hand, the rest when it is first asked in. */
export interface OtherLanguage {
  readonly words: readonly string[];
  readonly lesson: () => Lesson;
}

/** What is learned from all phrasings: of English and of scripts without spaces, and of each other language. */
export interface Lessons {
  readonly main: Lesson;
  /** By language (BCP 47). */
  readonly others: Readonly<Record<string, OtherLanguage>>;
}
