import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstDay, lastDay, monthsLater, toDay } from '../../src/knowledge/days.ts';
import { aDay } from '../builders.ts';

describe('firstDay', () => {
  it.each([
    ['2016', '2016-01-01'],
    ['2016-11', '2016-11-01'],
    ['2016-11-30', '2016-11-30'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['1900-02-29', undefined],
    ['2000-02-29', '2000-02-29'],
    ['2016-13', undefined],
    ['2016-00-01', undefined],
    ['2016-04-31', undefined],
    ['16', undefined],
    ['yesterday', undefined],
  ])('reads %s as %s', (written, day) => {
    expect(firstDay(written)).toBe(day);
  });
});

describe('lastDay', () => {
  it.each([
    ['2016', '2016-12-31'],
    ['2016-02', '2016-02-29'],
    ['2016-11-30', '2016-11-30'],
    ['2016-13', undefined],
    ['yesterday', undefined],
  ])('reads %s as %s', (written, day) => {
    expect(lastDay(written)).toBe(day);
  });
});

describe('monthsLater', () => {
  it.each([
    ['2016-01-31', 1, '2016-02-29'],
    ['2016-12-15', 1, '2017-01-15'],
    ['2016-12-15', 24, '2018-12-15'],
    ['2016-12-31', 2, '2017-02-28'],
  ])('of %s, %d months, is %s', (day, months, later) => {
    expect(monthsLater(aDay(day), months)).toBe(later);
  });

  it('is never earlier than the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 240 }), (y, m, d, months) => {
        const day = toDay(y, m, d);
        expect(monthsLater(day, months) >= day).toBe(true);
      }),
    );
  });
});

describe('toDay', () => {
  it('refuses a day that the calendar lacks', () => {
    expect(() => toDay(2023, 2, 30)).toThrow('2023-02-30 is no day');
  });
});
