import { readdirSync, readFileSync } from 'node:fs';
import type { Answer } from '../../src/core/answer.ts';

const FOLDER = new URL('../questions/', import.meta.url);

/** The committed shares by kind. */
export const REPORT = new URL('../questions-report.json', import.meta.url);

/** A question and what it asks: of a topic with its apps, or of another kind. */
export interface Row {
  readonly question: string;
  readonly kind: 'topic' | 'out-of-scope' | 'explain' | 'find' | 'compare' | 'overview' | 'unknown-app';
  readonly apps?: readonly string[];
  readonly topic?: string;
  /** Other topics that are as good an answer. */
  readonly also?: readonly string[];
}

/** By kind, and over all: how many questions are read right, of how many. */
export type Report = Readonly<Record<string, { readonly right: number; readonly of: number }>>;

interface Misread {
  readonly question: string;
  readonly wanted: string;
  readonly given: string;
}

/** Every question of the project's own, one JSON object a line. */
export function readRows(): readonly Row[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));
  return files.flatMap((name) =>
    readFileSync(new URL(name, FOLDER), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Row => JSON.parse(line)),
  );
}

/** What is right, the best first. */
function toWanted({ kind, apps = [], topic, also = [] }: Row): readonly string[] {
  return kind === 'topic' ? [topic, ...also].map((one) => [one, ...apps].join(' ')) : [kind];
}

function toGiven({ kind }: Row, { intent, outcome, apps, topics }: Answer): string {
  if (kind === 'topic') return [topics[0], ...apps].join(' ');
  return ['out-of-scope', 'unknown-app'].includes(outcome) ? outcome : outcome === 'unclear' ? `unclear ${intent}` : intent;
}

/** Asks every question; what is read right, and what isn't. */
export function toReport(rows: readonly Row[], ask: (text: string) => Answer): { readonly report: Report; readonly misread: readonly Misread[] } {
  const judged = rows.map((row) => ({ row, wanted: toWanted(row), given: toGiven(row, ask(row.question)) }));
  const shareOf = (some: typeof judged) => ({ right: some.filter(({ wanted, given }) => wanted.includes(given)).length, of: some.length });
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return {
    report: Object.fromEntries([['all', shareOf(judged)], ...kinds.map((kind) => [kind, shareOf(judged.filter(({ row }) => row.kind === kind))] as const)]),
    misread: judged.filter(({ wanted, given }) => !wanted.includes(given)).map(({ row, wanted, given }) => ({ question: row.question, wanted: wanted.join(' or '), given })),
  };
}
