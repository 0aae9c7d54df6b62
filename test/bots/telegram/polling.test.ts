import { describe, expect, it } from '@jest/globals';
import type { Update } from 'grammy/types';
import { createPolling } from '../../../src/bots/telegram/polling.ts';
import { DEALT_WITH } from '../../../src/bots/telegram/updates.ts';

/** Lets everything run that waits for nothing from outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A question of a chat of its own. */
function aQuestion(id: number): Update {
  const person = { id, first_name: 'x' };
  return { update_id: id, message: { message_id: id, date: 1, chat: { type: 'private', ...person }, from: { is_bot: false, ...person }, text: 'x' } };
}

function never(): never {
  throw new Error('that must not happen');
}

describe('the polling', () => {
  it('fetches on when a quarter of the updates is left, and confirms those alone that were answered', async () => {
    const updates = [1, 2, 3, 4].map(aQuestion);
    const offsets: number[] = [];
    const release = new Map<number, () => void>();
    const polling = createPolling({
      fetch: (offset, signal) => {
        offsets.push(offset);
        if (offsets.length === 1) return Promise.resolve(updates);
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      },
      confirm: async (offset) => offsets.push(offset),
      handle: ({ update_id: id }) => new Promise((resolve) => release.set(id, () => resolve(DEALT_WITH))),
      answered: { has: () => false, note: () => {} },
      onFetchFailed: never,
      onGivenUp: never,
      backOff: never,
    });
    const running = polling.run();
    const answer = async (id: number) => {
      release.get(id)?.();
      await settle();
      return offsets;
    };
    await settle();
    expect(offsets).toEqual([0]);
    expect(await answer(1)).toEqual([0]);
    expect(await answer(3)).toEqual([0]);
    expect(await answer(2)).toEqual([0, 4]);
    polling.stop();
    expect(await answer(4)).toEqual([0, 4, 5]);
    await running;
  });
});
