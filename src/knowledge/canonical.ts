import { z } from 'zod';
import { firstDay } from './days.ts';
import { speakerOf } from './derive.ts';
import { TOPIC_IDS } from './ids.ts';
import {
  type AppFile,
  affixesSchema,
  appSchema,
  categoriesSchema,
  type FindingFile,
  intentSchema,
  namesSchema,
  placesSchema,
  publisherSchema,
  type SourceFile,
  scopesSchema,
  topicSchema,
} from './schema.ts';

/** The one way a file is written: two spaces, everything expanded, a final newline. */
export function stringify(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** What a schema says of a value behind "may be absent" and "one of these". */
function unwrapped(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) return schema.unwrap();
  if (schema instanceof z.ZodUnion) return schema.options.find((option) => z.safeParse(option, value).success);
  return schema;
}

/** The schema of a list's items. */
function elementOf(schema: unknown): unknown {
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodTuple ? schema.def.rest : undefined;
}

/** A value with the keys of every object in the schema's order; the order of records stays. */
function inOrder(schema: unknown, value: unknown): unknown {
  const inner = unwrapped(schema, value);
  if (inner !== schema) return inOrder(inner, value);
  if (Array.isArray(value)) return value.map((item) => inOrder(elementOf(schema), item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (schema instanceof z.ZodRecord) return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(schema.valueType, item)]));
  if (!(schema instanceof z.ZodObject)) return value;
  const keys = Object.keys(schema.shape);
  return Object.fromEntries(entries.toSorted(([a], [b]) => keys.indexOf(a) - keys.indexOf(b)).map(([key, item]) => [key, inOrder(schema.shape[key], item)]));
}

const LAST = '9999';

/** Unscoped before scoped, then newest first. */
function compareFindings(a: FindingFile, b: FindingFile): number {
  const end = ({ until }: FindingFile) => (until === undefined ? LAST : (firstDay(until) ?? until));
  return (a.scope ?? '').localeCompare(b.scope ?? '', 'en') || end(b).localeCompare(end(a), 'en');
}

/** A finding without what it says anyway: who speaks, where the source's kind says it. */
function withoutDefaults(finding: FindingFile, sources: Readonly<Record<string, SourceFile>>): FindingFile {
  const strip = (evidence: FindingFile['evidence'][0]): FindingFile['evidence'][0] => {
    const source = sources[evidence.source];
    if (source === undefined || evidence.by !== speakerOf(source.kind)) return evidence;
    const { by: _, ...rest } = evidence;
    return rest;
  };
  const [first, ...rest] = finding.evidence;
  return { ...finding, evidence: [strip(first), ...rest.map(strip)] };
}

function canonicalApp(app: AppFile): AppFile {
  const { findings = {}, sources = {}, aliases = [], ...rest } = app;
  const sorted = TOPIC_IDS.flatMap((topic) => {
    const list = findings[topic];
    return list ? [[topic, list.toSorted(compareFindings).map((finding) => withoutDefaults(finding, sources))] as const] : [];
  });
  return {
    ...rest,
    ...(aliases.length > 0 && { aliases }),
    ...(sorted.length > 0 && { findings: Object.fromEntries(sorted) }),
    ...(Object.keys(sources).length > 0 && { sources: Object.fromEntries(Object.entries(sources).toSorted(([a], [b]) => a.localeCompare(b, 'en'))) }),
  };
}

/** The schemas of what needs nothing but its keys in order, by folder or file. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  topics: topicSchema,
  intents: intentSchema,
  sources: publisherSchema,
  'places.json': placesSchema,
  'scopes.json': scopesSchema,
  'categories.json': categoriesSchema,
  'affixes.json': affixesSchema,
};

/**
 * The canonical text of a file of the knowledge base: keys in the schema's order, findings in topic order, history newest
 * first, sources by key, defaults left out. A file that is not of the right shape comes back with its keys as they are.
 */
export function canonical(path: string, json: unknown): string {
  const [place = ''] = path.split('/');
  if (place === 'apps') {
    const parsed = appSchema.safeParse(json);
    return stringify(parsed.success ? inOrder(appSchema, canonicalApp(parsed.data)) : json);
  }
  if (place === 'names.json') {
    const parsed = namesSchema.safeParse(json);
    return stringify(parsed.success ? inOrder(namesSchema, { ...parsed.data, apps: parsed.data.apps.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) }) : json);
  }
  const schema = SCHEMAS[place];
  return stringify(schema ? inOrder(schema, json) : json);
}
