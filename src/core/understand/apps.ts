import type { Alias, AppId, Knowledge, NamedApp } from '../../knowledge/knowledge.ts';
import { isUnspaced, spaceFree } from '../../knowledge/text.ts';
import { createSlipIndex } from './slips.ts';
import { LIMITS, type Token } from './tokens.ts';

/** A name that was found in a question, and whom it means. */
export type Mention =
  | { readonly kind: 'app'; readonly app: AppId; readonly sure: boolean }
  /** A name that several apps answer to. */
  | { readonly kind: 'shared'; readonly name: string; readonly apps: readonly AppId[]; readonly sure: boolean }
  /** A real app of which only name and category are known. */
  | { readonly kind: 'named'; readonly named: NamedApp; readonly sure: boolean }
  /** A word that nobody knows, where an app's name would stand. */
  | { readonly kind: 'unknown'; readonly name: string; readonly sure: boolean };

/** What a question says besides the names in it. */
export interface Linked {
  readonly mentions: readonly Mention[];
  /** The words with each name that is an app for sure replaced by "it"; what phrasings of topics look like. */
  readonly rest: readonly Token[];
}

/** What the linker asks of the recogniser of topics. */
export interface Vocabulary {
  readonly knows: (stem: string) => boolean;
  readonly repair: (token: Token) => Token;
  readonly phrases: ReadonlySet<string>;
}

export type AppLinker = (tokens: readonly Token[]) => Linked;

interface Entry {
  readonly apps: readonly AppId[];
  readonly named: NamedApp | undefined;
  readonly word: boolean;
  readonly name: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly mention: Mention;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const LONGEST_NAME = 4;
/** At most this many words of a message are tried as misspelt names. */
const TRIES = 64;
const SHORTEST_SLIP = 4;
const SHORTEST_UNKNOWN = 3;

/** Before these words a common word is a common word: "the signal", "my line". */
const DETERMINERS = words('a an the my your his her our their some any no this that these those each every one same');
/** After these function words a name may stand. */
const CUES = words(
  'on in is does do did can could will would has have had was are were use using used with from by at about of for to if when why how what and or than versus vs like unlike via through inside trust called named app messenger browser vpn delete install download leave quit switch meant mean both are whether because but',
);
const CONNECTORS = words('and or vs versus than to from over nor but with y o et ou und oder e');
/** Nouns that make the word before them an app: "the Signal app". */
const APP_NOUNS = words('app apps application messenger browser vpn desktop android ios iphone chats chat messages messaging account accounts dms dm');
const THE_APP = words('app apps application');

function toEntries({ apps, names }: Knowledge): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const put = ({ name, word, shared }: Alias, app: AppId | undefined, named: NamedApp | undefined) => {
    const key = spaceFree(name);
    const known = entries.get(key);
    if (known && !(shared && app)) {
      if (app && known.apps.includes(app)) entries.set(key, { ...known, word: known.word || word });
      return;
    }
    const added = app ? [app] : [];
    entries.set(key, known ? { ...known, apps: [...known.apps, ...added] } : { apps: added, named, word, name });
  };
  for (const { id, name, aliases } of apps.values()) {
    for (const alias of [{ name, word: false, shared: false }, ...aliases]) put(alias, id, undefined);
  }
  for (const named of names) {
    for (const alias of [{ name: named.name, word: false, shared: false }, ...named.aliases]) put(alias, undefined, named);
  }
  return entries;
}

function toMention({ apps, named, name }: Entry, sure: boolean): Mention {
  const [first, second] = apps;
  if (first && second) return { kind: 'shared', name, apps, sure };
  if (first) return { kind: 'app', app: first, sure };
  return named ? { kind: 'named', named, sure } : { kind: 'unknown', name, sure };
}

/** Makes the linker of names to apps: exact and space-free forms first, then slips, then words that nobody knows. */
export function createAppLinker(knowledge: Knowledge, commonWords: ReadonlySet<string>, vocabulary: Vocabulary): AppLinker {
  const entries = toEntries(knowledge);
  const near = createSlipIndex([...entries].filter(([key, { word }]) => key.length >= SHORTEST_SLIP && !word && !isUnspaced(key)).map(([key]) => key));
  const longestUnspaced = Math.max(1, ...[...entries.keys()].filter(isUnspaced).map((key) => key.length));

  const isOrdinary = (token: Token) => token.stop || commonWords.has(token.text) || vocabulary.knows(token.stem);

  /** The entry that the words from a place on name, longest first. */
  const exactAt = (tokens: readonly Token[], from: number): { readonly entry: Entry; readonly to: number } | undefined => {
    for (let to = Math.min(tokens.length, from + LONGEST_NAME); to > from; to -= 1) {
      const key = tokens
        .slice(from, to)
        .map(({ text }) => text)
        .join('');
      const entry = entries.get(key) ?? (to === from + 1 && key.length > SHORTEST_SLIP && key.endsWith('s') ? entries.get(key.slice(0, -1)) : undefined);
      if (entry && !(entry.word && !entries.has(key))) return { entry, to };
    }
    return undefined;
  };

  /** Whether a name that is also a word is meant as a name here: for sure, perhaps (a topic must fit), or not at all. */
  const judge = (tokens: readonly Token[], from: number, to: number): 'sure' | 'perhaps' | 'no' => {
    const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]];
    const nameLike = (token: Token | undefined) => token?.capital === true && !isOrdinary(token) && !entries.has(token.text);
    if (nameLike(before) || nameLike(after)) return 'no';
    if (tokens.every(({ stop }, index) => stop || (index >= from && index < to))) return 'sure';
    if (after && APP_NOUNS.has(after.text) && before?.text !== 'a') return 'sure';
    if (first?.capital && from > 0) return 'sure';
    if (before && DETERMINERS.has(before.text)) return 'no';
    if (before && CONNECTORS.has(before.text) && tokens[from - 2] && entries.has(tokens[from - 2]?.text ?? '')) return 'sure';
    if (after && CONNECTORS.has(after.text) && tokens[to + 1] && entries.has(tokens[to + 1]?.text ?? '')) return 'sure';
    return before === undefined || CUES.has(before.text) || entries.has(before.text) ? 'perhaps' : 'no';
  };

  const insidePhrase = (tokens: readonly Token[], from: number, to: number): boolean => {
    for (let start = Math.max(0, from - 2); start <= from; start += 1) {
      for (let end = Math.max(to, start + 2); end <= Math.min(tokens.length, start + LONGEST_NAME); end += 1) {
        const phrase = tokens
          .slice(start, end)
          .map(({ text }) => text)
          .join('');
        if (end - start > to - from && vocabulary.phrases.has(phrase)) return true;
      }
    }
    return false;
  };

  const exactSpans = (tokens: readonly Token[]): readonly Span[] => {
    const spans: Span[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const found = exactAt(tokens, from);
      if (!found || insidePhrase(tokens, from, found.to)) continue;
      const spaced = found.to > from + 1 && tokens.slice(from, found.to).every(isOrdinary);
      const verdict = found.entry.word || spaced ? judge(tokens, from, found.to) : 'sure';
      if (verdict === 'no') continue;
      spans.push({ from, to: found.to, mention: toMention(found.entry, verdict === 'sure') });
      from = found.to - 1;
    }
    return spans;
  };

  /** The one name that a misspelt word means, if there is one that is nearest. */
  const slipOf = (token: Token): Entry | undefined => {
    const [first, second] = near(token.text);
    if (!first) return undefined;
    const entry = entries.get(first.word);
    const rival = second && second.distance === first.distance ? entries.get(second.word) : undefined;
    const same = rival === undefined || rival.apps[0] === entry?.apps[0];
    if (same) return entry;
    return first.word[0] === token.text[0] && second?.word[0] !== token.text[0] ? entry : undefined;
  };

  const slipSpans = (tokens: readonly Token[], taken: (index: number) => boolean): readonly Span[] => {
    let tries = 0;
    return tokens.flatMap((token, from): readonly Span[] => {
      if (taken(from) || token.unspaced || token.text.length < SHORTEST_SLIP || isOrdinary(token) || tries >= TRIES) return [];
      tries += 1;
      const entry = slipOf(token);
      return entry ? [{ from, to: from + 1, mention: toMention(entry, true) }] : [];
    });
  };

  /** Where a name would stand: after a cue, before "app", alone, or with a capital of its own. */
  const isSlot = (tokens: readonly Token[], from: number, to: number): boolean => {
    const [before, after] = [tokens[from - 1], tokens[to]];
    if (tokens.length <= 2 || (after && THE_APP.has(after.text))) return true;
    if (tokens[from]?.capital === true && from > 0) return true;
    return before !== undefined && !DETERMINERS.has(before.text) && CUES.has(before.text);
  };

  const unknownSpans = (tokens: readonly Token[], taken: (index: number) => boolean): readonly Span[] => {
    const spans: Span[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const token = tokens[from];
      if (!token || taken(from)) continue;
      const strange = !token.unspaced && token.text.length >= SHORTEST_UNKNOWN && !isOrdinary(token) && /\p{L}/u.test(token.text);
      const misspelt = strange && !token.capital && vocabulary.repair(token) !== token;
      let to = from + 1;
      while (to < tokens.length && to - from < LONGEST_NAME && tokens[to]?.capital && !tokens[to]?.stop) to += 1;
      const called = token.capital && from > 0 && !token.stop && THE_APP.has(tokens[to]?.text ?? '');
      if (!(called || (strange && !misspelt && isSlot(tokens, from, to)))) continue;
      const name = tokens
        .slice(from, to)
        .map(({ text, capital }) => (capital ? text.charAt(0).toUpperCase() + text.slice(1) : text))
        .join(' ');
      spans.push({ from, to, mention: { kind: 'unknown', name, sure: true } });
      from = to - 1;
    }
    return spans;
  };

  /** Splits runs without spaces at the names inside them. */
  const splitUnspaced = (tokens: readonly Token[]): readonly Token[] =>
    tokens.flatMap((token) => {
      if (!token.unspaced) return [token];
      const parts: string[] = [];
      let rest = '';
      for (let at = 0; at < token.text.length; at += 1) {
        let length = Math.min(longestUnspaced, token.text.length - at);
        while (length > 0 && !entries.has(token.text.slice(at, at + length))) length -= 1;
        if (length === 0) {
          rest += token.text.charAt(at);
          continue;
        }
        if (rest !== '') parts.push(rest);
        rest = '';
        parts.push(token.text.slice(at, at + length));
        at += length - 1;
      }
      if (rest !== '') parts.push(rest);
      return parts.map((text) => ({ ...token, text, stem: text }));
    });

  return (asked) => {
    const tokens = splitUnspaced(asked).slice(0, LIMITS.tokens);
    const exact = exactSpans(tokens);
    const takenBy = (spans: readonly Span[]) => (index: number) => spans.some(({ from, to }) => index >= from && index < to);
    const slips = slipSpans(tokens, takenBy(exact));
    const known = [...exact, ...slips];
    const unknown = unknownSpans(tokens, takenBy(known));
    const spans = [...known, ...unknown].sort((a, b) => a.from - b.from);
    const starts = new Map(spans.map((span) => [span.from, span] as const));
    const rest: Token[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const [token, span] = [tokens[index], starts.get(index)];
      if (span?.mention.sure) {
        rest.push({ text: 'it', stem: 'it', capital: false, stop: true, unspaced: false });
        index = span.to - 1;
      } else if (token) rest.push(token);
    }
    return { mentions: spans.map(({ mention }) => mention), rest };
  };
}
