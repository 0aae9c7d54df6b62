import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Data } from './data.ts';
import type { Lesson, Lessons, OtherLanguage } from './lessons.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { once } from './once.ts';

/** What the build keeps of a checked data folder, with the sizes and times that tell whether it still speaks of that folder. */
export interface Snapshot {
  readonly format: 5;
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
  return file.replace(/(?:\.json)?$/u, '.lessons.jsonl');
}

/** A lesson as it stands in its line, what it has as bytes in base64. */
interface KeptLesson extends Omit<Lesson, 'holders' | 'weights'> {
  readonly holders: Readonly<Record<keyof Lesson['holders'], string>>;
  readonly weights: string;
}

function toBase64(bytes: Uint8Array | Int8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function toBytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function toKept({ holders: { numbers, lengths }, weights, ...rest }: Lesson): KeptLesson {
  return { ...rest, holders: { numbers: toBase64(numbers), lengths: toBase64(lengths) }, weights: toBase64(weights) };
}

function toLesson({ holders: { numbers, lengths }, weights, ...rest }: KeptLesson): Lesson {
  return { ...rest, holders: { numbers: toBytes(numbers), lengths: toBytes(lengths) }, weights: new Int8Array(toBytes(weights).buffer) };
}

/** The first line of the lessons' file; behind it each other language has a line of its own, which is read over until it is asked in. */
interface KeptLessons {
  readonly main: KeptLesson;
  /** The other languages in the order of their lines, with the words of each and the bytes of its line. */
  readonly others: Readonly<Record<string, { readonly words: readonly string[]; readonly bytes: number }>>;
}

/** Lessons as the lines that they are kept in. */
function toLines({ main, others }: Lessons): string {
  const lines = Object.values(others).map(({ lesson }) => JSON.stringify({ ...toKept(lesson()), words: undefined }));
  const first: KeptLessons = {
    main: toKept(main),
    others: Object.fromEntries(Object.entries(others).map(([language, { words }], at) => [language, { words, bytes: Buffer.byteLength(lines[at] ?? '') }])),
  };
  return [JSON.stringify(first), ...lines].map((line) => `${line}\n`).join('');
}

function fromLines(bytes: Buffer): Lessons {
  let end = bytes.indexOf('\n');
  const { main, others }: KeptLessons = JSON.parse(bytes.toString('utf8', 0, end));
  const other = ([language, { words, bytes: length }]: readonly [string, KeptLessons['others'][string]]): readonly [string, OtherLanguage] => {
    const from = end + 1;
    end = from + length;
    return [language, { words, lesson: once(() => toLesson({ ...JSON.parse(bytes.toString('utf8', from, from + length)), words })) }];
  };
  return { main: toLesson(main), others: Object.fromEntries(Object.entries(others).map(other)) };
}

/** Writes a snapshot; the data must have passed the check. */
export async function writeSnapshot(file: string, { lessons, ...rest }: Snapshot & { readonly lessons: Lessons }): Promise<void> {
  const { TextFile } = await import('lowdb/node');
  const learned = toLines(lessons);
  await new TextFile(lessonsBeside(file)).write(learned);
  const kept: Kept = { ...rest, lessonBytes: Buffer.byteLength(learned) };
  await new TextFile(file).write(JSON.stringify(kept));
}

/** What was learned, as it was kept; undefined if it isn't there as it was written. */
function readLessons(file: string, size: number): Lessons | undefined {
  try {
    const bytes = readFileSync(lessonsBeside(file));
    return bytes.length === size ? fromLines(bytes) : undefined;
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
    if (kept.format !== 5 || !same(kept.manifest, manifest)) return undefined;
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
