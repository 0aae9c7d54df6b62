import type { Brand } from './brand.ts';
import type { Data } from './data.ts';
import { type Day, firstDay } from './days.ts';
import {
  checkedDay,
  deriveVerdict,
  earliestDay,
  isOlderThan,
  newestDay,
  type Role,
  rolesOf,
  type Stance,
  type Strength,
  speakerOf,
  strengthOf,
  type Verdict,
  type VerdictRule,
  type Voice,
  vendorStance,
} from './derive.ts';
import { INTENT_IDS, TOPIC_IDS } from './ids.ts';
import type { Lessons } from './lessons.ts';
import { once } from './once.ts';
import type {
  AliasFile,
  AppFile,
  Category,
  FindingFile,
  IntentFile,
  IntentId,
  NamesFile,
  PublisherFile,
  Scope,
  SourceFile,
  SourceKind,
  Speaker,
  TopicFile,
  TopicId,
} from './schema.ts';

export type AppId = Brand<string, 'AppId'>;
export type SourceId = Brand<string, 'SourceId'>;

export interface Source {
  /** Its key behind the name of its file: `wechat-help-security`, `amnesty-2016-ranking`. */
  readonly id: SourceId;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly kind: SourceKind;
  readonly language: string;
  readonly published: string | null;
  /** The day that counts: of an archived copy if known, else of the reading; null if nobody has read it. */
  readonly checked: Day | null;
}

export interface Evidence {
  readonly source: SourceId;
  readonly stance: Stance | 'silent';
  readonly by: Speaker;
  readonly says: string;
  readonly where: string | null;
}

export interface HowTo {
  readonly source: SourceId;
  readonly says: string;
}

export interface Finding {
  readonly app: AppId;
  readonly topic: TopicId;
  readonly verdict: Verdict;
  readonly value: string | null;
  readonly condition: string | null;
  readonly scope: Scope | null;
  readonly summary: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  readonly howTo: HowTo | null;
  readonly strength: Strength;
  /** What the vendor says, where it says something. */
  readonly claim: Stance | null;
  /** The newest and the earliest day of its evidence; null where no source has a day. */
  readonly newest: Day | null;
  readonly earliest: Day | null;
  readonly weighing: Weighing;
}

/** How a verdict came about. */
export interface Weighing {
  readonly rule: VerdictRule;
  /** Why the curator didn't follow the rule, where that is so. */
  readonly reason: string | null;
  /** What each piece of evidence did, in its order. */
  readonly roles: readonly Role[];
}

export interface App {
  readonly id: AppId;
  readonly name: string;
  readonly aliases: readonly Alias[];
  readonly category: Category;
  readonly vendor: { readonly name: string; readonly country: string | null };
  readonly homepage: string | null;
  readonly privacyPolicy: string | null;
  readonly discontinued: Day | null;
  /** By topic in the topics' order; for each topic the unscoped first, then current before past. */
  readonly findings: ReadonlyMap<TopicId, readonly Finding[]>;
}

export interface Alias {
  readonly name: string;
  /** It is also a common word. */
  readonly word: boolean;
  /** Several apps answer to it. */
  readonly shared: boolean;
}

export interface Topic extends Omit<TopicFile, '$schema'> {
  readonly id: TopicId;
}

/** What people may want besides a topic of an app, and how they word it. */
export interface Intent extends Omit<IntentFile, '$schema'> {
  readonly id: IntentId;
}

/** A real app of which only the name and the category are known. */
export interface NamedApp {
  readonly name: string;
  readonly aliases: readonly Alias[];
  readonly category: Category;
}

/** All that is known, by id; nothing in it changes. */
export interface Knowledge {
  readonly apps: ReadonlyMap<AppId, App>;
  readonly topics: ReadonlyMap<TopicId, Topic>;
  readonly sources: ReadonlyMap<SourceId, Source>;
  /** Names by which people call a publisher, beside the publisher's own name; those of all sources. */
  readonly publishers: ReadonlyMap<string, string>;
  readonly intents: ReadonlyMap<IntentId, Intent>;
  /** How people speak of the kinds of apps. */
  readonly categories: Data['categories']['categories'];
  /** How people name the scopes of findings. */
  readonly scopes: Data['scopes']['scopes'];
  /** How people name the countries that companies are from. */
  readonly places: Data['places']['places'];
  /** What languages join to names. */
  readonly affixes: Data['affixes']['affixes'];
  readonly names: readonly NamedApp[];
  readonly wording: Data['wording'];
  /** Common English words, normalised, most frequent first. */
  readonly words: readonly string[];
  /** What the build learned from the phrasings, if it did. */
  readonly lessons?: Lessons | undefined;
}

function isId<Name extends string>(text: string): text is Brand<string, Name> {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/u.test(text);
}

/** An app's id from its text. Throws if it isn't written as an id. */
export function toAppId(text: string): AppId {
  if (!isId<'AppId'>(text)) throw new Error(`"${text}" is no id of an app`);
  return text;
}

/** The full id of a source: the name of its file, then its key there. Throws if either isn't written as an id. */
export function toSourceId(file: string, key: string): SourceId {
  const id = `${file}-${key}`;
  if (!isId<'SourceId'>(id)) throw new Error(`"${id}" is no id of a source`);
  return id;
}

/** An alias in its long form. */
export function toAlias(alias: AliasFile): Alias {
  if (typeof alias === 'string') return { name: alias, word: false, shared: false };
  return { name: alias.name, word: alias.word ?? false, shared: alias.shared ?? false };
}

/** A source as its file has it, beside its id and publisher. */
export type FiledSource = Omit<SourceFile, 'publisher'> & { readonly id: SourceId; readonly publisher: string };

/** The shared sources of all publishers by full id. */
export function sharedSources(publishers: Readonly<Record<string, PublisherFile>>): ReadonlyMap<string, FiledSource> {
  return new Map(
    Object.entries(publishers).flatMap(([file, { name, sources }]) =>
      Object.entries(sources).map(([key, source]) => [toSourceId(file, key), { ...source, id: toSourceId(file, key), publisher: name }] as const),
    ),
  );
}

/** The source that a citation in an app's file means: the file's own, else a shared one. */
export function citedSource(appId: string, app: AppFile, shared: ReadonlyMap<string, FiledSource>, citation: string): FiledSource | undefined {
  const own = app.sources?.[citation];
  return own === undefined ? shared.get(citation) : { ...own, id: toSourceId(appId, citation) };
}

/** The evidence of a finding beside its sources; evidence that cites no source is left out (the check tells of it). */
export function voicesOf(finding: FindingFile, cited: (citation: string) => FiledSource | undefined): readonly Voice[] {
  return finding.evidence.flatMap(({ source: citation, stance, by }) => {
    const source = cited(citation);
    return source ? [{ stance, by: by ?? speakerOf(source.kind), source }] : [];
  });
}

function toSource(filed: FiledSource): Source {
  const { id, title, publisher, url, kind, language, published } = filed;
  return { id, title, publisher, url, kind, language: language ?? 'en', published: published ?? null, checked: checkedDay(filed) ?? null };
}

function toFinding(app: AppId, topic: TopicId, file: FindingFile, cited: (citation: string) => FiledSource): Finding {
  const voices = voicesOf(file, cited);
  const toEvidence = ({ source, stance, by, says, where }: FindingFile['evidence'][0]): Evidence => {
    const { id, kind } = cited(source);
    return { source: id, stance, by: by ?? speakerOf(kind), says, where: where ?? null };
  };
  const [first, ...rest] = file.evidence;
  return {
    app,
    topic,
    verdict: file.verdict,
    value: file.value ?? null,
    condition: file.condition ?? null,
    scope: file.scope ?? null,
    summary: file.summary,
    since: file.since ?? null,
    until: file.until ?? null,
    evidence: [toEvidence(first), ...rest.map(toEvidence)],
    howTo: file.howTo ? { source: cited(file.howTo.source).id, says: file.howTo.says } : null,
    strength: strengthOf(voices),
    claim: vendorStance(voices) ?? null,
    newest: newestDay(voices) ?? null,
    earliest: earliestDay(voices) ?? null,
    weighing: { rule: deriveVerdict(voices).rule, reason: file.verdictReason ?? null, roles: rolesOf(voices) },
  };
}

/** An app of its file. What is derived of its findings is derived when they are first wanted: a start wants few. */
function toApp(id: AppId, file: AppFile, cited: (citation: string) => FiledSource): App {
  const { name, aliases, category, vendor, homepage, privacyPolicy, discontinued } = file;
  const findings = once(() => toFindings(id, file, cited));
  return {
    id,
    name,
    aliases: (aliases ?? []).map(toAlias),
    category,
    vendor: { name: vendor.name, country: vendor.country ?? null },
    homepage: homepage ?? null,
    privacyPolicy: privacyPolicy ?? null,
    discontinued: (discontinued === undefined ? undefined : firstDay(discontinued)) ?? null,
    get findings() {
      return findings();
    },
  };
}

function toFindings(id: AppId, file: AppFile, cited: (citation: string) => FiledSource): App['findings'] {
  return new Map(
    TOPIC_IDS.flatMap((topic) => {
      const list = file.findings?.[topic];
      return list ? [[topic, list.map((finding) => toFinding(id, topic, finding, cited))] as const] : [];
    }),
  );
}

/** A publisher but for where a copy stands and what kind of body it is, which people leave out: "Mozilla Foundation", "Engadget (at Yahoo)". */
export function bodyOf(publisher: string): string {
  return publisher.replace(/ \(.*$|, (?:reprinted|copied|published) .*$/u, '').replace(/ (?:Foundation|LLC|GmbH|Corporation)$/u, '');
}

/** The publishers of all sources by their names and aliases. */
function publisherNames(data: Data, sources: ReadonlyMap<SourceId, Source>): ReadonlyMap<string, string> {
  const aliases = Object.values(data.publishers).flatMap(({ name, aliases: others = [] }) => others.map((alias) => [alias, name] as const));
  return new Map([...[...sources.values()].map(({ publisher }) => [publisher, publisher] as const), ...aliases]);
}

/** Makes the knowledge of data that the check has passed; data with a citation of no source is a bug, which throws when the app's findings are first read. */
export function toKnowledge(data: Data, words: readonly string[], learned: Pick<Knowledge, 'lessons'> = {}): Knowledge {
  const shared = sharedSources(data.publishers);
  const sources = new Map<SourceId, Source>([...shared.values()].map((filed) => [filed.id, toSource(filed)]));
  const apps = new Map<AppId, App>();
  for (const [key, file] of Object.entries(data.apps)) {
    const id = toAppId(key);
    for (const [citation, own] of Object.entries(file.sources ?? {})) {
      const filed = { ...own, id: toSourceId(key, citation) };
      sources.set(filed.id, toSource(filed));
    }
    const cited = (citation: string): FiledSource => {
      const source = citedSource(key, file, shared, citation);
      if (!source) throw new Error(`${key} cites "${citation}", which is no source`);
      return source;
    };
    apps.set(id, toApp(id, file, cited));
  }
  const publishers = publisherNames(data, sources);
  const topics = new Map<TopicId, Topic>();
  for (const id of TOPIC_IDS) {
    const file = data.topics[id];
    if (file) topics.set(id, { ...file, id });
  }
  const intents = new Map<IntentId, Intent>();
  for (const id of INTENT_IDS) {
    const file = data.intents[id];
    if (file) intents.set(id, { ...file, id });
  }
  const names = data.names.apps.map(({ name, aliases, category }: NamesFile['apps'][number]) => ({ name, category, aliases: (aliases ?? []).map(toAlias) }));
  return {
    apps,
    topics,
    sources,
    publishers,
    intents,
    categories: data.categories.categories,
    scopes: data.scopes.scopes,
    places: data.places.places,
    affixes: data.affixes.affixes,
    names,
    wording: data.wording,
    words,
    get lessons() {
      return learned.lessons;
    },
  };
}

/** Whether a finding's evidence is older than its topic allows; history is never stale, evidence without a day always is. */
export function isStale(finding: Finding, topic: Pick<Topic, 'freshFor'>, today: Day): boolean {
  if (finding.until !== null) return false;
  return finding.newest === null || isOlderThan(finding.newest, topic.freshFor, today);
}

/**
 * Whether a finding speaks of a day: from its beginning (where that isn't established, from the earliest day of its
 * evidence) to the day before its end. One without an end speaks of today in any case.
 */
export function speaksOf(finding: Finding, day: Day, today: Day): boolean {
  const until = finding.until === null ? undefined : firstDay(finding.until);
  if (until !== undefined && day >= until) return false;
  const since = finding.since === null ? finding.earliest : firstDay(finding.since);
  if (since !== null && since !== undefined && day >= since) return true;
  return until === undefined && day >= today && finding.since === null;
}
