import { describe, expect, it } from '@jest/globals';
import { createChats } from '../../src/core/chats.ts';
import { NOTHING_SAID } from '../../src/core/question.ts';

const spoken = { ...NOTHING_SAID, topics: ['open-source' as const] };
const MINUTE = 60_000;

describe('createChats', () => {
  it('recalls a chat for fifteen minutes, and no other', () => {
    const chats = createChats();
    chats.keep('a', spoken, 0);
    expect([chats.recall('a', 15 * MINUTE), chats.recall('b', 0), chats.recall('a', 15 * MINUTE + 1), chats.recall('a', 0)]).toEqual([
      spoken,
      NOTHING_SAID,
      NOTHING_SAID,
      NOTHING_SAID,
    ]);
  });

  it('makes room by forgetting the chat that was silent longest', () => {
    const chats = createChats(2);
    chats.keep('a', spoken, 0);
    chats.keep('b', spoken, 0);
    chats.keep('a', spoken, 0);
    chats.keep('c', spoken, 0);
    expect(['a', 'b', 'c'].map((chat) => chats.recall(chat, 0))).toEqual([spoken, NOTHING_SAID, spoken]);
  });
});
