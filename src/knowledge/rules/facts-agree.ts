import type { FindingFile, TopicId } from '../schema.ts';
import type { Placed } from './each-finding.ts';
import { overlap } from './findings-overlap.ts';
import type { Checked } from './rule.ts';
import { type Clash, waivable } from './waivable.ts';

interface Pair {
  readonly topic: TopicId;
  readonly verdict: FindingFile['verdict'];
  readonly besideTopic: TopicId;
  readonly besideVerdict: FindingFile['verdict'];
  readonly mend: string;
}

/** Says where a finding stands beside another one of the same days that it can't stand beside. */
function besides({ app, topic, finding }: Placed, { data }: Checked, pair: Pair): Clash | undefined {
  if (topic !== pair.topic || finding.verdict !== pair.verdict) return undefined;
  const others = data.apps[app]?.findings?.[pair.besideTopic] ?? [];
  const at = others.findIndex((other) => other.verdict === pair.besideVerdict && other.scope === finding.scope && overlap(other, finding));
  if (at < 0) return undefined;
  return { at: '.verdict', fault: `is "${pair.verdict}" while findings.${pair.besideTopic}[${at}] is "${pair.besideVerdict}" for the same days`, mend: pair.mend };
}

/** What only the people taking part can read, the company can't. */
export const encryptedButReadable = waivable('encrypted-but-readable', (placed, checked) =>
  besides(placed, checked, {
    topic: 'provider-access',
    verdict: 'yes',
    besideTopic: 'end-to-end-encryption',
    besideVerdict: 'yes',
    mend: 'one of the two is wrong: where everything is end-to-end encrypted by default, access is "no", or "partly" with its condition',
  }),
);

/** Who opens the server's source has opened the apps' first. */
export const openServerClosedClient = waivable('open-server-closed-client', (placed, checked) =>
  besides(placed, checked, {
    topic: 'open-source-server',
    verdict: 'yes',
    besideTopic: 'open-source',
    besideVerdict: 'no',
    mend: 'look at both again: hardly anybody opens a server and keeps the apps closed',
  }),
);
