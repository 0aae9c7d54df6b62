import type { Data, DataFiles } from './data.ts';
import type { Day } from './days.ts';
import { sharedSources } from './knowledge.ts';
import type { Problem } from './problem.ts';
import { canonicalForm } from './rules/canonical-form.ts';
import { closedButPresent } from './rules/closed-but-present.ts';
import { conditionAndValue } from './rules/condition-and-value.ts';
import { encryptedButReadable, openServerClosedClient } from './rules/facts-agree.ts';
import { figuresCarried } from './rules/figures-carried.ts';
import { filledIn } from './rules/filled-in.ts';
import { findingsOverlap } from './rules/findings-overlap.ts';
import { namesCollide } from './rules/names-collide.ts';
import { realDays } from './rules/real-days.ts';
import type { Rule } from './rules/rule.ts';
import { sentences } from './rules/sentences.ts';
import { sinceAfterProof } from './rules/since-after-proof.ts';
import { sourceAddresses } from './rules/source-addresses.ts';
import { sourcesCited } from './rules/sources-cited.ts';
import { summarySaysOtherwise } from './rules/summary-says-otherwise.ts';
import { topicPhrasings } from './rules/topic-phrasings.ts';
import { topicsComplete } from './rules/topics-complete.ts';
import { verdictFollows } from './rules/verdict-follows.ts';

const RULES: readonly Rule[] = [
  topicsComplete,
  filledIn,
  topicPhrasings,
  namesCollide,
  sourcesCited,
  sourceAddresses,
  realDays,
  findingsOverlap,
  verdictFollows,
  conditionAndValue,
  encryptedButReadable,
  openServerClosedClient,
  sinceAfterProof,
  closedButPresent,
  summarySaysOtherwise,
  figuresCarried,
  sentences,
  canonicalForm,
];

/** Everything that is wrong with the data by the rules, all at once. `today` bounds the days that may be written. */
export function checkData(data: Data, files: DataFiles, today: Day): readonly Problem[] {
  const checked = { data, files, shared: sharedSources(data.publishers), today };
  return RULES.flatMap((rule) => rule(checked)).toSorted((a, b) => a.file.localeCompare(b.file, 'en'));
}
