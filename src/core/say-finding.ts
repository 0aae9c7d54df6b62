import type { Day } from '../knowledge/days.ts';
import type { Finding, Knowledge } from '../knowledge/knowledge.ts';
import { findingBlocks } from './compose/lookup.ts';
import { beginReply, sourcesBlock } from './compose/parts.ts';
import { toPlainText } from './plain-text.ts';
import { createVoices } from './wording.ts';

/** One finding as an answer would say it, in plain text, whatever day it speaks of; for maintainers. */
export function sayFinding(finding: Finding, knowledge: Knowledge, today: Day): string {
  const voice = createVoices(knowledge.wording)(undefined);
  const composing = beginReply(knowledge, voice, today);
  const blocks = [...findingBlocks(composing, finding, { to: today, howToFirst: false, notes: [] }), ...sourcesBlock(composing)];
  return toPlainText({ language: voice.language, blocks });
}
