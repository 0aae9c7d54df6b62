import { describe, expect, it } from '@jest/globals';
import { once } from '../../src/knowledge/once.ts';

describe('once', () => {
  it.each([
    ['something', {}],
    ['nothing', undefined],
  ])('makes %s when it is first wanted, and never again', (_, made) => {
    let times = 0;
    const get = once(() => {
      times += 1;
      return made;
    });
    expect(times).toBe(0);
    expect([get(), get(), times]).toEqual([made, made, 1]);
    expect(get()).toBe(made);
  });
});
