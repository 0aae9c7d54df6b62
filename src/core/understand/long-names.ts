import { tokenise } from '../../knowledge/text.ts';
import type { Entry, Names } from './names.ts';
import { allowedSlips, distance } from './slips.ts';
import type { Token } from './tokens.ts';

/** A name of several words, one of which stands at a place in it. */
interface Placed {
  readonly entry: Entry;
  readonly words: readonly string[];
  readonly at: number;
}

/** The name of several words that begins at a place though not every word of it is spelt right, and where it ends. */
export type LongNames = (tokens: readonly Token[], from: number) => { readonly entry: Entry; readonly to: number } | undefined;

const MOST_WORDS = 4;

/**
 * Makes the finder of misspelt names of several words ("Google Drve"): one word has to be right and the others near it,
 * none of those a word of its own, so that "cast app" isn't taken for Cash App.
 */
export function createLongNames(names: Names, mayBeSlip: (token: Token) => boolean): LongNames {
  const byWord = new Map<string, Placed[]>();
  for (const entry of names.values()) {
    const words = tokenise(entry.name);
    if (words.length < 2 || words.length > MOST_WORDS) continue;
    for (const [at, word] of words.entries()) byWord.set(word, [...(byWord.get(word) ?? []), { entry, words, at }]);
  }

  const isNear = (token: Token | undefined, word: string): boolean => {
    if (token === undefined || token.text === word) return token !== undefined;
    const most = allowedSlips(word.length);
    return mayBeSlip(token) && distance(token.text, word, most) <= most;
  };

  return (tokens, from) => {
    for (let offset = 0; offset < MOST_WORDS; offset += 1) {
      const placed = byWord.get(tokens[from + offset]?.text ?? '') ?? [];
      const found = placed.find(({ words, at }) => at === offset && words.every((word, index) => isNear(tokens[from + index], word)));
      if (found) return { entry: found.entry, to: from + found.words.length };
    }
    return undefined;
  };
}
