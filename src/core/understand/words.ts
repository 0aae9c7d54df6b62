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

/** The word of a normalised text. */
export function wordOf(text: string): Word {
  return noted.get(text) ?? toWord(text, UNNOTED);
}

const NO = 1;
const YES = 2;

/**
 * Remembers of each word that was noted by now whether it passes a test; others are tested anew. The test may hang on
 * nothing but the word. Many questions are put in the same words, and a byte at a word's number is found much sooner than
 * a text in a large map.
 */
export function testOncePerWord(test: (word: Word) => boolean): (word: Word) => boolean {
  const tested = new Uint8Array(noted.size);
  return (word) => {
    const known = tested[word.number];
    if (known === undefined) return test(word);
    if (known !== 0) return known === YES;
    const passes = test(word);
    tested[word.number] = passes ? YES : NO;
    return passes;
  };
}

/** Remembers in the same way a number from 0 on, or -1, that each word has. */
export function numberOncePerWord(numberOf: (word: Word) => number): (word: Word) => number {
  const kept = new Int32Array(noted.size);
  return (word) => {
    const known = kept[word.number];
    if (known === undefined) return numberOf(word);
    if (known !== 0) return known - 2;
    const number = numberOf(word);
    kept[word.number] = number + 2;
    return number;
  };
}
