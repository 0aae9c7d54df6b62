import type { Day } from '../knowledge/days.ts';
import type { Evidence, Finding, Source } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';

export type Outcome = 'answered' | 'no-data' | 'unknown-app' | 'unclear' | 'out-of-scope';
export type AnswerIntent = 'lookup' | 'overview' | 'compare' | 'find' | 'explain' | 'help';

/** A finding as the answer gives it. */
export interface AnswerFinding extends Pick<Finding, 'app' | 'topic' | 'verdict' | 'value' | 'condition' | 'scope' | 'summary' | 'since' | 'until' | 'strength' | 'howTo'> {
  readonly stale: boolean;
  readonly evidence: readonly Evidence[];
}

/** The answer to one question: the same on every platform. All keys are always there. */
export interface Answer {
  readonly question: string;
  /** The language of the text (BCP 47). */
  readonly language: string;
  readonly intent: AnswerIntent;
  readonly outcome: Outcome;
  /** Ids, best first. */
  readonly apps: readonly string[];
  readonly topics: readonly TopicId[];
  /** The day that the answer speaks of. */
  readonly asOf: Day;
  readonly findings: readonly AnswerFinding[];
  /** Pairs that were asked for and aren't recorded. */
  readonly missing: readonly { readonly app: string; readonly topic: TopicId }[];
  /** Names that are no app of ours. */
  readonly unknown: readonly string[];
  /** Of a find: apps that miss conditions, and those of which conditions aren't recorded. */
  readonly partly: readonly { readonly app: string; readonly misses: readonly TopicId[] }[];
  readonly notKnown: readonly { readonly app: string; readonly lacks: readonly TopicId[] }[];
  readonly sources: readonly Pick<Source, 'id' | 'title' | 'publisher' | 'url' | 'kind' | 'published' | 'checked'>[];
  /** Questions that can be asked next. */
  readonly suggestions: readonly string[];
  /** The answer as plain text. */
  readonly text: string;
}
