import type { z } from 'zod';
import type { Data, DataFiles } from './data.ts';
import type { Problem } from './problem.ts';
import {
  type AffixesFile,
  affixesSchema,
  appSchema,
  type CategoriesFile,
  categoriesSchema,
  intentSchema,
  type NamesFile,
  namesSchema,
  type PlacesFile,
  placesSchema,
  publisherSchema,
  type ScopesFile,
  scopesSchema,
  topicSchema,
  wordingSchema,
} from './schema.ts';

/** Where in a text a JSON parser stopped, as line and column, if its message tells. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/u.exec(message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` near line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function parseJson(file: string, text: string, problems: Problem[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({ file, path: '', fault: `is not JSON${placeOf(message, text)}`, mend: 'look there for a missing comma, quote or bracket' });
    return undefined;
  }
}

/** A path as people write it in code: `findings.end-to-end-encryption[0].verdict`. */
export function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./u, '');
}

function mendFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `leave out ${issue.keys.map((key) => `"${key}"`).join(', ')} or see docs in data/schema for the fields there are`;
    case 'invalid_value':
      return `use one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_format':
      return issue.message;
    default:
      return 'write it as data/schema describes it';
  }
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'has a field that does not exist';
    case 'invalid_value':
      return 'has a value that is not on the list';
    case 'invalid_format':
      return 'is not written as it should be';
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `is not of the right kind (${issue.message})`;
    default:
      return `is not right (${issue.message})`;
  }
}

/** An issue of zod's, with those of the best-fitting branch of a union in its place. */
function flatten(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [best = []] = [...issue.errors].sort((a, b) => b.length - a.length || (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0));
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function parseAs<Schema extends z.ZodType>(schema: Schema, file: string, text: string, problems: Problem[]): z.infer<Schema> | undefined {
  const json = parseJson(file, text, problems);
  if (json === undefined) return undefined;
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues.flatMap(flatten)) {
    problems.push({ file, path: writePath(issue.path), fault: faultOf(issue), mend: mendFor(issue) });
  }
  return undefined;
}

const FOLDERS = ['apps', 'topics', 'sources', 'intents', 'wording'];
const CATEGORIES = 'categories.json';
const SCOPES_FILE = 'scopes.json';
const PLACES_FILE = 'places.json';
const AFFIXES_FILE = 'affixes.json';
const NAMES = 'names.json';
const SINGLE = [CATEGORIES, SCOPES_FILE, PLACES_FILE, AFFIXES_FILE, NAMES];
const NO_CATEGORIES: CategoriesFile = { $schema: 'schema/categories.schema.json', categories: {} };
const NO_SCOPES: ScopesFile = { $schema: 'schema/scopes.schema.json', scopes: {} };
const NO_PLACES: PlacesFile = { $schema: 'schema/places.schema.json', places: {} };
const NO_AFFIXES: AffixesFile = { $schema: 'schema/affixes.schema.json', affixes: {} };
const NO_NAMES: NamesFile = { $schema: 'schema/names.schema.json', apps: [] };

/** The folder and the id that a file's name gives; undefined where it gives none. */
function placeIn(file: string): { readonly folder: string; readonly id: string } | undefined {
  const [, folder, id] = /^([a-z]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)\.json$/u.exec(file) ?? [];
  return folder === undefined || id === undefined ? undefined : { folder, id };
}

/** Files that have no id for a name, or stand where nothing is looked for. */
function misplaced(files: DataFiles): readonly Problem[] {
  return Object.keys(files).flatMap((file): readonly Problem[] => {
    const place = placeIn(file);
    if (SINGLE.includes(file) || (place && FOLDERS.includes(place.folder))) return [];
    if (!place && file.includes('/')) return [{ file, path: '', fault: 'has a name that is no id', mend: 'name it with lower-case letters, figures and single hyphens' }];
    return [
      {
        file,
        path: '',
        fault: 'is in no place that the knowledge base knows',
        mend: `data/ holds ${FOLDERS.map((folder) => `${folder}/`).join(', ')}, ${SINGLE.join(', ')}`,
      },
    ];
  });
}

/** Reads the files of one folder, by id. */
function parseFolder<Schema extends z.ZodType>(folder: string, schema: Schema, files: DataFiles, problems: Problem[]): Readonly<Record<string, z.infer<Schema>>> {
  const parsed: Record<string, z.infer<Schema>> = {};
  for (const [file, text] of Object.entries(files)) {
    const place = placeIn(file);
    const content = place?.folder === folder ? parseAs(schema, file, text, problems) : undefined;
    if (place && content !== undefined) parsed[place.id] = content;
  }
  return parsed;
}

/** Reads a file that stands for itself; undefined where it is missing or faulty. */
function parseSingle<Schema extends z.ZodType>(file: string, schema: Schema, files: DataFiles, problems: Problem[]): z.infer<Schema> | undefined {
  const text: string | undefined = files[file];
  return text === undefined ? undefined : parseAs(schema, file, text, problems);
}

/** Reads the files' texts into data of the right shape; what can't be read is left out and told as a problem. */
export function parseData(files: DataFiles): { readonly data: Data; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [...misplaced(files)];
  const data: Data = {
    apps: parseFolder('apps', appSchema, files, problems),
    topics: parseFolder('topics', topicSchema, files, problems),
    publishers: parseFolder('sources', publisherSchema, files, problems),
    intents: parseFolder('intents', intentSchema, files, problems),
    categories: parseSingle(CATEGORIES, categoriesSchema, files, problems) ?? NO_CATEGORIES,
    scopes: parseSingle(SCOPES_FILE, scopesSchema, files, problems) ?? NO_SCOPES,
    places: parseSingle(PLACES_FILE, placesSchema, files, problems) ?? NO_PLACES,
    affixes: parseSingle(AFFIXES_FILE, affixesSchema, files, problems) ?? NO_AFFIXES,
    names: parseSingle(NAMES, namesSchema, files, problems) ?? NO_NAMES,
    wording: parseFolder('wording', wordingSchema, files, problems),
  };
  return { data, problems };
}
