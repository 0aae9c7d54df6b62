import type { Finding } from '../../knowledge/knowledge.ts';
import type { Block } from '../reply.ts';
import type { Result } from '../result.ts';
import { appOf, askTopic, bestKnown, type Composing, nextBlock, sourcesBlock, topicOf } from './parts.ts';

type Explain = Extract<Result, { kind: 'explain' }>;

function examples(composing: Composing, title: string, findings: readonly Finding[]): readonly Block[] {
  const { say } = composing.voice;
  if (findings.length === 0) return [];
  const lines = findings.map((finding) => ({
    text: say('explain.line', { app: appOf(composing, finding.app).name, verdict: say(`verdict.${finding.verdict}`), summary: finding.summary }),
    sources: [composing.numbering.number(finding.evidence[0].source)],
  }));
  return [{ kind: 'list', title, lines }];
}

/** What terms mean, in words, with apps that do and apps that don't. */
export function composeExplain(composing: Composing, { topics, better, worse }: Explain): readonly Block[] {
  const { say } = composing.voice;
  const meanings = topics.flatMap((id): readonly Block[] => {
    const { name, meaning } = topicOf(composing, id);
    return [
      { kind: 'headline', text: say('explain.headline', { topic: name }) },
      { kind: 'text', text: meaning },
    ];
  });
  const [first] = topics;
  const next =
    first === undefined
      ? []
      : bestKnown(composing, first)
          .slice(0, 3)
          .map(({ id }) => askTopic(composing, id, first));
  return [
    ...meanings,
    ...examples(composing, say('explain.better'), better),
    ...examples(composing, say('explain.worse'), worse),
    ...sourcesBlock(composing),
    ...nextBlock(composing, next),
  ];
}
