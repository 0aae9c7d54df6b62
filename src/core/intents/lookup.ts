import type { Day } from '../../knowledge/days.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { historyOf, isFound, isMissing, lookUp } from '../findings.ts';
import type { Query } from '../query.ts';
import type { Result } from '../result.ts';

/** What is recorded of every topic of every app whose verdict is asked to be explained. */
export function answerWhy({ apps, topics, period }: Extract<Query, { intent: 'why' }>, knowledge: Knowledge, today: Day): Result {
  const pairs = apps.flatMap((id) => {
    const app = knowledge.apps.get(id);
    return app ? topics.map((topic) => lookUp(app, topic, period, today, null)) : [];
  });
  return { kind: 'why', apps, topics, period, found: pairs.filter(isFound), missing: pairs.filter(isMissing) };
}

/** Looks up every topic of every app that was asked for. */
export function answerLookup(query: Extract<Query, { intent: 'lookup' }>, knowledge: Knowledge, today: Day): Result {
  const { apps, topics, period, howTo, scope, history, unknown } = query;
  const pairs = apps.flatMap((id) => {
    const app = knowledge.apps.get(id);
    return app ? topics.map((topic) => (history ? historyOf(app, topic) : undefined) ?? lookUp(app, topic, period, today, scope)) : [];
  });
  return { kind: 'lookup', apps, topics, period, howTo, history, unknown, found: pairs.filter(isFound), missing: pairs.filter(isMissing) };
}
