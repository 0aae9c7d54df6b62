import { LIMITS, type Token } from './tokens.ts';
import type { Word } from './words.ts';

/** A word or a part of it, or two words that stand side by side, by their stems. */
export interface Feature {
  /** The stem, or the part. */
  readonly word: string;
  /** The word itself; null of a part of one. */
  readonly first: Word | null;
  /** The second word of a pair. */
  readonly second: Word | null;
  /** How much it counts. */
  readonly weight: number;
}

/** What a text is matched by: its features, none of them twice. */
export type Features = readonly Feature[];

/** How much a single word counts, a pair of neighbouring ones, a function word, which tells how a question is put ("who", "can"), and a part of a word. */
const SINGLE = 1;
const PAIR = 0.6;
const FUNCTION = 0.3;
const PART = 0.5;
/** A single character of a script without spaces, which stands for less than a word. */
const CHARACTER = 0.7;
/**
 * So long are the parts of words, by which words are known whatever their ends and what they are put together with. Measured
 * by cross-validation from 1 to 5: where a letter is a syllable, or vowels are left out, fewer say as much.
 */
const PART_LENGTHS = { hangul: [1, 2], arabic: [3], other: [4] } as const;
const HANGUL = /\p{Script=Hangul}/u;
const ARABIC = /\p{Script=Arabic}/u;
/** No text has more different words. */
const MOST_PLACES = LIMITS.tokens + 1;
/** Function words that pair with anything and so tell nothing in front of another. */
const FILLERS = new Set(['is', 'does', 'do', 'the', 'a', 'an', 'to', 'of', 'it', 'are', 'and']);

/** Neighbouring characters, which stand for words where a script has no spaces, and the characters by themselves. */
function charactersOf(run: string): readonly (readonly [string, number])[] {
  const characters = [...run];
  if (characters.length < 2) return characters.map((character) => [character, SINGLE] as const);
  const pairs = characters.slice(1).map((character, index) => [`${characters[index]}${character}`, SINGLE] as const);
  return [...pairs, ...characters.map((character) => [`#${character}`, CHARACTER] as const)];
}

/** Whether a feature is one word, or pair of characters, that is no function word. */
export function isSingle({ weight }: Feature): boolean {
  return weight === SINGLE;
}

/** Whether a feature says by itself what is spoken of: a word that is no function word, or a pair. */
export function isTelling({ weight }: Feature): boolean {
  return weight === SINGLE || weight === PAIR;
}

/** Where the parts of a word end, which stand behind it. */
export function endOfParts(features: Features, from: number): number {
  let to = from;
  while (features[to]?.weight === PART) to += 1;
  return to;
}

/** A feature as it is written where it is kept. */
export function textOf({ word, second }: Feature): string {
  return second === null ? word : `${word} ${second.stem}`;
}

function partLengthsOf(word: string): readonly number[] {
  if (HANGUL.test(word)) return PART_LENGTHS.hangul;
  return ARABIC.test(word) ? PART_LENGTHS.arabic : PART_LENGTHS.other;
}

/** The parts of a word that is longer than they are, marked so that none is taken for a word; those of several letters know where the word begins and ends. */
function partsOf(word: string): readonly string[] {
  return partLengthsOf(word).flatMap((length) => {
    if (word.length <= length) return [];
    const whole = length === 1 ? word : `<${word}>`;
    return Array.from({ length: whole.length - length + 1 }, (_, from) => `#${whole.slice(from, from + length)}`);
  });
}

/** Adds what a word counts by. */
function addSingles(word: Word, functions: ReadonlySet<string> | null, add: (stem: string, weight: number, word: Word | null) => void): void {
  const { text, stem, stop, unspaced } = word;
  if (unspaced) {
    for (const [characters, weight] of charactersOf(text)) add(characters, weight, null);
    return;
  }
  add(stem, stop || functions?.has(stem) ? FUNCTION : SINGLE, word);
  if (functions !== null) for (const part of partsOf(text)) add(part, PART, null);
}

/**
 * Stems of the words, pairs of neighbouring words (function words too: "how long"), pairs of characters. In English the
 * function words are listed; in another language they are given, and parts of words count too: its words change their ends
 * and grow together, and no stemmer knows them.
 */
export function featuresOf(tokens: readonly Token[], functions: ReadonlySet<string> | null = null): Features {
  const features: Feature[] = [];
  const singles = new Set<string>();
  const addWord = (word: string, weight: number, first: Word | null) => {
    if (!singles.has(word)) features.push({ word, first, second: null, weight });
    singles.add(word);
  };
  /** Where each word stands first: two such places tell a pair, without its text. */
  const places = new Map<string, number>();
  const pairs = new Set<number>();
  const placeOf = (word: string): number => {
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    return place;
  };
  const addPair = (first: Word, second: Word) => {
    const pair = placeOf(first.stem) * MOST_PLACES + placeOf(second.stem);
    if (!pairs.has(pair)) features.push({ word: first.stem, first, second, weight: PAIR });
    pairs.add(pair);
  };
  tokens.forEach((token, index) => {
    addSingles(token, functions, addWord);
    const next = tokens[index + 1];
    if (next && !(next.stop && FILLERS.has(token.text))) addPair(token, next);
  });
  return features;
}

/** By how much a text's features are divided, so that a long text says little more than a short one. */
export function lengthOf(features: Features): number {
  let squares = 0;
  for (const { weight } of features) squares += weight * weight;
  return squares === 0 ? 1 : squares ** 0.25;
}
