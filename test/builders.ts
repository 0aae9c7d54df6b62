import { canonical, stringify } from '../src/knowledge/canonical.ts';
import type { Data, DataFiles } from '../src/knowledge/data.ts';
import { type Day, firstDay } from '../src/knowledge/days.ts';
import { type Knowledge, sharedSources, toKnowledge } from '../src/knowledge/knowledge.ts';
import type { Problem } from '../src/knowledge/problem.ts';
import { describeProblem } from '../src/knowledge/problem.ts';
import type { Rule } from '../src/knowledge/rules/rule.ts';
import type { AppFile, EvidenceFile, FindingFile, SourceFile, TopicFile } from '../src/knowledge/schema.ts';

/** The day on which every test lives. */
export const TODAY = aDay('2026-11-30');

export function aDay(text: string): Day {
  const day = firstDay(text);
  if (day === undefined) throw new Error(`${text} is no day`);
  return day;
}

export function aSource(source: Partial<SourceFile> = {}): SourceFile {
  return { title: 'Privacy Policy', publisher: 'Acme', url: 'https://acme.example/privacy', kind: 'vendor-policy', published: '2026-01-01', ...source };
}

export function anEvidence(evidence: Partial<EvidenceFile> = {}): EvidenceFile {
  return { source: 'policy', stance: 'yes', says: 'Says so for all its users in January 2026.', ...evidence };
}

export function aFinding(finding: Partial<FindingFile> = {}): FindingFile {
  return { verdict: 'yes', summary: 'Acme Chat does this for everybody, as its policy says.', evidence: [anEvidence()], ...finding };
}

export function anApp(app: Partial<AppFile> = {}): AppFile {
  return { $schema: '../schema/app.schema.json', name: 'Acme Chat', category: 'messenger', vendor: { name: 'Acme' }, ...app };
}

/** An app with one finding that its policy supports. */
export function anAppWith(finding: Partial<FindingFile>, app: Partial<AppFile> = {}): AppFile {
  return anApp({ findings: { 'open-source': [aFinding(finding)] }, sources: { policy: aSource() }, ...app });
}

export function aTopic(topic: Partial<TopicFile> = {}): TopicFile {
  return {
    $schema: '../schema/topic.schema.json',
    name: 'Open source',
    question: 'Are the client apps open source?',
    ask: 'Is {app} open source?',
    meaning: 'Anybody can read the source code. Faults can be found by others.',
    better: 'yes',
    criteria: {},
    family: 'source-code',
    weight: 2,
    freshFor: 24,
    names: ['open source'],
    phrasings: { en: ['is it open source'] },
    ...topic,
  };
}

export function someData(data: Partial<Data> = {}): Data {
  return {
    apps: { 'acme-chat': anApp() },
    topics: { 'open-source': aTopic() },
    publishers: {},
    intents: {},
    categories: { $schema: 'schema/categories.schema.json', categories: {} },
    scopes: { $schema: 'schema/scopes.schema.json', scopes: {} },
    places: { $schema: 'schema/places.schema.json', places: {} },
    affixes: { $schema: 'schema/affixes.schema.json', affixes: {} },
    names: { $schema: 'schema/names.schema.json', apps: [] },
    wording: {},
    ...data,
  };
}

export function someKnowledge(data: Partial<Data> = {}): Knowledge {
  return toKnowledge(someData(data), []);
}

/** What a rule says of data, each problem as maintainers read it. */
export function told(rule: Rule, data: Partial<Data>, files: DataFiles = {}): readonly string[] {
  const whole = someData(data);
  const problems: readonly Problem[] = rule({ data: whole, files, shared: sharedSources(whole.publishers), today: TODAY });
  return problems.map(describeProblem);
}

/** Data as the files it would stand in. */
export function asFiles(data: Data): DataFiles {
  const write = (folder: string, entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries).map(([id, json]) => {
      const path = `${folder}/${id}.json`;
      return [path, canonical(path, json)] as const;
    });
  return Object.fromEntries([
    ...write('apps', data.apps),
    ...write('topics', data.topics),
    ...write('sources', data.publishers),
    ...write('intents', data.intents),
    ...write('wording', data.wording),
    ['categories.json', stringify(data.categories)],
    ['scopes.json', stringify(data.scopes)],
    ['places.json', stringify(data.places)],
    ['affixes.json', stringify(data.affixes)],
    ['names.json', stringify(data.names)],
  ]);
}
