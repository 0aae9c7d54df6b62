import { firstDay, lastDay } from '../days.ts';
import { newestDay } from '../derive.ts';
import { voicesOf } from '../knowledge.ts';
import { waivable } from './waivable.ts';

/** A source proves nothing of a time that came after it: the newest evidence is of the day on which it begins, or later. */
export const sinceAfterProof = waivable('since-after-proof', ({ finding, cited }) => {
  const since = finding.since === undefined ? undefined : firstDay(finding.since);
  const newest = newestDay(voicesOf(finding, cited), lastDay);
  if (since === undefined || newest === undefined || newest >= since) return undefined;
  return { at: '.since', fault: `is later than the newest of its evidence, of ${newest}`, mend: 'cite a source of that day or later, or mend the day' };
});
