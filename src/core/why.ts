import type { AppId, Knowledge } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';
import { answerQuery } from './answer-query.ts';
import type { Asking } from './ask.ts';
import { beginReply, type Composing, sourcesBlock } from './compose/parts.ts';
import { whyBlocks } from './compose/why.ts';
import { NOTHING_SAID, type Question } from './question.ts';
import type { Block, Reply } from './reply.ts';
import type { Result } from './result.ts';
import type { Mention, Span } from './understand/apps.ts';
import type { Heard } from './understand/hearing.ts';
import { decide } from './understand/intent.ts';
import { createReader } from './understand/reading.ts';
import { recogniserOf } from './understand.ts';
import { createVoices } from './wording.ts';

/** How many subjects are told: the one that was taken, the runner-up and one more. */
const MOST_SUBJECTS = 3;
const RANKS = ['first', 'second', 'third'];

/** Tells how a question is read and why the answer's verdicts are what they are; for maintainers and the curious. */
export type TellWhy = (question: Question, asking: Asking) => Reply;

function nameOf({ knowledge }: Composing, app: AppId): string {
  return knowledge.apps.get(app)?.name ?? app;
}

function mentionText(composing: Composing, mention: Mention, { words, how }: Span): string {
  const { say, either } = composing.voice;
  switch (mention.kind) {
    case 'app':
      return say('read.app', { words, app: nameOf(composing, mention.app), how, role: mention.role });
    case 'shared':
      return say('read.shared', { words, apps: either(mention.apps.map((app) => nameOf(composing, app))) });
    case 'named':
      return say('read.app', { words, app: mention.named.name, how, role: 'subject' });
    case 'unknown':
      return say('read.unknown', { words });
  }
}

function topicName({ knowledge }: Composing, subject: string): string {
  return [...knowledge.topics.values()].find(({ id }) => id === subject)?.name ?? subject;
}

/** The words that were matched: to which apps, and to which topics with what scores. */
function readingBlock(composing: Composing, intent: string, { spans, tokens, guesses }: Heard, matched: ReturnType<typeof recogniserOf>['matched']): Block {
  const { say } = composing.voice;
  const subjects = guesses.slice(0, MOST_SUBJECTS).map(({ subject, score, fit, named }, index) =>
    say('read.topic', {
      rank: RANKS[index] ?? 'third',
      topic: topicName(composing, subject),
      score: score.toFixed(1),
      fit: (100 * fit).toFixed(0),
      named: named ? 'yes' : 'no',
      words: matched(tokens, subject).join(', ') || 'none',
    }),
  );
  const texts = [say('read.intent', { intent }), ...spans.map((span) => mentionText(composing, span.mention, span)), ...(subjects.length > 0 ? subjects : [say('read.nothing')])];
  return { kind: 'list', title: say('read.title'), lines: texts.map((text) => ({ text, sources: [] })) };
}

/** The pairs of app and topic whose verdicts a result gives. */
function verdictsIn(result: Result): { readonly apps: readonly AppId[]; readonly topics: readonly TopicId[] } {
  switch (result.kind) {
    case 'lookup':
    case 'why':
      return result;
    case 'compare':
      return { apps: result.apps, topics: result.rows.map(({ topic }) => topic) };
    default:
      return { apps: [], topics: [] };
  }
}

/** Makes what tells why over a knowledge base; nothing of it is needed to answer. */
export function createTellWhy(knowledge: Knowledge): TellWhy {
  const recogniser = recogniserOf(knowledge);
  const read = createReader(knowledge, recogniser);
  const voiceOf = createVoices(knowledge.wording);
  return (question, { today, memory = NOTHING_SAID }) => {
    const reading = read(question, memory, today);
    const query = decide(reading, memory);
    const result = answerQuery(query, knowledge, today);
    const voice = voiceOf(question.language);
    const composing = beginReply(knowledge, voice, today);
    const { apps, topics } = verdictsIn(result);
    const [app, topic] = [apps[0], topics[0]];
    const explained =
      app === undefined || topic === undefined
        ? undefined
        : answerQuery({ intent: 'why', apps: [app, ...apps.slice(1)], topics: [topic, ...topics.slice(1)], period: query.period }, knowledge, today);
    const findings = explained?.kind === 'why' ? explained.found.flatMap((found) => found.findings) : [];
    return {
      language: voice.language,
      blocks: [
        readingBlock(composing, query.intent, reading.heard, recogniser.matched),
        ...findings.flatMap((finding) => whyBlocks(composing, finding)),
        ...sourcesBlock(composing),
      ],
    };
  };
}
