import type { Update } from 'grammy/types';
import type { KeptNumbers } from '../../state/kept.ts';
import { atMost, pause, stopper } from '../pause.ts';
import { type Fate, isHopeless, isUpdate, laneOf } from './updates.ts';

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
/**
 * So many chats whose updates have kept a whole window from being confirmed for so long are left behind, so that they hold
 * up nobody; more of them only where Telegram said of each how long it wants to be left alone: else it is away for all.
 */
const FEW = 25;
const STUCK_MS = 3000;
/** No more updates than that are under way, those left behind among them. */
const MOST_UNDER_WAY = 2000;
/** After SIGTERM what is in hand has this long, and then the last confirmation. */
const LAST_MS = 6500;
const LAST_CALL_MS = 2000;

type Failed = Extract<Fate, { dealtWith: false }>;

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
  const stopping = stopper();
  /** Updates that were fetched and neither dealt with nor left behind, each with its lane. */
  const open = new Map<number, string>();
  const underWay = new Map<number, Promise<void>>();
  /** The latest task of each lane: whether it was dealt with, and what comes after it may be. */
  const lanes = new Map<string, Promise<boolean>>();
  /** Chats that Telegram wants to be left alone with, and those that were left behind: what comes of them is too, for as long as they are under way. */
  const held = new Set<string>();
  const behind = new Set<string>();
  /** Behind the latest that was fetched; after a week without any, Telegram counts from a lower number. */
  let next = 0;
  let wait = LEAST_WAIT_MS;
  let stuckFor = 0;

  const offset = () => Math.min(next, ...open.keys());

  /**
   * Answers an update, as often as it takes: those of its chat that come after it wait, so that they are answered in their
   * order. Resolves to false if it has to come again after the end.
   */
  const attempt = async (update: Update, lane: string): Promise<boolean> => {
    const fates: Failed[] = [];
    for (let fate = await handle(update); !fate.dealtWith; fate = await handle(update)) {
      fates.push(fate);
      if (isHopeless(fates)) {
        onGivenUp();
        break;
      }
      if (fate.wait > 0) held.add(lane);
      await pause(Math.max(backOff(fates.length - 1), fate.wait), stopping.signal);
      if (stopping.signal.aborted) return false;
    }
    held.delete(lane);
    open.delete(update.update_id);
    answered.note(update.update_id);
    return true;
  };

  const start = (update: Update): Promise<void> => {
    const id = update.update_id;
    const lane = laneOf(update);
    if (!behind.has(lane) || underWay.size > MOST_UNDER_WAY) open.set(id, lane);
    const before = lanes.get(lane) ?? Promise.resolve(true);
    const attempted = before.then((goesOn) => goesOn && attempt(update, lane));
    const task = attempted.then(() => {
      underWay.delete(id);
      if (lanes.get(lane) !== attempted) return;
      lanes.delete(lane);
      behind.delete(lane);
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
  const leaveBehind = (isStuck: boolean, ms: number) => {
    const waiting = new Set(open.values());
    const isFew = [...waiting].filter((lane) => !held.has(lane)).length <= FEW && underWay.size <= MOST_UNDER_WAY;
    stuckFor = isStuck && isFew ? stuckFor + ms : 0;
    if (stuckFor < stuckMs) return;
    stuckFor = 0;
    for (const lane of waiting) behind.add(lane);
    open.clear();
  };

  const fetchNext = async (): Promise<void> => {
    const begun = performance.now();
    const batch = (await fetch(offset(), stopping.signal)).filter(isUpdate);
    const byId = new Map(batch.map((update) => [update.update_id, update]));
    const unknown = [...byId.values()].filter(({ update_id: id }) => !underWay.has(id) && !answered.has(id));
    const bringsOthers = unknown.some((update) => !lanes.has(laneOf(update)));
    const fresh = unknown.map(start);
    next = (batch.at(-1)?.update_id ?? next - 1) + 1;
    // A long poll that brought nothing has waited already.
    if (batch.length > 0 || performance.now() - begun < MOST_WAIT_MS) await linger(fresh);
    leaveBehind(batch.length >= WINDOW && !bringsOthers, performance.now() - begun);
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
