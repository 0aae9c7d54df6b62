import type { Day } from '../knowledge/days.ts';
import type { AppId, Evidence, Finding } from '../knowledge/knowledge.ts';
import type { Category, Scope, TopicId } from '../knowledge/schema.ts';
import type { Condition, Origin, OutOfScope, Unclear, UnknownName } from './query.ts';
import type { Period } from './understand/dates.ts';

/** An app and a topic of it. */
export interface Pair {
  readonly app: AppId;
  readonly topic: TopicId;
}

/** What there is of one pair: the findings of the period, older first, and those of other scopes. */
export interface Found extends Pair {
  readonly findings: readonly [Finding, ...Finding[]];
  /** The first day of a later finding, if it has changed since the period. */
  readonly changed: Day | null;
  /** What was so before, if that was otherwise. */
  readonly before: Finding | null;
  /** Of whom else something of their own is recorded. */
  readonly others: readonly Scope[];
}

/** A pair of which nothing is recorded for the period. */
export interface Missing extends Pair {
  /** The day with which what is recorded begins, if something is recorded for later. */
  readonly begins: Day | null;
  /** What was so until some time before the period, if that is all that is known. */
  readonly ended: Finding | null;
}

/** What the knowledge base has to say to a query; still without words. */
export type Result =
  | {
      readonly kind: 'lookup';
      readonly apps: readonly AppId[];
      readonly topics: readonly TopicId[];
      readonly period: Period;
      readonly found: readonly Found[];
      readonly missing: readonly Missing[];
      readonly howTo: boolean;
      /** Whether the findings tell what has changed, each topic's oldest first. */
      readonly history: boolean;
      readonly unknown: readonly string[];
    }
  | {
      readonly kind: 'why';
      readonly apps: readonly AppId[];
      readonly topics: readonly TopicId[];
      readonly period: Period;
      readonly found: readonly Found[];
      readonly missing: readonly Missing[];
    }
  | {
      readonly kind: 'overview';
      readonly apps: readonly AppId[];
      readonly period: Period;
      /** The findings that tell most of each app, and how many more there are. */
      readonly glances: readonly Glance[];
      /** Whether the findings tell what has changed, each topic's oldest first. */
      readonly history: boolean;
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'by-publisher'; readonly app: AppId; readonly publisher: string; readonly period: Period; readonly told: readonly Told[] }
  | {
      readonly kind: 'compare';
      readonly apps: readonly AppId[];
      readonly period: Period;
      /** The topics on which they differ, or that were asked for; a cell for each app, null where nothing is recorded. */
      readonly rows: readonly Row[];
      /** The topics on which all have the same verdict. */
      /** On which topics they agree, each with one of their findings, those that matter most first. */
      readonly alike: readonly Finding[];
      readonly unknown: readonly string[];
    }
  | {
      readonly kind: 'find';
      readonly conditions: readonly Condition[];
      readonly any: boolean;
      readonly category: Category | null;
      readonly origin: Origin | null;
      readonly period: Period;
      /** How many apps were looked at. */
      readonly looked: number;
      readonly matches: readonly Candidate[];
      /** Those that miss conditions, fewest first, with which. */
      readonly partly: readonly (Candidate & { readonly misses: readonly TopicId[] })[];
      /** Those of which conditions aren't recorded, with which. */
      readonly notKnown: readonly { readonly app: AppId; readonly lacks: readonly TopicId[] }[];
    }
  | { readonly kind: 'explain'; readonly topics: readonly TopicId[]; readonly period: Period; readonly better: readonly Finding[]; readonly worse: readonly Finding[] }
  | { readonly kind: 'help' | 'topics' | 'privacy'; readonly period: Period }
  | {
      readonly kind: 'unknown-app';
      readonly names: readonly UnknownName[];
      readonly topics: readonly TopicId[];
      readonly period: Period;
      /** Apps whose names are near, and others of its category. */
      readonly near: readonly AppId[];
      readonly alike: readonly AppId[];
    }
  | {
      readonly kind: 'unclear';
      readonly apps: readonly AppId[];
      readonly topics: readonly TopicId[];
      readonly why: Unclear;
      readonly category: Category | null;
      readonly period: Period;
    }
  | { readonly kind: 'out-of-scope'; readonly apps: readonly AppId[]; readonly why: OutOfScope; readonly period: Period };

/** A finding beside what one publisher says to it. */
export interface Told {
  readonly finding: Finding;
  readonly evidence: readonly Evidence[];
}

export interface Row {
  readonly topic: TopicId;
  readonly cells: readonly (Finding | null)[];
}

/** An app beside the findings on each condition. */
export interface Candidate {
  readonly app: AppId;
  readonly findings: readonly Finding[];
}

export interface Glance {
  readonly app: AppId;
  readonly findings: readonly Finding[];
  readonly more: number;
}
