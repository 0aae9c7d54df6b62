import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Data } from './data.ts';
import type { Lesson, Lessons, OtherLanguage } from './lessons.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { once } from './once.ts';

/** What the build keeps of a checked data folder, with the sizes and times that tell whether it still speaks of that folder. */
export interface Snapshot {
  readonly format: 3;
  readonly manifest: Manifest;
  readonly data: Data;
  readonly words: readonly string[];
  /** What was learned from the data's phrasings; undefined where its file isn't there. */
  readonly lessons: Lessons | undefined;
}

/** What stands in the snapshot's own file: how many bytes the lessons beside it have tells that they belong to it. */
interface Kept extends Omit<Snapshot, 'lessons'> {
  readonly lessonBytes: number;
}

/** The file beside a snapshot that is read only when what was learned is wanted: most starts of commands want it never. */
function lessonsBeside(file: string): string {
  return file.replace(/(?:\.json)?$/u, '.lessons.json');
}

/** Lessons as they are kept: what is wanted late is JSON within the JSON, which is read over quickly. */
interface KeptLessons {
  readonly main: Lesson;
  readonly others: Readonly<Record<string, { readonly words: readonly string[]; readonly rest: string }>>;
}

function toKept({ main, others }: Lessons): KeptLessons {
  const kept = ({ words, lesson }: OtherLanguage) => ({ words, rest: JSON.stringify({ ...lesson(), words: undefined }) });
  return { main, others: Object.fromEntries(Object.entries(others).map(([language, other]) => [language, kept(other)])) };
}

function fromKept({ main, others }: KeptLessons): Lessons {
  const other = ({ words, rest }: KeptLessons['others'][string]): OtherLanguage => ({ words, lesson: once((): Lesson => ({ ...JSON.parse(rest), words })) });
  return { main, others: Object.fromEntries(Object.entries(others).map(([language, kept]) => [language, other(kept)])) };
}

/** Writes a snapshot; the data must have passed the check. */
export async function writeSnapshot(file: string, { lessons, ...rest }: Snapshot & { readonly lessons: Lessons }): Promise<void> {
  const { TextFile } = await import('lowdb/node');
  const learned = JSON.stringify(toKept(lessons));
  await new TextFile(lessonsBeside(file)).write(learned);
  const kept: Kept = { ...rest, lessonBytes: Buffer.byteLength(learned) };
  await new TextFile(file).write(JSON.stringify(kept));
}

/** What was learned, as it was kept; undefined if it isn't there as it was written. */
function readLessons(file: string, size: number): Lessons | undefined {
  try {
    const bytes = readFileSync(lessonsBeside(file));
    return bytes.length === size ? fromKept(JSON.parse(bytes.toString())) : undefined;
  } catch {
    return undefined;
  }
}

function same(a: Manifest, b: Manifest): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path]?.[0] === b[path]?.[0] && a[path]?.[1] === b[path]?.[1]);
}

/**
 * The snapshot, if there is one and every file of the folder still has the size and time that it names; undefined otherwise.
 * It is the one place where JSON enters without its schema: the build has checked these very bytes.
 */
export async function readSnapshot(file: string, folder: string): Promise<Snapshot | undefined> {
  try {
    const [text, manifest] = await Promise.all([readFile(file, 'utf8'), readManifest(folder)]);
    const { lessonBytes, ...kept }: Kept = JSON.parse(text);
    if (kept.format !== 3 || !same(kept.manifest, manifest)) return undefined;
    const lessons = once(() => readLessons(file, lessonBytes));
    return {
      ...kept,
      get lessons() {
        return lessons();
      },
    };
  } catch {
    return undefined;
  }
}
