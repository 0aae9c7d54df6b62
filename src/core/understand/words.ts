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

/** The offset and the prime of FNV-1a (Fowler, Noll and Vo). */
const OFFSET = 0x81_1c_9d_c5;
const PRIME = 0x01_00_01_93;

/** The code of a character in lower case, if it is a letter of ASCII. */
function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = OFFSET;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ lower(text.charCodeAt(at)), PRIME);
  return hash ^ (hash >>> 15);
}

/** Whether a stretch of a text is a word, but for the case of ASCII letters. */
function spells(text: string, from: number, to: number, word: string): boolean {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (lower(text.charCodeAt(at)) !== word.charCodeAt(at - from)) return false;
  return true;
}

/**
 * The words that were noted, in the first free place behind where their hash points (linear probing: Knuth, volume 3, 6.4),
 * at most half of which are taken: a word is found as it stands in a text, which needn't be cut out and put into lower case.
 */
let places: (Word | undefined)[] = [];

function place(word: Word): void {
  let at = hashOf(word.text, 0, word.text.length) & (places.length - 1);
  while (places[at] !== undefined) at = (at + 1) & (places.length - 1);
  places[at] = word;
}

function toWord(text: string, number: number): Word {
  return { text, stem: stem(text), stop: STOP_WORDS.has(text), unspaced: isUnspaced(text), number };
}

/**
 * Notes the words that a knowledge base knows, so that what is found out of one is found out once. A word that people say
 * and no knowledge base knows is never noted.
 */
export function noteWords(texts: Iterable<string>): void {
  const fresh: Word[] = [];
  for (const text of texts) {
    if (noted.has(text)) continue;
    const word = toWord(text, noted.size);
    noted.set(text, word);
    fresh.push(word);
  }
  const grows = places.length < 2 * noted.size;
  if (grows) places = new Array<Word | undefined>(2 ** Math.ceil(Math.log2(2 * noted.size + 1)));
  for (const word of grows ? noted.values() : fresh) place(word);
}

/** Whether a word is one of those that were noted. */
export function isNoted({ number }: Word): boolean {
  return number !== UNNOTED;
}

/** The word of a normalised text. */
export function wordOf(text: string): Word {
  return noted.get(text) ?? toWord(text, UNNOTED);
}

/** The word that a stretch of ASCII letters and figures spells, in whatever case. */
export function wordIn(text: string, from: number, to: number): Word {
  let at = hashOf(text, from, to) & (places.length - 1);
  for (let word = places[at]; word !== undefined; word = places[at]) {
    if (spells(text, from, to, word.text)) return word;
    at = (at + 1) & (places.length - 1);
  }
  return toWord(text.slice(from, to).toLowerCase(), UNNOTED);
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
