import { TOPIC_IDS } from '../ids.ts';
import type { Rule } from './rule.ts';

/** Each of the fixed topics has its file, and there is no other. */
export const topicsComplete: Rule = ({ data, files }) => [
  ...TOPIC_IDS.filter((id) => files[`topics/${id}.json`] === undefined).map((id) => ({
    file: `topics/${id}.json`,
    path: '',
    fault: 'is missing',
    mend: 'put it back: every topic id of the code needs its file',
  })),
  ...Object.keys(data.topics)
    .filter((id) => !TOPIC_IDS.some((known) => known === id))
    .map((id) => ({ file: `topics/${id}.json`, path: '', fault: 'is no topic that the code knows', mend: 'add its id to TOPIC_IDS in src/knowledge/schema.ts' })),
];
