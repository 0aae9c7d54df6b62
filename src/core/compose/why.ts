import type { Role } from '../../knowledge/derive.ts';
import type { Evidence, Finding } from '../../knowledge/knowledge.ts';
import type { Block, Line } from '../reply.ts';
import type { Result } from '../result.ts';
import { missingBlocks } from './lookup.ts';
import { appOf, askMeaning, askTopic, type Composing, nextBlock, signOf, sourcesBlock, toneOf, topicOf, verdictOf } from './parts.ts';

type Why = Extract<Result, { kind: 'why' }>;

/** A piece of evidence by what it did: its publisher, kind and day, and its stance. */
function evidenceLine({ knowledge, voice: { say, day }, numbering }: Composing, { source: id, stance }: Evidence, role: Role): Line {
  const source = knowledge.sources.get(id);
  const dated = source?.published ?? source?.checked ?? null;
  const values = {
    publisher: source?.publisher ?? id,
    kind: source ? say(`kind.${source.kind}`) : id,
    date: dated === null ? 'none' : day(dated),
    stance: stance === 'silent' ? say('why.silent') : say(`verdict.${stance}`),
    role: role === 'counts' ? 'none' : say(`why.role.${role}`),
  };
  return { text: say('why.evidence', values), sources: [numbering.number(id)] };
}

function weighed(composing: Composing, { evidence, weighing }: Finding, title: string, isWanted: (role: Role) => boolean): readonly Block[] {
  const lines = evidence.flatMap((one, index) => {
    const role = weighing.roles[index] ?? 'counts';
    return isWanted(role) ? [evidenceLine(composing, one, role)] : [];
  });
  return lines.length === 0 ? [] : [{ kind: 'list', title, lines }];
}

/** How one verdict came about: what it means on this topic, by which rule it follows, and what each source did for it. */
export function whyBlocks(composing: Composing, finding: Finding): readonly Block[] {
  const { say } = composing.voice;
  const [app, topic] = [appOf(composing, finding.app), topicOf(composing, finding.topic)];
  const { rule, reason } = finding.weighing;
  const { verdict } = finding;
  const meaning = verdict === 'disputed' || verdict === 'unknown' ? undefined : topic.criteria[verdict];
  const sentences = [
    ...(meaning === undefined ? [] : [say('why.meaning', { verdict: say(`verdict.${verdict}`), meaning })]),
    say(`why.rule.${rule}`, { vendor: app.vendor.name }),
    ...(reason === null ? [] : [say('why.reason', { reason })]),
  ];
  return [
    {
      kind: 'headline',
      text: say('why.headline', { sign: signOf(composing, finding), ...verdictOf(composing, finding), app: app.name, topic: topic.name }),
      tone: toneOf(composing, finding),
    },
    { kind: 'text', text: sentences.join(' ') },
    ...weighed(composing, finding, say('why.counted'), (role) => role === 'counts'),
    ...weighed(composing, finding, say('why.not-counted'), (role) => role !== 'counts'),
  ];
}

/** Why the verdicts are what they are, the sources, and the answer once more. */
export function composeWhy(composing: Composing, result: Why): readonly Block[] {
  const [app, topic] = [result.apps[0], result.topics[0]];
  return [
    ...result.found.flatMap(({ findings }) => findings.flatMap((finding) => whyBlocks(composing, finding))),
    ...result.missing.flatMap((missing) => missingBlocks(composing, missing, result)),
    ...sourcesBlock(composing),
    ...nextBlock(composing, app === undefined || topic === undefined ? [] : [askTopic(composing, app, topic), askMeaning(composing, topic)]),
  ];
}
