import type { Update } from 'grammy/types';
import type { KeptNumbers } from '../../state/kept.ts';
import { pause } from '../pause.ts';
import { laneOf } from './lanes.ts';

/** What the loop runs on. */
export interface PollingPorts {
  /** Fetches updates from an id on; confirms all before it. Rejects when it fails or is aborted. */
  readonly fetch: (offset: number, signal: AbortSignal) => Promise<readonly Update[]>;
  /** Confirms all updates before an id. */
  readonly confirm: (offset: number) => Promise<unknown>;
  /** Answers an update; resolves to false if it has to be tried again. Never rejects. */
  readonly handle: (update: Update) => Promise<boolean>;
  /** Which updates were answered, beyond the process. */
  readonly answered: KeptNumbers;
  readonly onFetchFailed: (error: unknown) => void;
  readonly onGivenUp: () => void;
  /** How long to wait before the nth repetition (from 0), in milliseconds. */
  readonly backOff: (attempt: number) => number;
}

export interface Polling {
  readonly run: () => Promise<void>;
  readonly stop: () => void;
}

/** How long a fetch waits for answers that are under way, so that those answered meanwhile are confirmed together. */
const PATIENCE_MS = 1000;
const MOST_TRIES = 6;
/** The next fetch begins when no more than this share is still under way, so that neither end waits for the other. */
const LEFT = 0.25;
/** As many as one fetch brings at most. */
const WINDOW = 100;
/** After SIGTERM what is in hand has this long. */
const LAST_MS = 7000;

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
 * until then. grammY's own ways lose or repeat some when the process ends (grammy.dev/advanced/reliability).
 */
export function createPolling({ fetch, confirm, handle, answered, onFetchFailed, onGivenUp, backOff }: PollingPorts): Polling {
  const stopping = new AbortController();
  /** Updates that were fetched and not answered yet, with how often each was tried. */
  const open = new Map<number, number>();
  const underWay = new Map<number, Promise<void>>();
  const lanes = new Map<string, Promise<void>>();
  let highest = 0;

  const note = (id: number) => {
    open.delete(id);
    answered.note(id);
  };

  const attempt = async (update: Update): Promise<void> => {
    const id = update.update_id;
    const tries = open.get(id) ?? 0;
    if (await handle(update)) return note(id);
    if (tries + 1 >= MOST_TRIES) {
      onGivenUp();
      return note(id);
    }
    open.set(id, tries + 1);
    await pause(backOff(tries), stopping.signal);
  };

  const start = (update: Update) => {
    const id = update.update_id;
    const lane = laneOf(update);
    const before = lanes.get(lane) ?? Promise.resolve();
    open.set(id, open.get(id) ?? 0);
    const task = before
      .then(() => attempt(update))
      .finally(() => {
        underWay.delete(id);
        if (lanes.get(lane) === task) lanes.delete(lane);
      });
    lanes.set(lane, task);
    underWay.set(id, task);
  };

  /** Everything before this id is answered. A full window whose first ones hang is left behind, so that they hold up nobody. */
  const nextOffset = (batch: readonly Update[], fresh: number): number => {
    const stuck = batch.length >= WINDOW && fresh === 0;
    const last = batch.at(-1)?.update_id ?? 0;
    return stuck ? last + 1 : Math.min(highest + 1, ...open.keys());
  };

  const fetchNext = async (offset: number): Promise<number> => {
    const batch = await fetch(offset, stopping.signal);
    const byId = new Map(batch.map((update) => [update.update_id, update]));
    const fresh = [...byId.values()].filter(({ update_id: id }) => !underWay.has(id) && !answered.has(id));
    highest = Math.max(highest, ...batch.map(({ update_id: id }) => id));
    for (const update of fresh) start(update);
    const tasks = [...underWay.values()];
    if (tasks.length > 0) {
      const impatient = new AbortController();
      const settled = fresh.length > 0 ? allBut(Math.floor(tasks.length * LEFT), tasks) : Promise.race(tasks);
      await Promise.race([settled, pause(PATIENCE_MS, impatient.signal)]);
      impatient.abort();
    }
    return nextOffset(batch, fresh.length);
  };

  const finish = async () => {
    const impatient = new AbortController();
    await Promise.race([Promise.allSettled([...underWay.values()]), pause(LAST_MS, impatient.signal)]);
    impatient.abort();
    await confirm(Math.min(highest + 1, ...open.keys())).catch(onFetchFailed);
  };

  return {
    run: async () => {
      let offset = 0;
      let failures = 0;
      while (!stopping.signal.aborted) {
        try {
          offset = await fetchNext(offset);
          failures = 0;
        } catch (error) {
          if (stopping.signal.aborted) break;
          onFetchFailed(error);
          await pause(backOff(failures), stopping.signal);
          failures += 1;
        }
      }
      await finish();
    },
    stop: () => stopping.abort(),
  };
}
