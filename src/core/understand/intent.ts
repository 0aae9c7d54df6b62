import type { AppId } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import type { Query } from '../query.ts';
import type { Memory, Offer } from '../question.ts';
import { isSure } from './hearing.ts';
import type { Reading } from './reading.ts';
import type { Guess, TopicGuess } from './topics.ts';

/** From this fit on a topic is worth asking back about. */
const POSSIBLE = 0.2;
/** How much better another subject must score than a topic that is named. */
const MARGIN = 1.15;
/** So many times as likely as a named topic, before its name counts, must be that nothing of privacy is asked. Measured from 0.8 to 2.5 on 1,000 questions of strangers. */
const LIKELIER = 2.5;
/** Further topics are answered too if they are named and score at least this share of the best. */
const ALSO = 0.6;
const MOST_TOPICS = 3;
const ABOUT_BOT = ['help', 'topics', 'privacy'] as const;

type Some<Item> = readonly [Item, ...Item[]];

/** A kind of question; undefined if the reading isn't of that kind. */
type Kind = (reading: Reading, memory: Memory) => Query | undefined;

/** The same for a question on apps. */
type AppKind = (reading: Reading, apps: Some<AppId>, memory: Memory) => Query | undefined;

function some<Item>(list: readonly Item[]): Some<Item> | undefined {
  const [head, ...tail] = list;
  return head === undefined ? undefined : [head, ...tail];
}

/** The best topic, if it is sure, and those named beside it. */
function chosen(topics: readonly TopicGuess[]): Some<TopicId> | undefined {
  const [top] = topics;
  if (!top || !isSure(top)) return undefined;
  const also = topics.slice(1).filter((guess) => guess.named && guess.score >= ALSO * top.score);
  return some([top, ...also].slice(0, MOST_TOPICS).map(({ subject }) => subject));
}

/** Whether the question is about something else than a topic. */
function isAbout({ best, topics }: Reading, subject: Guess['subject']): boolean {
  const [top] = topics;
  return best?.subject === subject && isSure(best) && best.score >= (top?.named ? MARGIN : 1) * (top?.score ?? 0);
}

/** Whether it isn't about privacy; a topic that is named gives way if that is much likelier by all else that is said ("no sound, microphone permission is on"), and what nobody is sure of if that is sure ("which is faster, Chrome or Firefox"). */
function isOffTopic(reading: Reading): boolean {
  const { best, manner, heard } = reading;
  const [top] = reading.topics;
  const off = heard.guesses.find((guess) => guess.subject === 'off-topic' && isSure(guess));
  const givesWay = off !== undefined && (top?.named ? off.share >= LIKELIER * top.share : best !== undefined && !isSure(best));
  return manner.troubled || givesWay || isAbout(reading, 'off-topic');
}

function names({ unknown }: Reading): readonly string[] {
  return unknown.map(({ name }) => name);
}

/** Several apps: side by side. */
function ofApps(apps: Some<AppId>, topics: readonly TopicId[], reading: Reading): Query {
  const [one, two, ...more] = apps;
  const [topic, ...further] = topics;
  const { howTo, scope, history } = reading.manner;
  const { period } = reading;
  const unknown = names(reading);
  if (two !== undefined) return { intent: 'compare', apps: [one, two, ...more], topics, period, unknown };
  if (topic === undefined) return { intent: 'overview', apps, period, history, unknown };
  return { intent: 'lookup', apps, topics: [topic, ...further], period, howTo, scope, history, unknown };
}

/** Nothing but names: an overview or, after another question, the same of this app. */
const bareApps: AppKind = (reading, apps, memory) => {
  if (!reading.bare) return undefined;
  const leans = reading.follows || (reading.manner.history && memory.apps.some((app) => apps.includes(app)));
  return ofApps(apps, leans ? memory.topics : [], reading);
};

const offTopic: AppKind = (reading, apps) => (isOffTopic(reading) ? { intent: 'out-of-scope', apps, kind: 'other', period: reading.period } : undefined);

const overview: AppKind = (reading, apps) => {
  const [top] = reading.topics;
  const compared = isAbout(reading, 'compare') && !(top?.named && isSure(top));
  return compared || isAbout(reading, 'overview') ? ofApps(apps, [], reading) : undefined;
};

const lookup: AppKind = (reading, apps, memory) => {
  const { best } = reading;
  const { history } = reading.manner;
  const [top] = reading.topics;
  // "Since when?" names no topic: what a word of it may speak of besides is not what is asked.
  const before = history && best?.subject === 'history' && !top?.named && memory.topics.length > 0;
  const topics = before ? memory.topics : (chosen(reading.topics) ?? (history ? memory.topics : []));
  return topics.length > 0 ? ofApps(apps, topics, reading) : undefined;
};

/** No topic is sure: the likeliest ones are asked back, if any is likely at all. */
const whichTopic: AppKind = (reading, apps) => {
  const { best, topics, period } = reading;
  const compared = apps.length > 1 && (best === undefined || reading.manner.listed);
  if ((best?.subject === 'overview' && best.fit >= POSSIBLE) || compared) return ofApps(apps, [], reading);
  const likely = topics.filter(({ fit }) => fit >= POSSIBLE).slice(0, MOST_TOPICS);
  if (likely.length === 0 && best !== undefined) return undefined;
  return { intent: 'unclear', apps, topics: likely.map(({ subject }) => subject), why: 'which-topic', category: null, period };
};

/** Somebody's word on an app. */
const byPublisher: AppKind = ({ manner: { publisher }, period }, [app]) => (publisher === null ? undefined : { intent: 'by-publisher', app, publisher, period });

const APP_KINDS: readonly AppKind[] = [byPublisher, bareApps, offTopic, overview, lookup, whichTopic];

/** "The first one": the proposed question of that number. */
const choice: Kind = (reading, memory) => {
  const offer = reading.choice === undefined ? undefined : memory.offered[reading.choice];
  return offer && byIds(offer, reading);
};

/** The question that ids ask. */
function byIds({ intent, apps, topic }: Offer, reading: Reading): Query | undefined {
  const named = some(apps);
  if (intent === 'why') return named && topic !== null ? { intent, apps: named, topics: [topic], period: reading.period } : undefined;
  if (named) return ofApps(named, topic === null ? [] : [topic], reading);
  return topic === null ? undefined : { intent: 'explain', topics: [topic], period: reading.period };
}

/** What a button or a link asks; one whose ids are of nothing is told to be old. */
const wish: Kind = (reading) => {
  if (reading.wish === undefined) return undefined;
  const gone: Query = { intent: 'unclear', apps: [], topics: [], why: 'gone', category: null, period: reading.period };
  return (reading.wish && byIds(reading.wish, reading)) ?? gone;
};

const onApps: Kind = (reading, memory) => {
  const apps = some(reading.apps);
  return apps && askedOf(apps, reading, memory);
};

function askedOf(apps: Some<AppId>, reading: Reading, memory: Memory): Query {
  for (const kind of APP_KINDS) {
    const query = kind(reading, apps, memory);
    if (query) return query;
  }
  return { intent: 'out-of-scope', apps, kind: 'other', period: reading.period };
}

/** The sure topics of a question that names no app of ours, unless it is about something else. */
function topicsAsked(reading: Reading): readonly TopicId[] {
  const { best, topics } = reading;
  const [top] = topics;
  const leads = top && best && (top.named || top.score >= best.score) && !isOffTopic(reading);
  return leads ? (chosen(topics) ?? []) : [];
}

/** Whether a name that is no app of ours stands in a question that could be asked of an app. */
function couldBeAsked(reading: Reading): boolean {
  return reading.bare || reading.best?.subject === 'overview' || topicsAsked(reading).length > 0;
}

const sharedName: Kind = (reading) =>
  reading.shared.length > 0 && couldBeAsked(reading)
    ? { intent: 'unclear', apps: reading.shared, topics: topicsAsked(reading), why: 'which-of-these', category: null, period: reading.period }
    : undefined;

const unknownApp: Kind = (reading, memory) => {
  const unknown = some(reading.unknown);
  const [top] = reading.topics;
  const known = reading.unknown.some((name) => name.known !== null) && top !== undefined && top.fit >= POSSIBLE;
  if (!unknown || !(known || couldBeAsked(reading))) return undefined;
  const topics = topicsAsked(reading);
  return { intent: 'unknown-app', names: unknown, topics: topics.length === 0 && reading.bare ? memory.topics : topics, period: reading.period };
};

/** No word at all: nothing was asked yet, or signs only were sent. */
const nothing: Kind = ({ empty, blank, period }) => {
  if (!empty) return undefined;
  return blank ? { intent: 'unclear', apps: [], topics: [], why: 'everything', category: null, period } : { intent: 'out-of-scope', apps: [], kind: 'gibberish', period };
};

const explain: Kind = ({ manner: { explains }, topics, period }) => {
  const terms = some(
    topics
      .filter(({ named }) => named)
      .slice(0, MOST_TOPICS)
      .map(({ subject }) => subject),
  );
  return terms && explains ? { intent: 'explain', topics: terms, period } : undefined;
};

/** Which apps are so: conditions without an app, asked as one asks for apps of a kind; not of those that were spoken of ("who owns them"). */
const find: Kind = ({ sought, period, manner: { goesOn }, category }, memory) => {
  if (goesOn && category === null && memory.apps.length > 0) return undefined;
  const conditions = some(sought?.conditions ?? []);
  return sought && conditions && { intent: 'find', conditions, any: sought.any, category: sought.category, origin: sought.origin, except: sought.except, period };
};

/** "Are you sure?", "source?": what was answered last, once more. */
const again: Kind = (reading, memory) => {
  const apps = some(memory.apps);
  return apps && reading.best?.subject === 'again' && isSure(reading.best) ? ofApps(apps, memory.topics, reading) : undefined;
};

/** "Why?": how what was answered last came about or, where that was no verdict, the same once more. */
const why: Kind = (reading, memory) => {
  const apps = some(memory.apps);
  const topics = some(memory.topics);
  const asked = reading.manner.asksWhy || (reading.best?.subject === 'why' && isSure(reading.best));
  if (!apps || !asked) return undefined;
  return topics ? { intent: 'why', apps, topics, period: reading.period } : ofApps(apps, [], reading);
};

/** A question without an app that leans on the one before it. */
const followUp: Kind = (reading, memory) => {
  const apps = some(memory.apps);
  const leans = reading.manner.history ? memory.topics.length > 0 : reading.choice === undefined && topicsAsked(reading).length > 0;
  return apps && leans ? askedOf(apps, reading, memory) : undefined;
};

/** Which of the apps that were spoken of, or all of them: together or, if the last question was on one, one after the other. */
const among: Kind = (reading, memory) => {
  const { among: count } = reading.manner;
  const asked = count === null || reading.category !== null ? [] : lastSpokenOf(memory, count);
  const apps = some(asked);
  return apps && apps.length > 1 ? askedOf(apps, reading, memory) : undefined;
};

/** The apps that were spoken of together or, if it was one, the latest so many, in the order in which they were spoken of. */
function lastSpokenOf({ apps, earlier }: Memory, count: number): readonly AppId[] {
  return apps.length > 1 ? apps : [...apps, ...earlier].slice(0, count).toReversed();
}

/** What the bot can do, which topics it knows, what it keeps. */
const aboutBot: Kind = ({ best, period }) => {
  const intent = best && isSure(best) ? ABOUT_BOT.find((subject) => subject === best.subject) : undefined;
  return intent && { intent, period };
};

const greeting: Kind = ({ best, period }) => (best?.subject === 'greeting' && isSure(best) ? { intent: 'out-of-scope', apps: [], kind: 'greeting', period } : undefined);

const whichApp: Kind = (reading) => {
  const onlyOrigin = reading.sought?.origin !== null && reading.sought?.conditions.length === 0;
  const topics = onlyOrigin ? [] : topicsAsked(reading);
  const asked = onlyOrigin || topics.length > 0 || reading.bare || (reading.best?.subject === 'overview' && isSure(reading.best));
  const { category, period } = reading;
  return asked ? { intent: 'unclear', apps: [], topics, why: topics.length === 0 && category !== null ? 'which-condition' : 'which-app', category, period } : undefined;
};

const KINDS: readonly Kind[] = [wish, choice, onApps, sharedName, unknownApp, nothing, explain, among, find, why, again, followUp, aboutBot, greeting, whichApp];

/** Decides what a question asks: the first kind that it is of. */
export function decide(reading: Reading, memory: Memory): Query {
  for (const kind of KINDS) {
    const query = kind(reading, memory);
    if (query) return query;
  }
  return { intent: 'out-of-scope', apps: [], kind: reading.best === undefined ? 'gibberish' : 'other', period: reading.period };
}
