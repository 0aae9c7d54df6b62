import type { Token } from './tokens.ts';

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
  readonly at: (tokens: readonly Token[], from: number) => readonly FoundTerm<Value>[];
  /** Each term that occurs, where it first does, in the list's order. */
  readonly all: (tokens: readonly Token[]) => readonly FoundTerm<Value>[];
}

interface Ranked<Value> extends Term<Value> {
  readonly rank: number;
}

type FoundRanked<Value> = FoundTerm<Value> & Ranked<Value>;

const NONE: readonly never[] = [];

/** Makes the index of a list of terms, whose words are compared with the tokens' texts or stems; terms without words are never found. */
export function createTermIndex<Value>(terms: readonly Term<Value>[], by: 'text' | 'stem'): TermIndex<Value> {
  const byFirst = new Map<string, Ranked<Value>[]>();
  for (const [rank, term] of terms.entries()) {
    const [first] = term.words;
    if (first === undefined) continue;
    const list = byFirst.get(first);
    if (list) list.push({ ...term, rank });
    else byFirst.set(first, [{ ...term, rank }]);
  }

  /** Whether a term stands at a place where its first word does. */
  const stands = (words: readonly string[], tokens: readonly Token[], from: number): boolean => {
    for (let offset = 1; offset < words.length; offset += 1) if (tokens[from + offset]?.[by] !== words[offset]) return false;
    return true;
  };

  const at = (tokens: readonly Token[], from: number): readonly FoundRanked<Value>[] => {
    const candidates = byFirst.get(tokens[from]?.[by] ?? '');
    if (!candidates) return NONE;
    const found: FoundRanked<Value>[] = [];
    for (const { words, value, rank } of candidates) {
      if (stands(words, tokens, from)) found.push({ words, value, rank, from, to: from + words.length });
    }
    return found;
  };

  return {
    at,
    all: (tokens) => {
      const found: FoundRanked<Value>[] = [];
      for (let from = 0; from < tokens.length; from += 1) {
        const here = at(tokens, from);
        if (here.length > 0) found.push(...here.filter((term) => !found.some(({ rank }) => rank === term.rank)));
      }
      return found.length < 2 ? found : found.sort((a, b) => a.rank - b.rank);
    },
  };
}
