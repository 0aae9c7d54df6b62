import type { Log } from './log.ts';

const FIRST_MS = 5000;
const LONGEST_MS = 3_600_000;

/** A log in which a fault that goes on is told at growing intervals only, from five seconds to an hour. */
export function thinned(log: Log, now: () => number): Log {
  const told = new Map<string, { readonly next: number; readonly interval: number }>();
  return (entry) => {
    const key = JSON.stringify(entry);
    const last = told.get(key);
    const at = now();
    if (last && at < last.next) return;
    // Where it was quiet for as long again, the fault is a new one.
    const interval = last && at < last.next + last.interval ? Math.min(LONGEST_MS, last.interval * 2) : FIRST_MS;
    told.set(key, { next: at + interval, interval });
    log(entry);
  };
}
