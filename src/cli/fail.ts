import { KnowledgeError } from '../knowledge/problem.ts';

/** Runs a command; what is wrong with the data or its place is told in plain words, a bug keeps its stack trace. */
export async function orFail(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
