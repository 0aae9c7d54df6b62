import { eachFinding } from './each-finding.ts';
import type { Rule } from './rule.ts';

/** `partly` says on what condition; a value stands only in a topic that has one. */
export const conditionAndValue: Rule = (checked) =>
  eachFinding(checked, ({ finding, topic, file, path }) => [
    ...(finding.verdict === 'partly' && finding.condition === undefined
      ? [{ file, path: `${path}.verdict`, fault: 'is "partly" without a condition', mend: 'add "condition", such as "only in chats that are started by hand"' }]
      : []),
    ...(finding.value !== undefined && checked.data.topics[topic] !== undefined && checked.data.topics[topic].criteria.value === undefined
      ? [{ file, path: `${path}.value`, fault: `stands in the topic ${topic}, which has no value`, mend: 'leave it out; the summary can say it' }]
      : []),
  ]);
