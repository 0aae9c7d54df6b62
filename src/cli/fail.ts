import { KnowledgeError } from '../knowledge/problem.ts';
import { StartError } from '../start-error.ts';

/** Runs a command; what is wrong with the data, its place or the settings is told in plain words, a bug keeps its stack trace. */
export async function orFail(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof KnowledgeError || error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
