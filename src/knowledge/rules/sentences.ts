import type { Problem } from '../problem.ts';
import { eachFinding } from './each-finding.ts';
import type { Rule } from './rule.ts';

const SUMMARY = { least: 20, most: 280 };
const SAYS = { least: 20, most: 240 };
const ENDING = /[.!?…]["'”’)]?$/u;
const MARKUP = /<\/?[a-z][^>]*>|\*\*|__|`|\[[^\]]*\]\([^)]*\)|https?:\/\//iu;

function look(file: string, path: string, text: string, { least, most }: { readonly least: number; readonly most: number }): readonly Problem[] {
  const length = [...text].length;
  const problems: Problem[] = [];
  if (length < least || length > most) {
    problems.push({ file, path, fault: `is ${length} characters long`, mend: `write ${least} to ${most}: one or two plain sentences` });
  }
  if (!ENDING.test(text)) problems.push({ file, path, fault: 'does not end as a sentence does', mend: 'end it with a full stop' });
  if (MARKUP.test(text) || /\s{2}|\n/u.test(text)) {
    problems.push({ file, path, fault: 'holds markup, an address or stray white space', mend: 'write plain words; addresses belong into "sources"' });
  }
  return problems;
}

/** Summaries and what a source says are plain sentences of a readable length. */
export const sentences: Rule = (checked) =>
  eachFinding(checked, ({ finding, file, path }) => [
    ...look(file, `${path}.summary`, finding.summary, SUMMARY),
    ...finding.evidence.flatMap(({ says }, index) => look(file, `${path}.evidence[${index}].says`, says, SAYS)),
    ...(finding.howTo ? look(file, `${path}.howTo.says`, finding.howTo.says, SAYS) : []),
  ]);
