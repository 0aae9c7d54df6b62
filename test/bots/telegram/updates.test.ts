import { describe, expect, it } from '@jest/globals';
import type { Update } from 'grammy/types';
import { isUpdate, laneOf } from '../../../src/bots/telegram/updates.ts';
import { aText, PRIVATE } from '../../support/telegram-updates.ts';

const asUpdate = (chat: unknown): Update => JSON.parse(JSON.stringify({ update_id: 5, ...aText('x', { chat: { ...PRIVATE, id: chat } }) }));

describe('an update', () => {
  it.each([null, 7, 'x', {}, { update_id: '5' }, { update_id: 1.5 }, { update_id: 1e300 }, { update_id: null }])('is not %j', (body) => {
    expect(isUpdate(body)).toBe(false);
  });

  it('is answered in its chat’s order, and by itself where the chat can’t be told', () => {
    expect([7, { toString: 1 }, 'x', null].map((chat) => laneOf(asUpdate(chat)))).toEqual(['7', 'update 5', 'update 5', 'update 5']);
  });
});
