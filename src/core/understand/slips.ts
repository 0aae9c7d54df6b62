/** How many slips a word of this length may hold: none up to three letters, one up to seven, two from eight. */
export function allowedSlips(length: number): 0 | 1 | 2 {
  if (length <= 3) return 0;
  return length <= 7 ? 1 : 2;
}

/** Words longer than this are looked up exactly only: their deletions would be too many. */
const LONGEST = 24;

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

/** The word itself and all that is left of it after up to `count` deletions. */
function deletions(word: string, count: number): ReadonlySet<string> {
  let layer = new Set([word]);
  const all = new Set(layer);
  for (let step = 0; step < count; step += 1) {
    const next = new Set<string>();
    for (const form of layer) {
      for (let at = 0; at < form.length; at += 1) next.add(form.slice(0, at) + form.slice(at + 1));
    }
    for (const form of next) all.add(form);
    layer = next;
  }
  return all;
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
 * rest (Garbe's symmetric deletion), so a look-up costs a few hash look-ups however many words there are.
 */
export function createSlipIndex(words: Iterable<string>): SlipIndex {
  const rests = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length > LONGEST) continue;
    for (const rest of deletions(word, allowedSlips(word.length))) rests.set(rest, [...(rests.get(rest) ?? []), word]);
  }
  return (word) => {
    if (word.length > LONGEST) return [];
    const candidates = new Set([...deletions(word, allowedSlips(word.length + 1))].flatMap((rest) => rests.get(rest) ?? []));
    return [...candidates]
      .map((candidate) => ({ word: candidate, distance: distance(word, candidate, allowedSlips(candidate.length)) }))
      .filter(({ word: candidate, distance: far }) => far <= allowedSlips(candidate.length))
      .sort((a, b) => a.distance - b.distance);
  };
}
