import type { AppId, Knowledge } from '../../knowledge/knowledge.ts';
import type { Category } from '../../knowledge/schema.ts';
import { isUnspaced, spaceFree, tokenise } from '../../knowledge/text.ts';
import type { Condition, Origin } from '../query.ts';
import type { CategoryNames } from './categories.ts';
import type { createConditionReader } from './conditions.ts';
import { createOpening } from './openings.ts';
import { createOriginReader } from './origins.ts';
import { beginningsOf, createRunSplitter } from './runs.ts';
import { createTermIndex } from './terms.ts';
import { outside, type Token } from './tokens.ts';

/** What a question for apps asks for. */
export interface Sought {
  readonly conditions: readonly Condition[];
  readonly any: boolean;
  readonly category: Category | null;
  readonly origin: Origin | null;
  /** Others than these. */
  readonly except: readonly AppId[];
}

/** What apps a question looks for; undefined if it looks for none. */
export type Seeker = (tokens: readonly Token[]) => Sought | undefined;

/** Languages that ask at the end. */
const ASKING_LAST = ['ko', 'ja', 'zh', 'tr', 'hi', 'fa'];
/** Words by which a question speaks of the asker's own things, not of apps in general. */
const OWN = new Set(['my', 'me', 'our', 'i', 'im', 'ive', 'mine', 'your', 'yours']);
const APPS = new Set(['app', 'apps', 'application', 'applications']);
/** After the name of a kind of app these say what it has to be like: "cloud storage where nobody opens my files". */
const SEEKING = new Set(['with', 'without', 'that', 'thats', 'which', 'not', 'who', 'where', 'from', 'based']);
/** The same of a question that would ask for a meaning otherwise: "what password managers have never been breached". */
const ASKING = new Set([...SEEKING, 'have', 'has', 'are', 'is', 'do', 'does', 'dont', 'doesnt', 'can', 'cant', 'will', 'wont', 'let', 'lets', 'never']);
/** The name of a kind of app that begins after so many words doesn't begin the question. */
const FIRST_WORDS = 2;

type Kind = NonNullable<ReturnType<CategoryNames>>;

/** Whether a question begins with the name of a kind of app. */
function beginsWithKind(kind: Kind | undefined): kind is Kind {
  return kind !== undefined && kind.from <= FIRST_WORDS;
}

/** Whether it begins so, and goes on with what that has to be like. */
export function seeksKind(said: readonly Token[], kind: Kind | undefined): kind is Kind {
  return beginsWithKind(kind) && SEEKING.has(said[kind.to]?.text ?? '');
}

/** The same, more freely, of a question that is put as one for a meaning is: "what's a messenger that …". */
export function asksForKind(said: readonly Token[], kind: Kind | undefined): boolean {
  return beginsWithKind(kind) && ASKING.has(said[kind.to]?.text ?? '');
}

/** Makes the seeker, which looks at the whole message and then at its last sentence: apps are asked for as "which …", or by the name of their kind at the beginning ("vpn without logs"). */
export function createSeeker(
  knowledge: Pick<Knowledge, 'intents' | 'places' | 'categories'>,
  nameCategory: CategoryNames,
  readConditions: ReturnType<typeof createConditionReader>,
): Seeker {
  const opensFind = createOpening(knowledge.intents.get('find'));
  const readOrigin = createOriginReader(knowledge);
  const byLanguage = knowledge.intents.get('find')?.openings ?? {};
  /** Where a question is asked at its end its opening stands anywhere: "번호 없이 쓰는 메신저 뭐 있어". */
  const anywhere = createTermIndex(
    ASKING_LAST.flatMap((language) => byLanguage[language] ?? []).map((opening) => ({ words: tokenise(opening), value: null })),
    'text',
  );
  const toRuns = (texts: readonly string[]) => texts.map(spaceFree).filter(isUnspaced);
  const kinds = toRuns(Object.values(knowledge.categories).flatMap(({ names }) => Object.values(names).flat()));
  const openings = toRuns(Object.values(byLanguage).flat());
  const runs = new Set([...kinds, ...openings.filter((opening) => !kinds.some((kind) => opening.includes(kind)))]);
  const split = createRunSplitter(runs, beginningsOf(runs));
  const seek: Seeker = (said) => {
    const { origin, rest } = readOrigin(said);
    const tokens = split(rest);
    const [within] = anywhere.all(tokens);
    const opening = opensFind(tokens);
    const named = nameCategory(tokens);
    const own = tokens.some(({ text }) => OWN.has(text));
    const asked = (opening > 0 || (within !== undefined && named !== undefined)) && (!own || named !== undefined || tokens.slice(0, opening).some(({ text }) => APPS.has(text)));
    const begins = own ? seeksKind(tokens, named) : beginsWithKind(named);
    if (!asked && !begins) return undefined;
    const wanted = outside(tokens, { from: 0, to: opening }, named, within);
    return { ...readConditions(wanted), category: named?.category ?? null, origin, except: [] };
  };
  return (said) => {
    const whole = seek(said);
    const last = said.at(-1)?.sentence ?? 0;
    return whole ?? (last > 0 ? seek(said.filter(({ sentence }) => sentence === last)) : undefined);
  };
}
