import type { Day } from '../../knowledge/days.ts';
import type { App, Finding, Knowledge } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { findingsIn } from '../findings.ts';
import type { Condition, Origin, Query } from '../query.ts';
import type { Candidate, Result } from '../result.ts';

type Judged = Candidate & { readonly misses: readonly TopicId[]; readonly lacks: readonly TopicId[] };

/** Whether a finding is of the country that the question names, if it names one. */
function isThere({ value }: Finding, { place }: Condition): boolean {
  return place === null || (value?.includes(place) ?? false);
}

function meets(finding: Finding, condition: Condition): boolean {
  return finding.verdict === condition.wanted && isThere(finding, condition);
}

/** Whether a finding meets a condition in part: only on terms of its own, or as one side says. */
function nearlyMeets(finding: Finding | undefined, condition: Condition): boolean {
  return finding !== undefined && (finding.verdict === 'partly' || finding.verdict === 'disputed') && isThere(finding, condition);
}

/** Whether an app's company is from where it is to be from; of one whose country isn't recorded, that can't be said. */
function isFrom({ vendor: { country } }: App, origin: Origin | null): boolean {
  return origin === null || (country !== null && origin.countries.includes(country) !== origin.not);
}

/** Sorts every app of the category by the conditions: met, missed, or not recorded; those of which most is recorded come first. A verdict with a condition of its own is no plain match. */
export function answerFind(query: Extract<Query, { intent: 'find' }>, knowledge: Knowledge, today: Day): Result {
  const { conditions, any, category, origin, except, period } = query;
  const day = { from: period.to, to: period.to };
  const judge = (app: App): Judged => {
    const found = conditions.map((condition): readonly [Condition, Finding | undefined] => [condition, findingsIn(app, condition.topic, day, today)[0]]);
    const isKnown = (finding: Finding | undefined): finding is Finding => finding !== undefined && finding.verdict !== 'unknown';
    return {
      app: app.id,
      findings: found.flatMap(([, finding]) => (isKnown(finding) ? [finding] : [])),
      lacks: found.filter(([, finding]) => !isKnown(finding)).map(([{ topic }]) => topic),
      misses: found.filter(([condition, finding]) => isKnown(finding) && !meets(finding, condition)).map(([{ topic }]) => topic),
    };
  };
  const isMatch = ({ misses, lacks }: Judged) => (any ? misses.length + lacks.length < conditions.length : misses.length + lacks.length === 0);
  const isSought = (app: App) => app.discontinued === null && !except.includes(app.id) && (category === null || app.category === category) && isFrom(app, origin);
  const judged = [...knowledge.apps.values()]
    .filter(isSought)
    .toSorted((a, b) => b.findings.size - a.findings.size)
    .map(judge);
  const others = judged.filter((one) => !isMatch(one));
  /** Misses one of several conditions or, of one alone, meets it in part. */
  const isNear = ({ lacks, misses, findings }: Judged) => lacks.length === 0 && misses.length === 1 && (conditions.length > 1 || nearlyMeets(findings[0], conditions[0]));
  return {
    kind: 'find',
    conditions,
    any,
    category,
    origin,
    period,
    looked: judged.length,
    matches: judged.filter(isMatch).toSorted((a, b) => a.lacks.length - b.lacks.length),
    partly: others.filter(isNear),
    notKnown: others.filter(({ lacks, misses }) => lacks.length > 0 && misses.length === 0).toSorted((a, b) => a.lacks.length - b.lacks.length),
  };
}
