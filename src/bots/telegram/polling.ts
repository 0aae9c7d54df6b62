import type { Update } from 'grammy/types';
import type { KeptNumbers } from '../../state/kept.ts';
import { atMost, pause } from '../pause.ts';
import { type Fate, isUpdate, laneOf, MOST_COPIES, MOST_TRIES } from './updates.ts';

/** What the loop runs on. */
export interface PollingPorts {
  /** Fetches updates from an id on; confirms all before it. Rejects when it fails or is aborted. */
  readonly fetch: (offset: number, signal: AbortSignal) => Promise<readonly unknown[]>;
  /** Confirms all updates before an id. */
  readonly confirm: (offset: number) => Promise<unknown>;
  /** Answers an update. Never rejects. */
  readonly handle: (update: Update) => Promise<Fate>;
  /** Which updates were answered, beyond the process. */
  readonly answered: KeptNumbers;
  /** Is told of a failed fetch; gives how long Telegram wants to be left alone, in milliseconds. */
  readonly onFetchFailed: (error: unknown) => number;
  readonly onGivenUp: () => void;
  /** How long to wait before the nth repetition (from 0), in milliseconds. */
  readonly backOff: (attempt: number) => number;
  /** So long a few chats that hang may keep all others from being fetched, in milliseconds. */
  readonly stuckMs?: number;
  /** How long the last confirmation may take, in milliseconds. */
  readonly lastCallMs?: number;
}

export interface Polling {
  readonly run: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * The next fetch waits so long at most for what is under way, since new questions may have come meanwhile, and then longer
 * and longer if none has: what isn't confirmed yet comes again at once each time.
 */
const LEAST_WAIT_MS = 100;
const MOST_WAIT_MS = 1000;
/** It begins when no more than this share of what is new is still under way, so that neither end waits for the other. */
const LEFT = 0.5;
/** As many as one fetch brings at most. */
const WINDOW = 100;
/** So many chats whose updates have kept a whole window from being confirmed for so long are left behind, so that they hold up nobody. */
const FEW = 25;
const STUCK_MS = 3000;
/** After SIGTERM what is in hand has this long, and then the last confirmation. */
const LAST_MS = 6500;
const LAST_CALL_MS = 2000;

type Failed = Extract<Fate, { dealtWith: false }>;

/** Whether an update isn't tried again after so many tries. */
function isHopeless(fates: readonly Failed[]): boolean {
  return fates.length >= MOST_TRIES || fates.filter(({ mayHaveArrived }) => mayHaveArrived).length >= MOST_COPIES;
}

/** Resolves when no more than so many of some tasks, which never reject, are under way. */
function allBut(left: number, tasks: readonly Promise<void>[]): Promise<void> {
  let open = tasks.length;
  return new Promise((resolve) => {
    const close = () => {
      open -= 1;
      if (open <= left) resolve();
    };
    for (const task of tasks) void task.then(close);
  });
}

/**
 * Makes the loop that loses no update: one is confirmed to Telegram only when it was answered, and remembered by its id
 * until then. grammY's own ways lose or repeat some when the process ends (grammy.dev/advanced/reliability). The one
 * exception are a few chats that hang, or ask very much, with nothing but answered updates beside theirs: Telegram gives
 * out no more than a hundred at a time, and others would wait for them.
 */
export function createPolling({ fetch, confirm, handle, answered, onFetchFailed, onGivenUp, backOff, stuckMs = STUCK_MS, lastCallMs = LAST_CALL_MS }: PollingPorts): Polling {
  const stopping = new AbortController();
  /** Updates that were fetched and neither dealt with nor left behind, each with its lane. */
  const open = new Map<number, string>();
  const underWay = new Map<number, Promise<void>>();
  /** The latest task of each lane: whether it was dealt with, and what comes after it may be. */
  const lanes = new Map<string, Promise<boolean>>();
  /** Behind the latest that was fetched; after a week without any, Telegram counts from a lower number. */
  let next = 0;
  let wait = LEAST_WAIT_MS;
  let stuckFor = 0;

  const offset = () => Math.min(next, ...open.keys());

  /**
   * Answers an update, as often as it takes: those of its chat that come after it wait, so that they are answered in their
   * order. Resolves to false if it has to come again after the end.
   */
  const attempt = async (update: Update): Promise<boolean> => {
    const fates: Failed[] = [];
    for (let fate = await handle(update); !fate.dealtWith; fate = await handle(update)) {
      fates.push(fate);
      if (isHopeless(fates)) {
        onGivenUp();
        break;
      }
      await pause(Math.max(backOff(fates.length - 1), fate.wait), stopping.signal);
      if (stopping.signal.aborted) return false;
    }
    open.delete(update.update_id);
    answered.note(update.update_id);
    return true;
  };

  const start = (update: Update): Promise<void> => {
    const id = update.update_id;
    const lane = laneOf(update);
    open.set(id, lane);
    const before = lanes.get(lane) ?? Promise.resolve(true);
    const attempted = before.then((goesOn) => goesOn && attempt(update));
    const task = attempted.then(() => {
      underWay.delete(id);
      if (lanes.get(lane) === attempted) lanes.delete(lane);
    });
    lanes.set(lane, attempted);
    underWay.set(id, task);
    return task;
  };

  /** Waits until most of what is new is answered or, where nothing is, until all is; never for long, as others may ask meanwhile. */
  const linger = async (fresh: readonly Promise<void>[]): Promise<void> => {
    const settled = fresh.length > 0 ? allBut(Math.floor(fresh.length * LEFT), fresh) : allBut(0, [...underWay.values()]);
    wait = fresh.length > 0 ? LEAST_WAIT_MS : Math.min(MOST_WAIT_MS, 2 * wait);
    await atMost(wait, settled, stopping.signal);
  };

  /** Leaves the few behind that have kept a whole window from being confirmed for long. */
  const leaveBehind = (isFull: boolean, ms: number) => {
    stuckFor = isFull && new Set(open.values()).size <= FEW ? stuckFor + ms : 0;
    if (stuckFor < stuckMs) return;
    stuckFor = 0;
    open.clear();
  };

  const fetchNext = async (): Promise<void> => {
    const begun = performance.now();
    const batch = (await fetch(offset(), stopping.signal)).filter(isUpdate);
    const byId = new Map(batch.map((update) => [update.update_id, update]));
    const fresh = [...byId.values()].filter(({ update_id: id }) => !underWay.has(id) && !answered.has(id)).map(start);
    next = (batch.at(-1)?.update_id ?? next - 1) + 1;
    // A long poll that brought nothing has waited already.
    if (batch.length > 0 || performance.now() - begun < MOST_WAIT_MS) await linger(fresh);
    leaveBehind(batch.length >= WINDOW && fresh.length === 0, performance.now() - begun);
  };

  const finish = async () => {
    await atMost(LAST_MS, Promise.allSettled([...underWay.values()]));
    await atMost(lastCallMs, confirm(offset()).catch(onFetchFailed));
  };

  return {
    run: async () => {
      let failures = 0;
      while (!stopping.signal.aborted) {
        try {
          await fetchNext();
          failures = 0;
        } catch (error) {
          if (stopping.signal.aborted) break;
          await pause(Math.max(backOff(failures), onFetchFailed(error)), stopping.signal);
          failures += 1;
        }
      }
      await finish();
    },
    stop: () => stopping.abort(),
  };
}
