/** How many slips a word of this length may hold: none up to three letters, one up to seven, two from eight. */
export function allowedSlips(length: number): 0 | 1 | 2 {
  if (length <= 3) return 0;
  return length <= 7 ? 1 : 2;
}

interface Rows {
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
}

/** The cost of turning the first `i` letters of `a` into the first `j` of `b`, from the cells before it. */
function cost(a: string, b: string, i: number, j: number, row: readonly number[], { last, beforeLast }: Rows): number {
  const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, (beforeLast[j - 2] ?? 0) + 1) : best;
}

/**
 * The optimal string alignment distance of two words (insertion, deletion, replacement and swap of neighbours cost one each),
 * or `limit + 1` as soon as it must be larger.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let rows: Rows = { last: Array.from({ length: b.length + 1 }, (_, index) => index), beforeLast: [] };
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row.push(cost(a, b, i, j, row, rows));
    if (Math.min(...row) > limit) return limit + 1;
    rows = { last: row, beforeLast: rows.last };
  }
  return Math.min(limit + 1, rows.last[b.length] ?? 0);
}

/** Words longer than this are looked up exactly only: their deletions would be too many. */
const LONGEST = 24;
const NONE: readonly never[] = [];
const BASE = 0x01_00_01_93;
const POWERS = Int32Array.from({ length: LONGEST + 1 });
POWERS[0] = 1;
for (let power = 1; power <= LONGEST; power += 1) POWERS[power] = Math.imul(POWERS[power - 1] ?? 0, BASE);

/** The hash of two stretches behind each other, of their hashes and the second one's length. */
function joined(first: number, second: number, length: number): number {
  return (Math.imul(first, POWERS[length] ?? 0) + second) | 0;
}

/** Hashes of a word and of all that is left of it after up to so many deletions, each worked out of stretches in one step. */
function restHashes(word: string, count: 0 | 1 | 2): readonly number[] {
  const { length } = word;
  const before = new Int32Array(length + 1);
  for (let at = 0; at < length; at += 1) before[at + 1] = (Math.imul(before[at] ?? 0, BASE) + word.charCodeAt(at)) | 0;
  const stretch = (from: number, to: number) => ((before[to] ?? 0) - Math.imul(before[from] ?? 0, POWERS[to - from] ?? 0)) | 0;
  const hashes = [stretch(0, length)];
  for (let first = 0; count > 0 && first < length; first += 1) {
    hashes.push(joined(before[first] ?? 0, stretch(first + 1, length), length - first - 1));
    for (let second = first + 1; count > 1 && second < length; second += 1) {
      const head = joined(before[first] ?? 0, stretch(first + 1, second), second - first - 1);
      hashes.push(joined(head, stretch(second + 1, length), length - second - 1));
    }
  }
  return hashes;
}

/** A word of the index that is near. */
export interface Near {
  readonly word: string;
  readonly distance: number;
}

/** Finds the words of a fixed list that a misspelt word may mean. */
export type SlipIndex = (word: string) => readonly Near[];

/**
 * An index of words by what is left of them after deletions: two words within `n` slips of each other share such a
 * rest (Garbe's symmetric deletion), so a look-up costs a few hash look-ups however many words there are. Rests are kept
 * as hashes; what collides is far, and left out by its distance.
 */
export function createSlipIndex(words: Iterable<string>, compare: typeof distance = distance): SlipIndex {
  const list = [...new Set(words)].filter(({ length }) => length <= LONGEST);
  const rests = new Map<number, number[]>();
  for (const [number, word] of list.entries()) {
    for (const rest of restHashes(word, allowedSlips(word.length))) {
      const known = rests.get(rest);
      if (known) known.push(number);
      else rests.set(rest, [number]);
    }
  }

  const candidatesOf = (word: string): ReadonlySet<number> => {
    const candidates = new Set<number>();
    for (const rest of restHashes(word, allowedSlips(word.length + 1))) {
      for (const number of rests.get(rest) ?? NONE) candidates.add(number);
    }
    return candidates;
  };

  return (word) => {
    if (word.length > LONGEST) return NONE;
    return [...candidatesOf(word)]
      .sort((a, b) => a - b)
      .map((number) => list[number] ?? '')
      .map((candidate) => ({ word: candidate, distance: compare(word, candidate, allowedSlips(candidate.length)) }))
      .filter(({ word: candidate, distance: far }) => far <= allowedSlips(candidate.length))
      .sort((a, b) => a.distance - b.distance);
  };
}
