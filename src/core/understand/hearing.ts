import type { AppId, Knowledge } from '../../knowledge/knowledge.ts';
import type { Subject } from '../../knowledge/lessons.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { stem } from '../../knowledge/text.ts';
import { createAppLinker, type Linked, type Mention, type Span } from './apps.ts';
import { createCategoryNames } from './categories.ts';
import type { AppMention, CompanyReader } from './companies.ts';
import { createOpening, type Opening } from './openings.ts';
import { preferring } from './preferring.ts';
import { createPublisherReader } from './publishers.ts';
import { createScopeReader } from './scopes.ts';
import { seeksKind } from './sought.ts';
import { outside, type Token } from './tokens.ts';
import type { Guess, TopicRecogniser } from './topics.ts';

/** The names that are meant as names, the words besides as they were probably meant, and what they may be about, best first. */
export interface Heard {
  readonly spans: readonly Span[];
  readonly tokens: readonly Token[];
  readonly guesses: readonly Guess[];
}

export interface Hearer {
  /** The names in a question and what else it says, without its opening and the words that say for whom or since when. */
  readonly hear: (said: readonly Token[], opening: number) => Heard;
  /** The apps that a question is about; who receives what another app shares is not. */
  readonly appsAsked: (heard: Heard, said: readonly Token[]) => readonly AppId[];
  /** Whose word is asked for; a company's own name stands for the company's app where no other is asked about. */
  readonly publisherIn: (said: readonly Token[]) => string | null;
}

/** From this fit on (share of the question's weight that a subject's phrasings hold) a subject is what the question is about. */
const SURE = 0.3;
/** Unless it is named, it must be as likely as that: measured, of less likely ones seven of eight are not what was asked. */
const LIKELY = 0.2;
/** A topic that the question names counts as sure from here on. */
const SURE_IF_NAMED = 0.15;
export const MOST_APPS = 5;
/** Verbs of passing something on: who stands behind "with" or "to" receives it. */
const GIVING = new Set(['share', 'send', 'give', 'sell', 'pass', 'hand', 'leak', 'feed'].map(stem));
/** The family of topics on who receives data. */
const SHARING = 'sharing';
/** The topic on backups: where they are kept isn't what is asked about. */
const BACKUPS: TopicId = 'e2ee-backups';
/** The topic on what others say of an app: a company that rates isn't what is asked about. */
const RATING: TopicId = 'privacy-rating';
/** Topics that a place belongs to: a question on them says more with it. */
const LOCATED: ReadonlySet<Subject> = new Set(['data-location', 'encryption-at-rest', 'data-retention', 'government-access', 'third-party-sharing', 'affiliate-sharing']);

/** Whether a guess is good enough to answer by. */
export function isSure({ fit, share, named }: Guess): boolean {
  return named ? fit >= SURE_IF_NAMED : fit >= SURE && share >= LIKELY;
}

export function meantIn({ spans }: Heard): readonly Mention[] {
  return spans.map(({ mention }) => mention);
}

function isOnApp(span: Span): span is Span & { readonly mention: AppMention } {
  return span.mention.kind === 'app';
}

/** How plainly a reading speaks of something: by the fit of its best guess, whether it is named, and a little by how much is said of it. */
function plainness([best]: readonly Guess[]): number {
  return best === undefined ? 0 : (best.fit + (best.named ? SURE_IF_NAMED : 0)) * Math.log1p(best.score);
}

/** Makes the hearer over a knowledge base: the indexes are built once, here. */
export function createHearer(knowledge: Knowledge, recogniser: TopicRecogniser, { withoutCompanies, withoutReader, isCompany }: CompanyReader, opensHistory: Opening): Hearer {
  const link = createAppLinker(knowledge, new Set(knowledge.words), recogniser);
  const nameCategory = createCategoryNames(knowledge);
  const readScope = createScopeReader(knowledge);
  const readPublisher = createPublisherReader(knowledge);
  const opensByPublisher = createOpening(knowledge.intents.get('by-publisher'));

  /** What the whole message speaks of or, of one with several sentences, the sentence that speaks most plainly. */
  const recognise = (tokens: readonly Token[]): readonly Guess[] => {
    if (tokens[0]?.sentence === tokens.at(-1)?.sentence) return recogniser.recognise(tokens);
    const numbers = new Set(tokens.map(({ sentence }) => sentence));
    const sentences = [...numbers].map((number) => tokens.filter(({ sentence }) => sentence === number));
    const readings = [tokens, ...sentences].map(recogniser.recognise);
    return readings.toSorted((a, b) => plainness(b) - plainness(a))[0] ?? [];
  };

  const recogniseIn = (named: readonly Token[]) => {
    const tokens = recogniser.repairAll(withoutCompanies(named));
    return { tokens, guesses: recognise(tokens) };
  };

  /** Settles whether names that are also words are meant as names: if no other app is named and the rest is then a question on one. */
  const settle = ({ spans, rest, restIfSure }: Linked): Heard => {
    if (spans.every(({ mention }) => mention.sure)) return { spans, ...recogniseIn(rest) };
    const certain = spans.filter(({ mention }) => mention.sure);
    const all = recogniseIn(rest);
    const told = all.guesses[0]?.subject !== 'off-topic' && all.guesses.some(isSure);
    const alone = !certain.some(({ mention, words }) => mention.kind === 'app' && mention.role === 'subject' && !isCompany(mention.app, words));
    const compared = all.guesses[0]?.subject === 'compare' || all.guesses[0]?.subject === 'overview';
    return told && (alone || compared) ? { spans, ...all } : { spans: certain, ...recogniseIn(restIfSure) };
  };

  const appsAsked: Hearer['appsAsked'] = ({ spans, guesses }, said) => {
    const top = guesses.find(recogniser.isTopic)?.subject;
    const all = spans.filter(isOnApp);
    const named = (top === RATING ? preferring(all, ({ mention, words }) => !isCompany(mention.app, words)) : all).map(({ mention }) => mention);
    const mentioned = preferring(named, ({ role }) => role !== 'aside');
    const sharing = (top !== undefined && knowledge.topics.get(top)?.family === SHARING) || said.some((token) => GIVING.has(token.stem));
    const backedUp = top === BACKUPS ? preferring(mentioned, ({ app }) => knowledge.apps.get(app)?.category !== 'storage') : mentioned;
    const asked = sharing ? preferring(mentioned, ({ role }) => role !== 'receiver') : withoutReader(backedUp, top, said);
    return [...new Set(asked.map(({ app }) => app))].slice(0, MOST_APPS);
  };

  /** Without the kind of app that is looked for, whose name an app may have too: "messenger without a phone number". */
  const withoutKind = (said: readonly Token[]): readonly Token[] => {
    const kind = nameCategory(said);
    return seeksKind(said, kind) ? outside(said, kind) : said;
  };

  /** Without who is asked for a word on an app, if a company's name is in it and another app is asked about: "did mozilla rate tinder". */
  const withoutPublisher = (said: readonly Token[]): readonly Token[] => {
    const read = opensByPublisher(said) > 0 ? readPublisher(said) : null;
    const others = read === null ? [] : outside(said, read);
    return link(others).spans.some(({ mention }) => mention.kind === 'app') ? others : said;
  };

  /** Whether one reading is as good as another: on the same apps, with a topic that is sure without its place. */
  const isAsGood = (plain: Heard, whole: Heard, said: readonly Token[]): boolean => {
    const [top] = plain.guesses;
    const isLocated = [top, whole.guesses[0]].some((guess) => guess !== undefined && LOCATED.has(guess.subject));
    if (top === undefined || !isSure(top) || !recogniser.isTopic(top) || isLocated) return false;
    return appsAsked(plain, said).join() === appsAsked(whole, said).join();
  };

  /** Without the words that only say for whom, or that what has changed is asked, if what is left names its topic just as well. */
  const linkPlainly = (said: readonly Token[], opening: number): Heard => {
    const after = said.slice(opening);
    const asked = after.slice(opensHistory(after));
    const whole = settle(link(withoutKind(asked.length > 0 ? asked : said)));
    const scope = readScope(asked);
    const others = scope === null ? [] : outside(asked, scope);
    if (others.length === 0) return whole;
    const plain = settle(link(others));
    return isAsGood(plain, whole, said) ? plain : whole;
  };

  return {
    hear: (said, opening) => (recogniser.worded(said) === 'greeting' ? { spans: [], ...recogniseIn(said) } : linkPlainly(withoutPublisher(said), opening)),
    appsAsked,
    publisherIn: (said) => {
      const read = opensByPublisher(said) > 0 ? readPublisher(said) : null;
      return read === null || (read.company && withoutPublisher(said) === said) ? null : read.publisher;
    },
  };
}
