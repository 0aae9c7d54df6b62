import type { Day } from '../knowledge/days.ts';
import type { AppId, Knowledge } from '../knowledge/knowledge.ts';
import type { Answer } from './answer.ts';
import { answerQuery } from './answer-query.ts';
import { type Composed, compose } from './compose.ts';
import { createLatest, oncePer } from './memo.ts';
import type { Query } from './query.ts';
import { type Memory, NOTHING_SAID, type Offer, type Question } from './question.ts';
import { type Reply, suggestionsOf } from './reply.ts';
import { createUnderstand } from './understand.ts';
import { createVoices } from './wording.ts';

/** When and where a question is asked. */
export interface Asking {
  readonly today: Day;
  /** What the chat last spoke of, if it has spoken before. */
  readonly memory?: Memory;
}

/** An answer, the same in words for a platform to render, and what the chat has now spoken of. */
export interface Asked {
  readonly answer: Answer;
  readonly reply: Reply;
  readonly memory: Memory;
  /** What was answered, by ids, where ids can say it: for links and buttons that ask it again. */
  readonly about: Offer | null;
  /** The answer as JSON, with the id that its question was given. */
  readonly json: (id: unknown) => string;
}

/** The one door into the core. Never throws, whatever the text; the same question, day and memory give the same answer. */
export type Ask = (question: Question, asking: Asking) => Asked;

/** Asks on the present day: what a chat platform is given. */
export type AskNow = (question: Question, memory: Memory) => Asked;

/** What the chat has spoken of after a query; a question that led nowhere changes nothing. */
function spokenOf(query: Query, before: Memory): Pick<Memory, 'apps' | 'topics'> {
  switch (query.intent) {
    case 'lookup':
    case 'why':
      return { apps: query.apps, topics: query.topics };
    case 'compare':
      return { apps: query.apps, topics: query.topics };
    case 'by-publisher':
      return { apps: [query.app], topics: [] };
    case 'overview':
      return { apps: query.apps, topics: [] };
    case 'find':
      return { apps: [], topics: query.conditions.map(({ topic }) => topic) };
    case 'explain':
    case 'unknown-app':
      return { apps: before.apps, topics: query.topics };
    case 'unclear':
      return { apps: query.apps.length > 0 ? query.apps : before.apps, topics: query.topics.length > 0 ? query.topics : before.topics };
    case 'help':
    case 'topics':
    case 'privacy':
    case 'out-of-scope':
      return before;
  }
}

const MOST_EARLIER = 4;

/** The apps that a chat spoke of before those that it now speaks of. */
function earlierThan(apps: readonly AppId[], before: Memory): Memory['earlier'] {
  return [...new Set([...before.apps, ...before.earlier])].filter((app) => !apps.includes(app)).slice(0, MOST_EARLIER);
}

/** A query by its ids, if they say it. */
function aboutOf(query: Query): Offer | null {
  switch (query.intent) {
    case 'lookup':
    case 'why':
    case 'compare':
      return { intent: query.intent, apps: query.apps, topic: query.topics[0] ?? null };
    case 'overview':
      return { intent: 'overview', apps: query.apps, topic: null };
    case 'explain':
      return { intent: 'explain', apps: [], topic: query.topics[0] };
    case 'by-publisher':
    case 'find':
    case 'help':
    case 'topics':
    case 'privacy':
    case 'unknown-app':
    case 'unclear':
    case 'out-of-scope':
      return null;
  }
}

/** So many composed answers are kept ready, more than there are findings: most questions are asked again and again. */
const MOST_COMPOSED = 5000;

/** An answer and what it proposes, the same for everybody who asks it. */
interface Ready extends Pick<Asked, 'reply' | 'about'> {
  readonly offered: readonly Offer[];
  /** The answer with room for its question, in front as in its JSON: such a copy is the quickest. */
  readonly answer: Answer;
}

function toReady({ answer, reply }: Composed, query: Query): Ready {
  const offered = suggestionsOf(reply).map(({ intent, apps, topic }) => ({ intent, apps, topic }));
  return { answer: { question: '', ...answer }, reply, offered, about: aboutOf(query) };
}

/** The JSON of an answer, all that comes behind its question. */
const restOfJson = oncePer(({ question: _, ...rest }: Answer) => JSON.stringify(rest).slice(1));

/** What tells a query from every other; of look-ups, which are most, the quick way. */
export function keyOf(query: Query): string {
  if (query.intent !== 'lookup') return JSON.stringify(query);
  const { apps, topics, period, howTo, history, scope, unknown } = query;
  const names = unknown.length === 0 ? '' : JSON.stringify(unknown);
  return `${apps.join('+')} ${topics.join('+')} ${period.from} ${period.to} ${howTo} ${history} ${scope} ${names}`;
}

/** Whether a query holds words of the person who asks, which are kept nowhere. */
function quotes(query: Query): boolean {
  return query.intent === 'unknown-app' || ('unknown' in query && query.unknown.length > 0);
}

/** Makes `ask` over a knowledge base; its indexes are built once, here. */
export function createAsk(knowledge: Knowledge): Ask {
  const understand = createUnderstand(knowledge);
  const voiceOf = createVoices(knowledge.wording);
  const ready = createLatest<Ready>(MOST_COMPOSED);
  return (question, { today, memory = NOTHING_SAID }) => {
    const query = understand(question, memory, today);
    const { language } = question;
    const make = () => toReady(compose(answerQuery(query, knowledge, today), knowledge, voiceOf(language), today), query);
    const { answer, reply, offered, about } = quotes(query) ? make() : ready.get(`${today} ${language} ${keyOf(query)}`, make);
    const { apps, topics } = spokenOf(query, memory);
    return {
      answer: { ...answer, question: question.text },
      reply,
      memory: { apps, earlier: earlierThan(apps, memory), topics, offered },
      about,
      json: (id) => `{"id":${JSON.stringify(id ?? null)},"question":${JSON.stringify(question.text)},${restOfJson(answer)}`,
    };
  };
}
