import { dataPlace } from '../config.ts';
import type { Day } from '../knowledge/days.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { load } from '../knowledge/load.ts';

/**
 * Loads the knowledge base of a folder, the usual one if none is named; tells where the build's snapshot of that is of
 * other files, so that it takes longer. Throws a KnowledgeError that lists every problem.
 */
export async function open(folder: string | undefined, today: Day): Promise<Knowledge> {
  const place = dataPlace(folder);
  const { knowledge, from } = await load(place, today);
  if (from === 'files' && folder === undefined)
    console.error(`fineprint: the files of ${place.folder} were read and checked (the build's snapshot is of others; npm run build makes a new one).`);
  return knowledge;
}
