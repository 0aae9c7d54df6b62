import { once } from '../../knowledge/once.ts';
import { tokenise } from '../../knowledge/text.ts';
import { type Entry, LONGEST_NAME, type Names } from './names.ts';
import { allowedSlips, createSlipIndex, distance } from './slips.ts';
import type { Token } from './tokens.ts';
import { testOncePerWord, type Word } from './words.ts';

/** A name of several words, one of which stands at a place in it. */
interface Placed {
  readonly entry: Entry;
  readonly words: readonly string[];
  readonly at: number;
}

/** Finds, in the words of a message, the name of several words that begins at a place though not every word of it is spelt right, and where it ends. */
export type LongNames = (tokens: readonly Token[]) => (from: number) => { readonly entry: Entry; readonly to: number } | undefined;

/** Where no word is misspelt no such name is. */
export const NOWHERE: ReturnType<LongNames> = () => undefined;
/** At so many places of a message a name none of whose words is spelt right is looked for. */
const TRIES = 8;
/** So long is each word of a name none of whose words is spelt right: "facbook mesenger". */
const LONG = 5;

/**
 * Makes the finder of misspelt names of several words ("Google Drve"): the words are near those of the name, none of them a
 * word of its own, so that "cast app" isn't taken for Cash App. One word has to be right, or all are long.
 */
export function createLongNames(names: Names, mayBeSlip: (word: Word) => boolean): LongNames {
  const byWord = new Map<string, Placed[]>();
  for (const entry of names.values()) {
    const words = tokenise(entry.name);
    if (words.length < 2 || words.length > LONGEST_NAME) continue;
    for (const [at, word] of words.entries()) byWord.set(word, [...(byWord.get(word) ?? []), { entry, words, at }]);
  }

  const isNear = (token: Token | undefined, word: string): boolean => {
    if (token === undefined || token.text === word) return token !== undefined;
    const most = allowedSlips(word.length);
    return mayBeSlip(token) && distance(token.text, word, most) <= most;
  };

  /** The names all of whose words are long, by their first word. */
  const long = new Map(
    [...byWord].flatMap(([word, placed]) => {
      const beginning = placed.filter(({ at, words }) => at === 0 && words.every(({ length }) => length >= LONG));
      return beginning.length === 0 ? [] : [[word, beginning] as const];
    }),
  );
  const near = once(() => createSlipIndex([...long.keys()]));

  const standsAt = (tokens: readonly Token[], from: number, { words }: Placed) => words.every((word, index) => isNear(tokens[from + index], word));

  /** Whether two misspelt words stand at a place. */
  const mayBegin = (tokens: readonly Token[], from: number): boolean => tokens.slice(from, from + 2).filter(mayBeSlip).length === 2;

  /** The name none of whose words is spelt right. */
  const allMisspelt = (tokens: readonly Token[], from: number): Placed | undefined => {
    for (const { word } of near()(tokens[from]?.text ?? '')) {
      const found = long.get(word)?.find((name) => standsAt(tokens, from, name));
      if (found) return found;
    }
    return undefined;
  };

  const isPlaced = testOncePerWord(({ text }) => byWord.has(text));

  return (tokens) => {
    if (!tokens.some(mayBeSlip)) return NOWHERE;
    const placedAt = tokens.map((token) => (isPlaced(token) ? byWord.get(token.text) : undefined));
    /** The name one of whose words is spelt right. */
    const oneRight = (from: number): Placed | undefined => {
      for (let offset = 0; offset < LONGEST_NAME; offset += 1) {
        const found = placedAt[from + offset]?.find((name) => name.at === offset && standsAt(tokens, from, name));
        if (found) return found;
      }
      return undefined;
    };
    let tries = 0;
    const noneRight = (from: number): Placed | undefined => {
      if (tries === TRIES || !mayBegin(tokens, from)) return undefined;
      tries += 1;
      return allMisspelt(tokens, from);
    };
    return (from) => {
      const found = oneRight(from) ?? noneRight(from);
      return found && { entry: found.entry, to: from + found.words.length };
    };
  };
}
