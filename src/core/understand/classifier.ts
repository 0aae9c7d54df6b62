import type { Lesson, Lists, Subject } from '../../knowledge/lessons.ts';
import { endOfParts, type Feature, type Features, featuresOf, isSingle, isTelling, lengthOf, partsOf, textOf } from './features.ts';
import { addAll, addRow, MANY, toShares } from './learn.ts';
import type { Token } from './tokens.ts';
import { isNoted, oncePerWord, type Word } from './words.ts';

/** How much a question speaks of a subject. */
export interface Match {
  readonly subject: Subject;
  /** How likely it is, in units of what the question weighs; comparable within one question. */
  readonly score: number;
  /** The same as a probability: with those of all other subjects it makes 1. */
  readonly share: number;
  /** The share of the question's weight in single words that the subject's phrasings hold, and a little for being likely, 0 to 1. */
  readonly fit: number;
}

export interface Classifier {
  /** The likelier ones of the subjects of which a phrasing shares something with a question, and what all of the question weighs. */
  readonly classify: (tokens: readonly Token[]) => { readonly matches: readonly Match[]; readonly whole: number };
  /** Those of a question's features that a subject's phrasings hold. */
  readonly shared: (tokens: readonly Token[], subject: Subject) => readonly string[];
  /** In how many phrasings a word occurs, by its stem. */
  readonly count: (word: string) => number;
}

/** What being likely adds to the fit of a subject. */
const LIKELY = 0.15;
/** So many pairs of function words tell as much as a word of their own. */
const PAIRS_ENOUGH = 5;
/** A word in no phrasing is taken for another form of one by such a share of its parts. */
const MOST_PARTS = 0.5;
/** Function words alone tell something from so many features on: "how much is it", but not "what about it". */
const TELLING = 6;
/** What is less likely isn't spoken of. */
const LEAST_SHARE = 0.001;

/** The rows of a text's features in what was learned, in their order; NO_ROW for those of no phrasing. */
type Rows = readonly number[];
const NO_ROW = -1;

/** A word, or a pair of them, that says what is spoken of: its row, how much it weighs and, of one that stands in no phrasing, the rows of its parts. */
interface Clue {
  readonly row: number;
  readonly weight: number;
  readonly parts: Rows;
}

const NO_PARTS: Rows = [];

/** How much a feature tells that occurs in so many of all texts (Robertson and Zaragoza, 2009). */
function rarityOf(count: number, of: number): number {
  return Math.log(1 + (of - count + 0.5) / (count + 0.5));
}

/** Finds the row of a feature, and that of a single word or part by its text. */
interface RowIndex {
  readonly rowOf: (feature: Feature) => number;
  readonly rowOfText: (text: string) => number;
}

/** Makes the index of what was learned; a pair is looked up by the numbers of its words, which is quicker than by its text. */
function createRowIndex(known: readonly string[]): RowIndex {
  const ofWords = new Map(known.flatMap((feature, row) => (feature.includes(' ') ? [] : [[feature, row] as const])));
  const numbers = new Map([...new Set(known.flatMap((feature) => feature.split(' ')))].map((word, number) => [word, number]));
  const pairOf = (number: number, next: number) => (number < 0 || next < 0 ? -1 : number * numbers.size + next);
  const ofPairs = new Map<number, number>();
  for (const [row, feature] of known.entries()) {
    const [word = '', next] = feature.split(' ');
    if (next !== undefined) ofPairs.set(pairOf(numbers.get(word) ?? -1, numbers.get(next) ?? -1), row);
  }
  const rowOfText: RowIndex['rowOfText'] = (text) => ofWords.get(text) ?? NO_ROW;
  const rowOfWord = oncePerWord(({ stem }) => rowOfText(stem));
  const numberOf = oncePerWord(({ stem }) => numbers.get(stem) ?? -1);
  const rowOf: RowIndex['rowOf'] = ({ text, word, next }) => {
    if (next !== null) return ofPairs.get(pairOf(numberOf(word), numberOf(next))) ?? NO_ROW;
    return text === word.stem ? rowOfWord(word) : rowOfText(text);
  };
  return { rowOf, rowOfText };
}

/** Which subjects have a phrasing of a row's feature, a bit for each; of NO_ROW none has. */
interface Holders {
  readonly has: (row: number, subject: number) => boolean;
  /** Sets the bits of those that have one. */
  readonly addTo: (bits: Int32Array, row: number) => void;
}

const BITS = 32;

function set(bits: Int32Array, number: number): void {
  bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31));
}

function isSet(bits: Int32Array, number: number): boolean {
  return ((bits[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

function createHolders({ numbers, lengths }: Lists, width: number): Holders {
  const bits = new Int32Array(lengths.length * width);
  let at = 0;
  lengths.forEach((length, row) => {
    for (const subject of numbers.subarray(at, at + length)) set(bits, row * width * BITS + subject);
    at += length;
  });
  return {
    has: (row, subject) => row !== NO_ROW && isSet(bits, row * width * BITS + subject),
    addTo: (to, row) => {
      if (row !== NO_ROW) for (let word = 0; word < width; word += 1) to[word] = (to[word] ?? 0) | (bits[row * width + word] ?? 0);
    },
  };
}

/**
 * Makes the classifier of a lesson: what was learned says which subject is likely, and the words that a subject's phrasings
 * hold say whether it is spoken of at all. What stands in no phrasing weighs as much, times `unseenShare`, as what stands in
 * one: the fewer phrasings there are, the less it tells.
 */
export function createClassifier({ subjects, phrasings, functions: listed, features: known, counts, holders: lists, weights, scale, bias }: Lesson, unseenShare = 1): Classifier {
  const functions = listed && new Set(listed);
  /** English words that are known bring their parts with them. */
  const hasParts = (word: Word) => functions !== null || !isNoted(word);
  const { rowOf, rowOfText } = createRowIndex(known);
  const width = Math.ceil(subjects.length / BITS);
  const holders = createHolders(lists, width);
  const rarities = Float64Array.from(counts, (count) => rarityOf(count, phrasings));
  const unseen = unseenShare * rarityOf(1, phrasings);
  // The fewer phrasings there are, the flatter is what they teach.
  const few = phrasings < MANY;
  // Room that every question uses: nothing is awaited in between.
  const shares = new Float64Array(subjects.length);
  const touched = new Int32Array(width);

  /** What a word and its parts say together, for each subject: put together once for a word that is known. */
  const saidBy = oncePerWord((word: Word): Float32Array => {
    const said = new Float64Array(subjects.length);
    const own = rowOfText(word.stem);
    if (own !== NO_ROW) addRow(said, weights, own, 1);
    const { parts, weight } = partsOf(word, true);
    for (const row of new Set(parts.map(rowOfText))) if (row !== NO_ROW) addRow(said, weights, row, weight);
    return Float32Array.from(said);
  });

  /** Notes how likely each subject is, and which have a phrasing that shares more with the question than function words. */
  const believe = (features: Features, rows: Rows) => {
    const unit = scale / lengthOf(features);
    shares.set(bias);
    touched.fill(0);
    features.forEach((feature, index) => {
      const row = rows[index] ?? NO_ROW;
      const { word, next, weight } = feature;
      if (next === null && !word.unspaced && !hasParts(word)) addAll(shares, saidBy(word), weight * unit);
      else if (row !== NO_ROW) addRow(shares, weights, row, weight * unit);
      if (isTelling(feature)) holders.addTo(touched, row);
    });
    toShares(shares);
  };

  /** What says what is spoken of: the single words, or the pairs of a longer question that has none ("do you have to say who you are"). */
  const cluesOf = (features: Features, rows: Rows): readonly Clue[] => {
    const clues: Clue[] = [];
    const clueAt = (place: number, parts: Rows) => {
      const row = rows[place] ?? NO_ROW;
      clues.push({ row, weight: row === NO_ROW ? unseen : (rarities[row] ?? 0), parts: row === NO_ROW ? parts : NO_PARTS });
    };
    features.forEach((feature, place) => {
      if (isSingle(feature)) clueAt(place, rows.slice(place + 1, endOfParts(features, place + 1)));
    });
    if (clues.length > 0) return clues;
    features.forEach(({ next }, place) => {
      if (next !== null) clueAt(place, NO_PARTS);
    });
    return clues.length < PAIRS_ENOUGH ? [] : clues;
  };

  /** How much of a clue's weight a subject's phrasings hold: of a word in none of them the share of its parts, if they hold most. */
  const heldOf = ({ row, weight, parts }: Clue, subject: number): number => {
    if (row !== NO_ROW) return holders.has(row, subject) ? weight : 0;
    const share = parts.length === 0 ? 0 : parts.filter((part) => holders.has(part, subject)).length / parts.length;
    return share < MOST_PARTS ? 0 : weight * share;
  };

  /** How much a question speaks of the subject of a number; undefined if nothing in it is of the subject. Without clues, so many function words tell a little. */
  const matchOf = (number: number, subject: Subject, clues: readonly Clue[], whole: number, told: number): Match | undefined => {
    const share = shares[number] ?? 0;
    const held = clues.reduce((sum, clue) => sum + heldOf(clue, number), 0);
    if (held === 0 && !isSet(touched, number)) return undefined;
    const fit = whole === 0 ? told * share : held / whole;
    return { subject, score: Math.max(whole, told) * Math.sqrt(share), share: few ? Math.sqrt(share) : share, fit: Math.min(1, fit + LIKELY * share) };
  };

  const classify: Classifier['classify'] = (tokens) => {
    const features = featuresOf(tokens, { functions, hasParts });
    const rows = features.map(rowOf);
    believe(features, rows);
    const clues = cluesOf(features, rows);
    const whole = clues.reduce((sum, { weight }) => sum + weight, 0);
    const told = features.length >= TELLING ? 1 : 0;
    const matches: Match[] = [];
    subjects.forEach((subject, number) => {
      const match = (shares[number] ?? 0) < LEAST_SHARE ? undefined : matchOf(number, subject, clues, whole, told);
      if (match) matches.push(match);
    });
    return { matches, whole };
  };

  const shared: Classifier['shared'] = (tokens, subject) => {
    const number = subjects.indexOf(subject);
    const isHeld = (feature: Feature) => holders.has(rowOf(feature), number);
    return featuresOf(tokens, { functions, hasParts }).filter(isHeld).map(textOf);
  };
  return { classify, shared, count: (word) => counts[rowOfText(word)] ?? 0 };
}
