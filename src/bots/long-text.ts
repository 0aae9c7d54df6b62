import type { TableRow } from '../core/reply.ts';

/** So many columns of monospace fit on a phone. */
const COLUMNS = 34;
/** More apps than this don't fit side by side there. */
export const MOST_IN_ROW = 3;

const SENTENCES = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Where to cut a text that is longer than there is room (UTF-16 units): after the last whole sentence that fits, else after the last whole character. */
export function cutAt(text: string, room: number): number {
  const last = (segmenter: Intl.Segmenter) => [...segmenter.segment(text.slice(0, room + 1))].map(({ index }) => index).findLast((index) => index > 0 && index <= room);
  return last(SENTENCES) ?? last(CHARACTERS) ?? room;
}

/** A text as it fits into so many UTF-16 units, with a sign where it was cut. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function padded(text: string, width: number): string {
  return shortened(text, width).padEnd(width);
}

/** Up to three apps as columns of monospace that fit on a phone; of each topic its name, then the verdicts below it. */
export function tableText(columns: readonly string[], rows: readonly TableRow[]): string {
  const width = Math.floor((COLUMNS - (columns.length - 1)) / columns.length);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell) => padded(cell, width))
      .join(' ')
      .trimEnd();
  const lines = rows.flatMap(({ title, cells }) => ['', padded(title, COLUMNS).trimEnd(), line(cells.map(({ brief }) => brief))]);
  return [line(columns), ...lines].join('\n');
}
