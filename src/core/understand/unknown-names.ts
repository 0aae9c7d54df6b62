import { isCalledApp, isNamePlace, type WordFacts } from './cues.ts';
import { LONGEST_NAME } from './names.ts';
import type { Stretch, Token } from './tokens.ts';

/** Whether a place is inside a name that was found already. */
export type IsTaken = (index: number) => boolean;

/** Finds the name that nobody knows which begins at a place of a question. */
export type UnknownNames = (tokens: readonly Token[], from: number, isTaken: IsTaken) => Stretch | undefined;

const SHORTEST_UNKNOWN = 3;
/** A strange word at the very beginning is taken for a name from so many letters on, with so many words behind it. */
const SHORTEST_OPENING = 5;
const FEWEST_BEHIND = 3;
/** No app's name is longer; what is isn't said back. */
const LONGEST_UNKNOWN = 40;
/** A longer word of syllables is grown together from several, not a name: "암호화되있음". */
const LONGEST_HANGUL = 5;
const HANGUL = /\p{Script=Hangul}/u;
/** Nobody can say a word with so many consonants in a row: "asdkjfh". With a capital it may be a name all the same: "Lightstream". */
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{5}/u;

function isCapitalWord(token: Token | undefined): boolean {
  return token?.capital === true && !token.stop;
}

/** Makes the finder of unknown names: a strange word where a name would stand, or words in capitals before "app". */
export function createUnknownNames(facts: WordFacts, repair: (token: Token) => Token): UnknownNames {
  /** Whether a word is one that nobody knows, nor a slip of one that is known. */
  const isStrange = (token: Token): boolean => {
    const { length } = token.text;
    if (token.unspaced || length < SHORTEST_UNKNOWN || length > LONGEST_UNKNOWN || facts.isOrdinary(token) || !/\p{L}/u.test(token.text)) return false;
    if (length > LONGEST_HANGUL && HANGUL.test(token.text)) return false;
    if (!token.capital && UNSPEAKABLE.test(token.text)) return false;
    return token.capital || repair(token) === token;
  };

  /** Whether a strange word opens a question all of whose other words are known, as an unknown app's name does: "zuplo chat phone number needed". */
  const opensAsName = (tokens: readonly Token[], from: number): boolean => {
    const [first, ...others] = tokens;
    if (from > 0 || first === undefined || first.text.length < SHORTEST_OPENING || others.length < FEWEST_BEHIND) return false;
    return repair(first) === first && others.every((token) => facts.isOrdinary(token) && !facts.isName(token));
  };

  /** Whether words open a question and a kind of app follows: "nimbo messenger safe". */
  const opensBeforeKind = (tokens: readonly Token[], { from, to }: Stretch): boolean => {
    const next = tokens[to];
    return from === 0 && next !== undefined && facts.isKind(next);
  };

  return (tokens, from, isTaken) => {
    const token = tokens[from];
    if (!token || isTaken(from)) return undefined;
    let to = from + 1;
    while (to - from < LONGEST_NAME && isCapitalWord(tokens[to]) && !isTaken(to)) to += 1;
    const called = from > 0 && isCapitalWord(token) && isCalledApp(tokens, { from, to });
    return called || (isStrange(token) && (isNamePlace(tokens, { from, to }) || opensBeforeKind(tokens, { from, to }) || opensAsName(tokens, from))) ? { from, to } : undefined;
  };
}
