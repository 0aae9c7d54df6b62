import { describe, expect, it } from '@jest/globals';
import { lastDay } from '../../src/knowledge/days.ts';
import { checkedDay, deriveVerdict, earliestDay, isOlderThan, newestDay, speakerOf, strengthOf, type Voice, vendorStance } from '../../src/knowledge/derive.ts';
import type { SourceKind, Speaker } from '../../src/knowledge/schema.ts';
import { aDay } from '../builders.ts';

let count = 0;

function voice(kind: SourceKind, stance: Voice['stance'], more: { readonly by?: Speaker; readonly origin?: string; readonly id?: string } = {}): Voice {
  count += 1;
  return { stance, by: more.by ?? speakerOf(kind), source: { id: more.id ?? `source-${count}`, kind, origin: more.origin } };
}

describe('deriveVerdict', () => {
  it.each<[string, readonly Voice[], string]>([
    ['nothing but silence', [voice('vendor-policy', 'silent')], 'unknown'],
    ['the vendor alone', [voice('vendor-policy', 'yes')], 'yes'],
    ['a policy before documentation', [voice('vendor-policy', 'yes'), voice('vendor-documentation', 'no')], 'yes'],
    ['a whitepaper before documentation', [voice('vendor-whitepaper', 'no'), voice('vendor-documentation', 'yes')], 'no'],
    ['a whitepaper beside a transparency report', [voice('vendor-whitepaper', 'no'), voice('vendor-transparency-report', 'yes')], 'partly'],
    ['documentation before the vendor quoted by the press', [voice('vendor-documentation', 'no'), voice('press', 'yes', { by: 'vendor' })], 'no'],
    ['two policies that differ', [voice('vendor-policy', 'yes'), voice('vendor-policy', 'no')], 'partly'],
    ['somebody independent alone', [voice('press', 'no')], 'no'],
    ['research before press', [voice('research', 'yes'), voice('press', 'no')], 'yes'],
    ['press that differs', [voice('press', 'yes'), voice('ngo', 'no')], 'disputed'],
    ['press that repeats one report', [voice('press', 'yes', { origin: 'report' }), voice('reference', 'no', { origin: 'report' })], 'yes'],
    ['a report before the press that repeats it', [voice('press', 'no', { origin: 'report' }), voice('ngo', 'yes', { id: 'report' })], 'yes'],
    ['both sides agreeing', [voice('vendor-policy', 'yes'), voice('press', 'yes')], 'yes'],
    ['a court against the vendor', [voice('vendor-policy', 'no'), voice('court', 'yes')], 'yes'],
    ['the press against the vendor', [voice('vendor-policy', 'no'), voice('press', 'yes')], 'disputed'],
    ['partly against yes', [voice('vendor-policy', 'partly'), voice('press', 'yes')], 'disputed'],
    ['silence beside a voice', [voice('vendor-policy', 'silent'), voice('press', 'yes')], 'yes'],
    ['courts that differ, whatever the press says', [voice('court', 'yes'), voice('regulator', 'no'), voice('press', 'no')], 'disputed'],
  ])('of %s', (_, voices, verdict) => {
    expect(deriveVerdict(voices).verdict).toBe(verdict);
  });
});

describe('what else is derived', () => {
  it.each<[string, readonly Voice[], string]>([
    ['first-hand', [voice('vendor-policy', 'no'), voice('audit', 'no'), voice('press', 'no')], 'first-hand'],
    ['second-hand', [voice('vendor-policy', 'no'), voice('press', 'no')], 'second-hand'],
    ['vendor-only', [voice('vendor-policy', 'no'), voice('press', 'silent')], 'vendor-only'],
    ['by silence alone', [voice('press', 'silent')], 'second-hand'],
  ])('strength: %s', (_, voices, strength) => {
    expect(strengthOf(voices)).toBe(strength);
  });

  it("tells the vendor's stance apart", () => {
    expect(vendorStance([voice('vendor-policy', 'no'), voice('court', 'yes')])).toBe('no');
    expect(vendorStance([voice('court', 'yes')])).toBeUndefined();
  });

  it('counts the day of an archived copy, else of the reading, else of publication', () => {
    const source = { id: 's', kind: 'press' as const, published: '2018' };
    const read = { ...source, checked: { on: '2026-11-24', copy: 'archived' as const, of: '2024-05' } };
    const says = (of: typeof source): Voice => ({ stance: 'yes', by: 'independent', source: of });
    expect(checkedDay(read)).toBe('2024-05-01');
    expect(checkedDay({ checked: { on: '2026-11-24', copy: 'live' } })).toBe('2026-11-24');
    expect(newestDay([says(source), says(read)])).toBe('2024-05-01');
    expect(earliestDay([says(source), says(read)])).toBe('2018-01-01');
    expect(newestDay([voice('press', 'yes')])).toBeUndefined();
  });

  it('takes a copy of no known day for no newer than what was published, and a month or year as it is asked for', () => {
    const copy = { on: '2026-11-24', copy: 'archived' } as const;
    const article = { id: 'article', kind: 'press', published: '2018-03', checked: copy } as const;
    const undated = { id: 'undated', kind: 'vendor-documentation', checked: copy } as const;
    const live = { id: 'live', kind: 'press', published: '2018-03', checked: { on: '2026-11-24', copy: 'live' } } as const;
    const dayOf = (source: Voice['source'], read?: typeof lastDay) => newestDay([{ stance: 'yes', by: 'independent', source }], read);
    expect([dayOf(article), dayOf(article, lastDay), dayOf(undated), dayOf(live)]).toEqual(['2018-03-01', '2018-03-31', '2026-11-24', '2026-11-24']);
  });

  it('grows old on the day after its months are over', () => {
    expect(isOlderThan(aDay('2024-11-24'), 24, aDay('2026-11-24'))).toBe(false);
    expect(isOlderThan(aDay('2024-11-23'), 24, aDay('2026-11-24'))).toBe(true);
  });
});
