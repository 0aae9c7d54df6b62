import { firstDay } from '../days.ts';
import type { Problem } from '../problem.ts';
import type { FindingFile } from '../schema.ts';
import { findingsOf } from './each-finding.ts';
import type { Rule } from './rule.ts';

const BEGINNING = '0000';
const END = '9999';

type Span = Pick<FindingFile, 'since' | 'until'>;

/** Whether two findings speak of a same day. */
export function overlap(a: Span, b: Span): boolean {
  const from = ({ since }: Span) => (since === undefined ? BEGINNING : (firstDay(since) ?? BEGINNING));
  const to = ({ until }: Span) => (until === undefined ? END : (firstDay(until) ?? END));
  return from(a) < to(b) && from(b) < to(a);
}

/** Two findings of one app, topic and scope never speak of the same day. */
export const findingsOverlap: Rule = ({ data, shared }) =>
  Object.entries(data.apps).flatMap(([app, file]) => {
    const placed = findingsOf(app, file, shared);
    return placed.flatMap((one, index): readonly Problem[] => {
      const other = placed.slice(index + 1).find((next) => next.topic === one.topic && next.finding.scope === one.finding.scope && overlap(one.finding, next.finding));
      if (!other) return [];
      return [
        {
          file: other.file,
          path: other.path,
          fault: `speaks of the same days as ${one.path}`,
          mend: 'give the older one an "until" and the newer one that day as "since", or give one a "scope"',
        },
      ];
    });
  });
