import type { Day } from '../knowledge/days.ts';
import type { AppId, Knowledge, NamedApp } from '../knowledge/knowledge.ts';
import type { IntentId, TopicId } from '../knowledge/schema.ts';
import type { Query, UnknownName } from './query.ts';
import type { Memory, Question } from './question.ts';
import { createAppLinker, type Mention } from './understand/apps.ts';
import { type Period, readDates } from './understand/dates.ts';
import { createOpening } from './understand/openings.ts';
import { readTokens, type Token } from './understand/tokens.ts';
import { createTopicRecogniser, type Guess } from './understand/topics.ts';

/** Makes a query of a question: whom it names, what it asks of them, and for when. */
export type Understand = (question: Question, memory: Memory, today: Day) => Query;

/** From this fit on (share of the question's weight that a phrasing explains) a topic is what the question is about. */
const SURE = 0.42;
/** From here on a topic is worth asking back about. */
const POSSIBLE = 0.2;
/** A topic that the question names counts as sure from here on. */
const NAMED = 0.15;
/** How much better than another subject a subject must score to be preferred to it outright. */
const MARGIN = 1.15;
/** Further topics are answered too if they are named and score at least this share of the best. */
const ALSO = 0.6;
const MOST_TOPICS = 3;
const MOST_APPS = 5;

const PRONOUNS = new Set(['it', 'they', 'them', 'that', 'this', 'its', 'their', 'these', 'those']);

interface TopicOf {
  readonly subject: TopicId;
}

/** What was read in a question, before it is decided what it asks. */
interface Reading {
  readonly apps: readonly AppId[];
  readonly shared: readonly AppId[];
  readonly unknown: readonly UnknownName[];
  /** The topics, best first; all of them and those that are sure. */
  readonly topics: readonly (Guess & TopicOf)[];
  readonly best: Guess | undefined;
  readonly tokens: readonly Token[];
  readonly rest: readonly Token[];
  /** Whether nothing but names and function words is in it. */
  readonly bare: boolean;
  /** Whether it may lean on the question before it. */
  readonly follows: boolean;
  readonly period: Period;
}

function first<T>(list: readonly T[]): readonly [T, ...T[]] | undefined {
  const [head, ...tail] = list;
  return head === undefined ? undefined : [head, ...tail];
}

function isSure({ fit, named }: Guess): boolean {
  return fit >= SURE || (named && fit >= NAMED);
}

function toUnknown(name: string, known: NamedApp | null): UnknownName {
  return { name, category: known?.category ?? null, known };
}

/** Makes `understand` over a knowledge base: the indexes are built once, here. */
export function createUnderstand(knowledge: Knowledge): Understand {
  const commonWords = new Set(knowledge.words);
  const recogniser = createTopicRecogniser([...knowledge.topics.values()], [...knowledge.intents.values()], commonWords);
  const link = createAppLinker(knowledge, commonWords, recogniser);
  const opens = (id: IntentId) => createOpening(knowledge.intents.get(id));
  const [opensExplain, opensHowTo, opensFollowUp] = [opens('explain'), opens('how-to'), opens('follow-up')];
  const isTopic = (guess: Guess): guess is Guess & TopicOf => knowledge.topics.has(guess.subject as TopicId);
  const fits = (topic: TopicId, apps: readonly AppId[]) => {
    const categories = knowledge.topics.get(topic)?.fits;
    return categories === undefined || apps.length === 0 || apps.some((app) => categories.some((category) => category === knowledge.apps.get(app)?.category));
  };

  const read = (question: Question, memory: Memory, today: Day): Reading => {
    const { period, rest: undated } = readDates(readTokens(question.text), today);
    const opening = opensFollowUp(undated);
    const { mentions, rest } = link(undated.length > opening ? undated.slice(opening) : undated);
    const repaired = rest.map(recogniser.repair);
    const guesses = recogniser.recognise(repaired);
    const topicsOnly = guesses.filter(isTopic);
    const [best] = guesses;
    const told = (best !== undefined && isSure(best) && best.subject !== 'off-topic') || topicsOnly.some(isSure);
    const meant = mentions.filter((mention) => mention.sure || told);
    const apps = [...new Set(meant.flatMap((mention) => (mention.kind === 'app' ? [mention.app] : [])))].slice(0, MOST_APPS);
    const asOf = question.asOf !== undefined && period === undefined ? { from: question.asOf, to: question.asOf } : period;
    return {
      apps,
      shared: sharedIn(meant, apps, memory),
      unknown: meant.flatMap((mention) =>
        mention.kind === 'named' ? [toUnknown(mention.named.name, mention.named)] : mention.kind === 'unknown' ? [toUnknown(mention.name, null)] : [],
      ),
      topics: topicsOnly.map((guess) => (fits(guess.subject, apps) ? guess : { ...guess, score: guess.score * 0.8 })).toSorted((a, b) => b.score - a.score),
      best,
      tokens: undated,
      rest: repaired,
      bare: repaired.every(({ stop }) => stop),
      follows: opening > 0 || undated.some(({ text }) => PRONOUNS.has(text)) || /\?\s*$/u.test(question.text),
      period: asOf ?? { from: today, to: today },
    };
  };

  return (question, memory, today) => {
    const reading = read(question, memory, today);
    return reading.apps.length > 0 ? withApps(reading, reading.apps, memory) : withoutApps(reading, memory);
  };

  /** The best topic and those named beside it. */
  function chosenTopics(topics: Reading['topics']): readonly TopicId[] {
    const [top] = topics;
    if (!top) return [];
    return topics
      .filter((guess, index) => index === 0 || (guess.named && guess.score >= ALSO * top.score))
      .slice(0, MOST_TOPICS)
      .map(({ subject }) => subject);
  }

  function withApps(reading: Reading, named: readonly AppId[], memory: Memory): Query {
    const { topics, best, period, rest, unknown } = reading;
    const apps = first(named);
    if (!apps) return { intent: 'unclear', apps: [], topics: [], why: 'which-app', period };
    const others = unknown.map(({ name }) => name);
    const [top] = topics;
    const overview: Query = { intent: 'overview', apps, period, unknown: others };
    if (reading.bare) {
      const followed = reading.follows ? first(memory.topics) : undefined;
      return followed ? { intent: 'lookup', apps, topics: followed, period, howTo: false, unknown: others } : overview;
    }
    const topic = top && (isSure(top) ? top : undefined);
    const beats = (guess: Guess | undefined, subject: Guess['subject']) =>
      guess?.subject === subject && isSure(guess) && guess.score >= (top?.named ? MARGIN : 1) * (top?.score ?? 0);
    if (beats(best, 'off-topic')) return { intent: 'out-of-scope', apps, kind: 'other', period };
    if (beats(best, 'overview')) return overview;
    const chosen = topic && first(chosenTopics(topics));
    if (chosen) return { intent: 'lookup', apps, topics: chosen, period, howTo: opensHowTo(reading.tokens) > 0, unknown: others };
    if (best?.subject === 'overview' && best.fit >= POSSIBLE) return overview;
    if (best?.subject === 'off-topic' || !top || top.fit < POSSIBLE)
      return rest.length > 0 && top && top.fit >= NAMED ? unclear(apps, topics, period) : { intent: 'out-of-scope', apps, kind: 'other', period };
    return unclear(apps, topics, period);
  }

  function unclear(apps: readonly AppId[], topics: Reading['topics'], period: Period): Query {
    return { intent: 'unclear', apps, topics: topics.slice(0, MOST_TOPICS).map(({ subject }) => subject), why: apps.length === 0 ? 'which-app' : 'which-topic', period };
  }

  function withoutApps(reading: Reading, memory: Memory): Query {
    const { topics, best, period, tokens, unknown, shared } = reading;
    const [top] = topics;
    const sure = top !== undefined && isSure(top) && best !== undefined && (top.score >= best.score || top.named);
    const chosen = sure ? chosenTopics(topics) : [];
    if (shared.length > 0 && (sure || reading.bare || best?.subject === 'overview')) return { intent: 'unclear', apps: shared, topics: chosen, why: 'which-of-these', period };
    const names = first(unknown);
    if (names && (sure || reading.bare || best?.subject === 'overview')) {
      return { intent: 'unknown-app', names, topics: chosen.length > 0 ? chosen : followedTopics(reading, memory), period };
    }
    if (tokens.length === 0) return { intent: 'unclear', apps: [], topics: [], why: 'everything', period };
    const terms = first(
      topics
        .filter(({ named }) => named)
        .slice(0, MOST_TOPICS)
        .map(({ subject }) => subject),
    );
    if (terms && opensExplain(tokens) > 0 && !tokens.some(({ text }) => PRONOUNS.has(text))) return { intent: 'explain', topics: terms, period };
    const followed = first(memory.apps);
    if (followed && reading.follows && (sure || reading.bare)) {
      return withApps(reading, followed, memory);
    }
    if (best?.subject === 'help' && isSure(best)) return { intent: 'help', period };
    if (best?.subject === 'greeting' && isSure(best)) return { intent: 'out-of-scope', apps: [], kind: 'greeting', period };
    if (sure) return unclear([], topics.filter(isSure), period);
    if (best === undefined) return { intent: 'out-of-scope', apps: [], kind: 'gibberish', period };
    if (reading.bare || best.subject === 'overview') return { intent: 'unclear', apps: [], topics: [], why: 'which-app', period };
    return { intent: 'out-of-scope', apps: [], kind: 'other', period };
  }

  function followedTopics(reading: Reading, memory: Memory): readonly TopicId[] {
    return reading.bare ? memory.topics : [];
  }

  function sharedIn(mentions: readonly Mention[], apps: readonly AppId[], memory: Memory): readonly AppId[] {
    if (apps.length > 0) return [];
    const all = mentions.flatMap((mention) => (mention.kind === 'shared' ? mention.apps : []));
    const spoken = all.filter((app) => memory.apps.includes(app));
    return spoken.length > 0 ? spoken : all;
  }
}
