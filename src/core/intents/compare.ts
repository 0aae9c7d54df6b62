import type { Day } from '../../knowledge/days.ts';
import { TOPIC_IDS } from '../../knowledge/ids.ts';
import type { Finding, Knowledge } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { findingsIn } from '../findings.ts';
import type { Query } from '../query.ts';
import type { Result, Row } from '../result.ts';

const MOST_ROWS = 8;

function isRecorded({ cells }: Row): boolean {
  return cells.filter((cell) => cell !== null && cell.verdict !== 'unknown').length > 1;
}

function isAlike({ cells }: Row): boolean {
  return cells.every((cell) => cell !== null && cell.verdict === cells[0]?.verdict);
}

/** Apps side by side: the topics that were asked for or, without any, those on which they differ, by weight, and those on which they agree. */
export function answerCompare(query: Extract<Query, { intent: 'compare' }>, knowledge: Knowledge, today: Day): Result {
  const { apps, topics, period, unknown } = query;
  const day = { from: period.to, to: period.to };
  const cellOf = (id: (typeof apps)[number], topic: TopicId): Finding | null => {
    const app = knowledge.apps.get(id);
    return (app && findingsIn(app, topic, day, today)[0]) ?? null;
  };
  const rowOf = (topic: TopicId): Row => ({ topic, cells: apps.map((id) => cellOf(id, topic)) });
  if (topics.length > 0) return { kind: 'compare', apps, period, unknown, rows: topics.map(rowOf), alike: [] };
  const weight = (id: TopicId) => knowledge.topics.get(id)?.weight ?? 0;
  const rows = TOPIC_IDS.map(rowOf)
    .filter(isRecorded)
    .toSorted((a, b) => weight(b.topic) - weight(a.topic));
  const alike = rows.filter(isAlike).flatMap(({ cells: [first] }) => first ?? []);
  return { kind: 'compare', apps, period, unknown, rows: rows.filter((row) => !isAlike(row)).slice(0, MOST_ROWS), alike };
}
