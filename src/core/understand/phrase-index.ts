import { type Features, isSingle } from './features.ts';

/** A phrasing and what it speaks of. */
export interface Phrasing<Subject> {
  readonly subject: Subject;
  readonly features: Features;
}

/** How well a subject's phrasings match a question. */
export interface Match {
  /** The best phrasing's score, and a share of the next ones'. */
  readonly score: number;
  /** The share of the question's weight in single words that the subject's phrasings hold, 0 to 1. */
  readonly fit: number;
}

export interface PhraseIndex<Subject> {
  readonly search: (features: Features) => { readonly matches: ReadonlyMap<Subject, Match>; readonly whole: number };
  /** Those of the features that a subject's phrasings hold. */
  readonly shared: (features: Features, subject: Subject) => readonly string[];
  /** In how many phrasings a feature occurs. */
  readonly count: (feature: string) => number;
}

/** BM25 (Robertson and Zaragoza, 2009); phrasings are short, so length counts little. */
const K1 = 1.2;
const B = 0.4;
/** How much the next best phrasings of a subject add to its best one. */
const NEXT = [0.25, 0.15, 0.1];

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

/** The best scores of a subject that count. */
const COUNTED = 1 + NEXT.length;

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

/** Makes the index: columns for each feature, so that a search touches only the phrasings that share one. */
export function createPhraseIndex<Subject>(phrasings: readonly Phrasing<Subject>[]): PhraseIndex<Subject> {
  const subjects = [...new Set(phrasings.map(({ subject }) => subject))];
  const numbers = new Map(subjects.map((subject, number) => [subject, number]));
  const subjectOf = Int32Array.from(phrasings, ({ subject }) => numbers.get(subject) ?? 0);
  const postings = toPostings(phrasings, subjectOf);
  /** What is known of no phrasing tells as much as what is known of one. */
  const unseen = rarity(1, phrasings.length);
  // Room that every search uses and leaves empty: nothing is awaited in between.
  const scores = new Float64Array(phrasings.length);

  /** Adds what the phrasings of one feature share with a question, and notes those that share nothing yet. */
  const add = ({ phrasings: holding, weights }: Postings, rare: number, touched: number[]) => {
    for (let at = 0; at < holding.length; at += 1) {
      const phrasing = holding[at] ?? 0;
      const score = scores[phrasing] ?? 0;
      if (score === 0) touched.push(phrasing);
      scores[phrasing] = score + rare * (weights[at] ?? 0);
    }
  };

  /** Scores the phrasings; gives those that share something. */
  const scorePhrasings = (features: Features): readonly number[] => {
    const touched: number[] = [];
    for (const [feature, weight] of features) {
      const found = postings.get(feature);
      if (found) add(found, weight * found.rarity, touched);
    }
    return touched;
  };

  /** The best scores of each subject. */
  const bestOf = (touched: readonly number[]): Float64Array => {
    const best = new Float64Array(subjects.length * COUNTED);
    for (const phrasing of touched) {
      insert(best, subjectOf[phrasing] ?? 0, scores[phrasing] ?? 0);
      scores[phrasing] = 0;
    }
    return best;
  };

  /** How much of a question's single words each subject holds, and how much there is; of a longer one without any, of its pairs: "do you have to say who you are". */
  const heldOf = (features: Features) => {
    const held = new Float64Array(subjects.length);
    const names = [...features.keys()];
    const singles = names.filter(isSingle);
    let whole = 0;
    for (const feature of singles.length === 0 && names.length >= PAIRS_ENOUGH ? names : singles) {
      const found = postings.get(feature);
      const rare = found?.rarity ?? unseen;
      whole += rare;
      for (const subject of found?.holders ?? []) held[subject] = (held[subject] ?? 0) + rare;
    }
    return { held, whole };
  };

  const search: PhraseIndex<Subject>['search'] = (features) => {
    const best = bestOf(scorePhrasings(features));
    const { held, whole } = heldOf(features);
    const matches = new Map<Subject, Match>();
    for (const [number, subject] of subjects.entries()) {
      const first = best[number * COUNTED] ?? 0;
      if (first === 0) continue;
      const score = NEXT.reduce((sum, share, next) => sum + share * (best[number * COUNTED + next + 1] ?? 0), first);
      matches.set(subject, { score, fit: whole === 0 ? 0 : (held[number] ?? 0) / whole });
    }
    return { matches, whole };
  };
  const shared: PhraseIndex<Subject>['shared'] = (features, subject) => {
    const number = numbers.get(subject);
    return [...features.keys()].filter((feature) => number !== undefined && postings.get(feature)?.holders.includes(number));
  };
  return { search, shared, count: (feature) => postings.get(feature)?.phrasings.length ?? 0 };
}
