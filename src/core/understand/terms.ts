/** A term of some words beside what it stands for. */
export interface Term<Value> {
  readonly words: readonly string[];
  readonly value: Value;
}

/** A term where it was found. */
export interface FoundTerm<Value> extends Term<Value> {
  readonly from: number;
  readonly to: number;
}

/** Terms that can be found in a run of words with one look-up a word, however many terms there are. */
export interface TermIndex<Value> {
  /** The terms that begin at a place, in the list's order. */
  readonly at: (words: readonly string[], from: number) => readonly FoundTerm<Value>[];
  /** Each term that occurs, where it first does, in the list's order. */
  readonly all: (words: readonly string[]) => readonly FoundTerm<Value>[];
}

interface Ranked<Value> extends Term<Value> {
  readonly rank: number;
}

const NONE: readonly never[] = [];

/** Makes the index of a list of terms; terms without words are never found. */
export function createTermIndex<Value>(terms: readonly Term<Value>[]): TermIndex<Value> {
  const byFirst = new Map<string, Ranked<Value>[]>();
  for (const [rank, term] of terms.entries()) {
    const [first] = term.words;
    if (first === undefined) continue;
    const list = byFirst.get(first);
    if (list) list.push({ ...term, rank });
    else byFirst.set(first, [{ ...term, rank }]);
  }

  const rankedAt = (words: readonly string[], from: number): readonly (FoundTerm<Value> & Ranked<Value>)[] => {
    const candidates = byFirst.get(words[from] ?? '');
    if (!candidates) return NONE;
    return candidates.filter((term) => term.words.every((word, offset) => words[from + offset] === word)).map((term) => ({ ...term, from, to: from + term.words.length }));
  };

  return {
    at: rankedAt,
    all: (words) => {
      const found = new Map<number, FoundTerm<Value> & Ranked<Value>>();
      for (let from = 0; from < words.length; from += 1) {
        for (const term of rankedAt(words, from)) if (!found.has(term.rank)) found.set(term.rank, term);
      }
      return found.size === 0 ? NONE : [...found.values()].sort((a, b) => a.rank - b.rank);
    },
  };
}
