import type { Block } from '../reply.ts';
import type { Result } from '../result.ts';
import { appOf, askTopic, type Composing, nextBlock, sourcesBlock, strongestTopics, topicOf } from './parts.ts';

type ByPublisher = Extract<Result, { kind: 'by-publisher' }>;

/** A publisher's word on an app, in words: topic by topic. */
export function composeByPublisher(composing: Composing, { app: id, publisher, period, told }: ByPublisher): readonly Block[] {
  const { say, day } = composing.voice;
  const app = appOf(composing, id);
  const lines = told.flatMap(({ finding, evidence }) =>
    evidence.map(({ source, says }) => ({
      text: say('by-publisher.line', { topic: topicOf(composing, finding.topic).name, says }),
      sources: [composing.numbering.number(source)],
    })),
  );
  const topics = told.length > 0 ? told.map(({ finding }) => finding.topic) : strongestTopics(composing, app);
  const next = topics.map((topic) => askTopic(composing, id, topic));
  if (lines.length === 0) return [{ kind: 'headline', text: say('by-publisher.nothing', { publisher, app: app.name }) }, ...nextBlock(composing, next)];
  return [
    { kind: 'headline', text: say('by-publisher.headline', { publisher, app: app.name }) },
    { kind: 'list', title: null, lines },
    { kind: 'notes', notes: [say('overview.as-of', { day: day(period.to) })] },
    ...sourcesBlock(composing),
    ...nextBlock(composing, next),
  ];
}
