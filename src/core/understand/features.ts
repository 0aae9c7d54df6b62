import { LIMITS, type Token } from './tokens.ts';
import type { Word } from './words.ts';

/** A word or a part of it, or two words that stand side by side, by their stems. */
export interface Feature {
  /** The stem, or the part. */
  readonly text: string;
  /** The word that it is, or is a part of; of a pair the first. */
  readonly word: Word;
  /** The second word of a pair. */
  readonly next: Word | null;
  /** How much it counts. */
  readonly weight: number;
}

/** What a text is matched by: its features, none of them twice. */
export type Features = readonly Feature[];

/** How much a single word counts, a pair of neighbouring ones, a function word, which tells how a question is put ("who", "can"), and a part of a word. */
const SINGLE = 1;
const PAIR = 0.6;
const FUNCTION = 0.3;
/** A single character of a script without spaces, which stands for less than a word. */
const CHARACTER = 0.7;
/**
 * So long are the parts of words, by which words are known whatever their ends and what they are put together with, and so
 * much they count. Measured by cross-validation and on phrasings that were kept apart: where a letter is a syllable, or
 * vowels are left out, fewer say as much; English words, whose stems are known, need them less.
 */
const PARTS = {
  english: { lengths: [5], weight: 0.2 },
  hangul: { lengths: [1, 2], weight: 0.5 },
  arabic: { lengths: [3], weight: 0.5 },
  other: { lengths: [4], weight: 0.5 },
} as const;
/** Of a text so many words count by their parts; no question has more words that nobody knows. */
const MOST_PARTED = 40;
/** What is longer is no word. */
const LONGEST_WORD = 40;
const PART_WEIGHTS: ReadonlySet<number> = new Set(Object.values(PARTS).map(({ weight }) => weight));
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

/** Whether a feature is a part of a word. */
function isPart({ weight }: Feature): boolean {
  return PART_WEIGHTS.has(weight);
}

/** Where the parts of a word end, which stand behind it. */
export function endOfParts(features: Features, from: number): number {
  let to = from;
  for (let feature = features[to]; feature && isPart(feature); feature = features[to]) to += 1;
  return to;
}

/** A feature as it is written where it is kept. */
export function textOf({ text, next }: Feature): string {
  return next === null ? text : `${text} ${next.stem}`;
}

function partsFor(text: string, isEnglish: boolean): { readonly lengths: readonly number[]; readonly weight: number } {
  if (isEnglish) return PARTS.english;
  if (HANGUL.test(text)) return PARTS.hangul;
  return ARABIC.test(text) ? PARTS.arabic : PARTS.other;
}

/**
 * The parts of a word that is longer than they are, marked so that none is taken for a word, and how much each counts; those
 * of several letters know where the word begins and ends. An English function word, and a run without spaces, has none.
 */
export function partsOf({ text, stop, unspaced }: Word, isEnglish: boolean): { readonly parts: readonly string[]; readonly weight: number } {
  const { lengths, weight } = partsFor(text, isEnglish);
  if (unspaced || (isEnglish && stop) || text.length > LONGEST_WORD) return { parts: [], weight };
  const parts = lengths.flatMap((length) => {
    if (text.length <= length) return [];
    const whole = length === 1 ? text : `<${text}>`;
    return Array.from({ length: whole.length - length + 1 }, (_, from) => `#${whole.slice(from, from + length)}`);
  });
  return { parts, weight };
}

/** How the features of a text are read. */
export interface FeatureReading {
  /** The function words of another language; null of English, whose are listed. */
  readonly functions: ReadonlySet<string> | null;
  /** Whether a word counts by its parts too; if nothing is said each does. */
  readonly hasParts?: (word: Word) => boolean;
}

/** What a run without spaces counts by, or the parts of a word. */
function piecesOf(word: Word, isEnglish: boolean): readonly (readonly [string, number])[] {
  if (word.unspaced) return charactersOf(word.text);
  const { parts, weight } = partsOf(word, isEnglish);
  return parts.map((part) => [part, weight] as const);
}

/**
 * Stems of the words, parts of them, pairs of neighbouring words (function words too: "how long"), pairs of characters. In
 * English the function words are listed; in another language they are given.
 */
export function featuresOf(tokens: readonly Token[], { functions, hasParts }: FeatureReading): Features {
  const features: Feature[] = [];
  /** Where each word stands first; two such places tell a pair, without its text. A question has few words: a list is gone through sooner than a map is made. */
  const places = tokens.map(({ stem }) => tokens.findIndex((token) => token.stem === stem));
  const pieces = new Set<string>();
  const pairs: number[] = [];
  let parted = 0;
  const addWord = (word: Word) => features.push({ text: word.stem, word, next: null, weight: word.stop || functions?.has(word.stem) ? FUNCTION : SINGLE });
  const addPieces = (word: Word) => {
    for (const [text, weight] of piecesOf(word, functions === null)) {
      if (!pieces.has(text)) features.push({ text, word, next: null, weight });
      pieces.add(text);
    }
  };
  const addPair = (word: Word, next: Word, index: number) => {
    const pair = (places[index] ?? 0) * MOST_PLACES + (places[index + 1] ?? 0);
    if (!pairs.includes(pair)) features.push({ text: word.stem, word, next, weight: PAIR });
    pairs.push(pair);
  };
  /** Whether a word counts by its parts too; each that does is one more. */
  const isParted = (word: Word): boolean => {
    if (parted === MOST_PARTED || hasParts?.(word) === false) return false;
    parted += 1;
    return true;
  };
  tokens.forEach((token, index) => {
    if (!token.unspaced && places[index] === index) addWord(token);
    if (isParted(token) || token.unspaced) addPieces(token);
    const next = tokens[index + 1];
    if (next && !(next.stop && FILLERS.has(token.text))) addPair(token, next, index);
  });
  return features;
}

/** By how much a text's features are divided, so that a long text says little more than a short one; what known words bring with them makes none longer. */
export function lengthOf(features: Features): number {
  let squares = 0;
  for (const { weight } of features) if (weight !== PARTS.english.weight) squares += weight * weight;
  return squares === 0 ? 1 : squares ** 0.25;
}
