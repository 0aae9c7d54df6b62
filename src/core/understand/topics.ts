import type { Knowledge, Topic } from '../../knowledge/knowledge.ts';
import type { Subject } from '../../knowledge/lessons.ts';
import { once } from '../../knowledge/once.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { isUnspaced, stem, tokenise } from '../../knowledge/text.ts';
import { oncePer } from '../memo.ts';
import { createClassifier, type Match } from './classifier.ts';
import { createLanguageOf, MAIN } from './languages.ts';
import { teach } from './lessons.ts';
import { createSlipIndex } from './slips.ts';
import { createTermIndex, type Term } from './terms.ts';
import { asToken, LIMITS, type Token } from './tokens.ts';
import { noteWords, testOncePerWord, type Word, wordOf } from './words.ts';

/** A subject that a question may be about, with what speaks for it. */
export interface Guess extends Match {
  /** Said where one of a topic's names or decisive terms stands in the question. */
  readonly named?: true;
}

/** A guess that is a topic, not what people want besides. */
export interface TopicGuess extends Guess {
  readonly subject: TopicId;
}

export interface TopicRecogniser {
  /** The subjects that a question without its app's name speaks of, best first; empty if no word of it belongs to any. */
  readonly recognise: (tokens: readonly Token[]) => readonly Guess[];
  /** The words of a question by which a subject was recognised, those that tell most first. */
  readonly matched: (tokens: readonly Token[], subject: Subject) => readonly string[];
  /** The intent that a question is worded just as, names and all: "olá", which is an app too. */
  readonly worded: (tokens: readonly Token[]) => Subject | undefined;
  readonly isTopic: (guess: Guess) => guess is TopicGuess;
  /** Whether a word occurs in the phrasings of any topic; an English one by its stem. */
  readonly knows: (word: Word) => boolean;
  /** Whether it occurs in phrasings of another language than English. */
  readonly isForeign: (word: Word) => boolean;
  /** Whether it occurs in those only, and is no common English word. */
  readonly isOnlyForeign: (word: Word) => boolean;
  /** Whether a question is in English. */
  readonly isEnglish: (tokens: readonly Token[]) => boolean;
  /** The token as it was probably meant: a misspelt word of the phrasings repaired, any other as it is. */
  readonly repair: (token: Token) => Token;
  /** The same of all words of a message, of which so many may be misspelt. */
  readonly repairAll: (tokens: readonly Token[]) => readonly Token[];
  /** Space-free forms of the topics' terms of several words, which may hold a word that is an app's name elsewhere. */
  readonly phrases: ReadonlySet<string>;
  /** The same of what stands inside them. */
  readonly phraseParts: ReadonlySet<string>;
}

/** What a topic's own name, or a term that settles it, adds, as a share of the question's whole weight. */
const NAMED = 0.35;
const DECISIVE = 0.5;
/** Of other languages than English there are few phrasings, so that a word in none of them tells little against a topic. */
const UNSEEN_ELSEWHERE = 0.35;
/** So much, in what the question weighs, counts an intent that is worded just so: more than any other can. */
const SURELY = 3;
const SHORTEST_REPAIRED = 4;
const UNNAMED: ReadonlyMap<Subject, number> = new Map();

/** A topic's own name, or a term that settles it. */
interface Naming {
  readonly subject: Subject;
  readonly kind: 'name' | 'decisive';
}

function namingsOf(topics: readonly Topic[]): readonly Term<Naming>[] {
  const toTerm = (subject: Subject, kind: Naming['kind']) => (text: string) => ({ words: tokenise(text).map(stem), value: { subject, kind } });
  return topics.flatMap(({ id, names, decisive = [] }) => [...names.map(toTerm(id, 'name')), ...decisive.map(toTerm(id, 'decisive'))]);
}

/** The topics' terms of several words, without their spaces, and what stands inside them. */
function phrasesOf(topics: readonly Topic[]): Pick<TopicRecogniser, 'phrases' | 'phraseParts'> {
  const terms = topics.flatMap(({ names, decisive = [] }) => [...names, ...decisive].map(tokenise)).filter((words) => words.length > 1);
  const starts = (words: readonly string[]) => words.map((_, from) => words.slice(from));
  const parts = terms.flatMap(starts).flatMap((words) => words.map((_, to) => words.slice(0, to + 1).join('')));
  return { phrases: new Set(terms.map((words) => words.join(''))), phraseParts: new Set(parts) };
}

/** Letters that some write as figures: "r34d my ch4ts". */
const FIGURES: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** Makes the repair of misspelt words: those that are neither common nor known, nor just so of another language, become the nearest known word. */
function createRepair(
  vocabulary: ReadonlyMap<string, string>,
  { knows, isOnlyForeign, isEnglish }: Pick<TopicRecogniser, 'knows' | 'isOnlyForeign' | 'isEnglish'>,
  count: (stem: string) => number,
  commonWords: ReadonlySet<string>,
): Pick<TopicRecogniser, 'repair' | 'repairAll'> {
  /** A word with figures among its letters, if it is one that is known without them. */
  const plainly = (token: Token): Token => {
    if (!/\d/u.test(token.text) || !/\p{L}/u.test(token.text)) return token;
    const text = token.text.replaceAll(/[013457]/gu, (figure) => FIGURES[figure] ?? figure);
    const known = vocabulary.get(text) ?? (commonWords.has(text) ? stem(text) : undefined);
    return known === undefined || vocabulary.has(token.text) ? token : asToken(wordOf(text), token);
  };
  /** Made when the first word of no phrasing comes: it takes longer than a question does. */
  const near = once(() => createSlipIndex([...vocabulary.keys()].filter((word) => word.length >= SHORTEST_REPAIRED)));
  const isFine = testOncePerWord((word: Word) => word.stop || word.unspaced || word.text.length < SHORTEST_REPAIRED || knows(word) || commonWords.has(word.text));
  const nearest = oncePer((token: Token): Token => {
    const candidates = near()(token.text);
    const [best] = candidates
      .filter(({ distance }) => distance === candidates[0]?.distance)
      .toSorted((a, b) => count(vocabulary.get(b.word) ?? '') - count(vocabulary.get(a.word) ?? ''));
    return best ? asToken(wordOf(best.word), token) : token;
  });
  const mended = (written: Token): Token => {
    const token = plainly(written);
    return token !== written && isFine(token) ? token : nearest(token);
  };
  const repair = (written: Token): Token => (isFine(written) ? written : mended(written));
  const repairAll = (tokens: readonly Token[]): readonly Token[] => {
    const inEnglish = once(() => isEnglish(tokens));
    const isMisspelt = (token: Token) => !isFine(token) || (token.text.length >= SHORTEST_REPAIRED && isOnlyForeign(token) && inEnglish());
    const misspelt = new Set(tokens.filter(isMisspelt).slice(0, LIMITS.misspelt));
    return misspelt.size === 0 ? tokens : tokens.map((token) => (misspelt.has(token) ? mended(token) : token));
  };
  return { repair, repairAll };
}

/** A topic that is a part of wider ones, and whether words speak of what tells it from those. */
interface Part {
  readonly subject: TopicId;
  readonly wider: readonly Subject[];
  readonly isMeant: (tokens: readonly Token[]) => boolean;
}

function partsOf(topics: readonly Topic[]): readonly Part[] {
  return topics.flatMap(({ id, narrows }) => {
    if (narrows === undefined) return [];
    const words = narrows.words.flatMap(tokenise);
    const stems = new Set(words.map(stem));
    const runs = words.filter(isUnspaced);
    const tells = (token: Token) => (token.unspaced ? runs.some((run) => token.text.includes(run)) : stems.has(token.stem));
    return [{ subject: id, wider: narrows.topics, isMeant: (tokens) => tokens.some(tells) }];
  });
}

/** Puts the part of a topic that the words speak of before the whole of it. */
function fitted(guesses: readonly Guess[], tokens: readonly Token[], parts: readonly Part[]): readonly Guess[] {
  const [top] = guesses;
  if (top === undefined) return guesses;
  const part = parts.find(({ wider, isMeant }) => wider.includes(top.subject) && isMeant(tokens));
  return part ? [{ ...top, subject: part.subject }, ...guesses.filter(({ subject }) => subject !== part.subject)] : guesses;
}

/** The matches with what being named adds; a topic that only its name speaks for is one of them. */
function withNamed(matches: readonly Match[], named: ReadonlyMap<Subject, number>, whole: number): readonly Guess[] {
  if (named.size === 0) return matches;
  const others = matches.filter(({ subject }) => !named.has(subject));
  const namedOnes = [...named].map(([subject, extra]): Guess => {
    const match = matches.find((one) => one.subject === subject);
    return { subject, score: (match?.score ?? 0) + whole * extra, share: match?.share ?? 0, fit: Math.min(1, (match?.fit ?? 0) + extra), named: true };
  });
  return [...namedOnes, ...others];
}

/** Whether a word stands beside the one that stands for the app, which may stand anywhere: "what happened to my it account". */
function isBesideIt({ text }: Pick<Word, 'text'>): boolean {
  return text !== 'it';
}

/** How something is worded beside that. */
function wordingOf(words: readonly Pick<Word, 'text'>[]): string {
  return words
    .filter(isBesideIt)
    .map(({ text }) => text)
    .join(' ');
}

/** What was learned from the phrasings of a knowledge base that the build hasn't learned from. */
const taught = oncePer((topics: Knowledge['topics'], intents: Knowledge['intents']) => teach({ topics, intents }));

/**
 * Makes the recogniser of topics and intents: what is learned from their phrasings, names and decisive terms, with spelling
 * repair. Words of companies' names are not taken for words of another language ("Savoir-faire Linux").
 */
export function createTopicRecogniser(
  known: Pick<Knowledge, 'topics' | 'intents' | 'lessons'>,
  commonWords: ReadonlySet<string>,
  companies: ReadonlySet<string> = new Set(),
): TopicRecogniser {
  const { main, others: lessons } = known.lessons ?? taught(known.topics, known.intents);
  noteWords(commonWords);
  noteWords(main.words);
  const topics = [...known.topics.values()];
  const namings = createTermIndex(namingsOf(topics), 'stem');
  const vocabulary = new Map([...main.words, ...topics.flatMap(({ decisive = [] }) => decisive.flatMap(tokenise))].map((word) => [word, stem(word)]));
  const foreign = new Set(Object.values(lessons).flatMap(({ words }) => words.filter((word) => !companies.has(word))));
  const stems = new Set(vocabulary.values());
  const isForeign = testOncePerWord(({ text }) => foreign.has(text));
  /** Whether it is an English word of the phrasings, in any form of it; a bare stem is no word ("disord" of "disorder"). */
  const isOurs = testOncePerWord(({ text, stem: own }) => stems.has(own) && (text !== own || vocabulary.has(text) || commonWords.has(text)));
  const knows = testOncePerWord((word) => isOurs(word) || isForeign(word));
  const isOnlyForeign = testOncePerWord((word) => isForeign(word) && !word.stop && !commonWords.has(word.text) && !isOurs(word));
  const languageOf = createLanguageOf(lessons, (word) => commonWords.has(word) || vocabulary.has(word));
  const isEnglish: TopicRecogniser['isEnglish'] = (tokens) => languageOf(tokens) === MAIN;
  const english = createClassifier(main);
  /** Made when the first question in the language comes. */
  const others = new Map(Object.entries(lessons).map(([language, { lesson }]) => [language, once(() => createClassifier(lesson(), UNSEEN_ELSEWHERE))]));
  /** What was learned of the language that a question is in. */
  const classifierFor = (tokens: readonly Token[]) => others.get(languageOf(tokens))?.() ?? english;
  const parts = partsOf(topics);
  const topicIds: ReadonlySet<string> = new Set(topics.map(({ id }) => id));

  /** What being named adds to a topic, as a share of the question's whole weight. */
  const namedIn = (tokens: readonly Token[]): ReadonlyMap<Subject, number> => {
    const found = namings.all(tokens).map(({ value }) => value);
    if (found.length === 0) return UNNAMED;
    const adds = ({ subject }: Naming, kind: Naming['kind'], share: number) => (found.some((one) => one.subject === subject && one.kind === kind) ? share : 0);
    return new Map(found.map((naming) => [naming.subject, adds(naming, 'name', NAMED) + adds(naming, 'decisive', DECISIVE)]));
  };

  /** What people want besides a topic, by how they word it, and the one that a question words just so. */
  const wordings = new Map(
    [...known.intents.values()].flatMap(({ id, phrasings = {} }) =>
      Object.values(phrasings).flatMap((texts) => texts.map((text) => [wordingOf(tokenise(text).map((word) => ({ text: word }))), id] as const)),
    ),
  );
  const [firsts, lasts] = [new Set<string>(), new Set<string>()];
  for (const wording of wordings.keys()) {
    firsts.add(wording.slice(0, wording.search(/ |$/u)));
    lasts.add(wording.slice(wording.lastIndexOf(' ') + 1));
  }
  const [begins, ends] = [testOncePerWord(({ text }) => firsts.has(text)), testOncePerWord(({ text }) => lasts.has(text))];
  const worded: TopicRecogniser['worded'] = (tokens) => {
    const [first, last] = [tokens.find(isBesideIt), tokens.findLast(isBesideIt)];
    // One word beside the app's name isn't enough.
    const isEnough = first !== last || tokens.length === 1;
    if (!first || !last || !begins(first) || !ends(last) || !isEnough) return undefined;
    return wordings.get(wordingOf(tokens));
  };
  const wordedIn = (tokens: readonly Token[], whole: number): readonly Guess[] => {
    const subject = worded(tokens);
    return subject === undefined ? [] : [{ subject, score: SURELY * Math.max(1, whole), share: 1, fit: 1 }];
  };

  return {
    recognise: (tokens) => {
      const { matches, whole } = classifierFor(tokens).classify(tokens);
      const guesses: readonly Guess[] = [...withNamed(matches, namedIn(tokens), whole), ...wordedIn(tokens, whole)];
      return fitted(
        guesses.toSorted((a, b) => b.score - a.score),
        tokens,
        parts,
      );
    },
    matched: (tokens, subject) => {
      const own = classifierFor(tokens);
      const shared = new Set(own.shared(tokens, subject));
      const order = (token: Token) => own.count(token.stem);
      return [...new Map(tokens.filter((token) => !token.stop && shared.has(token.stem)).map((token) => [token.stem, token])).values()]
        .toSorted((a, b) => order(a) - order(b))
        .map(({ text }) => text);
    },
    worded,
    ...createRepair(vocabulary, { knows, isOnlyForeign, isEnglish }, english.count, commonWords),
    ...phrasesOf(topics),
    isTopic: (guess): guess is TopicGuess => topicIds.has(guess.subject),
    knows,
    isForeign,
    isOnlyForeign,
    isEnglish,
  };
}
