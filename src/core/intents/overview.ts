import type { Day } from '../../knowledge/days.ts';
import { TOPIC_IDS } from '../../knowledge/ids.ts';
import type { App, Finding, Knowledge } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { findingsIn, historyOf, worth } from '../findings.ts';
import type { Query } from '../query.ts';
import type { Glance, Result } from '../result.ts';
import type { Period } from '../understand/dates.ts';

const MOST = 6;
const MOST_OF_A_KIND = 3;
const MOST_CHANGES = 4;

/**
 * The findings that tell most of an app: by the topic's weight, disputed before plain, at most six, at most three good and
 * three bad, never two of one family.
 */
function glance(app: App, knowledge: Knowledge, period: Period, today: Day): Glance {
  const candidates = TOPIC_IDS.flatMap((id) => {
    const [finding] = findingsIn(app, id, { from: period.to, to: period.to }, today);
    const topic = knowledge.topics.get(id);
    return finding && topic && finding.verdict !== 'unknown' ? [{ finding, topic }] : [];
  });
  const rank = ({ finding, topic }: (typeof candidates)[number]) => topic.weight * 2 + (finding.verdict === 'disputed' ? 1 : 0);
  const chosen: Finding[] = [];
  const families = new Set<string>();
  const kinds = { good: 0, bad: 0, mixed: 0 };
  for (const { finding, topic } of candidates.toSorted((a, b) => rank(b) - rank(a))) {
    const kind = worth(finding, topic);
    if (chosen.length >= MOST || families.has(topic.family) || (kind !== 'mixed' && kinds[kind] >= MOST_OF_A_KIND)) continue;
    chosen.push(finding);
    families.add(topic.family);
    kinds[kind] += 1;
  }
  return { app: app.id, findings: chosen, more: candidates.length - chosen.length };
}

/** What has changed of an app: the topics of which more than one finding is recorded, by weight, each oldest first. */
function changes(app: App, knowledge: Knowledge): Glance {
  const weight = (id: TopicId) => knowledge.topics.get(id)?.weight ?? 0;
  const changed = TOPIC_IDS.flatMap((id) => historyOf(app, id) ?? []).filter(({ findings }) => findings.length > 1);
  const told = changed.toSorted((a, b) => weight(b.topic) - weight(a.topic)).slice(0, MOST_CHANGES);
  return { app: app.id, findings: told.flatMap(({ findings }) => findings), more: changed.length - told.length };
}

/** Each app at a glance, or what has changed of it. */
export function answerOverview(query: Extract<Query, { intent: 'overview' }>, knowledge: Knowledge, today: Day): Result {
  const { apps, period, history, unknown } = query;
  const glances = apps.flatMap((id) => {
    const app = knowledge.apps.get(id);
    return app ? [history ? changes(app, knowledge) : glance(app, knowledge, period, today)] : [];
  });
  return { kind: 'overview', apps, period, unknown, glances, history };
}
