// What the benches of the platforms share: a bot as a process of its own, put questions to at a local server.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This runs compiled, in dist/bench/bench/. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** How README has a service run, so that memory stays flat; what it is measured beside runs alike. */
const AS_SERVICE = ['--max-semi-space-size=32'];
/** A bot is asked so many times before it is measured: compiled code and connections are then as they stay. */
const WARM_UP = 2000;

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

/** A platform's server that does as little as it can, so that what is measured is the bot: it takes every answer unread. */
export interface LeanServer {
  readonly env: Readonly<Record<string, string>>;
  /** Asks the question of this number, from 1. */
  readonly ask: (number: number) => void;
  /** Is told the number of each question that was answered. */
  onAnswer: (number: number) => void;
  readonly close: () => Promise<void>;
}

export interface Load {
  readonly count: number;
  /** So many questions are always under way. */
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

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function memoryOf(pid: number | undefined): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** Asks so many questions, some always under way, until all are answered; gives how long each took, in milliseconds. */
async function askAll(server: LeanServer, first: number, { count, atOnce }: Load, onQuarter: () => void): Promise<readonly number[]> {
  const begun = new Map<number, number>();
  const took: number[] = [];
  let next = first;
  const askNext = () => {
    begun.set(next, performance.now());
    server.ask(next);
    next += 1;
  };
  await new Promise<void>((resolve) => {
    server.onAnswer = (number) => {
      const since = begun.get(number);
      if (since === undefined) return;
      begun.delete(number);
      took.push(performance.now() - since);
      if (took.length % Math.ceil(count / 4) === 0) onQuarter();
      if (next < first + count) askNext();
      else if (begun.size === 0) resolve();
    };
    for (let under = 0; under < Math.min(atOnce, count); under += 1) askNext();
  });
  return took;
}

/** Puts questions of as many people to a bot. */
export async function measure(args: readonly string[], server: LeanServer, load: Load): Promise<Measured> {
  const state = mkdtempSync(join(tmpdir(), 'fineprint-bench-'));
  const child = spawn(process.execPath, [...AS_SERVICE, ...args], { cwd: ROOT, env: { ...process.env, FINEPRINT_STATE: state, ...server.env }, stdio: 'ignore' });
  /** A bot that ends by itself would let the bench wait for ever. */
  const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`the bot ended while it was asked (${code}): is dist/ built?`))));
  ended.catch(() => {});
  const memory: number[] = [];
  await Promise.race([ended, askAll(server, 1, { count: WARM_UP, atOnce: load.atOnce }, () => {})]);
  const begun = performance.now();
  const took = await Promise.race([ended, askAll(server, WARM_UP + 1, load, () => memory.push(memoryOf(child.pid)))]);
  const seconds = (performance.now() - begun) / 1000;
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  await server.close();
  rmSync(state, { recursive: true, force: true });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: load.count / seconds, p50: at(0.5), p99: at(0.99), memory };
}

/** Measures two bots one after the other, some times over; gives the first's middle round, and the middle of how it compares in each round. */
export async function sideBySide(ours: () => Promise<Measured>, peer: () => Promise<Measured>, rounds: number) {
  const pairs: { readonly own: Measured; readonly other: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push({ other: await peer(), own: await ours() });
  const middle = (list: readonly Measured[]) => list.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(list.length / 2)];
  const [own, other] = [middle(pairs.map((pair) => pair.own)), middle(pairs.map((pair) => pair.other))];
  if (!own || !other) throw new Error('nothing was measured');
  return { own, other, ratio: medianOf(pairs.map((pair) => pair.own.perSecond / pair.other.perSecond)) };
}

/** One line of what was measured. */
export function row(what: string, { perSecond, p50, p99, memory }: Measured): string {
  return `${what.padEnd(44)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(6)} ms   ${memory.join(' → ')} MiB`;
}

/** How the memory at the end compares to that after the first half. */
export function growth({ memory }: Measured): string {
  return `${((memory.at(-1) ?? 0) / (memory[1] ?? 1)).toFixed(2)}×`;
}
