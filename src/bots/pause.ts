import { setTimeout } from 'node:timers/promises';

/** Resolves after some milliseconds, or as soon as it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
