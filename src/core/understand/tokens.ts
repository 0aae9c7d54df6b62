import { fold, isUnspaced, STOP_WORDS, splitWords, stem } from '../../knowledge/text.ts';

/** How much of a message is looked at: Telegram's longest text, and more words than any question has. */
export const LIMITS = { characters: 4096, tokens: 256 } as const;

/** A word of a question. */
export interface Token {
  /** Normalised: folded and in lower case. */
  readonly text: string;
  /** Its stem. */
  readonly stem: string;
  /** Whether it begins with a capital where the question as a whole isn't written in capitals. */
  readonly capital: boolean;
  /** Whether it is a function word. */
  readonly stop: boolean;
  /** Whether it is a run of a script without spaces, which has to be looked into. */
  readonly unspaced: boolean;
  /** Which sentence of the message it stands in, and which part of it between commas, from 0. */
  readonly sentence: number;
  readonly clause: number;
}

const MOSTLY = 0.6;
const CLAUSE_END = /[,;，、；]/u;
/** A full stop within a name ("character.ai") or a figure ends no sentence. */
const SENTENCE_END = /[!?…。！？\n]+|\.(?=\s|$)/u;

function wordsOf(text: string, sentence: number): readonly Pick<Token & { readonly word: string }, 'word' | 'sentence' | 'clause'>[] {
  return text.split(CLAUSE_END).flatMap((part, clause) => splitWords(part).map((word) => ({ word, sentence, clause })));
}

/** The words of a question, at most LIMITS.tokens of its first LIMITS.characters. */
export function readTokens(question: string): readonly Token[] {
  const sentences = fold(question.slice(0, LIMITS.characters)).slice(0, LIMITS.characters).split(SENTENCE_END);
  const words = sentences.flatMap((text, sentence) => wordsOf(text, sentence)).slice(0, LIMITS.tokens);
  const capitals = words.map(({ word }) => /^\p{Lu}/u.test(word));
  const telling = words.length < 2 || capitals.filter(Boolean).length <= words.length * MOSTLY;
  return words.map(({ word, sentence, clause }, index) => {
    const text = word.toLowerCase();
    return { text, stem: stem(text), capital: telling && capitals[index] === true, stop: STOP_WORDS.has(text), unspaced: isUnspaced(text), sentence, clause };
  });
}
