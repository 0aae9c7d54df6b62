import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is said where data/ has changed since the build, which is nothing to a test. */
const OLD_BUILD = /^fineprint: the files of .*\n/mu;

/** The program as an operator starts it. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** Starts `src/main.ts` with these variables besides those of the machine; what it prints goes where it is told to, else to `printed`. */
export function startMain(variables: Readonly<Record<string, string>>, output: 'pipe' | number = 'pipe'): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, env: { ...process.env, ...variables }, stdio: ['ignore', output, 'pipe'] });
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<Awaited<Running['ended']>>((resolve) => child.on('close', (code) => resolve({ code, printed: printed.replace(OLD_BUILD, '') })));
  return { child, ended };
}

/** Ends what a test has started and not ended itself. */
export async function endAll(running: Running[]): Promise<void> {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
}
