import type { AppId, Finding } from '../../knowledge/knowledge.ts';
import type { Block, Cell, TableRow } from '../reply.ts';
import type { Result, Row } from '../result.ts';
import { appOf, askApp, askTopic, type Composing, carryingEvidence, markOf, nextBlock, signOf, sourcesBlock, topicOf, unknownNames, verdictOf } from './parts.ts';

type Compare = Extract<Result, { kind: 'compare' }>;

function cell(composing: Composing, id: AppId, finding: Finding | null): Cell {
  const { say } = composing.voice;
  const app = appOf(composing, id).name;
  if (finding === null) return { brief: say('compare.brief-missing'), line: { text: say('compare.missing', { app }), sources: [] } };
  const values = { app, sign: signOf(composing, finding), ...verdictOf(composing, finding), condition: finding.condition ?? 'none' };
  const sources = carryingEvidence(finding).map(({ source }) => composing.numbering.number(source));
  return { brief: say('compare.brief', { mark: markOf(composing, finding), ...verdictOf(composing, finding) }), line: { text: say('compare.cell', values), sources } };
}

function tableRow(composing: Composing, { topic, cells }: Row, apps: readonly AppId[]): TableRow {
  return { title: topicOf(composing, topic).name, cells: apps.map((id, index) => cell(composing, id, cells[index] ?? null)) };
}

/** Apps side by side, in words: a row for each topic, then what they have in common. */
export function composeCompare(composing: Composing, result: Compare): readonly Block[] {
  const { say, all, day } = composing.voice;
  const { apps, rows, alike, period } = result;
  const names = apps.map((id) => appOf(composing, id).name);
  const common = alike.map((id) => topicOf(composing, id).name);
  const [first] = rows;
  const none = common.length > 0 ? 'compare.same' : 'compare.nothing';
  const deeper = first ? apps.map((id) => askTopic(composing, id, first.topic)) : apps.map((id) => askApp(composing, id));
  return [
    { kind: 'headline', text: say(rows.length > 0 ? 'compare.headline' : none, { apps: all(names) }) },
    ...(rows.length > 0 ? [{ kind: 'table' as const, columns: names, rows: rows.map((row) => tableRow(composing, row, apps)) }] : []),
    ...(common.length > 0 ? [{ kind: 'text' as const, text: say('compare.alike', { topics: all(common) }) }] : []),
    { kind: 'notes', notes: [say('overview.as-of', { day: day(period.to) })] },
    ...unknownNames(composing, result.unknown),
    ...sourcesBlock(composing),
    ...nextBlock(composing, deeper),
  ];
}
