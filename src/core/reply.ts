import type { Source } from '../knowledge/knowledge.ts';
import type { Offer } from './question.ts';

/** A sentence with the numbers of the sources that say so. */
export interface Line {
  readonly text: string;
  readonly sources: readonly number[];
}

/** A source as a person reads it. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
  readonly url: string;
}

/** A question that can be asked next, as text and as ids for a button. */
export interface Suggestion extends Offer {
  readonly text: string;
}

/** A topic with a cell for each app. */
export interface TableRow {
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** A verdict in few words, and the whole of it as a line. */
export interface Cell {
  readonly brief: string;
  readonly line: Line;
}

/** What a verdict means for privacy. */
export type Tone = 'good' | 'bad' | 'partly' | 'disputed' | 'unknown' | 'neutral';

/** A part of a reply; every platform renders the same parts in its own way. */
export type Block =
  /** The verdict or what else comes first. */
  | { readonly kind: 'headline'; readonly text: string; readonly tone?: Tone }
  | { readonly kind: 'text'; readonly text: string }
  /** What one side says, or a list of findings. */
  | { readonly kind: 'list'; readonly title: string | null; readonly lines: readonly Line[]; readonly evidence?: true }
  /** Apps side by side: the columns are apps, the rows topics. */
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly TableRow[] }
  /** As of when, and what to beware of. */
  | { readonly kind: 'notes'; readonly notes: readonly string[] }
  | { readonly kind: 'sources'; readonly title: string; readonly lines: readonly SourceLine[] }
  | { readonly kind: 'next'; readonly title: string; readonly suggestions: readonly Suggestion[] };

/** An answer in words, without the looks of any platform. */
export interface Reply {
  readonly language: string;
  readonly blocks: readonly Block[];
}

/** Numbers sources in the order in which they are first cited. */
export interface Numbering {
  readonly number: (id: Source['id']) => number;
  readonly cited: () => readonly Source['id'][];
}

/** Makes a numbering that begins with 1. */
export function createNumbering(): Numbering {
  const ids: Source['id'][] = [];
  return {
    number: (id) => {
      const at = ids.indexOf(id);
      return at >= 0 ? at + 1 : ids.push(id);
    },
    cited: () => ids,
  };
}

/** The questions that a reply proposes. */
export function suggestionsOf({ blocks }: Reply): readonly Suggestion[] {
  return blocks.flatMap((block) => (block.kind === 'next' ? block.suggestions : []));
}
