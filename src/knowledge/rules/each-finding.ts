import type { Data } from '../data.ts';
import { TOPIC_IDS } from '../ids.ts';
import { citedSource, type FiledSource } from '../knowledge.ts';
import type { Problem } from '../problem.ts';
import type { FindingFile, TopicId } from '../schema.ts';
import type { Checked } from './rule.ts';

/** A finding in its file. */
export interface Placed {
  readonly app: string;
  readonly topic: TopicId;
  readonly finding: FindingFile;
  readonly file: string;
  /** Its JSON path: `findings.censorship[0]`. */
  readonly path: string;
  readonly cited: (citation: string) => FiledSource | undefined;
}

/** Every finding of one app, with its place. */
export function findingsOf(app: string, file: Data['apps'][string], shared: Checked['shared']): readonly Placed[] {
  const cited = (citation: string) => citedSource(app, file, shared, citation);
  return TOPIC_IDS.flatMap((topic) =>
    (file.findings?.[topic] ?? []).map((finding, index) => ({ app, topic, finding, file: `apps/${app}.json`, path: `findings.${topic}[${index}]`, cited })),
  );
}

/** What a rule says of each finding there is. */
export function eachFinding(checked: Checked, tell: (placed: Placed) => readonly Problem[]): readonly Problem[] {
  return Object.entries(checked.data.apps).flatMap(([app, file]) => findingsOf(app, file, checked.shared).flatMap(tell));
}
