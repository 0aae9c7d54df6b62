import { describe, expect, it } from '@jest/globals';
import { createRecent } from '../../src/core/recent.ts';

const MINUTE = 60_000;

describe('createRecent', () => {
  it('recalls a key for fifteen minutes, and no other', () => {
    const recent = createRecent<string>();
    recent.keep('a', 'spoken', 0);
    expect([recent.recall('a', 15 * MINUTE), recent.recall('b', 0), recent.recall('a', 15 * MINUTE + 1), recent.recall('a', 0)]).toEqual([
      'spoken',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('drops what is too old whenever it is used, also of others', () => {
    const recent = createRecent<string>();
    recent.keep('a', 'spoken', 0);
    recent.recall('b', 15 * MINUTE + 1);
    expect(recent.recall('a', 1)).toBeUndefined();
  });

  it('makes room by forgetting the key that was kept first', () => {
    const recent = createRecent<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) recent.keep(key, key, 0);
    expect(['a', 'b', 'c'].map((key) => recent.recall(key, 0))).toEqual(['a', undefined, 'c']);
  });
});
