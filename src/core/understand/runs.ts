import { asToken, LIMITS, type Token } from './tokens.ts';
import { wordOf } from './words.ts';

/** Everything that some texts begin with, the texts themselves too, with the characters that may follow. */
export type Beginnings = ReadonlyMap<string, string>;

/** Follows a text that is complete; no word has it. */
const END = ' ';

/** Whether one of the texts that begin so may go on with a word; without a word, whether one ends there. */
export function mayFollow(beginnings: Beginnings, beginning: string, next?: string): boolean {
  return beginnings.get(beginning)?.includes(next?.charAt(0) ?? END) === true;
}

/** The beginnings of some texts: what none begins with need not be read on. */
export function beginningsOf(texts: Iterable<string>): Beginnings {
  const beginnings = new Map<string, string>();
  for (const text of texts) {
    for (let length = 1; length <= text.length; length += 1) {
      const beginning = text.slice(0, length);
      const next = text.charAt(length) || END;
      const follows = beginnings.get(beginning) ?? '';
      if (!follows.includes(next)) beginnings.set(beginning, follows + next);
    }
  }
  return beginnings;
}

/** Where a word of Katakana goes on: nothing that is looked for begins inside one (ライン in オンライン). */
const INSIDE_KATAKANA = /[\p{Script=Katakana}ー]$/u;

/** The words of a question, at most LIMITS.tokens, each run without spaces split where terms stand in it. */
export type RunSplitter = (tokens: readonly Token[]) => readonly Token[];

/** Makes the splitter at terms, longest first; behind what ends a term that the word before a run begins, too: "google相簿". */
export function createRunSplitter(terms: { readonly has: (text: string) => boolean }, beginnings: Beginnings): RunSplitter {
  /** How long the longest term is that begins at a place of a run; 0 if none does. */
  const lengthAt = (run: string, from: number): number => {
    let longest = 0;
    for (let to = from + 1; to <= run.length && beginnings.has(run.slice(from, to)); to += 1) if (terms.has(run.slice(from, to))) longest = to - from;
    return longest;
  };

  /** The term that begins at a place, none inside a word of Katakana. */
  const termAt = (run: string, at: number, rest: string): string =>
    INSIDE_KATAKANA.test(rest) && INSIDE_KATAKANA.test(run.charAt(at)) ? '' : run.slice(at, at + lengthAt(run, at));

  const partsOf = (run: string, before: string): readonly string[] => {
    const begun = beginnings.has(before) ? Math.max(0, lengthAt(before + run, 0) - before.length) : 0;
    const parts = [run.slice(0, begun)];
    let rest = '';
    for (let at = begun; at < run.length; ) {
      const term = termAt(run, at, rest);
      if (term !== '') parts.push(rest, term);
      rest = term === '' ? rest + run.charAt(at) : '';
      at += Math.max(1, term.length);
    }
    return [...parts, rest].filter((part) => part !== '');
  };

  const split = (token: Token, index: number, all: readonly Token[]): readonly Token[] =>
    token.unspaced ? partsOf(token.text, all[index - 1]?.text ?? '').map((text) => asToken(wordOf(text), token)) : [token];
  return (tokens) => (tokens.some(({ unspaced }) => unspaced) ? tokens.flatMap(split).slice(0, LIMITS.tokens) : tokens);
}
