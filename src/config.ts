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

/** Today's day in UTC. */
export function today(): Day {
  const day = firstDay(new Date().toISOString().slice(0, 10));
  if (day === undefined) throw new Error('the clock of this machine shows no day between the years 0 and 9999');
  return day;
}
