import { type Features, isSingle, lengthOf } from './features.ts';
import { addRow, learn, type Numbered, toShares } from './learn.ts';

/** A phrasing and what it speaks of. */
export interface Phrasing<Subject> {
  readonly subject: Subject;
  readonly features: Features;
}

/** How much a question speaks of a subject. */
export interface Match<Subject> {
  readonly subject: Subject;
  /** How likely it is, in units of what the question weighs; comparable within one question. */
  readonly score: number;
  /** The share of the question's weight in single words that the subject's phrasings hold, and a little for being likely, 0 to 1. */
  readonly fit: number;
}

export interface Classifier<Subject> {
  /** The subjects of which a phrasing shares something with a question, and what all of the question weighs. */
  readonly classify: (features: Features) => { readonly matches: readonly Match<Subject>[]; readonly whole: number };
  /** Those of the features that a subject's phrasings hold. */
  readonly shared: (features: Features, subject: Subject) => readonly string[];
  /** In how many phrasings a feature occurs. */
  readonly count: (feature: string) => number;
}

/** What being likely adds to the fit of a subject. */
const LIKELY = 0.15;
/** So many pairs of function words tell as much as a word of their own. */
const PAIRS_ENOUGH = 5;

/** In how many phrasings a feature occurs, how much it tells by that, and the subjects that have such a phrasing. */
interface Occurrence {
  readonly count: number;
  readonly rarity: number;
  readonly holders: Int32Array;
}

/** How much a feature tells that occurs in so many of all texts (Robertson and Zaragoza, 2009). */
function rarityOf(count: number, of: number): number {
  return Math.log(1 + (of - count + 0.5) / (count + 0.5));
}

function occurrencesIn(phrasings: readonly Numbered[]): ReadonlyMap<string, Occurrence> {
  const found = new Map<string, { count: number; readonly holders: Set<number> }>();
  for (const { subject, features } of phrasings) {
    for (const feature of features.keys()) {
      const entry = found.get(feature) ?? { count: 0, holders: new Set<number>() };
      entry.count += 1;
      entry.holders.add(subject);
      found.set(feature, entry);
    }
  }
  return new Map([...found].map(([feature, { count, holders }]) => [feature, { count, rarity: rarityOf(count, phrasings.length), holders: Int32Array.from(holders) }]));
}

/**
 * Makes the classifier: what was learned from the phrasings says which subject is likely, and the words that a subject's
 * phrasings hold say whether it is spoken of at all. What stands in no phrasing weighs as much, times `unseenShare`, as
 * what stands in one: the fewer phrasings there are, the less it tells.
 */
export function createClassifier<Subject>(phrasings: readonly Phrasing<Subject>[], unseenShare = 1): Classifier<Subject> {
  const subjects = [...new Set(phrasings.map(({ subject }) => subject))];
  const numbers = new Map(subjects.map((subject, number) => [subject, number]));
  const numbered = phrasings.map(({ subject, features }): Numbered => ({ subject: numbers.get(subject) ?? 0, features }));
  const occurrences = occurrencesIn(numbered);
  const { rows, weights, bias } = learn(numbered, subjects.length);
  const unseen = unseenShare * rarityOf(1, phrasings.length);
  // Room that every question uses: nothing is awaited in between.
  const shares = new Float64Array(subjects.length);
  const held = new Float64Array(subjects.length);
  const touched = new Uint8Array(subjects.length);

  /** Notes that the subjects with phrasings of a feature hold it; gives how much it weighs. */
  const hold = (found: Occurrence | undefined): number => {
    if (!found) return unseen;
    for (const subject of found.holders) held[subject] = (held[subject] ?? 0) + found.rarity;
    return found.rarity;
  };

  /** The same of a longer question without any word of its own, which is told by its pairs: "do you have to say who you are". */
  const holdPairs = (features: Features): number => [...features.keys()].reduce((whole, pair) => whole + hold(occurrences.get(pair)), 0);

  /** Notes how likely each subject is, and which have a phrasing that shares a feature. */
  const believe = (features: Features) => {
    const length = lengthOf(features);
    shares.set(bias);
    for (const [feature, weight] of features) {
      const row = rows.get(feature);
      if (row === undefined) continue;
      addRow(shares, weights, row, weight / length);
      for (const subject of occurrences.get(feature)?.holders ?? []) touched[subject] = 1;
    }
    toShares(shares);
  };

  /** Notes who holds the single words; gives what they weigh. */
  const weigh = (features: Features): number => {
    let whole = 0;
    for (const [feature, weight] of features) if (isSingle(weight)) whole += hold(occurrences.get(feature));
    return whole === 0 && features.size >= PAIRS_ENOUGH ? holdPairs(features) : whole;
  };

  const classify: Classifier<Subject>['classify'] = (features) => {
    believe(features);
    const whole = weigh(features);
    const matches: Match<Subject>[] = [];
    for (const [number, subject] of subjects.entries()) {
      if (touched[number] === 0) continue;
      const share = shares[number] ?? 0;
      const fit = whole === 0 ? 0 : (held[number] ?? 0) / whole;
      matches.push({ subject, score: whole * Math.sqrt(share), fit: Math.min(1, fit + LIKELY * share) });
    }
    held.fill(0);
    touched.fill(0);
    return { matches, whole };
  };
  const shared: Classifier<Subject>['shared'] = (features, subject) => {
    const number = numbers.get(subject);
    return [...features.keys()].filter((feature) => number !== undefined && occurrences.get(feature)?.holders.includes(number));
  };
  return { classify, shared, count: (feature) => occurrences.get(feature)?.count ?? 0 };
}
