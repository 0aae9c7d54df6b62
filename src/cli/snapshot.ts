import { dataPlace, SNAPSHOT, today } from '../config.ts';
import { teach } from '../core/understand/lessons.ts';
import { inspect, readFiles } from '../knowledge/files.ts';
import { toKnowledge } from '../knowledge/knowledge.ts';
import { readManifest } from '../knowledge/manifest.ts';
import { describeProblem } from '../knowledge/problem.ts';
import { writeSnapshot } from '../knowledge/snapshot.ts';
import { readCommonWords } from '../knowledge/words.ts';
import { orFail } from './fail.ts';

/** The build's last step: keeps the checked data, and beside it what was learned from its phrasings. Faulty data is told and kept out; the build still succeeds. */
await orFail(async () => {
  const { folder } = dataPlace();
  const manifest = await readManifest(folder);
  const { data, problems } = inspect(await readFiles(folder), today());
  for (const problem of problems) console.error(describeProblem(problem));
  const words = await readCommonWords();
  if (problems.length === 0) await writeSnapshot(SNAPSHOT, { format: 5, manifest, data, words, lessons: teach(toKnowledge(data, words)) });
  else console.error('fineprint: no snapshot was kept; mend the data and build again.');
});
