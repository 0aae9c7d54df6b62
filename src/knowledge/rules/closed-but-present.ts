import { firstDay } from '../days.ts';
import { waivable } from './waivable.ts';

/** Of an app that was closed everything is history. */
export const closedButPresent = waivable('closed-but-present', ({ app, finding }, { data }) => {
  const discontinued = data.apps[app]?.discontinued;
  const closed = discontinued === undefined ? undefined : firstDay(discontinued);
  const until = finding.until === undefined ? undefined : firstDay(finding.until);
  if (closed === undefined || (until !== undefined && until <= closed)) return undefined;
  return { at: '', fault: `speaks of days after the app was closed, on ${discontinued}`, mend: `give it an "until" of at most ${discontinued}` };
});
