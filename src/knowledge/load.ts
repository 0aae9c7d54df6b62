import { Low } from 'lowdb';
import { checkData } from './check.ts';
import type { Data, DataFiles } from './data.ts';
import { dataFolder } from './data-folder.ts';
import type { Day } from './days.ts';
import { type Knowledge, toKnowledge } from './knowledge.ts';
import { parseData } from './parse.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { readSnapshot } from './snapshot.ts';
import { readCommonWords } from './words.ts';

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

/** The files of a data folder. Throws a KnowledgeError if it can't be read. */
export async function readFiles(folder: string): Promise<DataFiles> {
  const files = new Low<DataFiles>(dataFolder(folder), {});
  await files.read();
  return files.data;
}

/** Files as data, with everything that is wrong with them: shape first, rules only where the shapes are right. */
export function inspect(files: DataFiles, today: Day): { readonly data: Data; readonly problems: readonly Problem[] } {
  const { data, problems } = parseData(files);
  return { data, problems: problems.length > 0 ? problems : checkData(data, files, today) };
}

/** Loads the knowledge base, from the snapshot if it fits, else from the files. Throws a KnowledgeError that lists every problem. */
export async function load({ folder, snapshot }: DataPlace, today: Day): Promise<Loaded> {
  const kept = snapshot === undefined ? undefined : await readSnapshot(snapshot, folder);
  if (kept) return { knowledge: toKnowledge(kept.data, kept.words), from: 'snapshot' };
  const { data, problems } = inspect(await readFiles(folder), today);
  if (problems.length > 0) throw new KnowledgeError(problems);
  return { knowledge: toKnowledge(data, await readCommonWords()), from: 'files' };
}
