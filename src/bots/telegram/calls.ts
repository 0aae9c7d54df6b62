// biome-ignore lint/correctness/noUnresolvedImports: its package.json names its entry in an old way that Biome doesn't read
import { AbortController as GrammyAbortController } from 'abort-controller';
import { HttpError } from 'grammy';
import type { LogEntry } from '../log.ts';
import { pause } from '../pause.ts';
import { type Fault, isPassing, isUnsupported, toFault } from './faults.ts';
import { isHopeless } from './updates.ts';

/** Runs a call that a signal aborts, even while it waits to be repeated; grammY wants the signal of a package of its own. */
export async function abortable<Result>(signal: AbortSignal, call: (own: GrammyAbortController['signal']) => Promise<Result>): Promise<Result> {
  const own = new GrammyAbortController();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      own.abort();
      reject(new HttpError('aborted', undefined));
    };
  });
  signal.addEventListener('abort', abort);
  try {
    if (signal.aborted) abort();
    return await Promise.race([call(own.signal), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

type FaultEvent = 'call-failed' | 'fetch-failed' | 'answer-failed' | 'set-up-failed';

/** What can be made of a call that fails. */
export interface Calls {
  /** Tells a fault, without anything that was in the call. */
  readonly logFault: (event: FaultEvent, error: unknown) => void;
  /** Makes a call that not every server or chat takes; where Telegram refuses it, another in its place. */
  readonly orElse: <Result>(call: () => Promise<Result>, other: () => Promise<Result>) => Promise<Result>;
  /** Makes a call as often as it takes where it fails for a while only, until it is aborted. */
  readonly persist: <Result>(call: () => Promise<Result>, event: FaultEvent, signal?: AbortSignal) => Promise<Result>;
}

/** What calls are told to and how long they wait before the nth repetition, in milliseconds. */
export interface CallPorts {
  readonly log: (entry: Omit<LogEntry, 'platform'>) => void;
  readonly backOff: (attempt: number) => number;
}

/** Makes what a bot can do about calls that fail. */
export function createCalls({ log, backOff }: CallPorts): Calls {
  const logFault = (event: FaultEvent, error: unknown): void => {
    const { method, code } = toFault(error);
    log({ level: 'warn', event, code, ...(method !== undefined && { method }) });
  };

  const orElse = async <Result>(call: () => Promise<Result>, other: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (!isUnsupported(toFault(error))) throw error;
      logFault('call-failed', error);
      return other();
    }
  };

  const persist = async <Result>(call: () => Promise<Result>, event: FaultEvent, signal?: AbortSignal, tries: readonly Fault[] = []): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      const fault = toFault(error);
      const all = [...tries, fault];
      if (!isPassing(fault) || isHopeless(all) || signal?.aborted) throw error;
      logFault(event, error);
      await pause(Math.max(backOff(tries.length), fault.wait), signal);
      return persist(call, event, signal, all);
    }
  };

  return { logFault, orElse, persist };
}
