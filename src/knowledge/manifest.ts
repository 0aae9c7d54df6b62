import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { KnowledgeError } from './problem.ts';

const GENERATED = `schema${sep}`;

/** The JSON files of a data folder but the generated ones, by path with forward slashes, sorted. Throws a KnowledgeError if there is no such folder. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    const mend = 'name the folder that holds apps/, topics/ and sources/ with --data or FINEPRINT_DATA';
    throw new KnowledgeError([{ file: '', path: '', fault: `can't be read from ${folder} (${error.code})`, mend }]);
  });
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith(GENERATED))
    .map((name) => name.split(sep).join('/'))
    .sort();
}

/** Size and time of each file: what tells that a file is still the same. */
export type Manifest = Readonly<Record<string, readonly [bytes: number, modifiedMs: number]>>;

/** Says of which files, by size and time, a data folder consists. */
export async function readManifest(folder: string): Promise<Manifest> {
  const entries = (await listFiles(folder)).map(async (path) => {
    const { size, mtimeMs } = await stat(join(folder, path));
    return [path, [size, mtimeMs]] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
