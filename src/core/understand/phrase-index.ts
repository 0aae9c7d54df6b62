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

interface Posting {
  readonly phrasing: number;
  readonly weight: number;
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function toPostings(phrasings: readonly Phrasing<unknown>[]): ReadonlyMap<string, readonly Posting[]> {
  const mean = phrasings.reduce((sum, { features }) => sum + features.size, 0) / Math.max(1, phrasings.length);
  const postings = new Map<string, Posting[]>();
  phrasings.forEach(({ features }, phrasing) => {
    const norm = 1 + K1 * (1 - B + (B * features.size) / mean);
    for (const [feature, weight] of features) push(postings, feature, { phrasing, weight: (weight * (K1 + 1)) / norm });
  });
  return postings;
}

function total(scores: readonly number[]): number {
  const [best = 0, ...next] = scores.toSorted((a, b) => b - a);
  return best + NEXT.reduce((sum, share, index) => sum + share * (next[index] ?? 0), 0);
}

/** Makes the index: an inverted list for each feature, so that a search touches only the phrasings that share one. */
export function createPhraseIndex<Subject>(phrasings: readonly Phrasing<Subject>[]): PhraseIndex<Subject> {
  const postings = toPostings(phrasings);
  const holders = new Map<string, Set<Subject>>();
  for (const { subject, features } of phrasings) {
    for (const feature of features.keys()) holders.set(feature, (holders.get(feature) ?? new Set()).add(subject));
  }
  const rarity = (count: number) => Math.log(1 + (phrasings.length - count + 0.5) / (count + 0.5));
  const count = (feature: string) => postings.get(feature)?.length ?? 0;

  const scorePhrasings = (features: Features): ReadonlyMap<number, number> => {
    const scores = new Map<number, number>();
    for (const [feature, weight] of features) {
      const rare = weight * rarity(count(feature));
      for (const posting of postings.get(feature) ?? []) scores.set(posting.phrasing, (scores.get(posting.phrasing) ?? 0) + rare * posting.weight);
    }
    return scores;
  };

  const search: PhraseIndex<Subject>['search'] = (features) => {
    const bySubject = new Map<Subject, number[]>();
    for (const [phrasing, score] of scorePhrasings(features)) {
      const subject = phrasings[phrasing]?.subject;
      if (subject !== undefined) push(bySubject, subject, score);
    }
    let whole = 0;
    const held = new Map<Subject, number>();
    for (const feature of [...features.keys()].filter(isSingle)) {
      const rare = rarity(Math.max(1, count(feature)));
      whole += rare;
      for (const subject of holders.get(feature) ?? []) held.set(subject, (held.get(subject) ?? 0) + rare);
    }
    const matches = new Map([...bySubject].map(([subject, scores]) => [subject, { score: total(scores), fit: whole === 0 ? 0 : (held.get(subject) ?? 0) / whole }]));
    return { matches, whole };
  };
  const shared: PhraseIndex<Subject>['shared'] = (features, subject) => [...features.keys()].filter((feature) => holders.get(feature)?.has(subject));
  return { search, shared, count };
}
