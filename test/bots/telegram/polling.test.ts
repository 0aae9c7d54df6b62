import { describe, expect, it } from '@jest/globals';
import type { Update } from 'grammy/types';
import { createPolling, type PollingPorts } from '../../../src/bots/telegram/polling.ts';
import { DEALT_WITH, type Fate, MOST_COPIES } from '../../../src/bots/telegram/updates.ts';

/** Lets everything run that waits for nothing from outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A question of a chat, of its own if nothing is said. */
function aQuestion(id: number, chat = id): Update {
  const person = { id: chat, first_name: 'x' };
  return { update_id: id, message: { message_id: id, date: 1, chat: { type: 'private', ...person }, from: { is_bot: false, ...person }, text: 'x' } };
}

function never(): never {
  throw new Error('that must not happen');
}

/** The number of a question that comes behind many others. */
const OTHER = 5000;
const LATER: Fate = { dealtWith: false, wait: 0, mayHaveArrived: false };
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** A queue as Telegram's: what stands before an offset is confirmed, a hundred come at a time, and an empty one lets wait. */
function aQueue(updates: readonly unknown[]) {
  let queue = [...updates];
  const offsets: number[] = [];
  let reached: (() => void) | undefined;
  let wanted = Number.POSITIVE_INFINITY;
  const idOf = (update: unknown) => Number(typeof update === 'object' && update !== null && 'update_id' in update ? update.update_id : Number.NaN);
  const confirm = (offset: number) => {
    offsets.push(offset);
    queue = queue.filter((update) => !(idOf(update) < offset));
    if (offset >= wanted) reached?.();
  };
  const fetch: PollingPorts['fetch'] = (offset, signal) => {
    confirm(offset);
    if (queue.length > 0) return Promise.resolve(queue.slice(0, 100));
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  };
  return {
    offsets,
    fetch,
    confirm: async (offset: number) => confirm(offset),
    left: () => queue.map(idOf),
    /** Resolves when all before an id is confirmed. */
    reaches: (offset: number) =>
      new Promise<void>((resolve) => {
        wanted = offset;
        reached = resolve;
        if (offset <= Math.max(...offsets)) resolve();
      }),
  };
}

/** What is noted as answered, by a process that remembers it. */
function aMemory() {
  const noted = new Set<number>();
  return { noted, has: (id: number) => noted.has(id), note: (id: number) => void noted.add(id) };
}

/** The loop over a queue; what isn't given must not be needed. */
function aPolling(ports: Pick<PollingPorts, 'fetch' | 'confirm' | 'handle'> & Partial<PollingPorts>) {
  return createPolling({ answered: aMemory(), onFetchFailed: never, onGivenUp: never, backOff: never, ...ports });
}

describe('the polling', () => {
  it('fetches on when half of the updates is left, and confirms those alone that were answered', async () => {
    const queue = aQueue([1, 2, 3, 4].map((id) => aQuestion(id)));
    const release = new Map<number, () => void>();
    const polling = aPolling({
      ...queue,
      handle: ({ update_id: id }) => new Promise((resolve) => release.set(id, () => resolve(DEALT_WITH))),
    });
    const running = polling.run();
    const answer = async (id: number) => {
      release.get(id)?.();
      await settle();
      return queue.offsets;
    };
    await settle();
    expect(queue.offsets).toEqual([0]);
    expect(await answer(1)).toEqual([0]);
    expect(await answer(3)).toEqual([0, 2]);
    polling.stop();
    await answer(2);
    await answer(4);
    await running;
    expect(queue.offsets.at(-1)).toBe(5);
  });

  it('answers a chat in its order though its first question meets a fault for a while', async () => {
    const queue = aQueue([aQuestion(1, 7), aQuestion(2, 7), aQuestion(3, 7), aQuestion(4)]);
    const tries: number[] = [];
    const answered: number[] = [];
    const polling = aPolling({
      ...queue,
      handle: async ({ update_id: id }) => {
        tries.push(id);
        if (id === 1 && tries.filter((one) => one === 1).length < 4) return LATER;
        answered.push(id);
        return DEALT_WITH;
      },
      backOff: () => 1,
    });
    const running = polling.run();
    await queue.reaches(5);
    expect(answered.filter((id) => id !== 4)).toEqual([1, 2, 3]);
    polling.stop();
    await running;
  });

  it('confirms nothing of a full window that is still under way', async () => {
    const queue = aQueue(numbers(1, 150).map((id) => aQuestion(id)));
    let release = () => {};
    const open = new Promise<Fate>((resolve) => {
      release = () => resolve(DEALT_WITH);
    });
    const polling = aPolling({ ...queue, handle: () => open, stuckMs: 1 });
    const running = polling.run();
    // Twice with nothing new.
    while (queue.offsets.length < 3) await settle();
    expect(queue.left()).toHaveLength(150);
    release();
    await queue.reaches(151);
    polling.stop();
    await running;
  });

  it('leaves the few behind that hang in front of a hundred others, and goes on trying them', async () => {
    const queue = aQueue(numbers(1, 250).map((id) => aQuestion(id)));
    const answered = aMemory();
    let isUp = false;
    const polling = aPolling({
      ...queue,
      handle: async ({ update_id: id }) => (id === 2 && !isUp ? LATER : DEALT_WITH),
      answered,
      backOff: () => 50,
      stuckMs: 1,
    });
    const running = polling.run();
    await queue.reaches(251);
    expect(answered.noted.has(2)).toBe(false);
    isUp = true;
    while (!answered.noted.has(2)) await settle();
    polling.stop();
    await running;
  });

  it('lets one chat that has asked very much hold up nobody', async () => {
    const others = numbers(101, 60);
    const queue = aQueue([...numbers(1, 100).map((id) => aQuestion(id, 7)), ...others.map((id) => aQuestion(id))]);
    const answered = aMemory();
    const polling = aPolling({
      ...queue,
      handle: async ({ update_id: id }) => (id <= 100 ? LATER : DEALT_WITH),
      answered,
      backOff: () => 60_000,
      stuckMs: 1,
    });
    const running = polling.run();
    await queue.reaches(161);
    expect([...answered.noted].toSorted((a, b) => a - b)).toEqual(others);
    polling.stop();
    await running;
  });

  it.each<[string, readonly (readonly [number, number])[], Fate]>([
    ['one of very many messages, answered one by one', [[1, 1000]], DEALT_WITH],
    ['many that Telegram wants to be left alone with', numbers(1, 120).map((chat) => [chat, 2] as const), { ...LATER, wait: 3_600_000 }],
  ])('lets chats hold up nobody: %s', async (_, chats, fate) => {
    const slow = chats.flatMap(([chat, count]) => numbers(1, count).map(() => chat)).map((chat, index) => aQuestion(index + 1, -chat));
    const queue = aQueue([...slow, aQuestion(OTHER, 7)]);
    let answeredSlowly = 0;
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      answeredSlowly += 1;
    };
    let heard: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const polling = aPolling({
      ...queue,
      handle: async ({ update_id: id }) => {
        if (id === OTHER) heard();
        else if (fate.dealtWith) await slowly();
        return id === OTHER ? DEALT_WITH : fate;
      },
      backOff: () => 1,
      stuckMs: 400,
    });
    const running = polling.run();
    await asked;
    // Left behind one window after the other, it would be two hundred.
    expect(answeredSlowly).toBeLessThan(120);
    polling.stop();
    await running;
  });

  it('lets nothing of a chat overtake what was put off when it ends, and confirms none of both', async () => {
    const queue = aQueue([aQuestion(1, 7), aQuestion(2, 7), aQuestion(3)]);
    const handled: number[] = [];
    const polling = aPolling({
      ...queue,
      handle: async ({ update_id: id }) => {
        handled.push(id);
        return id === 1 ? LATER : DEALT_WITH;
      },
      backOff: () => 60_000,
    });
    const running = polling.run();
    while (handled.length < 2) await settle();
    polling.stop();
    await running;
    expect(handled).toEqual([1, 3]);
    expect(queue.left()).toEqual([1, 2, 3]);
  });

  it('ends though its last confirmation is never heard', async () => {
    const queue = aQueue([aQuestion(1)]);
    let confirmed = false;
    const polling = aPolling({
      ...queue,
      confirm: () => {
        confirmed = true;
        return new Promise(() => {});
      },
      handle: async () => DEALT_WITH,
      lastCallMs: 20,
    });
    const running = polling.run();
    await queue.reaches(2);
    polling.stop();
    await running;
    expect(confirmed).toBe(true);
  });

  it('gives up after a few tries where each may have arrived', async () => {
    const queue = aQueue([aQuestion(1)]);
    let tries = 0;
    let given = 0;
    const polling = aPolling({
      ...queue,
      handle: async () => {
        tries += 1;
        return { ...LATER, mayHaveArrived: true };
      },
      onGivenUp: () => {
        given += 1;
      },
      backOff: () => 1,
    });
    const running = polling.run();
    await queue.reaches(2);
    polling.stop();
    await running;
    expect([tries, given]).toEqual([MOST_COPIES, 1]);
  });

  it('fetches seldom where the same comes again and again, where what comes is no update, and where nothing comes at once', async () => {
    for (const batch of [[aQuestion(1)], [{ message: 'x' }, null, 'x'], []]) {
      let fetched = 0;
      const polling = aPolling({
        fetch: async () => {
          fetched += 1;
          if (fetched === 3) polling.stop();
          return batch;
        },
        confirm: async () => {},
        handle: async () => DEALT_WITH,
      });
      const begun = performance.now();
      await polling.run();
      expect(performance.now() - begun).toBeGreaterThan(200);
    }
  });

  it('goes down with Telegram’s numbers when those begin anew', async () => {
    const offsets: number[] = [];
    const batches = [[aQuestion(900)], [aQuestion(5)]];
    const polling = aPolling({
      fetch: async (offset, signal) => {
        offsets.push(offset);
        return batches.shift() ?? new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      },
      confirm: async () => {},
      handle: async () => DEALT_WITH,
    });
    const running = polling.run();
    while (offsets.length < 3) await settle();
    expect(offsets).toEqual([0, 901, 6]);
    polling.stop();
    await running;
  });

  it('waits with the next fetch as long as Telegram wants it', async () => {
    const begun = performance.now();
    let failed = 0;
    const polling = aPolling({
      fetch: async () => {
        if (failed === 1) polling.stop();
        throw new Error('429');
      },
      confirm: async () => {},
      handle: async () => DEALT_WITH,
      onFetchFailed: () => {
        failed += 1;
        return 120;
      },
      backOff: () => 1,
    });
    await polling.run();
    expect(performance.now() - begun).toBeGreaterThan(110);
  });
});
