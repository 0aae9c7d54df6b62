/** How many slips a word of this length may hold: none up to three letters, one up to seven, two from eight. */
export function allowedSlips(length: number): 0 | 1 | 2 {
  if (length <= 3) return 0;
  return length <= 7 ? 1 : 2;
}

/** Words longer than this are looked up exactly only: their deletions would be too many. */
const LONGEST = 24;

/**
 * The optimal string alignment distance of two words (insertion, deletion, replacement and swap of neighbours cost one each),
 * or `limit + 1` as soon as it must be larger.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
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
    for (const rest of deletions(word, allowedSlips(word.length))) {
      const list = rests.get(rest);
      if (list) list.push(word);
      else rests.set(rest, [word]);
    }
  }
  return (word) => {
    if (word.length > LONGEST) return [];
    const found = new Map<string, number>();
    for (const rest of deletions(word, allowedSlips(word.length + 1))) {
      for (const candidate of rests.get(rest) ?? []) {
        if (found.has(candidate)) continue;
        const limit = allowedSlips(candidate.length);
        const far = distance(word, candidate, limit);
        if (far <= limit) found.set(candidate, far);
      }
    }
    return [...found].map(([near, far]) => ({ word: near, distance: far })).sort((a, b) => a.distance - b.distance);
  };
}
