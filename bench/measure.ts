// What the benches of the platforms share: a bot as a process of its own, put questions to at a local server.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WARM_UP = 200;

/** Questions as people ask them: known, misspelt, compared, unknown, none at all. */
export const MIX = [
  'is signal open source',
  'watsapp end to end encrypton',
  'can the police read my telegram',
  'signal vs telegram',
  'wechat',
  'does Blorptalk encrypt',
  'good morning',
];

/** A server to put questions to. */
export interface Asked {
  readonly env: Readonly<Record<string, string>>;
  /** Asks the question of this number. */
  readonly ask: (index: number) => void;
  /** Resolves when so many were answered. */
  readonly answered: (count: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export interface Load {
  readonly count: number;
  readonly atOnce: number;
}

export interface Measured {
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Resident, in MiB, after each quarter. */
  readonly memory: readonly number[];
}

function memoryOf(pid: number | undefined): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** Puts questions of many people to a bot, so many at a time, until all are answered. */
export async function measure(args: readonly string[], { env, ask, answered, close }: Asked, { count, atOnce }: Load): Promise<Measured> {
  const state = mkdtempSync(join(tmpdir(), 'fineprint-bench-'));
  const child = spawn(process.execPath, [...args], { cwd: ROOT, env: { ...process.env, FINEPRINT_STATE: state, ...env }, stdio: 'ignore' });
  const took: number[] = [];
  const memory: number[] = [];
  const round = async (size: number, before: number) => {
    const begun = performance.now();
    for (let index = 0; index < size; index += 1) ask(before + index);
    await Promise.all(Array.from({ length: size }, (_, index) => answered(before + index + 1).then(() => took.push(performance.now() - begun))));
  };
  await round(WARM_UP, 0);
  took.length = 0;
  const begun = performance.now();
  for (let before = WARM_UP; before < WARM_UP + count; before += atOnce) {
    await round(atOnce, before);
    if ((before - WARM_UP) % (count / 4) < atOnce) memory.push(memoryOf(child.pid));
  }
  const seconds = (performance.now() - begun) / 1000;
  memory.push(memoryOf(child.pid));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  await close();
  rmSync(state, { recursive: true, force: true });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99), memory };
}

/** Prints one line of what was measured. */
export function row(what: string, { perSecond, p50, p99, memory }: Measured): void {
  console.log(`${what.padEnd(44)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${memory.join(' → ')} MiB`);
}

/** How the memory at the end compares to that after the first quarter. */
export function growth({ memory }: Measured): string {
  return `${((memory.at(-1) ?? 0) / (memory[1] ?? 1)).toFixed(2)}×`;
}
