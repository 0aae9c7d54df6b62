import { describe, expect, it } from '@jest/globals';
import { GrammyError, HttpError } from 'grammy';
import type { ResponseParameters } from 'grammy/types';
import { toFault } from '../../../src/bots/telegram/faults.ts';

/** What grammY throws where Telegram refuses a call with some parameters, as they may come from a server that isn't Telegram's. */
function refusal(parameters: ResponseParameters): GrammyError {
  return new GrammyError('refused', { ok: false, error_code: 429, description: 'Too Many Requests', parameters }, 'sendMessage', {});
}

describe('a fault', () => {
  it.each<[unknown, number]>([
    [7, 7000],
    ['7', 7000],
    [0.5, 500],
    ['soon', 0],
    [null, 0],
    [-3, 0],
    [{}, 0],
    [3_000_000, 3_600_000],
  ])('that says to come again after %p is one for %p milliseconds', (seconds, wait) => {
    expect(toFault(refusal(JSON.parse(JSON.stringify({ retry_after: seconds })))).wait).toBe(wait);
  });

  it.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['UND_ERR_CONNECT_TIMEOUT', false],
    ['ECONNRESET', true],
    ['UND_ERR_SOCKET', true],
    ['UND_ERR_HEADERS_TIMEOUT', true],
  ])('of a connection with %s may have come after the call was heard: %p', (code, mayHaveArrived) => {
    const fault = toFault(new HttpError('failed', Object.assign(new Error('failed'), { code })));
    expect([fault.code, fault.mayHaveArrived]).toEqual(['network', mayHaveArrived]);
  });

  it('of our own is no call that may have been heard', () => {
    expect(toFault(new TypeError('x'))).toMatchObject({ code: 'bug', mayHaveArrived: false });
  });
});
