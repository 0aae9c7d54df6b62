import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLatest, oncePer } from '../../src/core/memo.ts';

describe('createLatest', () => {
  it('makes once what is wanted again and again', () => {
    const latest = createLatest<number>(4);
    let made = 0;
    for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'a', 'e', 'a']) latest.get(key, () => ++made);
    expect(latest.get('a', () => ++made)).toBe(1);
    expect(made).toBe(5);
  });

  it('gives what its maker makes, and forgets what was not wanted among so many others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (keys, most) => {
        const latest = createLatest<string>(most);
        for (const [at, key] of keys.entries()) {
          let made = false;
          const value = latest.get(String(key), () => {
            made = true;
            return `of ${key}`;
          });
          const before = keys.slice(0, at).lastIndexOf(key);
          const others = before < 0 ? Number.POSITIVE_INFINITY : new Set(keys.slice(before + 1, at)).size;
          expect(value).toBe(`of ${key}`);
          expect([others < most / 2 && made, others > most + 1 && !made]).toEqual([false, false]);
        }
      }),
    );
  });
});

describe('oncePer', () => {
  it('makes once for each object', () => {
    let made = 0;
    const number = oncePer(() => ++made);
    const [one, other] = [{}, {}];
    expect([number(one), number(other), number(one)]).toEqual([1, 2, 1]);
  });
});
