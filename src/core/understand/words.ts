import { isUnspaced, STOP_WORDS, stem } from '../../knowledge/text.ts';

/** What a word is, wherever it stands. */
export interface Word {
  /** Normalised: folded and in lower case. */
  readonly text: string;
  readonly stem: string;
  /** Whether it is a function word. */
  readonly stop: boolean;
  /** Whether it is a run of a script without spaces, which has to be looked into. */
  readonly unspaced: boolean;
  /** Which of the words that were noted it is, from 0; UNNOTED if it is none of them. */
  readonly number: number;
}

const UNNOTED = -1;
const noted = new Map<string, Word>();

function toWord(text: string, number: number): Word {
  return { text, stem: stem(text), stop: STOP_WORDS.has(text), unspaced: isUnspaced(text), number };
}

/**
 * Notes the words that a knowledge base knows, so that what is found out of one is found out once. A word that people say
 * and no knowledge base knows is never noted.
 */
export function noteWords(texts: Iterable<string>): void {
  for (const text of texts) if (!noted.has(text)) noted.set(text, toWord(text, noted.size));
}

/** Whether a word is one of those that were noted. */
export function isNoted({ number }: Word): boolean {
  return number !== UNNOTED;
}

/** The word of a normalised text. */
export function wordOf(text: string): Word {
  return noted.get(text) ?? toWord(text, UNNOTED);
}

/** What came of tests on the words that were noted by a time: two numbers a word, which tests were made and which it passed, a bit for each test. */
interface Outcomes {
  readonly bits: Int32Array;
  tests: number;
}

const MOST_TESTS = 32;
let outcomes: Outcomes = { bits: new Int32Array(0), tests: MOST_TESTS };

/**
 * Remembers of each word that was noted by now whether it passes a test; others are tested anew. The test may hang on
 * nothing but the word. Many questions are put in the same words, and a bit at a word's number, beside those of other
 * tests, is found much sooner than a text in a large map.
 */
export function testOncePerWord(test: (word: Word) => boolean): (word: Word) => boolean {
  if (outcomes.tests === MOST_TESTS || outcomes.bits.length < 2 * noted.size) outcomes = { bits: new Int32Array(2 * noted.size), tests: 0 };
  const { bits, tests } = outcomes;
  const bit = 1 << tests;
  outcomes.tests += 1;
  return (word) => {
    const made = 2 * word.number;
    if (word.number === UNNOTED || made >= bits.length) return test(word);
    if (((bits[made] ?? 0) & bit) !== 0) return ((bits[made + 1] ?? 0) & bit) !== 0;
    const passes = test(word);
    bits[made] = (bits[made] ?? 0) | bit;
    if (passes) bits[made + 1] = (bits[made + 1] ?? 0) | bit;
    return passes;
  };
}

/** Remembers in the same way what is made of each word. It takes room when the first word comes: a classifier of a language that nobody asks in takes none. */
export function oncePerWord<Made extends NonNullable<unknown>>(make: (word: Word) => Made): (word: Word) => Made {
  let made: (Made | undefined)[] | undefined;
  return (word) => {
    made ??= new Array<Made | undefined>(noted.size);
    const { number } = word;
    if (number === UNNOTED || number >= made.length) return make(word);
    const known = made[number] ?? make(word);
    made[number] = known;
    return known;
  };
}
