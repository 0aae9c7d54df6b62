import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Lesson, Lessons, OtherLanguage, Subject } from '../../knowledge/lessons.ts';
import { once } from '../../knowledge/once.ts';
import { tokenise } from '../../knowledge/text.ts';
import { featuresOf, textOf } from './features.ts';
import { MAIN, spacedLanguages } from './languages.ts';
import { learn, MANY, type Numbered } from './learn.ts';
import { readTokens } from './tokens.ts';

interface Wording {
  readonly subject: Subject;
  readonly language: string;
  readonly text: string;
}

/** Every phrasing of a subject, with its language. */
function phrasingsOf(subject: Subject, phrasings: Readonly<Record<string, readonly string[]>> = {}): readonly Wording[] {
  return Object.entries(phrasings).flatMap(([language, texts]) => texts.map((text) => ({ subject, language, text })));
}

function wordingsOf({ topics, intents }: Pick<Knowledge, 'topics' | 'intents'>): readonly Wording[] {
  const ofTopics = [...topics.values()].flatMap(({ id, phrasings, names, question, ask, elsewhere = [] }): readonly Wording[] => [
    ...phrasingsOf(id, phrasings),
    ...[...names, question, ask.replace(/\{\w+\}/gu, ' it ')].map((text) => ({ subject: id, language: MAIN, text })),
    ...elsewhere.map(({ text, topic }) => ({ subject: topic, language: MAIN, text })),
  ]);
  return [...ofTopics, ...[...intents.values()].flatMap(({ id, phrasings }) => phrasingsOf(id, phrasings))];
}

/** Every word of some wordings, once. */
function wordsOf(wordings: readonly Wording[]): readonly string[] {
  return [...new Set(wordings.flatMap(({ text }) => tokenise(text)))];
}

/** In how many phrasings a feature occurs, and the subjects that have such a phrasing. */
interface Occurrence {
  readonly count: number;
  readonly holders: ReadonlySet<number>;
}

function occurrencesIn(phrasings: readonly Numbered[]): ReadonlyMap<string, Occurrence> {
  const found = new Map<string, { count: number; readonly holders: Set<number> }>();
  for (const { subject, features } of phrasings) {
    for (const feature of features.map(textOf)) {
      const entry = found.get(feature) ?? { count: 0, holders: new Set<number>() };
      entry.count += 1;
      entry.holders.add(subject);
      found.set(feature, entry);
    }
  }
  return found;
}

/** In so many phrasings a part of words has to occur. */
const FEWEST_PARTS = 3;

/** A signed byte goes so far to either side. */
const MOST_STEPS = 127;

/** Weights as signed bytes, the largest as the largest: what is rounded off changes nothing that can be measured. */
function toBytes(weights: Float64Array): Pick<Lesson, 'weights' | 'scale'> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest === 0 ? 1 : largest / MOST_STEPS;
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}

/** The function words of a language of which nobody has listed them: what half of the subjects hold ("der", "que"). */
function functionsIn(phrasings: readonly Numbered[], subjects: number): readonly string[] {
  return [...occurrencesIn(phrasings)].filter(([feature, { holders }]) => !/[ #]/u.test(feature) && holders.size >= subjects / 2).map(([feature]) => feature);
}

/** Learns from the wordings of a language; a part of words that is rare, or a pair that occurs only once where there are many, teaches its phrasings by heart and is left out. */
function toLesson(wordings: readonly Wording[], isMain: boolean): Lesson {
  const subjects = [...new Set(wordings.map(({ subject }) => subject))];
  const numbers = new Map(subjects.map((subject, number) => [subject, number]));
  const read = (functions: ReadonlySet<string> | null) =>
    wordings.map(({ subject, text }): Numbered => ({ subject: numbers.get(subject) ?? 0, features: featuresOf(readTokens(text), { functions }) }));
  const functions = isMain ? null : functionsIn(read(null), subjects.length);
  const phrasings = read(functions && new Set(functions));
  const many = phrasings.length >= MANY;
  const isTold = ([feature, { count }]: readonly [string, Occurrence]) => (feature.startsWith('#') ? count >= FEWEST_PARTS : count > 1 || !(many && feature.includes(' ')));
  const telling = [...occurrencesIn(phrasings)].filter(isTold);
  const features = telling.map(([feature]) => feature);
  const { weights, bias } = learn(phrasings, features, subjects.length);
  return {
    subjects,
    phrasings: phrasings.length,
    words: wordsOf(wordings),
    functions,
    features,
    counts: telling.map(([, { count }]) => count),
    holders: {
      numbers: Uint8Array.from(telling.flatMap(([, { holders }]) => [...holders])),
      lengths: Uint8Array.from(telling, ([, { holders }]) => holders.size),
    },
    ...toBytes(weights),
    bias: [...bias],
  };
}

/** Learns from the phrasings of topics and intents. It takes some seconds, so that the build does it and keeps what was learned; another language than English is learned when it is asked in. */
export function teach(known: Pick<Knowledge, 'topics' | 'intents'>): Lessons {
  const wordings = wordingsOf(known);
  const others = spacedLanguages(wordings);
  const ofLanguage = (language: string): readonly [string, OtherLanguage] => {
    const own = wordings.filter((wording) => wording.language === language);
    return [language, { words: wordsOf(own), lesson: once(() => toLesson(own, false)) }];
  };
  const main = wordings.filter(({ language }) => !others.has(language));
  return { main: toLesson(main, true), others: Object.fromEntries([...others].map(ofLanguage)) };
}
