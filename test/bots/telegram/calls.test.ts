import { describe, expect, it } from '@jest/globals';
import { HttpError } from 'grammy';
import type { LogEntry } from '../../../src/bots/log.ts';
import { createCalls } from '../../../src/bots/telegram/calls.ts';
import { MOST_COPIES, MOST_TRIES } from '../../../src/bots/telegram/updates.ts';

const logged: Omit<LogEntry, 'platform'>[] = [];
const { persist } = createCalls({ log: (entry) => logged.push(entry), backOff: () => 0 });

/** A call that never goes well, and how often it was made. */
function aFailure(code: string) {
  let made = 0;
  return {
    made: () => made,
    call: async () => {
      made += 1;
      throw new HttpError('failed', Object.assign(new Error('failed'), { code }));
    },
  };
}

describe('a call that is persisted in', () => {
  it.each([
    ['never arrives', 'ECONNREFUSED', MOST_TRIES],
    ['may have arrived', 'ECONNRESET', MOST_COPIES],
  ])('is made only so often where it %s', async (_, code, most) => {
    const { call, made } = aFailure(code);
    await expect(persist(call, 'call-failed')).rejects.toThrow(HttpError);
    expect(made()).toBe(most);
  });

  it('is not made again once it is aborted', async () => {
    const { call, made } = aFailure('ECONNREFUSED');
    await expect(persist(call, 'set-up-failed', AbortSignal.abort())).rejects.toThrow(HttpError);
    expect(made()).toBe(1);
  });
});
