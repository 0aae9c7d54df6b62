import type { AppId, Knowledge, NamedApp } from '../../knowledge/knowledge.ts';
import { once } from '../../knowledge/once.ts';
import { isUnspaced, tokenise } from '../../knowledge/text.ts';
import { createAffixReader } from './affixes.ts';
import { isAgainstName, isChatWord, isNamePlace, isOwner, judgeWord, type WordFacts } from './cues.ts';
import { MAIN } from './languages.ts';
import { createLongNames, type LongNames, NOWHERE } from './long-names.ts';
import { type Entry, LONGEST_NAME, type Names, readNames } from './names.ts';
import { preferring } from './preferring.ts';
import { type Role, roleAt } from './roles.ts';
import { type Beginnings, beginningsOf, createRunSplitter, mayFollow } from './runs.ts';
import { createSlipIndex, distance, type Near } from './slips.ts';
import { asToken, inOneClause, isInside, LIMITS, type Stretch, type Token } from './tokens.ts';
import { createUnknownNames, type IsTaken } from './unknown-names.ts';
import { testOncePerWord, type Word, wordOf } from './words.ts';

/** A name that was found in a question, and whom it means. */
export type Mention =
  /** An app. */
  | { readonly kind: 'app'; readonly app: AppId; readonly sure: boolean; readonly role: Role }
  /** A name that several apps answer to. */
  | { readonly kind: 'shared'; readonly name: string; readonly apps: readonly AppId[]; readonly sure: boolean }
  /** A real app of which only name and category are known. */
  | { readonly kind: 'named'; readonly named: NamedApp; readonly sure: boolean }
  /** A word that nobody knows, where an app's name would stand. */
  | { readonly kind: 'unknown'; readonly name: string; readonly sure: boolean };

/** How a name was found: as it is, misspelt, or as a word that nobody knows. */
export type FoundAs = 'exact' | 'slip' | 'unknown';

/** Where a name stands. */
export interface Span extends Stretch {
  readonly mention: Mention;
  readonly how: FoundAs;
  /** The words that were read as the name. */
  readonly words: string;
}

/** The names in a question, and what it says besides. */
export interface Linked {
  readonly spans: readonly Span[];
  /** The words with each name but a receiver's replaced by "it", as phrasings of topics have it: if all names are meant as names. */
  readonly rest: readonly Token[];
  /** The same if only those are that are sure. */
  readonly restIfSure: readonly Token[];
}

/** What the linker asks of the recogniser of topics. */
export interface Vocabulary {
  readonly knows: (word: Word) => boolean;
  /** Whether a word is one of another language than English: "cái", "fac". */
  readonly isForeign: (word: Word) => boolean;
  readonly isOnlyForeign: (word: Word) => boolean;
  readonly isEnglish: (tokens: readonly Token[]) => boolean;
  readonly repair: (token: Token) => Token;
  readonly phrases: ReadonlySet<string>;
  /** The same of what stands inside them. */
  readonly phraseParts: ReadonlySet<string>;
}

export type AppLinker = (tokens: readonly Token[]) => Linked;

/** A shorter name is one word, unless it is written as several: "w a gun" doesn't name WhatsApp, but "c ai" names Character.AI. */
const SHORTEST_JOINED = 4;
const SHORTEST_SLIP = 4;
/** A misspelt name that is also a word has to be longer to be told from other words. */
const SHORTEST_WORD_SLIP = 5;
/** Of a word and a name as near as each other a name so long is meant, if it is no word itself: "twiter" is no twister. */
const LONG_NAME = 6;
/** A shorter name may be a word of another language: c.ai is written as the Vietnamese "cái" is. */
const SHORTEST_FOREIGN = 5;

/** What stands in a name's place when the name is taken out. */
function asIt({ sentence, clause }: Token): Token {
  return asToken(wordOf('it'), { capital: false, marked: false, sentence, clause });
}

/** The words with each span of them replaced by "it"; the spans stand in order. */
function without(tokens: readonly Token[], spans: readonly Span[]): readonly Token[] {
  if (spans.length === 0) return tokens;
  const rest: Token[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    const first = tokens[from];
    rest.push(...tokens.slice(at, from), ...(first ? [asIt(first)] : []));
    at = to;
  }
  return [...rest, ...tokens.slice(at)];
}

function textOf(tokens: readonly Token[], { from, to }: Stretch): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join('');
}

function toMention({ apps, named, name }: Entry, sure: boolean, role: Role): Mention {
  const [first, second] = apps;
  if (first && second) return { kind: 'shared', name, apps, sure };
  if (first) return { kind: 'app', app: first, sure, role };
  return named ? { kind: 'named', named, sure } : { kind: 'unknown', name, sure };
}

function takenBy(spans: readonly Span[]): IsTaken {
  return (index) => isInside(index, spans);
}

/** A name near a misspelt word, and its entry. */
interface NearName extends Near {
  readonly entry: Entry;
}

/** An entry, and where its name ends. */
interface Ending {
  readonly entry: Entry;
  readonly to: number;
}

/** The one that takes in more words; else the second. */
function longer(one: Ending | undefined, other: Ending | undefined): Ending | undefined {
  return one && one.to > (other?.to ?? 0) ? one : other;
}

/** The longest name that the words from a place on spell without their spaces; "hello sir, I …" doesn't name Siri. */
function longestAt(tokens: readonly Token[], from: number, names: Names, beginnings: Beginnings): Ending | undefined {
  let longest: Ending | undefined;
  let text = '';
  const first = tokens[from];
  for (let at = from; at < from + LONGEST_NAME; at += 1) {
    const token = tokens[at];
    if (!token || !first || !inOneClause(token, first)) break;
    text += token.text;
    const entry = names.get(text);
    const isWhole = at === from || text.length >= SHORTEST_JOINED || entry?.parted === true;
    if (entry && isWhole) longest = { entry, to: at + 1 };
    if (!mayFollow(beginnings, text, tokens[at + 1]?.text)) break;
  }
  return longest;
}

/** Whether a stretch is a part of a topic's term: "signal protocol", "google analytics". */
function isInsidePhrase(tokens: readonly Token[], { from, to }: Stretch, { phrases, phraseParts }: Vocabulary): boolean {
  if (!phraseParts.has(textOf(tokens, { from, to }))) return false;
  for (let start = Math.max(0, from - 2); start <= from; start += 1) {
    for (let end = to; end <= Math.min(tokens.length, start + LONGEST_NAME); end += 1) {
      if (end - start > to - from && phrases.has(textOf(tokens, { from: start, to: end }))) return true;
    }
  }
  return false;
}

/** The spans that begin at some place, from left to right, none inside another. */
function findSpans(tokens: readonly Token[], at: (from: number) => Span | undefined): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < tokens.length; ) {
    const span = at(from);
    if (span) spans.push(span);
    from = span?.to ?? from + 1;
  }
  return spans;
}

/** The name as it was written, as far as its capitals tell. */
function writtenName(tokens: readonly Token[]): string {
  return tokens.map(({ text, capital }) => (capital ? text.charAt(0).toUpperCase() + text.slice(1) : text)).join(' ');
}

/** Makes the linker of names to apps: exact and space-free forms first, then slips, then words that nobody knows. */
export function createAppLinker(
  knowledge: Pick<Knowledge, 'apps' | 'names' | 'categories' | 'places' | 'affixes'>,
  commonWords: ReadonlySet<string>,
  vocabulary: Vocabulary,
): AppLinker {
  const names = readNames(knowledge);
  const beginnings = beginningsOf(names.keys());
  const canSlip = ([key, { word }]: readonly [string, Entry]) => key.length >= (word ? SHORTEST_WORD_SLIP : SHORTEST_SLIP) && !isUnspaced(key);
  const near = once(() => createSlipIndex([...names].filter(canSlip).map(([key]) => key)));
  const kinds = new Set(Object.values(knowledge.categories).flatMap((category) => Object.values(category.names).flat()));
  /** "European Teams customers": a people before a name is no part of it. */
  const peoples = new Set(Object.values(knowledge.places).flatMap(({ adjectives }) => Object.values(adjectives).flat().flatMap(tokenise)));
  const facts: WordFacts = {
    isOrdinary: testOncePerWord((word) => word.stop || commonWords.has(word.text) || vocabulary.knows(word) || peoples.has(word.text) || isChatWord(word)),
    isName: testOncePerWord(({ text }) => names.has(text)),
    isForeign: vocabulary.isForeign,
    isKind: testOncePerWord(({ text }) => kinds.has(text)),
  };

  /** Whether a word may be a misspelt name: none that is a word, a name that was judged no name here, or the plural of one. */
  const mayBeSlip = testOncePerWord((word: Word): boolean => {
    if (word.unspaced || word.text.length < SHORTEST_SLIP || facts.isOrdinary(word)) return false;
    return !facts.isName(word) && !facts.isKind(word) && !(word.text.endsWith('s') && names.has(word.text.slice(0, -1)));
  });

  /** Whether a word of another language may be one in an English question: "is sesion encrypted". */
  const isSlipInEnglish = testOncePerWord(
    (word) => word.text.length >= SHORTEST_SLIP && vocabulary.isOnlyForeign(word) && !facts.isName(word) && !facts.isKind(word) && !peoples.has(word.text),
  );

  const longNames = createLongNames(names, mayBeSlip);

  const { [MAIN]: english, ...others } = knowledge.affixes;
  const readEnglish = createAffixReader(english ? [english] : [], names);
  const readForeign = createAffixReader(Object.values(others), names);
  const beginsName = testOncePerWord(({ text }) => beginnings.has(text));

  /** The name of one word or two that something is joined to. */
  const joinedAt = (tokens: readonly Token[], from: number, read: (text: string, last: Token) => Entry | undefined): Ending | undefined => {
    const [first, second] = [tokens[from], tokens[from + 1]];
    const own = first && read(first.text, first);
    if (own) return { entry: own, to: from + 1 };
    if (!first || !second || !inOneClause(first, second) || !(names.has(first.text) || mayFollow(beginnings, first.text, second.text))) return undefined;
    const entry = read(first.text + second.text, second);
    return entry && { entry, to: from + 2 };
  };

  /** The name that a language joined something to; what is a word in English too is one only as an owner's: "zooms encryption". */
  const affixedAt = (tokens: readonly Token[], from: number): Ending | undefined => {
    if (tokens[from]?.stop || tokens[from]?.unspaced) return undefined;
    const owner = joinedAt(tokens, from, readEnglish);
    if (owner) return !owner.entry.word || isOwner(tokens, from) ? owner : undefined;
    return joinedAt(tokens, from, (text, last) => (facts.isOrdinary(last) ? undefined : readForeign(text)));
  };

  /** Whether a name may begin with a word that is spelt right, by the word alone. */
  const mayBegin = testOncePerWord((word) => beginsName(word) || readEnglish(word.text) !== undefined || readForeign(word.text) !== undefined);

  /** The name as it stands; one that several apps share gives way to a longer one with an ending: "google assistants". */
  const exactAt = (tokens: readonly Token[], from: number): Ending | undefined => {
    const first = tokens[from];
    const exact = first && beginsName(first) ? longestAt(tokens, from, names, beginnings) : undefined;
    if (exact && exact.entry.apps.length < 2) return exact;
    return longer(affixedAt(tokens, from), exact);
  };

  /** The entry that the words from a place on name, as they stand or, if that takes in more words, with a slip. */
  const entryAt = (tokens: readonly Token[], from: number, longAt: ReturnType<LongNames>) => {
    const exact = exactAt(tokens, from);
    const found = longer(longAt(from), exact);
    const how: FoundAs = found === exact ? 'exact' : 'slip';
    return { found, how };
  };

  /** Whether words that are a name are words besides: said so, short ones of another language, or several common ones. */
  const isWordToo = (words: readonly Token[], { word }: Entry): boolean => {
    const [first, second] = words;
    if (word || first === undefined) return word;
    if (second === undefined) return first.text.length < SHORTEST_FOREIGN && (first.marked || vocabulary.isForeign(first));
    return words.every(facts.isOrdinary) && !words.some(facts.isName);
  };

  /** The name at a place, if there is one that is meant as a name, for sure or perhaps. */
  const nameAt = (tokens: readonly Token[], from: number, longAt: ReturnType<LongNames>): Span | undefined => {
    const first = tokens[from];
    if (first === undefined || (longAt === NOWHERE && !mayBegin(first))) return undefined;
    const { found, how } = entryAt(tokens, from, longAt);
    if (!found || isInsidePhrase(tokens, { from, to: found.to }, vocabulary)) return undefined;
    const stretch = { from, to: found.to };
    const words = tokens.slice(from, found.to);
    const judgement = isWordToo(words, found.entry) ? judgeWord(tokens, stretch, facts) : 'sure';
    if (judgement === 'no') return undefined;
    return { from, to: found.to, how, words: writtenName(words), mention: toMention(found.entry, judgement === 'sure', roleAt(tokens, from, facts.isName)) };
  };

  const findExact = (tokens: readonly Token[]): readonly Span[] => {
    const longAt = longNames(tokens);
    return findSpans(tokens, (from) => nameAt(tokens, from, longAt));
  };

  /**
   * Whether a misspelt word means a common word rather than the name near it: if that is nearer. Of two as near it is the name
   * where that is long and no word itself, and where a name would stand ("is signl …").
   */
  const isWordRather = (tokens: readonly Token[], at: number, { word, distance: far, entry }: NearName): boolean => {
    const token = tokens[at];
    const repaired = token && vocabulary.repair(token);
    if (!token || !repaired || repaired === token || token.capital || names.has(repaired.text) || isAgainstName(tokens, at, facts)) return false;
    const isNameRather = (!entry.word && word.length >= LONG_NAME) || isNamePlace(tokens, { from: at, to: at + 1 });
    return distance(token.text, repaired.text, 2) <= (isNameRather ? far - 1 : far);
  };

  /** Whether it is what an app calls itself, not another name for it. */
  const isOwnName = ({ name, apps }: Entry): boolean => apps.some((id) => knowledge.apps.get(id)?.name === name);

  /** The names nearest to a misspelt word; those of which more than the name is known, if there are any, and of those what apps call themselves. */
  const nearestNames = (text: string): readonly NearName[] => {
    const all = near()(text);
    const nearest = all.filter(({ distance: far }) => far === all[0]?.distance);
    const found = nearest.flatMap((one) => {
      const entry = names.get(one.word);
      return entry ? [{ ...one, entry }] : [];
    });
    const known = preferring(found, ({ entry }) => entry.apps.length > 0);
    return preferring(known, ({ entry }) => isOwnName(entry));
  };

  /** The one name that a misspelt word means, if one is nearest; of two, the one that begins alike. A name of several words isn't meant two slips away. */
  const slipAt = (tokens: readonly Token[], at: number, { text }: Token): Entry | undefined => {
    const all = nearestNames(text);
    const [first] = all;
    if (!first || (first.distance > 1 && first.entry.name.includes(' ')) || isWordRather(tokens, at, first)) return undefined;
    if (all.every(({ entry }) => entry.apps[0] === first.entry.apps[0])) return first.entry;
    const alike = all.filter(({ word }) => word[0] === text[0]);
    return alike.length === 1 ? alike[0]?.entry : undefined;
  };

  /** The misspelt name at a place; one that is a word besides is judged as if it were spelt right, and a short one with a capital is a name of its own. */
  const slipSpanAt = (tokens: readonly Token[], from: number, token: Token): Span | undefined => {
    const stretch = { from, to: from + 1 };
    const entry = slipAt(tokens, from, token);
    if (!entry || (entry.word && token.capital && token.text.length <= LONG_NAME)) return undefined;
    const judgement = entry.word ? judgeWord(tokens, stretch, facts) : 'sure';
    if (judgement === 'no') return undefined;
    return { ...stretch, how: 'slip', words: token.text, mention: toMention(entry, judgement === 'sure', roleAt(tokens, from, facts.isName)) };
  };

  const findSlips = (tokens: readonly Token[], isTaken: IsTaken): readonly Span[] => {
    const spans: Span[] = [];
    const inEnglish = once(() => vocabulary.isEnglish(tokens));
    let tries = 0;
    for (const [from, token] of tokens.entries()) {
      if (tries === LIMITS.misspelt || isTaken(from) || !(mayBeSlip(token) || (isSlipInEnglish(token) && inEnglish()))) continue;
      tries += 1;
      const span = slipSpanAt(tokens, from, token);
      if (span) spans.push(span);
    }
    return spans;
  };

  const unknownAt = createUnknownNames(facts, vocabulary.repair);

  const findUnknown = (tokens: readonly Token[], isTaken: IsTaken): readonly Span[] => {
    let tries = 0;
    return findSpans(tokens, (from) => {
      const token = tokens[from];
      if (token && !facts.isOrdinary(token)) tries += 1;
      const stretch = tries > LIMITS.misspelt ? undefined : unknownAt(tokens, from, isTaken);
      if (!stretch) return undefined;
      const name = writtenName(tokens.slice(stretch.from, stretch.to));
      return { ...stretch, how: 'unknown', words: name, mention: { kind: 'unknown', name, sure: true } };
    });
  };

  const split = createRunSplitter(names, beginnings);

  return (asked) => {
    const tokens = split(asked);
    const exact = findExact(tokens);
    const known = [...exact, ...findSlips(tokens, takenBy(exact))];
    const spans = [...known, ...findUnknown(tokens, takenBy(known))].sort((a, b) => a.from - b.from);
    const givers = spans.filter(({ mention }) => !(mention.kind === 'app' && mention.role === 'receiver'));
    // Where nobody else is named, it is what the question is about: "what's wrong with Signal".
    const subjects = givers.some(({ mention }) => mention.kind === 'app') ? givers : spans;
    const sure = subjects.filter(({ mention }) => mention.sure);
    const rest = without(tokens, subjects);
    return { spans, rest, restIfSure: sure.length === subjects.length ? rest : without(tokens, sure) };
  };
}
