import { pause } from '../pause.ts';
import { type Fault, isAnswered, toFault } from './faults.ts';

/** When a call is made again. */
export interface Repetition {
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** So many milliseconds after its beginning no call is made any more. */
  readonly within?: number;
  readonly mayHelp: (fault: Fault) => boolean;
  /** How long to wait before the nth repetition (from 0), in milliseconds; longer where Discord says so. */
  readonly backOff: (attempt: number) => number;
  /** Told of each fault after which the call is made again. */
  readonly onAgain: (fault: Fault) => void;
}

/** Makes a call, and again while that may help. Resolves to what went wrong in the last one; undefined if Discord has taken it. */
export async function repeat(call: () => Promise<unknown>, { signal, within = Number.POSITIVE_INFINITY, mayHelp, backOff, onAgain }: Repetition): Promise<Fault | undefined> {
  const end = performance.now() + within;
  for (let attempt = 0; ; attempt += 1) {
    const fault = await call().then(() => undefined, toFault);
    // The last one was taken, and only the word of it was lost.
    if (!fault || (attempt > 0 && isAnswered(fault))) return;
    const wait = Math.max(backOff(attempt), fault.wait);
    if (signal?.aborted || !mayHelp(fault) || performance.now() + wait >= end) return fault;
    onAgain(fault);
    await pause(wait, signal);
    if (signal?.aborted) return fault;
  }
}
