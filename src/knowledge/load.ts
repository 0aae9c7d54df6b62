import type { Day } from './days.ts';
import { type Knowledge, toKnowledge } from './knowledge.ts';
import { readSnapshot } from './snapshot.ts';

/** Where the data is and, if wanted, the build's snapshot of it. */
export interface DataPlace {
  readonly folder: string;
  readonly snapshot?: string;
}

/** What loading gives: the knowledge, and whether the files had to be read because there was no fitting snapshot. */
export interface Loaded {
  readonly knowledge: Knowledge;
  readonly from: 'snapshot' | 'files';
}

/** Loads the knowledge base, from the snapshot if it fits, else from the files. Throws a KnowledgeError that lists every problem. */
export async function load({ folder, snapshot }: DataPlace, today: Day): Promise<Loaded> {
  const kept = snapshot === undefined ? undefined : await readSnapshot(snapshot, folder);
  if (kept) return { knowledge: toKnowledge(kept.data, kept.words, kept), from: 'snapshot' };
  // What reads and checks files takes longer to import than a snapshot to read, and is needed only here.
  const { readChecked } = await import('./files.ts');
  const { data, words } = await readChecked(folder, today);
  return { knowledge: toKnowledge(data, words), from: 'files' };
}
