import { readFile } from 'node:fs/promises';
import type { Data } from './data.ts';
import type { Lessons } from './lessons.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** What the build keeps of a checked data folder, with the sizes and times that tell whether it still speaks of that folder. */
export interface Snapshot {
  readonly format: 2;
  readonly manifest: Manifest;
  readonly data: Data;
  readonly words: readonly string[];
  readonly lessons: Lessons;
}

/** Writes a snapshot; the data must have passed the check. */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  const { TextFile } = await import('lowdb/node');
  await new TextFile(file).write(JSON.stringify(snapshot));
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
    const snapshot: Snapshot = JSON.parse(text);
    return snapshot.format === 2 && same(snapshot.manifest, manifest) ? snapshot : undefined;
  } catch {
    return undefined;
  }
}
