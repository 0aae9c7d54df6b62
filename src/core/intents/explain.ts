import type { Day } from '../../knowledge/days.ts';
import type { Finding, Knowledge } from '../../knowledge/knowledge.ts';
import { findingsIn, worth } from '../findings.ts';
import type { Query } from '../query.ts';
import type { Result } from '../result.ts';

const EXAMPLES = 3;

/** What the terms mean, with apps that do and apps that don't, those with the firmest evidence first. */
export function answerExplain(query: Extract<Query, { intent: 'explain' }>, knowledge: Knowledge, today: Day): Result {
  const { topics, period } = query;
  const [first] = topics;
  const topic = knowledge.topics.get(first);
  const firmness = { 'first-hand': 0, 'second-hand': 1, 'vendor-only': 2 };
  const findings = [...knowledge.apps.values()]
    .filter(({ discontinued }) => discontinued === null)
    .flatMap((app) => findingsIn(app, first, period, today).slice(-1))
    .toSorted((a, b) => firmness[a.strength] - firmness[b.strength]);
  const examples = (kind: 'good' | 'bad'): readonly Finding[] => (topic ? findings.filter((finding) => worth(finding, topic) === kind).slice(0, EXAMPLES) : []);
  return { kind: 'explain', topics, period, better: examples('good'), worse: examples('bad') };
}
