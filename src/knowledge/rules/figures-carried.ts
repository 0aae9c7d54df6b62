import { MONTHS } from '../days.ts';
import type { FiledSource } from '../knowledge.ts';
import type { FindingFile } from '../schema.ts';
import type { Placed } from './each-finding.ts';
import { waivable } from './waivable.ts';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen'];
/** A year, a sum, a version, a share: figures with what stands between them. */
const FIGURES = /\d+(?:[.,]\d+)*/gu;

/** The parts of a written day as a text names them: "2024", "May", "7". */
function partsOf(written: string): readonly string[] {
  const [year = '', month, day] = written.split('-');
  return [year, ...(month === undefined ? [] : [MONTHS[Number(month) - 1] ?? '']), ...(day === undefined ? [] : [String(Number(day))])];
}

/** What a source says of itself, as words. */
function labelOf({ title, publisher, published }: FiledSource): string {
  return [title, publisher, ...(published === undefined ? [] : partsOf(published))].join(' ');
}

/** Every word and figure that a finding's evidence carries, in lower case; a number that is written out carries its figures. */
function carriedBy({ finding, cited }: Placed): ReadonlySet<string> {
  const texts = finding.evidence.flatMap(({ source, says, where = '' }) => {
    const filed = cited(source);
    return [says, where, ...(filed ? [labelOf(filed)] : [])];
  });
  const text = texts.join(' ').toLowerCase();
  const words = text.match(/\p{L}+/gu) ?? [];
  return new Set([...words, ...(text.match(FIGURES) ?? []), ...words.map((word) => String(WORDS.indexOf(word)))]);
}

/** The figures of what a finding tells, and the days on which it begins and ends; a day on which another finding of the topic begins is carried by that one. */
function figuresOf({ summary, condition = '', value = '', since, until }: FindingFile, told: ReadonlySet<string | undefined>): readonly string[] {
  const ends = until === undefined || told.has(until) ? [] : partsOf(until);
  return [...(`${summary} ${condition} ${value}`.match(FIGURES) ?? []), ...(since === undefined ? [] : partsOf(since)), ...ends];
}

/** Whatever a finding tells in figures, its evidence says too: who reads on finds who says so. */
export const figuresCarried = waivable('figures-carried', (placed, { data }) => {
  const app = data.apps[placed.app];
  const told = new Set([app?.discontinued, ...(app?.findings?.[placed.topic] ?? []).map(({ since }) => since)]);
  const carried = carriedBy(placed);
  const names = new Set(app?.name.match(FIGURES));
  const missing = [...new Set(figuresOf(placed.finding, told))].filter((figure) => !carried.has(figure.toLowerCase()) && !names.has(figure));
  if (missing.length === 0) return undefined;
  return { at: '', fault: `tells ${missing.join(', ')}, which none of its evidence says`, mend: 'say in the evidence what its source says of it, or leave it out' };
});
