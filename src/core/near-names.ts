import Fuse from 'fuse.js';

/** Fuse.js compares every candidate character by character, so both sides are kept short. */
const MOST_CANDIDATES = 12;
const LONGEST = 32;
/** A name that shares fewer of the pairs of letters is none that was meant. */
const LEAST_SHARED = 0.3;
const THRESHOLD = 0.45;

/** A name and what it stands for. */
export interface Candidate<Id> {
  readonly id: Id;
  readonly name: string;
}

/** What a name that nobody knows may have meant: so many at most, nearest first. */
export type NearNames<Id> = (name: string, most: number) => readonly Id[];

/** The different pairs of letters that stand side by side in a text. */
function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** How long a name is, and its first word. */
type Lengths = readonly [name: number, word: number];

/** Of what was typed, which is so long, and a name, or its first word, the shorter one's share of the longer one's letters. */
function alikeInLength(typed: number, [name, word]: Lengths = [0, 0]): number {
  return Math.max(Math.min(typed, name) / Math.max(typed, name), Math.min(typed, word) / Math.max(typed, word));
}

/**
 * Makes the finder of near names: Fuse.js ranks those that share most pairs of letters with what was typed. What was typed
 * may be the beginning of a name; where it is a whole one, `leastAlike` says how alike in length both must be, from 0 to 1.
 */
export function createNearNames<Id>(candidates: readonly Candidate<Id>[], leastAlike = 0): NearNames<Id> {
  const holders = new Map<string, number[]>();
  for (const [number, { name }] of candidates.entries()) {
    for (const pair of pairsOf(name.toLowerCase())) {
      const known = holders.get(pair);
      if (known) known.push(number);
      else holders.set(pair, [number]);
    }
  }

  const lengths = candidates.map(({ name }): Lengths => [name.length, name.split(' ')[0]?.length ?? 0]);
  /** How many pairs each candidate shares with what was typed. Room that every search uses: nothing is awaited in between. */
  const shared = new Uint8Array(candidates.length);

  /** Those that share most, and enough, the first of equals first. */
  const shortList = (wanted: string): readonly Candidate<Id>[] => {
    const pairs = pairsOf(wanted);
    const enough = Math.max(1, pairs.size * LEAST_SHARED);
    shared.fill(0);
    const near: number[] = [];
    for (const pair of pairs) {
      for (const number of holders.get(pair) ?? []) {
        const count = (shared[number] ?? 0) + 1;
        shared[number] = count;
        if (count >= enough && count - 1 < enough) near.push(number);
      }
    }
    return near
      .filter((number) => alikeInLength(wanted.length, lengths[number]) >= leastAlike)
      .sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0) || a - b)
      .slice(0, MOST_CANDIDATES)
      .flatMap((number) => candidates[number] ?? []);
  };

  return (name, most) => {
    const wanted = name.slice(0, LONGEST).toLowerCase();
    const fuse = new Fuse(shortList(wanted), { keys: ['name'], threshold: THRESHOLD, ignoreLocation: true });
    return [...new Set(fuse.search(wanted).map(({ item }) => item.id))].slice(0, most);
  };
}
