import { fold, isPlain, PLAIN_WORD, WORD } from '../../knowledge/text.ts';
import { type Word, wordOf } from './words.ts';

/**
 * How much of a message is looked at: Telegram's longest text, and more words than any question has; and so many of those
 * that are misspelt, or that nobody knows, are repaired and tried as names.
 */
export const LIMITS = { characters: 4096, tokens: 200, misspelt: 32 } as const;

/** A word of a question, where it stands. */
export interface Token extends Word {
  /** Whether it begins with a capital where the question as a whole isn't written in capitals. */
  readonly capital: boolean;
  /** Which sentence of the message it stands in, and which part of it between commas, from 0. */
  readonly sentence: number;
  readonly clause: number;
}

/** Whether neither a comma nor a full stop stands between two words. */
export function inOneClause(a: Token, b: Token): boolean {
  return a.clause === b.clause && a.sentence === b.sentence;
}

/** A stretch of words, from the first up to but not including the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether a place is inside one of some stretches. */
export function isInside(index: number, stretches: readonly Stretch[]): boolean {
  return stretches.some(({ from, to }) => index >= from && index < to);
}

/** The words but for some stretches of them, those that there are. */
export function outside(tokens: readonly Token[], ...stretches: readonly (Stretch | undefined)[]): readonly Token[] {
  const left = stretches.filter((stretch) => stretch !== undefined);
  return tokens.filter((_, index) => !isInside(index, left));
}

const MOSTLY = 0.6;
const CLAUSE_ENDS = new Set([...',;:，、；：–—', ' - ']);
/** What ends a clause, or a sentence; a full stop within a name ("character.ai") or a figure ends none. */
const MARK = '[,;:，、；：–—]| - |[!?…。！？\\n]+|\\.(?=\\s|$)';
const PARTS = new RegExp(`${WORD}|${MARK}`, 'gu');
const PLAIN_PARTS = new RegExp(`${PLAIN_WORD}|${MARK}`, 'gu');
const SENTENCE_END = /^[!?….。！？\n]/u;
const CAPITAL = /^\p{Lu}/u;

/** Whether a word begins with a capital; the quick way for English. */
function isCapital(word: string): boolean {
  const first = word.charCodeAt(0);
  return first < 0x80 ? first >= 0x41 && first <= 0x5a : CAPITAL.test(word);
}

/** The token of a word, where another stands or stood. */
export function asToken({ text, stem, stop, unspaced, number }: Word, { capital, sentence, clause }: Pick<Token, 'capital' | 'sentence' | 'clause'>): Token {
  return { text, stem, stop, unspaced, number, capital, sentence, clause };
}

/** The words of a folded text in the case they are written in, each with where it stands. */
function wordsOf(folded: string): readonly Pick<Token, 'text' | 'sentence' | 'clause'>[] {
  const words: Pick<Token, 'text' | 'sentence' | 'clause'>[] = [];
  let sentence = 0;
  let clause = 0;
  for (const text of folded.match(isPlain(folded) ? PLAIN_PARTS : PARTS) ?? []) {
    if (CLAUSE_ENDS.has(text)) clause += 1;
    else if (SENTENCE_END.test(text)) {
      sentence += 1;
      clause = 0;
    } else words.push({ text, sentence, clause });
    if (words.length === LIMITS.tokens) break;
  }
  return words;
}

/** Whether capitals tell names: not where most words have one. */
function capitalsTell(words: readonly Pick<Token, 'text'>[]): boolean {
  const capitals = words.reduce((count, { text }) => count + (isCapital(text) ? 1 : 0), 0);
  return words.length < 2 || capitals <= words.length * MOSTLY;
}

/** The words of a question, at most LIMITS.tokens of its first LIMITS.characters. */
export function readTokens(question: string): readonly Token[] {
  const words = wordsOf(fold(question.slice(0, LIMITS.characters), LIMITS.characters));
  const telling = capitalsTell(words);
  return words.map(({ text, sentence, clause }) => asToken(wordOf(text.toLowerCase()), { capital: telling && isCapital(text), sentence, clause }));
}
