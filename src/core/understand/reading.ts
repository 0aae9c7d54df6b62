import type { Day } from '../../knowledge/days.ts';
import type { AppId, Knowledge, NamedApp } from '../../knowledge/knowledge.ts';
import type { Category, IntentId, Scope, TopicId } from '../../knowledge/schema.ts';
import { spaceFree, tokenise } from '../../knowledge/text.ts';
import type { UnknownName } from '../query.ts';
import type { Memory, Offer, Question } from '../question.ts';
import type { Mention } from './apps.ts';
import { type CategoryNames, createCategoryNames, createCategoryReader } from './categories.ts';
import { readChoice } from './choice.ts';
import { createCompanyReader, outsideGroup, withinGroup } from './companies.ts';
import { createConditionReader } from './conditions.ts';
import { type Period, readDates } from './dates.ts';
import { createHearer, type Heard, isSure, MOST_APPS, meantIn } from './hearing.ts';
import { createOpening, type Opening } from './openings.ts';
import { preferring } from './preferring.ts';
import { LONGEST_ASIDE } from './roles.ts';
import { createScopeReader } from './scopes.ts';
import { asksForKind, createSeeker, type Sought } from './sought.ts';
import { inOneClause, readTokens, type Token } from './tokens.ts';
import type { Guess, TopicGuess, TopicRecogniser } from './topics.ts';
import { tellsTrouble } from './trouble.ts';
import { createWishReader } from './wishes.ts';

/** How a question is put. */
interface Manner {
  /** Whether it goes on from the one before it: it begins so, or speaks of something without naming it: "and does it". */
  readonly goesOn: boolean;
  /** Whether it asks for a meaning, and whether it begins as a question for what to do begins. */
  readonly explains: boolean;
  readonly howTo: boolean;
  /** Whether it says nothing but "why". */
  readonly asksWhy: boolean;
  /** Whose word it asks for, if somebody's. */
  readonly publisher: string | null;
  /** Of how many apps that were spoken of it asks which, or asks of all of them: "which one", "do both"; null if of none. */
  readonly among: number | null;
  /** Whether it puts apps side by side to choose from: "Signal or Telegram". */
  readonly listed: boolean;
  /** Whether it complains that something doesn't work. */
  readonly troubled: boolean;
  /** Whether it asks since when something is so, or how it has changed. */
  readonly history: boolean;
  /** Of whom or what it asks, if not of everybody. */
  readonly scope: Scope | null;
}

/** What was read in a question, before it is decided what it asks. */
export interface Reading {
  readonly manner: Manner;
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
  /** Whether it has no word at all, and whether it has nothing else either. */
  readonly empty: boolean;
  readonly blank: boolean;
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

export type Reader = (question: Question, memory: Memory, today: Day) => Reading;

/** How much less a topic counts that makes no sense for the app's category. */
const UNFIT = 0.8;
/** How much more one counts in a question that goes on from one of its family: "is it open source", "and the server?". */
const AKIN = 1.8;
const PRONOUNS = new Set(['it', 'they', 'them', 'that', 'this', 'its', 'their', 'these', 'those']);

/** What stands between names of which one is to be chosen. */
const OR = new Set(['or', 'vs', 'versus', 'oder', 'ou', 'o', 'of', 'или', 'або', 'чи', 'czy', 'veya', 'atau', 'hay', 'ya', 'या', 'یا', 'او', 'أو']);
/** Where others than the apps that are set aside are looked for: some like them, or any but them. */
const OTHERS = new Set(['like', 'similar', 'alternative', 'alternatives', 'other', 'besides', 'except', 'excluding', 'apart', 'aside', 'instead', 'rather']);
/** What asks for yes or no at the beginning, and what behind it asks for apps all the same: "do you know an app like Signal". */
const WHETHER = new Set(['do', 'does', 'did', 'can', 'could', 'will', 'would', 'should', 'is', 'are', 'have', 'has']);
const WHETHER_KNOWN = new Set(['you', 'u', 'we', 'i', 'there', 'any', 'anyone', 'anybody', 'someone', 'somebody']);
/** What people begin with before they ask on: "ok and which of the two". */
const FILLERS = new Set(['ok', 'okay', 'so', 'and', 'then', 'well', 'hm', 'hmm', 'right', 'but', 'also', 'cool', 'thanks']);
/** A question for a meaning that begins with what it points to has a pronoun among so many words: "what is it", "what does the thing they said mean". */
const POINTING = 2;
/** A question for a meaning that says so at its end is so short: "end-to-end encryption explained". */
const SHORT = 6;

/** Of how many apps a question asks which: "which of the three"; of two if it doesn't say. */
function howMany(tokens: readonly Token[]): number {
  return tokens.some(({ text }) => text === 'three' || text === '3') ? 3 : 2;
}

/** Whether yes or no is asked of apps that are named: "do shopping apps like Temu …". */
function asksWhether([first, second]: readonly Token[]): boolean {
  return first !== undefined && second !== undefined && WHETHER.has(first.text) && !WHETHER_KNOWN.has(second.text);
}

/** Whether a pronoun is among the words: "does it". */
function points(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }) => PRONOUNS.has(text));
}

/** Whether "or" stands between two names, which are "it" by then. */
function listsNames(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, at) => OR.has(text) && tokens[at - 1]?.text === 'it' && tokens[at + 1]?.text === 'it');
}

function toUnknown(mention: Mention): readonly UnknownName[] {
  const name = (text: string, known: NamedApp | null): readonly UnknownName[] => [{ name: text, category: known?.category ?? null, known }];
  if (mention.kind === 'named') return name(mention.named.name, mention.named);
  return mention.kind === 'unknown' ? name(mention.name, null) : [];
}

/** Makes the reader over a knowledge base: the indexes are built once, here. */
export function createReader(knowledge: Knowledge, recogniser: TopicRecogniser): Reader {
  const places = new Set(Object.values(knowledge.places).flatMap(({ names }) => Object.values(names).flat().flatMap(tokenise)));
  const opens = (id: IntentId) => createOpening(knowledge.intents.get(id));
  const [opensWhy, opensExplain, opensFind, opensHowTo, opensHistory] = [opens('why'), opens('explain'), opens('find'), opens('how-to'), opens('history')];
  const readScope = createScopeReader(knowledge);
  const readCategories = createCategoryReader(knowledge);
  const nameCategory = createCategoryNames(knowledge);
  const grant = createWishReader(knowledge, MOST_APPS);
  const companies = createCompanyReader(knowledge);
  const fitting = new Map([...knowledge.topics.values()].flatMap(({ id, fits }) => (fits === undefined ? [] : [[id, new Set<string | undefined>(fits)] as const])));
  const { hear, appsAsked, publisherIn } = createHearer(knowledge, recogniser, companies, opensHistory);

  /** For each name that apps share, those of which the question can speak: the kind it speaks of, the last one spoken of, or the one that is called just so. */
  const narrow = (mentions: readonly Mention[], tokens: readonly Token[], memory: Memory): readonly (readonly AppId[])[] => {
    const kinds = readCategories(tokens);
    return mentions.flatMap((mention) => {
      if (mention.kind !== 'shared') return [];
      const ofKind = preferring(mention.apps, (id) => [...kinds].some((kind) => kind === knowledge.apps.get(id)?.category));
      const spokenOf = preferring(ofKind, (id) => memory.apps.includes(id));
      return [preferring(spokenOf, (id) => spaceFree(knowledge.apps.get(id)?.name ?? '') === spaceFree(mention.name))];
    });
  };

  /** The apps that a question is about, and those that a name in it may mean where it names none outright. */
  const ownApps = (heard: Heard, said: readonly Token[], memory: Memory): Pick<Reading, 'apps' | 'shared'> => {
    const named = appsAsked(heard, said);
    const narrowed = named.length > 0 ? [] : narrow(meantIn(heard), heard.tokens, memory);
    const shared = [...new Set(narrowed.flat())];
    return { apps: narrowed.every(({ length }) => length === 1) && shared.length > 0 ? shared : named, shared };
  };

  /** Sharing read as what it is by who receives: within the company's group, or with others. */
  const inGroup = (guesses: readonly Guess[], apps: readonly AppId[], meant: readonly Mention[], said: readonly Token[]): readonly Guess[] => {
    if (companies.staysInGroup(apps, meant, said)) return withinGroup(guesses);
    return companies.leavesGroup(apps, meant) ? outsideGroup(guesses) : guesses;
  };

  /** The topics among the guesses, those that make no sense for the apps a little lower, those akin to what was spoken of a little higher. */
  const topicsFor = (guesses: readonly Guess[], apps: readonly AppId[], before: readonly TopicId[]): readonly TopicGuess[] => {
    const own = apps.map((id) => knowledge.apps.get(id)?.category);
    const isUnfit = ({ subject }: TopicGuess) => {
      const fits = fitting.get(subject);
      return fits !== undefined && own.length > 0 && !own.some((category) => fits.has(category));
    };
    const families = new Set(before.map((id) => knowledge.topics.get(id)?.family));
    const isAkin = ({ subject }: TopicGuess) => families.has(knowledge.topics.get(subject)?.family) && !before.includes(subject);
    const factor = (guess: TopicGuess) => (isUnfit(guess) ? UNFIT : 1) * (isAkin(guess) ? AKIN : 1);
    const topics = guesses.filter(recogniser.isTopic);
    if (!topics.some((guess) => factor(guess) !== 1)) return topics;
    return topics.map((guess) => ({ ...guess, score: guess.score * factor(guess) })).sort((a, b) => b.score - a.score);
  };

  const sureTopic = (tokens: readonly Token[]) => {
    const [top] = recogniser.recognise(tokens);
    return top && recogniser.isTopic(top) && isSure(top) ? top.subject : undefined;
  };
  const seek = createSeeker(knowledge, nameCategory, createConditionReader(knowledge.topics, sureTopic));

  /** What apps a question looks for; one that names apps looks for others than them if they are set aside: "an app like WhatsApp that …". */
  const soughtIn = (said: readonly Token[], { spans, tokens }: Heard, named: readonly AppId[]): Sought | undefined => {
    if (named.length === 0) return seek(recogniser.repairAll(said));
    const looksForOthers = !asksWhether(said) && said.some(({ text }) => OTHERS.has(text)) && spans.every(({ mention }) => mention.kind !== 'app' || mention.role === 'aside');
    if (!looksForOthers) return undefined;
    // "Other than WhatsApp, which app …": what is looked for comes behind the name.
    const name = tokens.findIndex(({ text }) => text === 'it');
    const sought = seek(tokens.filter(({ text }) => text !== 'it')) ?? (name <= LONGEST_ASIDE ? seek(tokens.slice(name + 1)) : undefined);
    return sought && sought.conditions.length > 0 ? { ...sought, except: named } : undefined;
  };

  /** Whether a meaning is asked for: "what is a backdoor", "zero-knowledge, what is that?"; not of what is pointed to: "what is it". */
  const asksMeaning = (said: readonly Token[]): boolean => {
    const [first, last] = [said[0], said.at(-1)];
    const sentence = said.filter((token) => token.sentence === first?.sentence);
    const opening = opensExplain(said);
    const begins = opening > 0 && opening >= opensFind(said) && opening >= opensHowTo(said) && !points(sentence.slice(opening, opening + POINTING));
    const tail = said.filter((token) => last !== undefined && inOneClause(token, last));
    const asking = tail.length < said.length ? opensExplain(tail) : 0;
    const asksAfter = asking > 0 && tail.slice(asking).every(({ text, stop }) => stop || PRONOUNS.has(text));
    const saysMeaning = last !== undefined && said.length <= SHORT && opensExplain([last]) > 0;
    return begins || asksAfter || saysMeaning;
  };

  /** Finds an opening behind fillers too: "ok and which of the two". */
  const afterFillers =
    (opens: Opening): Opening =>
    (said) => {
      let fillers = 0;
      let opening = opens(said);
      while (opening === 0 && FILLERS.has(said[fillers]?.text ?? '')) {
        fillers += 1;
        opening = opens(said.slice(fillers));
      }
      return opening > 0 ? fillers + opening : 0;
    };
  const opensAmong = afterFillers(opens('compare'));
  const opensFollowUp = afterFillers(opens('follow-up'));

  /** How many of the first words lean on what was asked before: "and", or "which one" where several apps were spoken of. */
  const openingOf = (said: readonly Token[], { apps, earlier }: Memory): number => Math.max(opensFollowUp(said), apps.length + earlier.length > 1 ? opensAmong(said) : 0);

  /** How the question is put: what it begins with, whom it points to, whose word it wants. */
  const mannerOf = (said: readonly Token[], { tokens, guesses: [best] }: Heard, opening: number, kind: ReturnType<CategoryNames>): Manner => ({
    goesOn: opening > 0 || points(said),
    explains: opening === 0 && asksMeaning(said) && !asksForKind(said, kind),
    howTo: opensHowTo(said) > 0,
    asksWhy: said.length > 0 && opensWhy(said) === said.length,
    publisher: publisherIn(said),
    among: opensAmong(said) > 0 ? howMany(said) : null,
    listed: listsNames(tokens),
    troubled: tellsTrouble(tokens),
    history: opensHistory(said) > 0 || best?.subject === 'history',
    scope: readScope(said)?.scope ?? null,
  });

  return (question, memory, today) => {
    const { period, rest: said } = readDates(readTokens(question.text), today);
    const opening = openingOf(said, memory);
    const heard = hear(said, opening);
    const { tokens, guesses } = heard;
    const meant = meantIn(heard);
    const { apps: named, shared } = ownApps(heard, said, memory);
    const sought = soughtIn(said, heard, named);
    const apps = sought === undefined ? named : [];
    const kind = nameCategory(said);
    const manner = mannerOf(said, heard, opening, kind);
    const [best] = guesses;
    const asOf = question.asOf ?? today;
    return {
      apps,
      shared,
      unknown: meant.flatMap(toUnknown).filter(({ name, known }) => known !== null || !tokenise(name).every((word) => places.has(word))),
      best,
      topics: topicsFor(inGroup(guesses, apps, meant, said), apps, manner.goesOn ? memory.topics : []),
      period: period ?? { from: asOf, to: asOf },
      wish: question.wish && grant(question.wish),
      choice: readChoice(said),
      empty: said.length === 0,
      blank: question.text.trim() === '',
      bare: tokens.every(({ stop }) => stop) && !(best && isSure(best)),
      follows: manner.goesOn || question.text.trimEnd().endsWith('?'),
      manner,
      category: kind?.category ?? null,
      sought,
      heard,
    };
  };
}
