import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowedSlips, createSlipIndex, distance } from '../../../src/core/understand/slips.ts';

describe('distance', () => {
  it.each([
    ['whatsapp', 'whatsapp', 0],
    ['watsapp', 'whatsapp', 1],
    ['whatsap', 'whatsapp', 1],
    ['whastapp', 'whatsapp', 1],
    ['wahtsap', 'whatsapp', 2],
    ['signal', 'telegram', 3],
  ])('of %s and %s is %i', (a, b, far) => {
    expect(distance(a, b, 2)).toBe(far);
  });

  it('is the same both ways, and never more than one over the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b, 2)).toBe(distance(b, a, 2));
        expect(distance(a, b, 2)).toBeLessThanOrEqual(3);
        expect(distance(a, b, 9) === 0).toBe(a === b);
      }),
    );
  });
});

describe('createSlipIndex', () => {
  const near = createSlipIndex(['signal', 'whatsapp', 'telegram', 'line', 'imo', `a${'b'.repeat(40)}`]);

  it.each([
    ['signal', 'signal', 0],
    ['singal', 'signal', 1],
    ['watsap', 'whatsapp', 2],
    ['telegramm', 'telegram', 1],
  ])('finds for %s %s', (word, found, far) => {
    expect(near(word)[0]).toEqual({ word: found, distance: far });
  });

  it.each(['sgnl', 'imp', 'b'.repeat(40), ''])('finds nothing for "%s"', (word) => {
    expect(near(word)).toEqual([]);
  });

  it('finds every word within its allowed slips', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    fc.assert(
      fc.property(fc.nat({ max: 7 }), letters, (at, letter) => {
        const slipped = `${'whatsapp'.slice(0, at)}${letter}${'whatsapp'.slice(at + 1)}`;
        expect(near(slipped).map(({ word }) => word)).toContain('whatsapp');
      }),
    );
    expect([3, 4, 7, 8].map(allowedSlips)).toEqual([0, 1, 1, 2]);
  });
});
