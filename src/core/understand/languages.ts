import type { Lessons } from '../../knowledge/lessons.ts';
import type { Token } from './tokens.ts';

/** A text of a phrasing, and the language it is in (BCP 47). */
interface Written {
  readonly language: string;
  readonly text: string;
}

/** The language of every name, and of what isn't told to be in another. */
export const MAIN = 'en';
/** From this share of its texts in Latin letters on a language could be taken for English by its words. */
const MIXED = 0.3;

/** The languages that are written in Latin letters too, so that their words mean something else in English: "die", "war", "sale". */
export function latinLanguages(written: readonly Written[]): ReadonlySet<string> {
  const languages = new Set(written.map(({ language }) => language));
  const isLatin = ({ text }: Written) => /^[¿¡]?\p{Script=Latin}/u.test(text);
  const share = (language: string) => {
    const own = written.filter((one) => one.language === language);
    return own.filter(isLatin).length / own.length;
  };
  return new Set([...languages].filter((language) => language !== MAIN && share(language) >= MIXED));
}

/** The language that a question is in: of several that know its words the one that knows most. */
export type LanguageOf = (tokens: readonly Token[]) => string;

/** Makes the test over the words of languages; English words are those that `isMain` says. */
export function createLanguageOf(latin: Lessons['latin'], isMain: (word: string) => boolean): LanguageOf {
  const speakers = new Map<string, Set<string>>();
  for (const [language, { words }] of Object.entries(latin)) {
    for (const word of words) speakers.set(word, (speakers.get(word) ?? new Set()).add(language));
  }
  /** Words that English doesn't have tell another language; words of both tell nothing. */
  const isForeign = ({ text, stop }: Token) => !stop && speakers.has(text) && !isMain(text);

  return (tokens) => {
    const foreign = tokens.filter(isForeign);
    if (foreign.length === 0) return MAIN;
    const counts = new Map<string, number>();
    for (const { text } of tokens) {
      for (const language of speakers.get(text) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    const known = (language: string) => foreign.filter(({ text }) => speakers.get(text)?.has(language)).length;
    const [[best] = [MAIN]] = [...counts].toSorted(([a, countA], [b, countB]) => known(b) - known(a) || countB - countA);
    const english = tokens.filter(({ text, stop }) => text !== 'it' && (stop || isMain(text)) && !speakers.get(text)?.has(best)).length;
    return known(best) > english ? best : MAIN;
  };
}
