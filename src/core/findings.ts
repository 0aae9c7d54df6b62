import { type Day, firstDay } from '../knowledge/days.ts';
import { type App, type Finding, speaksOf, type Topic } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';
import type { Found, Missing } from './result.ts';
import type { Period } from './understand/dates.ts';

/** Whether a verdict is the better or the worse one for privacy; neither where it depends or isn't established. */
export function worth(finding: Pick<Finding, 'verdict'>, topic: Pick<Topic, 'better'>): 'good' | 'bad' | 'mixed' {
  if (topic.better === null || (finding.verdict !== 'yes' && finding.verdict !== 'no')) return 'mixed';
  return finding.verdict === topic.better ? 'good' : 'bad';
}

function begins(finding: Finding): Day | null {
  return (finding.since === null ? undefined : firstDay(finding.since)) ?? finding.earliest;
}

/** Of one app and topic the findings that speak of a period, older first, those for everybody before those of a scope. */
export function findingsIn(app: App, topic: TopicId, { from, to }: Period, today: Day): readonly Finding[] {
  const all = app.findings.get(topic) ?? [];
  const atEnd = all.filter((finding) => speaksOf(finding, to, today));
  const atStart = from < to ? all.filter((finding) => speaksOf(finding, from, today) && !atEnd.includes(finding)) : [];
  const general = (list: readonly Finding[]) => {
    const unscoped = list.filter(({ scope }) => scope === null);
    return unscoped.length > 0 ? unscoped : list;
  };
  const last = general(atEnd);
  const scopes = new Set(last.map(({ scope }) => scope));
  return [...atStart.filter(({ scope }) => scopes.has(scope) || last.length === 0), ...last];
}

/** What is recorded of one app and topic for a period; if nothing is, with which day it begins. */
export function lookUp(app: App, topic: TopicId, period: Period, today: Day): Found | Missing {
  const [first, ...rest] = findingsIn(app, topic, period, today);
  const later = (app.findings.get(topic) ?? [])
    .filter(({ scope }) => scope === (first?.scope ?? null))
    .map(begins)
    .filter((day) => day !== null)
    .filter((day) => day > period.to)
    .toSorted();
  if (first) return { app: app.id, topic, findings: [first, ...rest], changed: later[0] ?? null };
  return { app: app.id, topic, begins: later[0] ?? null };
}

/** Whether something is recorded of the pair. */
export function isFound(pair: Found | Missing): pair is Found {
  return 'findings' in pair;
}

/** Whether nothing is recorded of the pair. */
export function isMissing(pair: Found | Missing): pair is Missing {
  return !isFound(pair);
}
