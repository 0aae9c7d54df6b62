import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Day, firstDay } from './knowledge/days.ts';
import type { DataPlace } from './knowledge/load.ts';

function fromPackage(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The folder that the package itself brings. */
const OWN_DATA = fromPackage('data');

/** The snapshot that the build keeps beside the built code. */
export const SNAPSHOT = fromPackage('dist/knowledge.json');

/** Where the data is: the folder that was named, else FINEPRINT_DATA, else the package's own. */
export function dataPlace(named?: string): DataPlace {
  return { folder: named ?? (process.env.FINEPRINT_DATA || OWN_DATA), snapshot: SNAPSHOT };
}

const DAY_MS = 86_400_000;
let known: { readonly number: number; readonly day: Day } | undefined;

/** Today's day in UTC. */
export function today(): Day {
  const number = Math.floor(Date.now() / DAY_MS);
  if (known?.number === number) return known.day;
  const day = firstDay(new Date(number * DAY_MS).toISOString().slice(0, 10));
  if (day === undefined) throw new Error('the clock of this machine shows no day between the years 0 and 9999');
  known = { number, day };
  return day;
}

/** Reads `.env` of the working folder into the environment, if there is one; what is set already stays. */
export function readDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

type Setting =
  | 'TELEGRAM_BOT_TOKEN'
  | 'TELEGRAM_API_ROOT'
  | 'TELEGRAM_WEBHOOK_URL'
  | 'TELEGRAM_WEBHOOK_SECRET'
  | 'PORT'
  | 'DISCORD_TOKEN'
  | 'DISCORD_API_ROOT'
  | 'FINEPRINT_PRIVACY_URL';

/** A variable that the operator may set; undefined if it is absent or empty. */
export function setting(name: Setting): string | undefined {
  return process.env[name] || undefined;
}

/** The folder for the little that must last: FINEPRINT_STATE, else `state` in the working folder. */
export function stateFolder(): string {
  return process.env.FINEPRINT_STATE || 'state';
}
