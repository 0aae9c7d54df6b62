import type { Day } from '../../knowledge/days.ts';
import type { AppId, Knowledge, NamedApp } from '../../knowledge/knowledge.ts';
import type { Category, IntentId, Scope, TopicId } from '../../knowledge/schema.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import type { UnknownName } from '../query.ts';
import type { Memory, Offer, Question } from '../question.ts';
import { createAppLinker, type Linked, type Mention, type Span } from './apps.ts';
import { createCategoryNames, createCategoryReader } from './categories.ts';
import { readChoice } from './choice.ts';
import { createCompanyReader, outsideGroup, withinGroup } from './companies.ts';
import { createConditionReader } from './conditions.ts';
import { type Period, readDates } from './dates.ts';
import { createOpening } from './openings.ts';
import { createPublisherReader } from './publishers.ts';
import { createScopeReader } from './scopes.ts';
import { createSeeker, FIRST_WORDS, type Sought } from './sought.ts';
import { readTokens, type Token } from './tokens.ts';
import type { Guess, TopicRecogniser } from './topics.ts';
import { createWishReader } from './wishes.ts';

/** How a question is put. */
interface Manner {
  /** Whether it speaks of something without naming it: "does it". */
  readonly points: boolean;
  /** Whether it begins as a question for a meaning, or for what to do, begins. */
  readonly explains: boolean;
  readonly howTo: boolean;
  /** Whether it says nothing but "why". */
  readonly asksWhy: boolean;
  /** Whose word it asks for, if somebody's. */
  readonly publisher: string | null;
  /** Whether it asks since when something is so, or how it has changed. */
  readonly history: boolean;
  /** Of whom or what it asks, if not of everybody. */
  readonly scope: Scope | null;
}

/** What was read in a question, before it is decided what it asks. */
export interface Reading extends Manner {
  readonly apps: readonly AppId[];
  /** Apps that share a name in the question, where no app is named outright. */
  readonly shared: readonly AppId[];
  readonly unknown: readonly UnknownName[];
  /** What it is most likely about: a topic, or what people want besides. */
  readonly best: Guess | undefined;
  readonly topics: readonly TopicGuess[];
  readonly period: Period;
  /** What a button or link asks by ids; null if its ids are of nothing, undefined if words ask. */
  readonly wish: Offer | null | undefined;
  /** Which proposed question it chooses, from 0, if it does nothing else. */
  readonly choice: number | undefined;
  /** Whether it has no word at all. */
  readonly empty: boolean;
  /** Whether nothing but names and function words is in it. */
  readonly bare: boolean;
  /** Whether it may lean on the question before it. */
  readonly follows: boolean;
  /** The kind of app that it names: "messenger". */
  readonly category: Category | null;
  /** What apps it looks for, if it asks for apps of some kind. */
  readonly sought: Sought | undefined;
  /** What all this was read from. */
  readonly heard: Heard;
}

/** The names that are meant as names, the words besides as they were probably meant, and what they may be about, best first. */
export interface Heard {
  readonly spans: readonly Span[];
  readonly tokens: readonly Token[];
  readonly guesses: readonly Guess[];
}

export interface TopicGuess extends Guess {
  readonly subject: TopicId;
}

export type Reader = (question: Question, memory: Memory, today: Day) => Reading;

/** From this fit on (share of the question's weight that a subject's phrasings hold) a subject is what the question is about. */
const SURE = 0.42;
/** A topic that the question names counts as sure from here on. */
const SURE_IF_NAMED = 0.15;
/** How much less a topic counts that makes no sense for the app's category. */
const UNFIT = 0.8;
const MOST_APPS = 5;
/** Verbs of passing something on: who stands behind "with" or "to" receives it. */
const GIVING = new Set(['share', 'send', 'give', 'sell', 'pass', 'hand', 'leak', 'feed'].map(stem));
/** The family of topics on who receives data. */
const SHARING = 'sharing';
/** The topic on backups: where they are kept isn't what is asked about. */
const BACKUPS: TopicId = 'e2ee-backups';
/** Topics that a place belongs to: a question on them says more with it. */
const LOCATED: ReadonlySet<TopicId> = new Set(['data-location', 'encryption-at-rest', 'data-retention', 'government-access', 'third-party-sharing', 'affiliate-sharing']);
/** After the name of a kind of app these say what it has to be like. */
const SEEKING = new Set(['with', 'without', 'that', 'which', 'not', 'who', 'from', 'based']);
const PRONOUNS = new Set(['it', 'they', 'them', 'that', 'this', 'its', 'their', 'these', 'those']);

/** Whether a guess is good enough to answer by. */
export function isSure({ fit, named }: Guess): boolean {
  return fit >= SURE || (named && fit >= SURE_IF_NAMED);
}

/** How plainly a reading speaks of something: by the fit of its best guess, and whether it is named. */
function plainness([best]: readonly Guess[]): number {
  return best === undefined ? 0 : best.fit + (best.named ? SURE_IF_NAMED : 0);
}

function toUnknown(mention: Mention): readonly UnknownName[] {
  const name = (text: string, known: NamedApp | null): readonly UnknownName[] => [{ name: text, category: known?.category ?? null, known }];
  if (mention.kind === 'named') return name(mention.named.name, mention.named);
  return mention.kind === 'unknown' ? name(mention.name, null) : [];
}

function meantIn({ spans }: Heard): readonly Mention[] {
  return spans.map(({ mention }) => mention);
}

/** Those that pass, if any do, else all. */
function preferring<Item>(list: readonly Item[], passes: (item: Item) => boolean): readonly Item[] {
  const some = list.filter(passes);
  return some.length > 0 ? some : list;
}

/** Makes the reader over a knowledge base: the indexes are built once, here. */
export function createReader(knowledge: Knowledge, recogniser: TopicRecogniser): Reader {
  const places = new Set(Object.values(knowledge.places).flatMap(({ names }) => Object.values(names).flat().flatMap(tokenise)));
  const link = createAppLinker(knowledge, new Set(knowledge.words), recogniser);
  const readPublisher = createPublisherReader(knowledge);
  const readScope = createScopeReader(knowledge);
  const readCategories = createCategoryReader(knowledge);
  const opens = (id: IntentId) => createOpening(knowledge.intents.get(id));
  const [opensWhy, opensExplain, opensHowTo, opensFollowUp, opensHistory, opensByPublisher] = [
    opens('why'),
    opens('explain'),
    opens('how-to'),
    opens('follow-up'),
    opens('history'),
    opens('by-publisher'),
  ];
  const nameCategory = createCategoryNames(knowledge);
  const grant = createWishReader(knowledge, MOST_APPS);
  const { staysInGroup, leavesGroup, withoutReader } = createCompanyReader(knowledge);

  const topicIds: ReadonlySet<string> = new Set(knowledge.topics.keys());
  const isTopic = (guess: Guess): guess is TopicGuess => topicIds.has(guess.subject);

  const fits = (topic: TopicId, apps: readonly AppId[]): boolean => {
    const categories = knowledge.topics.get(topic)?.fits;
    const own = apps.map((id) => knowledge.apps.get(id)?.category);
    return categories === undefined || own.length === 0 || categories.some((category) => own.includes(category));
  };

  /** What the whole message speaks of or, of one with several sentences, the sentence that speaks most plainly. */
  const recognise = (tokens: readonly Token[]): readonly Guess[] => {
    const numbers = new Set(tokens.map(({ sentence }) => sentence));
    const sentences = [...numbers].map((number) => tokens.filter(({ sentence }) => sentence === number));
    const readings = (sentences.length > 1 ? [tokens, ...sentences] : [tokens]).map(recogniser.recognise);
    return readings.toSorted((a, b) => plainness(b) - plainness(a))[0] ?? [];
  };

  const recogniseIn = (rest: readonly Token[]) => {
    const tokens = rest.map(recogniser.repair);
    return { tokens, guesses: recognise(tokens) };
  };

  /** Settles whether names that are also words are meant as names: if no other app is named and the rest is then a question on one. */
  const settle = ({ spans, rest, restIfSure }: Linked): Heard => {
    const certain = spans.filter(({ mention }) => mention.sure);
    if (certain.length === spans.length) return { spans, ...recogniseIn(rest) };
    const all = recogniseIn(rest);
    const told = all.guesses[0]?.subject !== 'off-topic' && all.guesses.some(isSure);
    const alone = !certain.some(({ mention }) => mention.kind === 'app' && !mention.receiver);
    const compared = all.guesses[0]?.subject === 'compare' || all.guesses[0]?.subject === 'overview';
    return told && (alone || compared) ? { spans, ...all } : { spans: certain, ...recogniseIn(restIfSure) };
  };

  /** For each name that apps share, those of which the question can speak: the last one spoken of, or the kind it speaks of. */
  const narrow = (mentions: readonly Mention[], tokens: readonly Token[], memory: Memory): readonly (readonly AppId[])[] => {
    const kinds = readCategories(tokens);
    return mentions.flatMap((mention) => {
      if (mention.kind !== 'shared') return [];
      const ofKind = preferring(mention.apps, (id) => [...kinds].some((kind) => kind === knowledge.apps.get(id)?.category));
      return [preferring(ofKind, (id) => memory.apps.includes(id))];
    });
  };

  const sureTopic = (tokens: readonly Token[]): TopicId | undefined => {
    const [top] = recogniser.recognise(tokens);
    return top && isTopic(top) && isSure(top) ? top.subject : undefined;
  };
  const seek = createSeeker(knowledge, nameCategory, createConditionReader(knowledge.topics, sureTopic));

  /** The apps that a question is about; who receives what another app shares is not. */
  const appsAsked = (meant: readonly Mention[], guesses: readonly Guess[], tokens: readonly Token[]): readonly AppId[] => {
    const mentioned = meant.flatMap((mention) => (mention.kind === 'app' ? [mention] : []));
    const [top] = guesses.filter(isTopic);
    const sharing = (top !== undefined && knowledge.topics.get(top.subject)?.family === SHARING) || tokens.some((token) => GIVING.has(token.stem));
    const backedUp = top?.subject === BACKUPS ? preferring(mentioned, ({ app }) => knowledge.apps.get(app)?.category !== 'storage') : mentioned;
    const asked = sharing ? preferring(mentioned, ({ receiver }) => !receiver) : withoutReader(backedUp, top?.subject, tokens);
    return [...new Set(asked.map(({ app }) => app))].slice(0, MOST_APPS);
  };

  /** The apps that a question is about, and those that a name in it may mean where it names none outright. */
  const ownApps = (heard: Heard, undated: readonly Token[], memory: Memory): Pick<Reading, 'apps' | 'shared'> => {
    const named = appsAsked(meantIn(heard), heard.guesses, undated);
    const narrowed = named.length > 0 ? [] : narrow(meantIn(heard), heard.tokens, memory);
    const shared = [...new Set(narrowed.flat())];
    return { apps: narrowed.every(({ length }) => length === 1) && shared.length > 0 ? shared : named, shared };
  };

  /** Sharing read as what it is by who receives: within the company's group, or with others. */
  const inGroup = (guesses: readonly Guess[], apps: readonly AppId[], meant: readonly Mention[], tokens: readonly Token[]): readonly Guess[] => {
    if (staysInGroup(apps, meant, tokens)) return withinGroup(guesses);
    return leavesGroup(apps, meant) ? outsideGroup(guesses) : guesses;
  };

  /** The topics among the guesses, those that make no sense for the apps a little lower. */
  const topicsFor = (guesses: readonly Guess[], apps: readonly AppId[]): readonly TopicGuess[] =>
    guesses
      .filter(isTopic)
      .map((guess) => (fits(guess.subject, apps) ? guess : { ...guess, score: guess.score * UNFIT }))
      .toSorted((a, b) => b.score - a.score);

  /** Without the kind of app that is looked for, whose name an app may have too: "messenger without a phone number". */
  const withoutKind = (said: readonly Token[]): readonly Token[] => {
    const kind = nameCategory(said);
    const seeks = kind !== undefined && kind.from <= FIRST_WORDS && SEEKING.has(said[kind.to]?.text ?? '');
    return seeks ? said.filter((_, index) => index < kind.from || index >= kind.to) : said;
  };

  /** Without who is asked for a word on an app, if a company's name is in it and another app is asked about: "did mozilla rate tinder". */
  const withoutPublisher = (said: readonly Token[]): readonly Token[] => {
    const read = opensByPublisher(said) > 0 ? readPublisher(said) : null;
    const others = read === null ? [] : said.filter((_, index) => index < read.from || index >= read.to);
    return link(others).spans.some(({ mention }) => mention.kind === 'app') ? others : said;
  };

  /** Without the words that only say for whom, or that what has changed is asked, if what is left names its topic just as well. */
  const linkPlainly = (said: readonly Token[], opening: number): Heard => {
    const after = said.slice(opening);
    const asked = after.slice(opensHistory(after));
    const whole = settle(link(withoutKind(asked.length > 0 ? asked : said)));
    const scope = readScope(asked);
    const others = scope === null ? [] : asked.filter((_, index) => index < scope.from || index >= scope.to);
    if (others.length === 0) return whole;
    const plain = settle(link(others));
    const sameApps = appsAsked(meantIn(plain), plain.guesses, said).join() === appsAsked(meantIn(whole), whole.guesses, said).join();
    const [top] = plain.guesses;
    return sameApps && top && isTopic(top) && isSure(top) && !LOCATED.has(top.subject) ? plain : whole;
  };

  /** Whose word is asked for; a company's own name stands for the company's app where no other is asked about. */
  const publisherIn = (tokens: readonly Token[]): string | null => {
    const read = opensByPublisher(tokens) > 0 ? readPublisher(tokens) : null;
    return read === null || (read.company && withoutPublisher(tokens) === tokens) ? null : read.publisher;
  };

  /** How the question is put: what it begins with, whom it points to, whose word it wants. */
  const mannerOf = (tokens: readonly Token[]): Manner => ({
    points: tokens.some(({ text }) => PRONOUNS.has(text)),
    explains: opensFollowUp(tokens) === 0 && opensExplain(tokens) > 0,
    howTo: opensHowTo(tokens) > 0,
    asksWhy: tokens.length > 0 && opensWhy(tokens) === tokens.length,
    publisher: publisherIn(tokens),
    history: opensHistory(tokens) > 0,
    scope: readScope(tokens)?.scope ?? null,
  });

  return (question, memory, today) => {
    const { period, rest: undated } = readDates(readTokens(question.text), today);
    const opening = opensFollowUp(undated);
    const heard = linkPlainly(withoutPublisher(undated), opening);
    const { tokens, guesses } = heard;
    const meant = meantIn(heard);
    const { apps, shared } = ownApps(heard, undated, memory);
    const manner = mannerOf(undated);
    const [best] = guesses;
    const asOf = question.asOf ?? today;
    return {
      ...manner,
      apps,
      shared,
      unknown: meant.flatMap(toUnknown).filter(({ name, known }) => known !== null || !tokenise(name).every((word) => places.has(word))),
      best,
      category: nameCategory(undated)?.category ?? null,
      topics: topicsFor(inGroup(guesses, apps, meant, undated), apps),
      period: period ?? { from: asOf, to: asOf },
      wish: question.wish && grant(question.wish),
      choice: readChoice(undated),
      empty: undated.length === 0,
      bare: tokens.every(({ stop }) => stop) && !(best && isSure(best)),
      follows: opening > 0 || manner.points || /\?\s*$/u.test(question.text),
      sought: apps.length > 0 ? undefined : seek(undated.map(recogniser.repair)),
      history: manner.history || best?.subject === 'history',
      heard,
    };
  };
}
