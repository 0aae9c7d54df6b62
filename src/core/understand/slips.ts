// At hand here, because the tests' sandbox looks a global up anew each time.
const { abs, ceil, imul, log2, max, min } = Math;

/** How many slips a word of this length may hold: none up to three letters, one up to seven, two from eight, and one again where two would take too many look-ups. */
export function allowedSlips(length: number): 0 | 1 | 2 {
  if (length <= 3) return 0;
  return length <= 7 || length > 16 ? 1 : 2;
}

/** Words longer than this are looked up exactly only: their deletions would be too many. */
const LONGEST = 24;
/** Rows of the table that `distance` fills; nothing is awaited in between. */
const ROWS = [new Int32Array(LONGEST + 2), new Int32Array(LONGEST + 2), new Int32Array(LONGEST + 2)] as const;

/** Fills the row of the first `i` letters of `a` against all of `b` from the two rows before it; gives the least cost in it. */
function fillRow(a: string, b: string, i: number, row: Int32Array, last: Int32Array, beforeLast: Int32Array): number {
  row[0] = i;
  let least = i;
  for (let j = 1; j <= b.length; j += 1) {
    const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    let best = min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = min(best, (beforeLast[j - 2] ?? 0) + 1);
    row[j] = best;
    if (best < least) least = best;
  }
  return least;
}

/**
 * The optimal string alignment distance of two words of at most 25 letters (insertion, deletion, replacement and swap of
 * neighbours cost one each), or `limit + 1` as soon as it must be larger.
 */
export function distance(a: string, b: string, limit: number): number {
  if (abs(a.length - b.length) > limit || a.length > LONGEST + 1 || b.length > LONGEST + 1) return limit + 1;
  let [row, last, beforeLast] = ROWS;
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    if (fillRow(a, b, i, row, last, beforeLast) > limit) return limit + 1;
    [row, last, beforeLast] = [beforeLast, row, last];
  }
  return min(limit + 1, last[b.length] ?? 0);
}

const NONE: readonly never[] = [];
const BASE = 0x01_00_01_93;
const POWERS = Int32Array.from({ length: LONGEST + 1 });
POWERS[0] = 1;
for (let power = 1; power <= LONGEST; power += 1) POWERS[power] = imul(POWERS[power - 1] ?? 0, BASE);

/** The hash of two stretches behind each other, of their hashes and the second one's length. */
function joined(first: number, second: number, length: number): number {
  return (imul(first, POWERS[length] ?? 0) + second) | 0;
}

/** Visits the hashes of a word and of all that is left of it after up to so many deletions, each worked out of stretches in one step. */
function visitRests(word: string, count: 0 | 1 | 2, visit: (hash: number) => void): void {
  const { length } = word;
  const before = new Int32Array(length + 1);
  for (let at = 0; at < length; at += 1) before[at + 1] = (imul(before[at] ?? 0, BASE) + word.charCodeAt(at)) | 0;
  const stretch = (from: number, to: number) => ((before[to] ?? 0) - imul(before[from] ?? 0, POWERS[to - from] ?? 0)) | 0;
  visit(stretch(0, length));
  for (let first = 0; count > 0 && first < length; first += 1) {
    visit(joined(before[first] ?? 0, stretch(first + 1, length), length - first - 1));
    for (let second = first + 1; count > 1 && second < length; second += 1) {
      const head = joined(before[first] ?? 0, stretch(first + 1, second), second - first - 1);
      visit(joined(head, stretch(second + 1, length), length - second - 1));
    }
  }
}

/** How many rests `visitRests` visits. */
function countRests(length: number, count: 0 | 1 | 2): number {
  return 1 + (count > 0 ? length : 0) + (count > 1 ? (length * (length - 1)) / 2 : 0);
}

/** So many bits are kept for each hash, one of which is set: of what is unknown one in so many passes. */
const BITS_EACH = 16;
/** So many places there are at least for each number. */
const PLACES_EACH = 1.25;

/** Numbers under hashes, several under one if need be. */
interface Table {
  readonly add: (hash: number, number: number) => void;
  readonly each: (hash: number, visit: (number: number) => void) => void;
}

/**
 * Makes an empty table for at most so many numbers, in a few stretches of memory: a map of lists takes ten times the room.
 * A number stands in the first free place behind where its hash points (linear probing: Knuth, volume 3, 6.4), and a quick
 * test turns away most hashes that nobody has.
 */
function createTable(most: number): Table {
  const places = 2 ** ceil(log2(max(2, most * PLACES_EACH)));
  const hashes = new Int32Array(places);
  /** One more than the number; 0 where the place is free. */
  const numbers = new Int32Array(places);
  const sieve = new Int32Array(2 ** ceil(log2(max(1, (most * BITS_EACH) / 32))));
  const bitAt = (hash: number) => (hash >>> 5) & (sieve.length - 1);
  const next = (place: number) => (place + 1) & (places - 1);
  return {
    add: (hash, number) => {
      sieve[bitAt(hash)] = (sieve[bitAt(hash)] ?? 0) | (1 << (hash & 31));
      let place = hash & (places - 1);
      while (numbers[place] !== 0) place = next(place);
      hashes[place] = hash;
      numbers[place] = number + 1;
    },
    each: (hash, visit) => {
      if (((sieve[bitAt(hash)] ?? 0) & (1 << (hash & 31))) === 0) return;
      for (let place = hash & (places - 1); numbers[place] !== 0; place = next(place)) if (hashes[place] === hash) visit((numbers[place] ?? 0) - 1);
    },
  };
}

/** A word of the index that is near; of two as near the one that stands first in the list comes first. */
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
  const rests = createTable(list.reduce((count, { length }) => count + countRests(length, allowedSlips(length)), 0));
  for (const [number, word] of list.entries()) visitRests(word, allowedSlips(word.length), (rest) => rests.add(rest, number));

  const candidatesOf = (word: string): ReadonlySet<number> => {
    const candidates = new Set<number>();
    const note = (number: number) => candidates.add(number);
    visitRests(word, allowedSlips(word.length + 1), (rest) => rests.each(rest, note));
    return candidates;
  };

  return (word) => {
    if (word.length > LONGEST) return NONE;
    const near: Near[] = [];
    for (const number of [...candidatesOf(word)].sort((a, b) => a - b)) {
      const candidate = list[number] ?? '';
      const most = allowedSlips(candidate.length);
      const far = compare(word, candidate, most);
      if (far <= most) near.push({ word: candidate, distance: far });
    }
    return near.sort((a, b) => a.distance - b.distance);
  };
}
