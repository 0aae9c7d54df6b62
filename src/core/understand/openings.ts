import type { Intent } from '../../knowledge/knowledge.ts';
import { tokenise } from '../../knowledge/text.ts';
import { createTermIndex } from './terms.ts';
import type { Token } from './tokens.ts';

/** How many of the first words of a question are one of an intent's openings; 0 if none is. */
export type Opening = (tokens: readonly Token[]) => number;

/** Makes the test for an intent's openings ("what is", "and what about"); the longest counts. */
export function createOpening(intent: Intent | undefined): Opening {
  const openings = Object.values(intent?.openings ?? {})
    .flat()
    .map(tokenise)
    .toSorted((a, b) => b.length - a.length);
  const index = createTermIndex(
    openings.map((words) => ({ words, value: words.length })),
    'text',
  );
  const longest = openings[0]?.length ?? 0;
  return (tokens) => {
    const isRun = tokens.some(({ unspaced }, at) => unspaced && at < longest);
    if (!isRun) return index.at(tokens, 0)[0]?.value ?? 0;
    return openings.find((words) => words.every((word, at) => isWord(tokens[at], word, at === words.length - 1)))?.length ?? 0;
  };
}

/** In a script without spaces the opening is the beginning of the run. */
function isWord(token: Token | undefined, word: string, last: boolean): boolean {
  if (token === undefined) return false;
  return token.text === word || (last && token.unspaced && token.text.startsWith(word));
}
