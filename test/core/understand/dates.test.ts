import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDates } from '../../../src/core/understand/dates.ts';
import { readTokens } from '../../../src/core/understand/tokens.ts';
import { TODAY } from '../../builders.ts';

function read(text: string): readonly [string | undefined, string | undefined, string] {
  const { period, rest } = readDates(readTokens(text), TODAY);
  return [period?.from, period?.to, rest.map((token) => token.text).join(' ')];
}

describe('readDates', () => {
  it.each([
    ['was it encrypted in 2022', '2022-01-01', '2022-12-31', 'was it encrypted'],
    ['before 2016', '2015-12-31', '2015-12-31', ''],
    ['prior to march 2021, was it', '2021-02-28', '2021-02-28', 'was it'],
    ['at the end of March 2021', '2021-03-31', '2021-03-31', ''],
    ['had it leaked by the end of 2020', '2020-12-31', '2020-12-31', 'had it leaked'],
    ['at the beginning of 2020', '2020-01-01', '2020-01-01', ''],
    ['in sept 2019', '2019-09-01', '2019-09-30', ''],
    ['on 5 March 2021', '2021-03-05', '2021-03-05', ''],
    ['on March 5th, 2021', '2021-03-05', '2021-03-05', ''],
    ['as of 2021-03-05', '2021-03-05', '2021-03-05', ''],
    ['in 2021-03', '2021-03-01', '2021-03-31', ''],
    ['was it open last year', '2025-01-01', '2025-12-31', 'was it open'],
    ['was it open 3 years ago', '2023-01-01', '2023-12-31', 'was it open'],
    ['is it open in 2026', '2026-01-01', '2026-11-30', 'is it open'],
    ['before 2021-03-01', '2021-02-28', '2021-02-28', ''],
    ['on 30 february 2021', '2021-02-01', '2021-02-28', 'on 30'],
    ['may it see 4000 contacts', undefined, undefined, 'may it see 4000 contacts'],
    ['in 2031', undefined, undefined, 'in 2031'],
    ['since 2019', undefined, undefined, 'since 2019'],
    ['one month ago', undefined, undefined, 'one month ago'],
  ])('reads "%s"', (text, from, to, rest) => {
    expect(read(text)).toEqual([from, to, rest]);
  });

  it('never gives a day later than today, or a period that ends before it begins', () => {
    const part = fc.oneof(fc.integer({ min: 0, max: 9999 }).map(String), fc.constantFrom('before', 'end', 'of', 'march', 'May', 'last', 'year', 'years', 'ago', 'in', '-'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const { period } = readDates(readTokens(parts.join(' ')), TODAY);
        expect(period === undefined || (period.from <= period.to && period.to <= TODAY)).toBe(true);
      }),
    );
  });
});
