import type { Knowledge } from '../../knowledge/knowledge.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import { createTermIndex } from './terms.ts';
import type { Token } from './tokens.ts';

/** Whose word is asked for, where the name stands, and whether an app or its vendor has it too. */
interface Asked {
  readonly publisher: string;
  readonly from: number;
  readonly to: number;
  readonly company: boolean;
}

/** The publisher that a question asks for the word of, and where its name stands; null if it asks for nobody's. */
export type PublisherReader = (tokens: readonly Token[]) => Asked | null;

/** Verbs of telling: without one, a publisher's name is something else in the question. */
const TELLING = new Set(
  ['say', 'said', 'tell', 'told', 'find', 'found', 'report', 'write', 'wrote', 'think', 'claim', 'conclude', 'according', 'rate', 'test', 'show', 'know'].map(stem),
);
const SHORTEST = 3;

/** Makes the reader of publishers' names; the longest name counts. A name that an app or its vendor has too counts only right before a verb of telling. */
export function createPublisherReader({ publishers, apps }: Pick<Knowledge, 'publishers' | 'apps'>): PublisherReader {
  const taken = new Set(
    [...apps.values()].flatMap(({ name, vendor, aliases }) => [name, vendor.name, ...aliases.map((alias) => alias.name)]).map((name) => tokenise(name).join(' ')),
  );
  const names = [...publishers]
    .map(([name, publisher]) => ({ words: tokenise(name), value: publisher }))
    .filter(({ words }) => words.join('').length >= SHORTEST)
    .toSorted((a, b) => b.words.length - a.words.length);
  const index = createTermIndex(names, 'text');
  return (tokens) => {
    if (!tokens.some((token) => TELLING.has(token.stem))) return null;
    for (const { words, value: publisher, from, to } of index.all(tokens)) {
      const speaks = TELLING.has(tokens[to]?.stem ?? '');
      const company = taken.has(words.join(' '));
      if (speaks || !company) return { publisher, from, to, company };
    }
    return null;
  };
}
