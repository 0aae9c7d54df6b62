import { fold, isPlain, tokenise, WORD } from '../../knowledge/text.ts';
import { type Word, wordIn, wordOf } from './words.ts';

/**
 * How much of a message is looked at: Telegram's longest text, and more words than any question has; and so many of those
 * that are misspelt, or that nobody knows, are repaired and tried as names.
 */
export const LIMITS = { characters: 4096, tokens: 200, misspelt: 32 } as const;

/** A word of a question, where it stands. */
export interface Token extends Word {
  /** Whether it begins with a capital where the question as a whole isn't written in capitals. */
  readonly capital: boolean;
  /** Whether it is written with marks that its normalised form hasn't: "über". */
  readonly marked: boolean;
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
const SENTENCE_END = /^[!?….。！？\n]/u;
const CAPITAL = /^\p{Lu}/u;

/** Whether a word begins with a capital; the quick way for English. */
function isCapital(word: string, at = 0): boolean {
  const first = word.charCodeAt(at);
  return first < 0x80 ? first >= 0x41 && first <= 0x5a : CAPITAL.test(word);
}

/** The token of a word, where another stands or stood. */
export function asToken({ text, stem, stop, unspaced, number }: Word, { capital, marked, sentence, clause }: Pick<Token, 'capital' | 'marked' | 'sentence' | 'clause'>): Token {
  return { text, stem, stop, unspaced, number, capital, marked, sentence, clause };
}

/** A word as it is written, and where. */
interface Written extends Pick<Token, 'capital' | 'marked' | 'sentence' | 'clause'> {
  readonly word: Word;
}

const LETTERS = /\p{L}+/gu;
/** A Latin letter with a mark. */
const MARKED = /[\u00c0-\u024f]/u;
const NONE: ReadonlySet<string> = new Set();

/** The words of a text that are written with marks, normalised. */
function markedIn(text: string): ReadonlySet<string> {
  const composed = isPlain(text) ? '' : text.normalize('NFC');
  if (!MARKED.test(composed)) return NONE;
  return new Set((composed.match(LETTERS) ?? []).filter((word) => MARKED.test(word)).flatMap(tokenise));
}

/** The words of a folded text, some of which were written with marks. */
function readWords(folded: string, marked: ReadonlySet<string>): readonly Written[] {
  const words: Written[] = [];
  let sentence = 0;
  let clause = 0;
  for (const text of folded.match(PARTS) ?? []) {
    const word = wordOf(text.toLowerCase());
    if (CLAUSE_ENDS.has(text)) clause += 1;
    else if (SENTENCE_END.test(text)) {
      sentence += 1;
      clause = 0;
    } else words.push({ word, capital: isCapital(text), marked: marked.has(word.text), sentence, clause });
    if (words.length === LIMITS.tokens) break;
  }
  return words;
}

/** What a character of ASCII is in a text; what says nothing is 0. */
const [LETTER, CLAUSE_END, END, STOP, SPACE] = [1, 2, 3, 4, 5];
const KINDS = new Uint8Array(128);
for (const [kind, characters] of [
  [LETTER, '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [CLAUSE_END, ',;:'],
  [END, '!?\n'],
  [STOP, '.'],
  [SPACE, ' '],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}
const DASH = '- ';
const BLANK = 0x20;

/** Where a word, a row of marks or a dash between spaces ends that begins at a place; anything else is one character. */
function endOf(text: string, from: number): number {
  const kind = KINDS[text.charCodeAt(from)];
  let to = from + 1;
  if (kind === SPACE && text.startsWith(DASH, to)) return to + DASH.length;
  while ((kind === LETTER || kind === END) && KINDS[text.charCodeAt(to)] === kind) to += 1;
  return to;
}

/** Whether a mark that stands before a place ends a sentence; a full stop does before a blank and at the end. */
function endsSentence(text: string, kind: number | undefined, to: number): boolean {
  return kind === END || (kind === STOP && !(text.charCodeAt(to) > BLANK));
}

/** The same words of ASCII, which most texts are, sooner: nothing is cut out of the text. */
function readPlainWords(folded: string, marked: ReadonlySet<string>): readonly Written[] {
  const words: Written[] = [];
  let sentence = 0;
  let clause = 0;
  for (let at = 0; at < folded.length && words.length < LIMITS.tokens; ) {
    const kind = KINDS[folded.charCodeAt(at)];
    const to = endOf(folded, at);
    if (kind === LETTER) {
      const word = wordIn(folded, at, to);
      words.push({ word, capital: isCapital(folded, at), marked: marked.has(word.text), sentence, clause });
    } else if (endsSentence(folded, kind, to)) {
      sentence += 1;
      clause = 0;
    } else if (kind === CLAUSE_END || (kind === SPACE && to > at + 1)) clause += 1;
    at = to;
  }
  return words;
}

/** Whether capitals tell names: not where most words have one. */
function capitalsTell(words: readonly Written[]): boolean {
  const capitals = words.reduce((count, { capital }) => count + (capital ? 1 : 0), 0);
  return words.length < 2 || capitals <= words.length * MOSTLY;
}

/** The words of a question, at most LIMITS.tokens of its first LIMITS.characters. */
export function readTokens(question: string): readonly Token[] {
  const text = question.slice(0, LIMITS.characters);
  const folded = fold(text, LIMITS.characters);
  const words = (isPlain(folded) ? readPlainWords : readWords)(folded, markedIn(text));
  const telling = capitalsTell(words);
  return words.map(({ word, capital, marked, sentence, clause }) => asToken(word, { capital: telling && capital, marked, sentence, clause }));
}
