import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** What ends much at once: as many as like may wait for it, without a warning. */
export function stopper(): AbortController {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  return stopping;
}

/** Nobody wants to be left alone for longer, and Node's timers can't wait for much longer. */
const LONGEST_WAIT_MS = 3_600_000;

/** How long a platform wants to be left alone, in milliseconds, by what it says; what is no number counts as none. */
export function toWait(ms: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(0, ms || 0));
}

/** Resolves after some milliseconds, or as soon as it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, signal && { signal }).catch(() => undefined);
}

/** Resolves when something has, which never rejects, or after so many milliseconds, or as soon as it is aborted. */
export async function atMost(ms: number, something: Promise<unknown>, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([something, pause(ms, signal ? AbortSignal.any([signal, over.signal]) : over.signal)]);
  over.abort();
}
