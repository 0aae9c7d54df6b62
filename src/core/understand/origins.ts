import type { Knowledge } from '../../knowledge/knowledge.ts';
import { tokenise, wordSet } from '../../knowledge/text.ts';
import type { Origin } from '../query.ts';
import { createTermIndex } from './terms.ts';
import { outside, type Token } from './tokens.ts';

/** Between these and a country stands nothing but these: "not from the US", "based in Germany", "outside of Europe". */
const BEFORE = wordSet('from based made developed built headquartered located outside of in within non not isnt arent company companies vendor is are the a by aus nicht der');
/** At least one of these makes the country one that the company is from. */
const TELLING = wordSet('from based made developed built headquartered outside within non company companies vendor aus');
const NEGATING = wordSet('not non outside isnt arent nicht');
/** A country before these is a state that wants something, not where a company is from. */
const STATE = wordSet('government governments gov police authorities agencies agency state law laws court courts army military intelligence');

/** What a question says on where the company is to be from, and the question without it. */
export type OriginReader = (tokens: readonly Token[]) => { readonly origin: Origin | null; readonly rest: readonly Token[] };

interface PlaceName {
  readonly place: string;
  readonly countries: readonly string[];
  readonly words: readonly string[];
  readonly adjective: boolean;
}

function namesOf({ places }: Pick<Knowledge, 'places'>): readonly PlaceName[] {
  return Object.entries(places)
    .flatMap(([place, { names, adjectives, members }]) => {
      const named = (byLanguage: typeof names, adjective: boolean): readonly PlaceName[] =>
        Object.values(byLanguage)
          .flat()
          .map((name) => ({ place, countries: members ?? [place], words: tokenise(name), adjective }));
      return [...named(names, false), ...named(adjectives, true)];
    })
    .toSorted((a, b) => b.words.length - a.words.length);
}

/** Where the run of words begins that lead up to a place. */
function leadOf(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0 && BEFORE.has(tokens[from - 1]?.text ?? '')) from -= 1;
  return from;
}

/** A place where it says where a company is from; undefined if it says something else. */
function readPlace(tokens: readonly Token[], at: number, name: PlaceName): ReturnType<OriginReader> | undefined {
  const next = tokens[at + name.words.length]?.text ?? '';
  if (STATE.has(next)) return undefined;
  const from = leadOf(tokens, at);
  const to = at + name.words.length + (next === 'based' ? 1 : 0);
  const lead = tokens.slice(from, at).map(({ text }) => text);
  if (!name.adjective && next !== 'based' && !lead.some((word) => TELLING.has(word))) return undefined;
  const { place, countries } = name;
  return { origin: { place, countries, not: lead.some((word) => NEGATING.has(word)) }, rest: outside(tokens, { from, to }) };
}

/** Makes the reader of where companies are to be from: "swiss", "not from the US", "based in Europe". */
export function createOriginReader(knowledge: Pick<Knowledge, 'places'>): OriginReader {
  const index = createTermIndex(
    namesOf(knowledge).map((name) => ({ words: name.words, value: name })),
    'text',
  );
  return (tokens) => {
    for (const { value, from } of index.all(tokens)) {
      const read = readPlace(tokens, from, value);
      if (read) return read;
    }
    return { origin: null, rest: tokens };
  };
}
