import type { Day } from '../knowledge/days.ts';
import { type Finding, isStale, type Knowledge, type SourceId } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';
import type { Answer, AnswerFinding, AnswerIntent, Outcome } from './answer.ts';
import { composeHelp, composePrivacy, composeTopics } from './compose/about-bot.ts';
import { composeByPublisher } from './compose/by-publisher.ts';
import { composeCompare } from './compose/compare.ts';
import { composeExplain } from './compose/explain.ts';
import { composeFind } from './compose/find.ts';
import { composeLookup } from './compose/lookup.ts';
import { composeOutOfScope, composeUnclear, composeUnknownApp } from './compose/not-knowing.ts';
import { composeOverview } from './compose/overview.ts';
import { beginReply, type Composing, sourcesOf } from './compose/parts.ts';
import { composeWhy } from './compose/why.ts';
import { toPlainText } from './plain-text.ts';
import type { Block, Reply } from './reply.ts';
import type { Result } from './result.ts';
import type { Voice } from './wording.ts';

/** An answer for machines and the same in words. */
export interface Composed {
  readonly answer: Omit<Answer, 'question'>;
  readonly reply: Reply;
}

function blocksOf(composing: Composing, result: Result): readonly Block[] {
  switch (result.kind) {
    case 'lookup':
      return composeLookup(composing, result);
    case 'why':
      return composeWhy(composing, result);
    case 'overview':
      return composeOverview(composing, result);
    case 'by-publisher':
      return composeByPublisher(composing, result);
    case 'compare':
      return composeCompare(composing, result);
    case 'find':
      return composeFind(composing, result);
    case 'explain':
      return composeExplain(composing, result);
    case 'help':
      return composeHelp(composing);
    case 'topics':
      return composeTopics(composing);
    case 'privacy':
      return composePrivacy(composing);
    case 'unknown-app':
      return composeUnknownApp(composing, result);
    case 'unclear':
      return composeUnclear(composing, result);
    case 'out-of-scope':
      return composeOutOfScope(composing, result);
  }
}

/** What an answer states besides its words. */
interface Facts {
  readonly intent: AnswerIntent;
  readonly outcome: Outcome;
  readonly apps: readonly string[];
  readonly topics: readonly TopicId[];
  readonly findings: readonly Finding[];
  readonly missing?: Answer['missing'];
  readonly unknown?: readonly string[];
  readonly partly?: Answer['partly'];
  readonly notKnown?: Answer['notKnown'];
}

/** What was asked for, where nothing could be answered. */
function askedFor(apps: readonly string[], topics: readonly TopicId[]): AnswerIntent {
  if (topics.length > 0) return 'lookup';
  return apps.length > 0 ? 'overview' : 'help';
}

type Recorded = Extract<Result, { kind: 'lookup' | 'why' | 'overview' | 'by-publisher' | 'compare' | 'find' }>;

const RECORDED: readonly Result['kind'][] = ['lookup', 'why', 'overview', 'by-publisher', 'compare', 'find'] satisfies readonly Recorded['kind'][];

function isRecorded(result: Result): result is Recorded {
  return RECORDED.includes(result.kind);
}

function factsOfPairs(result: Extract<Result, { kind: 'lookup' | 'why' }>): Facts {
  return {
    intent: 'lookup',
    outcome: result.found.length > 0 ? 'answered' : 'no-data',
    apps: result.apps,
    topics: result.topics,
    findings: result.found.flatMap(({ findings }) => findings),
    missing: result.missing.map(({ app, topic }) => ({ app, topic })),
    unknown: result.kind === 'lookup' ? result.unknown : [],
  };
}

/** What is recorded, as asked for. */
function factsOfRecorded(result: Recorded): Facts {
  switch (result.kind) {
    case 'lookup':
    case 'why':
      return factsOfPairs(result);
    case 'overview': {
      const findings = result.glances.flatMap((glance) => glance.findings);
      return {
        intent: 'overview',
        outcome: findings.length > 0 ? 'answered' : 'no-data',
        apps: result.apps,
        topics: [],
        findings,
        unknown: result.unknown,
      };
    }
    case 'by-publisher': {
      const findings = result.told.map(({ finding }) => finding);
      const topics = [...new Set(findings.map(({ topic }) => topic))];
      return { intent: 'lookup', outcome: findings.length > 0 ? 'answered' : 'no-data', apps: [result.app], topics, findings };
    }
    case 'compare': {
      const cells = result.rows.flatMap((row) => row.cells);
      const findings = cells.filter((cell) => cell !== null);
      return {
        intent: 'compare',
        outcome: findings.length > 0 ? 'answered' : 'no-data',
        apps: result.apps,
        topics: result.rows.map(({ topic }) => topic),
        findings,
        missing: result.rows.flatMap(({ topic, cells: own }) => result.apps.flatMap((app, index) => (own[index] === null ? [{ app, topic }] : []))),
        unknown: result.unknown,
      };
    }
    case 'find': {
      const { conditions, matches, partly, notKnown } = result;
      const findings = [...matches, ...partly].flatMap((one) => one.findings);
      return {
        intent: 'find',
        outcome: findings.length > 0 ? 'answered' : 'no-data',
        apps: matches.map(({ app }) => app),
        topics: conditions.map(({ topic }) => topic),
        findings,
        partly: partly.map(({ app, misses }) => ({ app, misses })),
        notKnown,
      };
    }
  }
}

/** What an answer without a look into what is recorded of an app states. */
function factsOfOthers(result: Exclude<Result, Recorded>): Facts {
  switch (result.kind) {
    case 'explain':
      return { intent: 'explain', outcome: 'answered', apps: [], topics: result.topics, findings: [...result.better, ...result.worse] };
    case 'help':
    case 'topics':
    case 'privacy':
      return { intent: 'help', outcome: 'answered', apps: [], topics: [], findings: [] };
    case 'unknown-app':
      return {
        intent: result.topics.length > 0 ? 'lookup' : 'overview',
        outcome: 'unknown-app',
        apps: [],
        topics: result.topics,
        findings: [],
        unknown: result.names.map(({ name }) => name),
      };
    case 'unclear':
      // Apps that share a name are proposed, not recognised.
      return { intent: askedFor(result.apps, result.topics), outcome: 'unclear', apps: result.why === 'which-of-these' ? [] : result.apps, topics: result.topics, findings: [] };
    case 'out-of-scope':
      return { intent: 'help', outcome: 'out-of-scope', apps: result.apps, topics: [], findings: [] };
  }
}

function factsOf(result: Result): Facts {
  return isRecorded(result) ? factsOfRecorded(result) : factsOfOthers(result);
}

function toAnswerFinding(finding: Finding, knowledge: Knowledge, today: Day): AnswerFinding {
  const { app, topic, verdict, value, condition, scope, summary, since, until, strength, evidence, howTo } = finding;
  const about = knowledge.topics.get(topic);
  return { app, topic, verdict, value, condition, scope, summary, since, until, strength, stale: about !== undefined && isStale(finding, about, today), evidence, howTo };
}

/** Puts a result into words: the answer, whose every finding has its sources, and the reply that platforms render. */
export function compose(result: Result, knowledge: Knowledge, voice: Voice, today: Day): Composed {
  const composing = beginReply(knowledge, voice, today);
  const reply: Reply = { language: voice.language, blocks: blocksOf(composing, result) };
  const { intent, outcome, apps, topics, findings, missing = [], unknown = [], partly = [], notKnown = [] } = factsOf(result);
  const cited = new Set<SourceId>([...composing.numbering.cited(), ...findings.flatMap(sourcesOf)]);
  const sources = [...cited].flatMap((id) => {
    const source = knowledge.sources.get(id);
    if (!source) return [];
    const { title, publisher, url, kind, published, checked } = source;
    return [{ id, title, publisher, url, kind, published, checked }];
  });
  return {
    answer: {
      language: voice.language,
      intent,
      outcome,
      apps,
      topics,
      asOf: result.period.to,
      findings: findings.map((finding) => toAnswerFinding(finding, knowledge, today)),
      missing,
      unknown,
      partly,
      notKnown,
      sources,
      suggestions: reply.blocks.flatMap((block) => (block.kind === 'next' ? block.suggestions.map(({ text }) => text) : [])),
      text: toPlainText(reply),
    },
    reply,
  };
}
