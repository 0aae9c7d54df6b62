import type { Day } from '../knowledge/days.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { answerByPublisher } from './intents/by-publisher.ts';
import { answerCompare } from './intents/compare.ts';
import { answerExplain } from './intents/explain.ts';
import { answerFind } from './intents/find.ts';
import { answerLookup, answerWhy } from './intents/lookup.ts';
import { answerOverview } from './intents/overview.ts';
import { answerUnknownApp } from './intents/unknown-app.ts';
import type { Query } from './query.ts';
import type { Result } from './result.ts';

/** Finds what the knowledge base has to say to a query: one handler for each intent. */
export function answerQuery(query: Query, knowledge: Knowledge, today: Day): Result {
  switch (query.intent) {
    case 'lookup':
      return answerLookup(query, knowledge, today);
    case 'why':
      return answerWhy(query, knowledge, today);
    case 'overview':
      return answerOverview(query, knowledge, today);
    case 'by-publisher':
      return answerByPublisher(query, knowledge, today);
    case 'compare':
      return answerCompare(query, knowledge, today);
    case 'find':
      return answerFind(query, knowledge, today);
    case 'explain':
      return answerExplain(query, knowledge, today);
    case 'unknown-app':
      return answerUnknownApp(query, knowledge);
    case 'help':
    case 'topics':
    case 'privacy':
      return { kind: query.intent, period: query.period };
    case 'unclear':
      return { kind: 'unclear', apps: query.apps, topics: query.topics, why: query.why, category: query.category, period: query.period };
    case 'out-of-scope':
      return { kind: 'out-of-scope', apps: query.apps, why: query.kind, period: query.period };
  }
}
