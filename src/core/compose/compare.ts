import type { AppId, Finding } from '../../knowledge/knowledge.ts';
import type { Block, Cell, Line, TableRow } from '../reply.ts';
import type { Result, Row } from '../result.ts';
import { appOf, askApp, askTopic, type Composing, carryingEvidence, markOf, nextBlock, signOf, sourcesBlock, topicOf, unknownNames, verdictOf } from './parts.ts';

type Compare = Extract<Result, { kind: 'compare' }>;

/** So many topics in which apps are alike are named for each sign. */
const MOST_ALIKE = 6;

function cell(composing: Composing, id: AppId, finding: Finding | null): Cell {
  const { say } = composing.voice;
  const app = appOf(composing, id).name;
  if (finding === null) return { brief: say('compare.brief-missing'), line: { text: say('compare.missing', { app }), sources: [] } };
  const values = { app, sign: signOf(composing, finding), ...verdictOf(composing, finding), condition: finding.condition ?? 'none' };
  const sources = carryingEvidence(finding).map(({ source }) => composing.numbering.number(source));
  const brief = finding.verdict === 'unknown' ? say('compare.brief-unknown') : say('compare.brief', { mark: markOf(composing, finding), ...verdictOf(composing, finding) });
  return { brief, line: { text: say('compare.cell', values), sources } };
}

function tableRow(composing: Composing, { topic, cells }: Row, apps: readonly AppId[]): TableRow {
  return { title: topicOf(composing, topic).name, cells: apps.map((id, index) => cell(composing, id, cells[index] ?? null)) };
}

/** What apps have in common, a line for what it means: "👍 Encryption in transit and Open source". */
function alikeBlock(composing: Composing, alike: readonly Finding[]): readonly Block[] {
  const { say, all } = composing.voice;
  const lines = [...new Set(alike.map((finding) => signOf(composing, finding)))].map((sign): Line => {
    const topics = alike.filter((finding) => signOf(composing, finding) === sign).map(({ topic }) => topicOf(composing, topic).name);
    const rest = topics.length > MOST_ALIKE ? [say('compare.more', { more: topics.length - MOST_ALIKE })] : [];
    return { text: `${sign} ${all([...topics.slice(0, MOST_ALIKE), ...rest])}`, sources: [] };
  });
  return lines.length === 0 ? [] : [{ kind: 'list', title: say('compare.alike'), lines }];
}

/** Apps side by side, in words: a row for each topic, then what they have in common. */
export function composeCompare(composing: Composing, result: Compare): readonly Block[] {
  const { say, all, day } = composing.voice;
  const { apps, rows, alike, period } = result;
  const names = apps.map((id) => appOf(composing, id).name);
  const [first] = rows;
  const none = alike.length > 0 ? 'compare.same' : 'compare.nothing';
  const deeper = first ? apps.map((id) => askTopic(composing, id, first.topic)) : apps.map((id) => askApp(composing, id));
  return [
    { kind: 'headline', text: say(rows.length > 0 ? 'compare.headline' : none, { apps: all(names) }) },
    ...(rows.length > 0 ? [{ kind: 'table' as const, columns: names, rows: rows.map((row) => tableRow(composing, row, apps)) }] : []),
    ...alikeBlock(composing, alike),
    { kind: 'notes', notes: [say('overview.as-of', { day: day(period.to) })] },
    ...unknownNames(composing, result.unknown),
    ...sourcesBlock(composing),
    ...nextBlock(composing, deeper),
  ];
}
