import { Low } from 'lowdb';
import { checkData } from './check.ts';
import type { Data, DataFiles } from './data.ts';
import { dataFolder } from './data-folder.ts';
import type { Day } from './days.ts';
import { parseData } from './parse.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { readCommonWords } from './words.ts';

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

/** The data of a folder, read and checked, and the common words. Throws a KnowledgeError that lists every problem. */
export async function readChecked(folder: string, today: Day): Promise<{ readonly data: Data; readonly words: readonly string[] }> {
  const { data, problems } = inspect(await readFiles(folder), today);
  if (problems.length > 0) throw new KnowledgeError(problems);
  return { data, words: await readCommonWords() };
}
