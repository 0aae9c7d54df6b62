// How fast the bot in Telegram is beside a bare grammY echo bot, each as a process of its own at the same local server:
// `npm run bench:telegram`. Ratios of one run count; the times are this machine's.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTelegram, TOKEN } from '../test/support/telegram-server.ts';
import { aText, PRIVATE } from '../test/support/telegram-updates.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MIX = ['is signal open source', 'watsapp end to end encrypton', 'can the police read my telegram', 'signal vs telegram', 'wechat', 'does Blorptalk encrypt', 'good morning'];
const CHATS = 300;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly memory: readonly number[];
}

/** The resident memory of a process in MiB, where the system tells it. */
function memoryOf(pid: number | undefined): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** Puts questions of many people to a bot, so many at a time, until all are answered. */
async function measure(args: readonly string[], { count, latency, atOnce }: { readonly count: number; readonly latency: number; readonly atOnce: number }): Promise<Measured> {
  const server = await startTelegram({ latency });
  const state = mkdtempSync(join(tmpdir(), 'fineprint-bench-'));
  const env = { ...process.env, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: server.root, FINEPRINT_STATE: state };
  const child = spawn(process.execPath, [...args], { cwd: ROOT, env, stdio: 'ignore' });
  const took: number[] = [];
  const memory: number[] = [];
  const round = async (size: number, answered: number) => {
    const begun = performance.now();
    for (let index = 0; index < size; index += 1) server.push(aText(MIX[index % MIX.length] ?? '', { chat: { ...PRIVATE, id: 1 + (index % CHATS) } }));
    await Promise.all(Array.from({ length: size }, (_, index) => server.waitFor('sendMessage', answered + index + 1).then(() => took.push(performance.now() - begun))));
  };
  await round(200, 0);
  took.length = 0;
  const begun = performance.now();
  for (let answered = 200; answered < 200 + count; answered += atOnce) {
    await round(atOnce, answered);
    if ((answered - 200) % (count / 4) < atOnce) memory.push(memoryOf(child.pid));
  }
  const seconds = (performance.now() - begun) / 1000;
  memory.push(memoryOf(child.pid));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  await server.close();
  rmSync(state, { recursive: true, force: true });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99), memory };
}

const BOT = ['dist/main.js'];
const ECHO = ['--import', 'tsx', 'bench/echo-bot.ts'];
const row = (what: string, { perSecond, p50, p99, memory }: Measured) =>
  console.log(`${what.padEnd(44)} ${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(0).padStart(5)} ms   p99 ${p99.toFixed(0).padStart(5)} ms   ${memory.join(' → ')} MiB`);

const load = { count: 4000, latency: 0, atOnce: 200 };
const echo = await measure([...ECHO, 'concurrent'], load);
const bot = await measure(BOT, load);
row('bare echo bot, concurrent, 200 at once', echo);
row('Fineprint, 200 at once', bot);
const slow = { count: 400, latency: 50, atOnce: 200 };
const builtIn = await measure([...ECHO, 'built-in'], slow);
const ours = await measure(BOT, slow);
row("bare echo bot, grammY's polling, 50 ms latency", builtIn);
row('Fineprint, 50 ms latency', ours);
const long = await measure(BOT, { count: 20_000, latency: 0, atOnce: 200 });
row('Fineprint, 20,000 updates', long);
console.log(`\nagainst the concurrent echo bot: ${(bot.perSecond / echo.perSecond).toFixed(2)} (target ≥ 0.75)`);
console.log(`against grammY's polling at 50 ms latency: ${(ours.perSecond / builtIn.perSecond).toFixed(0)}× (target ≥ 40×)`);
console.log(`memory over 20,000 updates: ${((long.memory.at(-1) ?? 0) / (long.memory[1] ?? 1)).toFixed(2)}× of what it was after the first quarter`);
