import { type Features, isSingle } from './features.ts';

/** A phrasing and what it speaks of. */
export interface Phrasing<Subject> {
  readonly subject: Subject;
  readonly features: Features;
}

/** How well a subject's phrasings match a question. */
export interface Match<Subject> {
  readonly subject: Subject;
  /** The best phrasing's score, and a share of the next ones'. */
  readonly score: number;
  /** The share of the question's weight in single words that the subject's phrasings hold, 0 to 1. */
  readonly fit: number;
}

export interface PhraseIndex<Subject> {
  /** The subjects of which a phrasing shares something with a question, and what all of the question weighs. */
  readonly search: (features: Features) => { readonly matches: readonly Match<Subject>[]; readonly whole: number };
  /** Those of the features that a subject's phrasings hold. */
  readonly shared: (features: Features, subject: Subject) => readonly string[];
  /** In how many phrasings a feature occurs. */
  readonly count: (feature: string) => number;
}

/** BM25 (Robertson and Zaragoza, 2009); phrasings are short, so length counts little. */
const K1 = 1.2;
const B = 0.4;
/** How much of a subject's best phrasing counts, and of the next best ones. */
const SHARES = [1, 0.25, 0.15, 0.1];

/** The phrasings that hold a feature, as columns, beside how much it tells. */
interface Postings {
  readonly phrasings: Int32Array;
  readonly weights: Float64Array;
  readonly rarity: number;
  /** The subjects that have such a phrasing. */
  readonly holders: Int32Array;
}

/** So many pairs of function words tell as much as a word of their own. */
const PAIRS_ENOUGH = 5;

/** So many best scores of a subject count. */
const COUNTED = SHARES.length;

function toPostings(phrasings: readonly Phrasing<unknown>[], subjectOf: Int32Array): ReadonlyMap<string, Postings> {
  const mean = phrasings.reduce((sum, { features }) => sum + features.size, 0) / Math.max(1, phrasings.length);
  const lists = new Map<string, { readonly phrasings: number[]; readonly weights: number[] }>();
  for (const [phrasing, { features }] of phrasings.entries()) {
    const norm = 1 + K1 * (1 - B + (B * features.size) / mean);
    for (const [feature, weight] of features) {
      const list = lists.get(feature) ?? { phrasings: [], weights: [] };
      list.phrasings.push(phrasing);
      list.weights.push((weight * (K1 + 1)) / norm);
      lists.set(feature, list);
    }
  }
  return new Map(
    [...lists].map(([feature, list]) => {
      const holders = Int32Array.from(new Set(list.phrasings.map((phrasing) => subjectOf[phrasing] ?? 0)));
      return [feature, { phrasings: Int32Array.from(list.phrasings), weights: Float64Array.from(list.weights), rarity: rarity(list.phrasings.length, phrasings.length), holders }];
    }),
  );
}

function rarity(count: number, of: number): number {
  return Math.log(1 + (of - count + 0.5) / (count + 0.5));
}

/** Puts a score among the best of a subject, which stand in falling order. */
function insert(best: Float64Array, subject: number, score: number): void {
  let at = subject * COUNTED + COUNTED - 1;
  if (score <= (best[at] ?? 0)) return;
  for (; at > subject * COUNTED && score > (best[at - 1] ?? 0); at -= 1) best[at] = best[at - 1] ?? 0;
  best[at] = score;
}

/**
 * Makes the index: columns for each feature, so that a search touches only the phrasings that share one. What stands in no
 * phrasing counts as a share of what stands in one: the fewer phrasings there are, the less it tells.
 */
export function createPhraseIndex<Subject>(phrasings: readonly Phrasing<Subject>[], unseenShare = 1): PhraseIndex<Subject> {
  const subjects = [...new Set(phrasings.map(({ subject }) => subject))];
  const numbers = new Map(subjects.map((subject, number) => [subject, number]));
  const subjectOf = Int32Array.from(phrasings, ({ subject }) => numbers.get(subject) ?? 0);
  const postings = toPostings(phrasings, subjectOf);
  const unseen = unseenShare * rarity(1, phrasings.length);
  // Room that every search uses and leaves empty: nothing is awaited in between.
  const scores = new Float64Array(phrasings.length);
  const touched = new Int32Array(phrasings.length);
  const best = new Float64Array(subjects.length * COUNTED);
  const held = new Float64Array(subjects.length);

  /** Adds what the phrasings of one feature share with a question; gives how many share something by now. */
  const add = ({ phrasings: holding, weights }: Postings, rare: number, before: number): number => {
    let count = before;
    for (let at = 0; at < holding.length; at += 1) {
      const phrasing = holding[at] ?? 0;
      const score = scores[phrasing] ?? 0;
      if (score === 0) touched[count++] = phrasing;
      scores[phrasing] = score + rare * (weights[at] ?? 0);
    }
    return count;
  };

  /** Notes that the subjects with phrasings of a feature hold it; gives how much it weighs. */
  const hold = (found: Postings | undefined): number => {
    if (!found) return unseen;
    const { holders, rarity: rare } = found;
    for (let at = 0; at < holders.length; at += 1) {
      const subject = holders[at] ?? 0;
      held[subject] = (held[subject] ?? 0) + rare;
    }
    return rare;
  };

  /** The same of a longer question without any word of its own, which is told by its pairs: "do you have to say who you are". */
  const holdPairs = (features: Features): number => [...features.keys()].reduce((whole, pair) => whole + hold(postings.get(pair)), 0);

  /** Scores the phrasings and notes who holds the single words; gives how many phrasings share something and what the words weigh. */
  const scorePhrasings = (features: Features): { readonly count: number; readonly whole: number } => {
    let count = 0;
    let whole = 0;
    for (const [feature, weight] of features) {
      const found = postings.get(feature);
      if (found) count = add(found, weight * found.rarity, count);
      if (isSingle(weight)) whole += hold(found);
    }
    return { count, whole: whole === 0 && features.size >= PAIRS_ENOUGH ? holdPairs(features) : whole };
  };

  /** Notes the best scores of each subject. */
  const gather = (count: number) => {
    for (let at = 0; at < count; at += 1) {
      const phrasing = touched[at] ?? 0;
      insert(best, subjectOf[phrasing] ?? 0, scores[phrasing] ?? 0);
      scores[phrasing] = 0;
    }
  };

  /** A subject's best score and its share of the next ones. */
  const scoreOf = (number: number): number => {
    let score = 0;
    for (let at = 0; at < COUNTED; at += 1) score += (SHARES[at] ?? 0) * (best[number * COUNTED + at] ?? 0);
    return score;
  };

  const search: PhraseIndex<Subject>['search'] = (features) => {
    const { count, whole } = scorePhrasings(features);
    gather(count);
    const matches: Match<Subject>[] = [];
    let number = 0;
    for (const subject of subjects) {
      if ((best[number * COUNTED] ?? 0) > 0) matches.push({ subject, score: scoreOf(number), fit: whole === 0 ? 0 : (held[number] ?? 0) / whole });
      number += 1;
    }
    best.fill(0);
    held.fill(0);
    return { matches, whole };
  };
  const shared: PhraseIndex<Subject>['shared'] = (features, subject) => {
    const number = numbers.get(subject);
    return [...features.keys()].filter((feature) => number !== undefined && postings.get(feature)?.holders.includes(number));
  };
  return { search, shared, count: (feature) => postings.get(feature)?.phrasings.length ?? 0 };
}
