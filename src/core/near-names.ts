import Fuse from 'fuse.js';

/** Fuse.js compares every candidate character by character, so both sides are kept short. */
const MOST_CANDIDATES = 20;
const LONGEST = 32;
const THRESHOLD = 0.45;

/** A name and what it stands for. */
export interface Candidate<Id> {
  readonly id: Id;
  readonly name: string;
}

/** The different pairs of letters that stand side by side in a text. */
function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** The pairs of candidates that were compared before: the same ones are compared again and again. */
const KNOWN_PAIRS = new WeakMap<object, ReadonlySet<string>>();

function pairsOfCandidate(candidate: Candidate<unknown>): ReadonlySet<string> {
  const pairs = KNOWN_PAIRS.get(candidate) ?? pairsOf(candidate.name.toLowerCase());
  KNOWN_PAIRS.set(candidate, pairs);
  return pairs;
}

/** The first of the candidates to compare: those that share most pairs of letters with the name. */
function shortList<Id>(name: string, candidates: readonly Candidate<Id>[]): readonly Candidate<Id>[] {
  const wanted = [...pairsOf(name)];
  return candidates
    .map((candidate) => ({ candidate, shared: wanted.filter((pair) => pairsOfCandidate(candidate).has(pair)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_CANDIDATES)
    .map(({ candidate }) => candidate);
}

/** What a name that nobody knows may have meant, nearest first. */
export function nearNames<Id>(name: string, candidates: readonly Candidate<Id>[], most: number): readonly Id[] {
  const wanted = name.slice(0, LONGEST).toLowerCase();
  const fuse = new Fuse(shortList(wanted, candidates), { keys: ['name'], threshold: THRESHOLD, ignoreLocation: true });
  return [...new Set(fuse.search(wanted).map(({ item }) => item.id))].slice(0, most);
}
