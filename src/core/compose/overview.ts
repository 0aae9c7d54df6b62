import type { Finding } from '../../knowledge/knowledge.ts';
import type { Block, Line } from '../reply.ts';
import type { Glance, Result } from '../result.ts';
import {
  appOf,
  askApp,
  askTopic,
  bestKnown,
  type Composing,
  carryingEvidence,
  closedNotes,
  nextBlock,
  signOf,
  sourcesBlock,
  spanNotes,
  topicOf,
  unknownNames,
  verdictOf,
} from './parts.ts';

type Overview = Extract<Result, { kind: 'overview' }>;

function glanceLine(composing: Composing, finding: Finding, history: boolean): Line {
  const { say } = composing.voice;
  const text = say('overview.line', {
    sign: signOf(composing, finding),
    topic: topicOf(composing, finding.topic).name,
    ...verdictOf(composing, finding),
    summary: [finding.summary, ...(history ? spanNotes(composing, finding) : [])].join(' '),
  });
  return { text, sources: carryingEvidence(finding).map(({ source }) => composing.numbering.number(source)) };
}

function glanceBlocks(composing: Composing, { app: id, findings, more }: Glance, { period, history }: Overview): readonly Block[] {
  const { say, day } = composing.voice;
  const app = appOf(composing, id);
  const { name, privacyPolicy } = app;
  if (findings.length === 0) {
    return [
      { kind: 'headline', text: say(history && app.findings.size > 0 ? 'overview.no-history' : 'no-data.app', { app: name }) },
      ...(privacyPolicy === null ? [] : [{ kind: 'text' as const, text: say('no-data.policy', { url: privacyPolicy }) }]),
    ];
  }
  return [
    { kind: 'headline', text: say(history ? 'overview.history' : 'overview.headline', { app: name }) },
    { kind: 'list', title: null, lines: findings.map((finding) => glanceLine(composing, finding, history)) },
    { kind: 'notes', notes: [say('overview.as-of', { day: day(period.to) }), ...(more > 0 ? [say('overview.more', { more })] : []), ...closedNotes(composing, app)] },
  ];
}

/** Apps at a glance, in words. */
export function composeOverview(composing: Composing, result: Overview): readonly Block[] {
  const blocks = result.glances.flatMap((glance) => glanceBlocks(composing, glance, result));
  const [first] = result.glances;
  const deeper = first ? [...new Set(first.findings.map(({ topic }) => topic))].slice(0, 3).map((topic) => askTopic(composing, first.app, topic)) : [];
  const category = first ? appOf(composing, first.app).category : undefined;
  const known = bestKnown(composing).filter(({ id }) => !result.apps.includes(id));
  const others = [...known.filter((app) => app.category === category), ...known].slice(0, 3).map(({ id }) => askApp(composing, id));
  return [...blocks, ...unknownNames(composing, result.unknown), ...sourcesBlock(composing), ...nextBlock(composing, [...deeper, ...others])];
}
