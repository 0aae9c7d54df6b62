import { type Day, firstDay } from '../knowledge/days.ts';
import { type App, type Finding, speaksOf, type Topic } from '../knowledge/knowledge.ts';
import type { Scope, TopicId } from '../knowledge/schema.ts';
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

/** What was so when an app closed, for a day after that: what is recorded up to its end or, failing that, the latest. */
function lastOf(app: App, topic: TopicId, day: Day): readonly Finding[] | undefined {
  const { discontinued } = app;
  if (discontinued === null || day < discontinued) return undefined;
  const all = app.findings.get(topic) ?? [];
  const atClosing = all.filter(({ until }) => until === null || (firstDay(until) ?? day) >= discontinued);
  return atClosing.length > 0 ? atClosing : all.slice(0, 1);
}

/** Of one app and topic the findings that speak of a period, older first: of the scope that is asked for, else for everybody. */
export function findingsIn(app: App, topic: TopicId, { from, to }: Period, today: Day, scope: Scope | null = null): readonly Finding[] {
  const all = app.findings.get(topic) ?? [];
  const atEnd = lastOf(app, topic, to) ?? all.filter((finding) => speaksOf(finding, to, today));
  const atStart = from < to ? all.filter((finding) => speaksOf(finding, from, today) && !atEnd.includes(finding)) : [];
  const general = (list: readonly Finding[]) => {
    const asked = list.filter((finding) => finding.scope === scope);
    const unscoped = list.filter((finding) => finding.scope === null);
    return [asked, unscoped, list].find((some) => some.length > 0) ?? [];
  };
  const last = general(atEnd);
  const scopes = new Set(last.map((finding) => finding.scope));
  return [...atStart.filter((finding) => scopes.has(finding.scope) || last.length === 0), ...last];
}

/** All that is recorded of one app and topic for everybody, oldest first. */
export function historyOf(app: App, topic: TopicId): Found | undefined {
  const all = app.findings.get(topic) ?? [];
  const unscoped = all.filter(({ scope }) => scope === null);
  const [first, ...rest] = (unscoped.length > 0 ? unscoped : all).toReversed();
  return first && { app: app.id, topic, findings: [first, ...rest], changed: null, before: null, others: [] };
}

/** The latest of the findings that had ended by a day. */
function endedBy(findings: readonly Finding[], day: Day): Finding | null {
  const ends = findings.flatMap((finding) => {
    const end = finding.until === null ? undefined : firstDay(finding.until);
    return end !== undefined && end <= day ? [{ finding, end }] : [];
  });
  return ends.toSorted((a, b) => b.end.localeCompare(a.end))[0]?.finding ?? null;
}

/** What is recorded of one app and topic for a period; if nothing is, with which day it begins. */
export function lookUp(app: App, topic: TopicId, period: Period, today: Day, scope: Scope | null): Found | Missing {
  const all = app.findings.get(topic) ?? [];
  const [first, ...rest] = findingsIn(app, topic, period, today, scope);
  const sameScope = all.filter((finding) => finding.scope === (first?.scope ?? null));
  const later = sameScope
    .map(begins)
    .filter((day) => day !== null)
    .filter((day) => day > period.to)
    .toSorted();
  if (!first) return { app: app.id, topic, begins: later[0] ?? null, ended: endedBy(all, period.to) };
  const elsewhere = all.filter((finding) => speaksOf(finding, period.to, today)).map((finding) => finding.scope);
  const others = [...new Set(elsewhere)].filter((other) => other !== null).filter((other) => other !== first.scope);
  const shown: Found['findings'] = [first, ...rest];
  const before = endedBy(
    sameScope.filter((finding) => !shown.includes(finding)),
    period.to,
  );
  return { app: app.id, topic, findings: shown, changed: later[0] ?? null, before: before?.verdict === first.verdict ? null : before, others };
}

/** Whether something is recorded of the pair. */
export function isFound(pair: Found | Missing): pair is Found {
  return 'findings' in pair;
}

/** Whether nothing is recorded of the pair. */
export function isMissing(pair: Found | Missing): pair is Missing {
  return !isFound(pair);
}
