import type { Intent, Topic } from '../../knowledge/knowledge.ts';
import type { IntentId, TopicId } from '../../knowledge/schema.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import { createSlipIndex } from './slips.ts';
import { readTokens, type Token } from './tokens.ts';

/** What a question may be about: a topic, or an intent that people word in ways of its own ("is it safe", "it crashes"). */
export type Subject = TopicId | IntentId;

/** A subject that a question may be about, with what speaks for it. */
export interface Guess {
  readonly subject: Subject;
  /** How well the best phrasings match, in units of BM25; comparable within one question. */
  readonly score: number;
  /** The share of the question's weight that its best phrasings explain, 0 to 1; comparable between questions. */
  readonly fit: number;
  /** Whether one of a topic's names or decisive terms stands in the question. */
  readonly named: boolean;
}

export interface TopicRecogniser {
  /** The subjects that a question without its app's name speaks of, best first; empty if no word of it belongs to any. */
  readonly recognise: (tokens: readonly Token[]) => readonly Guess[];
  /** Whether a stem occurs in the phrasings of any topic. */
  readonly knows: (stem: string) => boolean;
  /** The token as it was probably meant: a misspelt word of the phrasings repaired, any other as it is. */
  readonly repair: (token: Token) => Token;
  /** Space-free forms of the topics' terms of several words, which may hold a word that is an app's name elsewhere. */
  readonly phrases: ReadonlySet<string>;
}

/** BM25 (Robertson and Zaragoza, 2009) over phrasings; short texts, so length counts little. */
const K1 = 1.2;
const B = 0.4;
/** How much a pair of neighbouring words counts beside a single word. */
const PAIR = 0.6;
/** How much the next best phrasings of a topic add to its best one. */
const NEXT = [0.25, 0.15, 0.1];
/** What a topic's own name, or a term that settles it, adds, as a share of the question's whole weight. */
const NAMED = 0.35;
const DECISIVE = 0.5;

interface Posting {
  readonly phrasing: number;
  readonly weight: number;
}

interface Phrasing {
  readonly subject: Subject;
  readonly features: ReadonlyMap<string, number>;
  readonly length: number;
}

/** Neighbouring characters, which stand for words where a script has no spaces. */
function characterPairs(run: string): readonly string[] {
  const characters = [...run];
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** What a text is matched by, with its weight: stems of words that carry meaning, pairs of neighbouring words, pairs of characters. */
function featuresOf(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const features = new Map<string, number>();
  tokens.forEach((token, index) => {
    if (token.unspaced) for (const pair of characterPairs(token.text)) features.set(pair, 1);
    else if (!token.stop) features.set(token.stem, 1);
    const next = tokens[index + 1];
    if (next && !(token.stop && next.stop && FILLERS.has(token.text))) features.set(`${token.stem} ${next.stem}`, PAIR);
  });
  return features;
}

/** Words that pair with anything and so tell nothing as the first of a pair. */
const FILLERS = new Set(['is', 'does', 'do', 'the', 'a', 'an', 'to', 'of', 'it', 'are', 'and']);

function toTerms(terms: readonly string[]): readonly (readonly string[])[] {
  return terms.map((term) => tokenise(term).map(stem));
}

function contains(stems: readonly string[], term: readonly string[]): boolean {
  return stems.some((_, at) => term.every((word, offset) => stems[at + offset] === word));
}

interface Terms {
  readonly subject: Subject;
  readonly names: readonly (readonly string[])[];
  readonly decisive: readonly (readonly string[])[];
}

interface Wording {
  readonly subject: Subject;
  readonly text: string;
}

function wordingsOf(topics: readonly Topic[], intents: readonly Intent[]): readonly Wording[] {
  const ofTopics = topics.flatMap(({ id, phrasings, names, question, ask, elsewhere = [] }): readonly Wording[] => [
    ...[...Object.values(phrasings).flat(), ...names, question, ask.replace(/\{\w+\}/gu, ' it ')].map((text) => ({ subject: id, text })),
    ...elsewhere.map(({ text, topic }) => ({ subject: topic, text })),
  ]);
  const ofIntents = intents.flatMap(({ id, phrasings = {} }) => Object.values(phrasings).flatMap((texts) => texts.map((text) => ({ subject: id, text }))));
  return [...ofTopics, ...ofIntents];
}

/** Makes the recogniser of these topics and intents: BM25 over their phrasings, names and decisive terms, with spelling repair. */
export function createTopicRecogniser(topics: readonly Topic[], intents: readonly Intent[], commonWords: ReadonlySet<string>): TopicRecogniser {
  const wordings = wordingsOf(topics, intents);
  const phrasings = wordings.map(({ subject, text }): Phrasing => {
    const features = featuresOf(readTokens(text));
    return { subject, features, length: features.size };
  });
  const mean = phrasings.reduce((sum, { length }) => sum + length, 0) / Math.max(1, phrasings.length);
  const postings = new Map<string, Posting[]>();
  phrasings.forEach(({ features, length }, phrasing) => {
    for (const [feature, weight] of features) {
      const saturated = (weight * (K1 + 1)) / (1 + K1 * (1 - B + (B * length) / mean));
      const list = postings.get(feature);
      if (list) list.push({ phrasing, weight: saturated });
      else postings.set(feature, [{ phrasing, weight: saturated }]);
    }
  });
  const idf = (count: number) => Math.log(1 + (phrasings.length - count + 0.5) / (count + 0.5));
  const unknownIdf = idf(1);
  const terms: readonly Terms[] = [
    ...topics.map(({ id, names, decisive = [] }) => ({ subject: id, names: toTerms(names), decisive: toTerms(decisive) })),
    ...intents.map(({ id }) => ({ subject: id, names: [], decisive: [] })),
  ];
  const vocabulary = new Map<string, string>();
  for (const text of [...wordings.map((wording) => wording.text), ...topics.flatMap(({ decisive = [] }) => decisive)]) {
    for (const word of tokenise(text)) vocabulary.set(word, stem(word));
  }
  const stemsKnown = new Set(vocabulary.values());
  const frequency = (word: string) => postings.get(vocabulary.get(word) ?? word)?.length ?? 0;
  const nearWords = createSlipIndex([...vocabulary.keys()].filter((word) => word.length >= 4));

  const repair = (token: Token): Token => {
    if (token.stop || token.unspaced || token.text.length < 4 || stemsKnown.has(token.stem) || commonWords.has(token.text)) return token;
    const near = nearWords(token.text);
    const nearest = near.filter(({ distance }) => distance === near[0]?.distance).sort((a, b) => frequency(b.word) - frequency(a.word))[0];
    return nearest ? { ...token, text: nearest.word, stem: vocabulary.get(nearest.word) ?? token.stem } : token;
  };

  const recognise = (tokens: readonly Token[]): readonly Guess[] => {
    const scores = new Float64Array(phrasings.length);
    const touched: number[] = [];
    let whole = 0;
    for (const [feature, weight] of featuresOf(tokens)) {
      const list = postings.get(feature);
      const rare = list ? idf(list.length) : unknownIdf;
      if (!feature.includes(' ')) whole += weight * rare;
      for (const posting of list ?? []) {
        if (scores[posting.phrasing] === 0) touched.push(posting.phrasing);
        scores[posting.phrasing] = (scores[posting.phrasing] ?? 0) + weight * rare * posting.weight;
      }
    }
    const best = new Map<Subject, number[]>();
    for (const phrasing of touched) {
      const subject = phrasings[phrasing]?.subject;
      if (subject === undefined) continue;
      const list = best.get(subject);
      if (list) list.push(scores[phrasing] ?? 0);
      else best.set(subject, [scores[phrasing] ?? 0]);
    }
    const stems = tokens.map((token) => token.stem);
    return terms
      .flatMap(({ subject, names, decisive }): readonly Guess[] => {
        const list = (best.get(subject) ?? []).sort((a, b) => b - a);
        const isNamed = names.some((term) => contains(stems, term));
        const isDecided = decisive.some((term) => contains(stems, term));
        if (list.length === 0 && !isNamed && !isDecided) return [];
        const matched = (list[0] ?? 0) + NEXT.reduce((sum, share, index) => sum + share * (list[index + 1] ?? 0), 0);
        const score = matched + whole * ((isNamed ? NAMED : 0) + (isDecided ? DECISIVE : 0));
        return [{ subject, score, fit: whole === 0 ? 0 : Math.min(1, (list[0] ?? 0) / whole), named: isNamed || isDecided }];
      })
      .sort((a, b) => b.score - a.score);
  };

  const phrases = new Set(
    topics.flatMap(({ names, decisive = [] }) =>
      [...names, ...decisive]
        .map(tokenise)
        .filter((words) => words.length > 1)
        .map((words) => words.join('')),
    ),
  );
  return { recognise, repair, phrases, knows: (word) => stemsKnown.has(word) };
}
