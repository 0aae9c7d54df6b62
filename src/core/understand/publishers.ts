import type { Knowledge } from '../../knowledge/knowledge.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import type { Token } from './tokens.ts';

/** The publisher that a question asks for the word of, by name; null if it asks for nobody's. */
export type PublisherReader = (tokens: readonly Token[]) => string | null;

/** Verbs of telling: without one, a publisher's name is something else in the question. */
const TELLING = new Set(
  ['say', 'said', 'tell', 'told', 'find', 'found', 'report', 'write', 'wrote', 'think', 'claim', 'conclude', 'according', 'rate', 'test', 'show', 'know'].map(stem),
);
const SHORTEST = 3;

/** Makes the reader of publishers' names; the longest name counts. Names that an app has too are left to the app. */
export function createPublisherReader({ publishers, apps }: Pick<Knowledge, 'publishers' | 'apps'>): PublisherReader {
  const taken = new Set(
    [...apps.values()].flatMap(({ name, vendor, aliases }) => [name, vendor.name, ...aliases.map((alias) => alias.name)]).map((name) => tokenise(name).join(' ')),
  );
  const names = [...publishers]
    .map(([name, publisher]) => ({ words: tokenise(name), publisher }))
    .filter(({ words }) => words.join('').length >= SHORTEST && !taken.has(words.join(' ')))
    .toSorted((a, b) => b.words.length - a.words.length);
  return (tokens) => {
    if (!tokens.some((token) => TELLING.has(token.stem))) return null;
    return names.find(({ words }) => tokens.some((_, at) => words.every((word, offset) => tokens[at + offset]?.text === word)))?.publisher ?? null;
  };
}
