import type { Token } from './tokens.ts';
import { testOncePerWord } from './words.ts';

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

/** The terms that end behind some words, and the words that they may go on with. */
interface Node<Value> {
  readonly ends: Ranked<Value>[];
  readonly next: Map<string, Node<Value>>;
}

const NONE: readonly never[] = [];

function emptyNode<Value>(): Node<Value> {
  return { ends: [], next: new Map() };
}

/** The node behind a word, made if there is none. */
function nodeBehind<Value>({ next }: Node<Value>, word: string): Node<Value> {
  const node = next.get(word) ?? emptyNode<Value>();
  next.set(word, node);
  return node;
}

function byRank<Value>(a: Ranked<Value>, b: Ranked<Value>): number {
  return a.rank - b.rank;
}

/** Makes the index of a list of terms, whose words are compared with the tokens' texts or stems; terms without words are never found. */
export function createTermIndex<Value>(terms: readonly Term<Value>[], by: 'text' | 'stem'): TermIndex<Value> {
  const root = emptyNode<Value>();
  for (const [rank, term] of terms.entries()) {
    if (term.words.length > 0) term.words.reduce<Node<Value>>(nodeBehind, root).ends.push({ ...term, rank });
  }

  // Two ways, as a look-up by a name that varies is slow.
  const behind: (node: Node<Value>, token: Token | undefined) => Node<Value> | undefined =
    by === 'text' ? (node, token) => token && node.next.get(token.text) : (node, token) => token && node.next.get(token.stem);
  const begins = testOncePerWord((word) => root.next.has(word[by]));

  const at = (tokens: readonly Token[], from: number): readonly FoundRanked<Value>[] => {
    const token = tokens[from];
    const first = token && begins(token) ? behind(root, token) : undefined;
    if (!first) return NONE;
    const found: FoundRanked<Value>[] = [];
    let to = from + 1;
    for (let node: Node<Value> | undefined = first; node; to += 1) {
      for (const { words, value, rank } of node.ends) found.push({ words, value, rank, from, to });
      node = behind(node, tokens[to]);
    }
    return found.length < 2 ? found : found.sort(byRank);
  };

  return {
    at,
    all: (tokens) => {
      const found: FoundRanked<Value>[] = [];
      for (let from = 0; from < tokens.length; from += 1) {
        const here = at(tokens, from);
        if (here.length > 0) found.push(...here.filter((term) => !found.some(({ rank }) => rank === term.rank)));
      }
      return found.length < 2 ? found : found.sort(byRank);
    },
  };
}
