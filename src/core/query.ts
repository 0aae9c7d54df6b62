import type { AppId, NamedApp } from '../knowledge/knowledge.ts';
import type { Category, Scope, TopicId } from '../knowledge/schema.ts';
import type { Period } from './understand/dates.ts';

/** What a question asks for, once it is understood. */
export type Query =
  /** One topic or several of one app or several. */
  | {
      readonly intent: 'lookup';
      readonly apps: readonly [AppId, ...AppId[]];
      readonly topics: readonly [TopicId, ...TopicId[]];
      readonly period: Period;
      readonly howTo: boolean;
      /** Whether all that is recorded is asked for, in order. */
      readonly history: boolean;
      /** Of whom it is asked, if not of everybody. */
      readonly scope: Scope | null;
      /** Names beside the apps that are no app of ours. */
      readonly unknown: readonly string[];
    }
  /** How the verdicts on topics of apps came about. */
  | { readonly intent: 'why'; readonly apps: readonly [AppId, ...AppId[]]; readonly topics: readonly [TopicId, ...TopicId[]]; readonly period: Period }
  /** An app at a glance. */
  | {
      readonly intent: 'overview';
      readonly apps: readonly [AppId, ...AppId[]];
      readonly period: Period;
      /** Whether what has changed is asked for. */
      readonly history: boolean;
      readonly unknown: readonly string[];
    }
  /** What one publisher says of an app. */
  | { readonly intent: 'by-publisher'; readonly app: AppId; readonly publisher: string; readonly period: Period }
  /** Several apps side by side; without topics, where they differ. */
  | {
      readonly intent: 'compare';
      readonly apps: readonly [AppId, AppId, ...AppId[]];
      readonly topics: readonly TopicId[];
      readonly period: Period;
      readonly unknown: readonly string[];
    }
  /** Which apps meet conditions. */
  | {
      readonly intent: 'find';
      readonly conditions: readonly [Condition, ...Condition[]];
      /** Whether one of the conditions is enough. */
      readonly any: boolean;
      readonly category: Category | null;
      /** Where the company is to be from, if the question says so. */
      readonly origin: Origin | null;
      /** Apps that are known to the one who asks. */
      readonly except: readonly AppId[];
      readonly period: Period;
    }
  /** What a term means. */
  | { readonly intent: 'explain'; readonly topics: readonly [TopicId, ...TopicId[]]; readonly period: Period }
  | { readonly intent: 'help' | 'topics' | 'privacy'; readonly period: Period }
  /** An app that the knowledge base doesn't have. */
  | {
      readonly intent: 'unknown-app';
      readonly names: readonly [UnknownName, ...UnknownName[]];
      readonly topics: readonly TopicId[];
      readonly period: Period;
    }
  /** Something of ours, but not what; the bot asks back. */
  | {
      readonly intent: 'unclear';
      readonly apps: readonly AppId[];
      readonly topics: readonly TopicId[];
      readonly why: Unclear;
      readonly category: Category | null;
      readonly period: Period;
    }
  /** Not a question on the privacy of an app. */
  | { readonly intent: 'out-of-scope'; readonly apps: readonly AppId[]; readonly kind: OutOfScope; readonly period: Period };

/** What an app has to be like: the verdict that is wanted on a topic. */
export interface Condition {
  readonly topic: TopicId;
  readonly wanted: 'yes' | 'no';
  /** The country that the value has to name, if the question names one. */
  readonly place: string | null;
}

/** Countries that a company is to be from, or not from. */
export interface Origin {
  /** The place that was named: a region code (ISO 3166 or UN M.49). */
  readonly place: string;
  readonly countries: readonly string[];
  readonly not: boolean;
}

export interface UnknownName {
  readonly name: string;
  /** Its category, where it is a real app known by name. */
  readonly category: Category | null;
  readonly known: NamedApp | null;
}

/** What is missing: the app, which of several apps of that name, the topic, what apps of a kind have to be like, or everything; or what a button asked for is gone. */
export type Unclear = 'which-app' | 'which-of-these' | 'which-topic' | 'which-condition' | 'everything' | 'gone';
export type OutOfScope = 'greeting' | 'other' | 'gibberish';
