import type { Lessons } from '../../knowledge/lessons.ts';
import { isUnspaced, tokenise } from '../../knowledge/text.ts';
import type { Token } from './tokens.ts';
import { testOncePerWord } from './words.ts';

/** A text of a phrasing, and the language it is in (BCP 47). */
interface Written {
  readonly language: string;
  readonly text: string;
}

/** Latin letters stand before this one. */
const FIRST_STRETCH = 3;

/** The language of every name, and of what isn't told to be in another. */
export const MAIN = 'en';
/** The other languages whose words stand apart: what a word means, and how it ends, hangs on the language ("die", "war", "sale"). */
export function spacedLanguages(written: readonly Written[]): ReadonlySet<string> {
  const others = new Set(written.map(({ language }) => language).filter((language) => language !== MAIN));
  const isSpaced = (language: string) => {
    const own = written.filter((one) => one.language === language);
    return own.filter(({ text }) => tokenise(text).some(isUnspaced)).length < own.length / 2;
  };
  return new Set([...others].filter(isSpaced));
}

/** The stretch of 256 characters that a word begins in, where it isn't one of Latin letters: Cyrillic, Devanagari. */
function scriptOf(word: string): number | undefined {
  const stretch = word.charCodeAt(0) >> 8;
  return stretch >= FIRST_STRETCH ? stretch : undefined;
}

/** The language that a question is in: of several that know its words the one that knows most. */
export type LanguageOf = (tokens: readonly Token[]) => string;

/** Makes the test over the words of languages; English words are those that `isMain` says. */
export function createLanguageOf(others: Lessons['others'], isMain: (word: string) => boolean): LanguageOf {
  const ofWord = new Map<string, Set<string>>();
  const ofScript = new Map<number | undefined, Set<string>>();
  const add = <Key>(map: Map<Key, Set<string>>, key: Key, language: string) => map.set(key, (map.get(key) ?? new Set()).add(language));
  for (const [language, { words }] of Object.entries(others)) {
    for (const word of words) {
      add(ofWord, word, language);
      if (scriptOf(word) !== undefined) add(ofScript, scriptOf(word), language);
    }
  }
  /** Who has a word or, of one that nobody has, its script. */
  const speakers = (word: string) => ofWord.get(word) ?? ofScript.get(scriptOf(word));
  /** Words that English doesn't have tell another language; words of both tell nothing. */
  const isForeign = testOncePerWord(({ text, stop }) => !stop && !isMain(text) && speakers(text) !== undefined);

  return (tokens) => {
    const foreign = tokens.filter(isForeign);
    if (foreign.length === 0) return MAIN;
    const counts = new Map<string, number>();
    for (const { text } of tokens) {
      for (const language of speakers(text) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    const known = (language: string) => foreign.filter(({ text }) => speakers(text)?.has(language)).length;
    const [[best] = [MAIN]] = [...counts].toSorted(([a, countA], [b, countB]) => known(b) - known(a) || countB - countA);
    const english = tokens.filter(({ text, stop }) => text !== 'it' && (stop || isMain(text)) && !speakers(text)?.has(best)).length;
    return known(best) > english ? best : MAIN;
  };
}
