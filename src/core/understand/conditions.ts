import type { Topic } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { stem, tokenise, wordSet } from '../../knowledge/text.ts';
import type { Condition } from '../query.ts';
import { createTermIndex } from './terms.ts';
import { inOneClause, outside, type Token } from './tokens.ts';

/** Words that end one condition and begin the next. */
const BETWEEN = wordSet('and or but that which with without while plus y o und oder ohne mit et ou e');
const NEGATIONS: ReadonlySet<string> = new Set(
  tokenise(
    'no not nobody nothing without dont doesnt never isnt arent cant cannot wont none nor neither didnt ohne nicht kein keine keinen sin sans pas ne sem nao senza non geen zonder niet tanpa tidak tak gak ga ngga nggak не нет без немає ані nie bez olmadan bina nahi nahin बिना नहीं không ko hông لا ما بدون مش مو بلا بغير نه 안 말고',
  ),
);
/** The same inside words: of Chinese, Japanese and Korean, at the end of Turkish ones and at the beginning of Persian ones. */
const NEGATIVE = /[不没沒無无免唔冇]|ない|なく|なし|ません|ずに|없|않|(?:m[ae]y[ae]n|m[ae]d[ae]n|s[iıu]z)$|^نم[یي]/u;
const ALTERNATIVES = wordSet('or o oder ou either');

/** The names of countries of one word, by their normalised form, as English writes them (Unicode CLDR). */
const COUNTRIES: ReadonlyMap<string, string> = readCountries();

function readCountries(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const all = letters.flatMap((a) => letters.map((b) => names.of(`${a}${b}`))).filter((name) => name !== undefined);
  return new Map([...all.filter((name) => tokenise(name).length === 1).map((name) => [tokenise(name).join(''), name] as const), ['usa', 'USA'], ['america', 'USA']]);
}

/** What a stretch of words speaks of, if that is sure. */
export type TopicOf = (tokens: readonly Token[]) => TopicId | undefined;

/** Makes the reader of conditions: each clause's topic, and whether yes or no is wanted of it. */
export function createConditionReader(
  topics: ReadonlyMap<TopicId, Topic>,
  topicOf: TopicOf,
): (tokens: readonly Token[]) => { readonly conditions: readonly Condition[]; readonly any: boolean } {
  const contraries = new Map(
    [...topics.values()].map(({ id, contrary = [] }) => [
      id,
      createTermIndex(
        contrary.map((term) => ({ words: tokenise(term).map(stem), value: term })),
        'stem',
      ),
    ]),
  );

  const toClauses = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
    const clauses: Token[][] = [];
    for (const [index, token] of tokens.entries()) {
      const before = tokens[index - 1];
      const begins = before === undefined || BETWEEN.has(token.text) || !inOneClause(token, before);
      if (begins) clauses.push([]);
      clauses.at(-1)?.push(token);
    }
    return clauses;
  };

  const wantedOf = (topic: TopicId, clause: readonly Token[]): Condition['wanted'] => {
    const [contrary] = contraries.get(topic)?.all(clause) ?? [];
    const negated = outside(clause, contrary).some(({ text }) => NEGATIONS.has(text) || NEGATIVE.test(text));
    return negated !== (contrary !== undefined) ? 'no' : 'yes';
  };

  /** The country that a clause names, where the topic's value is one. */
  const placeOf = (topic: TopicId, clause: readonly Token[]): string | null => {
    if (topics.get(topic)?.criteria.value === undefined) return null;
    return clause.map(({ text }) => COUNTRIES.get(text)).find((name) => name !== undefined) ?? null;
  };

  return (tokens) => {
    const conditions = new Map<TopicId, Condition>();
    for (const clause of toClauses(tokens)) {
      const topic = topicOf(clause);
      if (topic !== undefined && !conditions.has(topic)) conditions.set(topic, { topic, wanted: wantedOf(topic, clause), place: placeOf(topic, clause) });
    }
    return { conditions: [...conditions.values()], any: conditions.size > 1 && tokens.some(({ text }) => ALTERNATIVES.has(text)) };
  };
}
