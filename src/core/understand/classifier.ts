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

/** Goes through the numbers of the subjects that have phrasings of a row's feature; of NO_ROW there are none. */
type EachHolder = (row: number, visit: (subject: number) => void) => void;

function createEachHolder({ numbers, lengths }: Lists): EachHolder {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, row) => {
    starts[row + 1] = (starts[row] ?? 0) + length;
  });
  return (row, visit) => {
    const end = starts[row + 1] ?? 0;
    for (let at = row === NO_ROW ? end : (starts[row] ?? 0); at < end; at += 1) visit(numbers[at] ?? 0);
  };
}

/**
 * Makes the classifier of a lesson: what was learned says which subject is likely, and the words that a subject's phrasings
 * hold say whether it is spoken of at all. What stands in no phrasing weighs as much, times `unseenShare`, as what stands in
 * one: the fewer phrasings there are, the less it tells.
 */
export function createClassifier({ subjects, phrasings, functions: listed, features: known, counts, holders, weights, scale, bias }: Lesson, unseenShare = 1): Classifier {
  const functions = listed && new Set(listed);
  /** English words that are known bring their parts with them. */
  const hasParts = (word: Word) => functions !== null || !isNoted(word);
  const { rowOf, rowOfText } = createRowIndex(known);
  const eachHolder = createEachHolder(holders);
  const rarities = Float64Array.from(counts, (count) => rarityOf(count, phrasings));
  const unseen = unseenShare * rarityOf(1, phrasings);
  // The fewer phrasings there are, the flatter is what they teach.
  const few = phrasings < MANY;
  // Room that every question uses: nothing is awaited in between.
  const shares = new Float64Array(subjects.length);
  const held = new Float64Array(subjects.length);
  const touched = new Uint8Array(subjects.length);
  const holding = new Uint8Array(subjects.length);

  /** Notes that the subjects with phrasings of a feature hold it; gives how much it weighs. */
  const hold = (row: number): number => {
    if (row === NO_ROW) return unseen;
    const rarity = rarities[row] ?? 0;
    eachHolder(row, (subject) => {
      held[subject] = (held[subject] ?? 0) + rarity;
    });
    return rarity;
  };

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
    features.forEach((feature, index) => {
      const row = rows[index] ?? NO_ROW;
      const { word, next, weight } = feature;
      if (next === null && !word.unspaced && !hasParts(word)) addAll(shares, saidBy(word), weight * unit);
      else if (row !== NO_ROW) addRow(shares, weights, row, weight * unit);
      if (isTelling(feature)) eachHolder(row, touch);
    });
    toShares(shares);
  };

  const touch = (subject: number) => {
    touched[subject] = 1;
  };

  const count = (subject: number) => {
    holding[subject] = (holding[subject] ?? 0) + 1;
  };

  /** Notes who holds most parts of a word that stands in no phrasing, as the word itself in another form: "исчезающими" for "исчезающие". */
  const holdParts = (parts: Rows) => {
    if (parts.length === 0) return;
    holding.fill(0);
    for (const row of parts) eachHolder(row, count);
    holding.forEach((parted, subject) => {
      const share = parted / parts.length;
      if (share < MOST_PARTS) return;
      touch(subject);
      held[subject] = (held[subject] ?? 0) + unseen * share;
    });
  };

  /** Notes who holds the single words, or the pairs of a longer question that has none ("do you have to say who you are"); gives what they weigh. */
  const weigh = (features: Features, rows: Rows): number => {
    let whole = 0;
    features.forEach((feature, index) => {
      if (!isSingle(feature)) return;
      const row = rows[index] ?? NO_ROW;
      whole += hold(row);
      if (row === NO_ROW) holdParts(rows.slice(index + 1, endOfParts(features, index + 1)));
    });
    if (whole > 0) return whole;
    const pairs = rows.filter((_, index) => features[index]?.next !== null);
    return pairs.length < PAIRS_ENOUGH ? 0 : pairs.reduce<number>((sum, row) => sum + hold(row), 0);
  };

  /** How much a question that weighs so much, or tells something by function words, speaks of the subject of a number. */
  const matchOf = (number: number, subject: Subject, whole: number, told: number): Match => {
    const share = shares[number] ?? 0;
    const fit = whole === 0 ? told * share : (held[number] ?? 0) / whole;
    return { subject, score: Math.max(whole, told) * Math.sqrt(share), share: few ? Math.sqrt(share) : share, fit: Math.min(1, fit + LIKELY * share) };
  };

  const classify: Classifier['classify'] = (tokens) => {
    const features = featuresOf(tokens, { functions, hasParts });
    const rows = features.map(rowOf);
    believe(features, rows);
    const whole = weigh(features, rows);
    const told = features.length >= TELLING ? 1 : 0;
    const matches: Match[] = [];
    subjects.forEach((subject, number) => {
      if (touched[number] !== 0 && (shares[number] ?? 0) >= LEAST_SHARE) matches.push(matchOf(number, subject, whole, told));
    });
    held.fill(0);
    touched.fill(0);
    return { matches, whole };
  };

  const shared: Classifier['shared'] = (tokens, subject) => {
    const number = subjects.indexOf(subject);
    const isHeld = (feature: Feature) => {
      let found = false;
      eachHolder(rowOf(feature), (holder) => {
        found ||= holder === number;
      });
      return found;
    };
    return featuresOf(tokens, { functions, hasParts }).filter(isHeld).map(textOf);
  };
  return { classify, shared, count: (word) => counts[rowOfText(word)] ?? 0 };
}
