import { createHash } from 'node:crypto';
import type { Finding, Knowledge } from '../../knowledge/knowledge.ts';

const SHARE = 10;

/** The same finding has the same place in the draw of a seed, whatever else is recorded. */
function lot(seed: string, { app, topic, scope, until }: Finding): string {
  return createHash('sha256').update([seed, app, topic, scope, until].join('|')).digest('hex');
}

/** A tenth of the findings, drawn by lot. */
export function drawSample(findings: readonly Finding[], seed: string): readonly Finding[] {
  const drawn = findings.map((finding) => ({ finding, lot: lot(seed, finding) })).toSorted((a, b) => a.lot.localeCompare(b.lot, 'en'));
  return drawn.slice(0, Math.ceil(findings.length / SHARE)).map(({ finding }) => finding);
}

/** A sample as the table that its second reader fills in. */
export function toReviewTable(sample: readonly Finding[], { sources }: Pick<Knowledge, 'sources'>): string {
  const rows = sample.map(({ app, topic, scope, until, verdict, evidence }) => {
    const read = evidence.map(({ source, stance }) => `${source} (${stance}) <${sources.get(source)?.url ?? ''}>`);
    const which = [scope, until === null ? null : `until ${until}`].filter((part) => part !== null).join(', ');
    return `| ${app} ${topic}${which === '' ? '' : ` (${which})`} | ${verdict} | ${read.join('<br>')} | | |`;
  });
  return ['| finding | verdict | evidence | opened | agrees / wrong verdict / wrong day / claim beyond its source |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
