/** One thing that is wrong with the data: where, what, and how to mend it. */
export interface Problem {
  /** The file under `data/`, such as `apps/wechat.json`. */
  readonly file: string;
  /** The JSON path in it, such as `findings.end-to-end-encryption[0]`; empty for the whole file. */
  readonly path: string;
  readonly fault: string;
  readonly mend: string;
}

/** A problem in one line, as maintainers read it. */
export function describeProblem({ file, path, fault, mend }: Problem): string {
  return `data/${file}: ${path === '' ? '' : `${path} `}${fault}: ${mend}`;
}

/** The data can't be used; the message lists every problem. */
export class KnowledgeError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The knowledge base has ${count}:\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`);
    this.name = 'KnowledgeError';
    this.problems = problems;
  }
}
