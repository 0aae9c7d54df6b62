import { type Day, firstDay } from '../../knowledge/days.ts';
import type { App, Finding } from '../../knowledge/knowledge.ts';
import type { Block, Suggestion } from '../reply.ts';
import type { Found, Missing, Result } from '../result.ts';
import type { Period } from '../understand/dates.ts';
import {
  appOf,
  askMeaning,
  askTopic,
  bestKnown,
  type Composing,
  carryingEvidence,
  cautions,
  closedNotes,
  nextBlock,
  signOf,
  sourcesBlock,
  spanNotes,
  strongestTopics,
  toneOf,
  topicOf,
  toSentence,
  unknownNames,
  verdictOf,
  voiceBlocks,
} from './parts.ts';

type Lookup = Extract<Result, { kind: 'lookup' }>;

/** How a finding is to be told. */
export interface Telling {
  /** What was so before, if that was otherwise. */
  readonly before?: Finding | null;
  /** The day that is asked about. */
  readonly to: Day;
  /** Whether what to do comes before the verdict. */
  readonly howToFirst: boolean;
  readonly notes: readonly string[];
}

/** Whether a finding is no longer true. */
function isPast({ today }: Composing, { until }: Finding): boolean {
  const end = until === null ? undefined : firstDay(until);
  return end !== undefined && end <= today;
}

function whenNotes(composing: Composing, finding: Finding, to: Day): readonly string[] {
  const { say, day } = composing.voice;
  const { newest } = finding;
  const asked = day(to);
  const past = to < composing.today;
  const asOf = past ? say('when.then', { day: asked }) : newest === null ? say('when.as-of-undated', { day: asked }) : say('when.as-of', { day: asked, newest: day(newest) });
  return [...spanNotes(composing, finding), ...(isPast(composing, finding) && !past ? [] : [asOf])];
}

function howToBlocks(composing: Composing, finding: Finding): readonly Block[] {
  const { howTo } = finding;
  if (!howTo) return [];
  return [{ kind: 'list', title: null, lines: [{ text: composing.voice.say('lookup.how-to', { says: howTo.says }), sources: [composing.numbering.number(howTo.source)] }] }];
}

/** A finding in words: its verdict, its summary, who says so, as of when, and what to beware of. */
export function findingBlocks(composing: Composing, finding: Finding, { to, howToFirst, notes, before = null }: Telling): readonly Block[] {
  const { say, day } = composing.voice;
  const app = appOf(composing, finding.app);
  const headline = say('lookup.headline', {
    sign: signOf(composing, finding),
    ...verdictOf(composing, finding),
    app: app.name,
    topic: topicOf(composing, finding.topic).name,
    until: isPast(composing, finding) && finding.until !== null ? day(finding.until) : 'none',
  });
  const sentences = [
    ...(finding.condition === null ? [] : [toSentence(finding.condition)]),
    finding.summary,
    ...(finding.scope === null ? [] : [say('lookup.scope', { scope: say(`scope.${finding.scope}`) })]),
  ];
  const howTo = howToBlocks(composing, finding);
  return [
    ...(howToFirst ? howTo : []),
    { kind: 'headline', text: headline, tone: toneOf(composing, finding) },
    { kind: 'text', text: sentences.join(' ') },
    ...voiceBlocks(composing, finding),
    ...(howToFirst ? [] : howTo),
    ...beforeBlocks(composing, 'when.before', before),
    { kind: 'notes', notes: [...whenNotes(composing, finding, to), ...notes, ...cautions(composing, finding), ...closedNotes(composing, app)] },
  ];
}

function foundBlocks(composing: Composing, found: Found, result: Lookup): readonly Block[] {
  const { say, day, all } = composing.voice;
  const changed = found.changed === null ? [] : [say('when.changed', { day: day(found.changed) })];
  const undated = result.history && found.findings[0].since === null ? [say('when.unrecorded')] : [];
  const others = found.others.length === 0 ? [] : [say('note.other-scopes', { scopes: all(found.others.map((scope) => say(`scope.${scope}`))) })];
  return found.findings.flatMap((finding, index) =>
    findingBlocks(composing, finding, {
      to: result.period.to,
      howToFirst: result.howTo,
      ...(index === found.findings.length - 1 ? { before: found.before } : {}),
      notes: [...(index === 0 ? undated : []), ...(index === found.findings.length - 1 ? [...changed, ...others] : [])],
    }),
  );
}

function missingText(composing: Composing, { app: id, topic: topicId, begins }: Missing, period: Period): string {
  const { say, day } = composing.voice;
  const [app, topic] = [appOf(composing, id), topicOf(composing, topicId).name];
  if (begins !== null) return say('no-data.begins', { app: app.name, topic, day: day(period.to), begins: day(begins) });
  return app.findings.size === 0 ? say('no-data.app', { app: app.name }) : say('no-data.topic', { app: app.name, topic });
}

/** What was so before, with its sources. */
function beforeBlocks(composing: Composing, key: 'when.before' | 'no-data.ended', before: Finding | null): readonly Block[] {
  if (before?.until == null) return [];
  const { say, day } = composing.voice;
  const sources = carryingEvidence(before).map(({ source }) => composing.numbering.number(source));
  return [{ kind: 'list', title: null, lines: [{ text: say(key, { until: day(before.until), summary: before.summary }), sources }] }];
}

/** What is said where nothing is recorded: first of all, or beside what is. */
export function missingBlocks(composing: Composing, missing: Missing, { found, period }: Pick<Lookup, 'found' | 'period'>): readonly Block[] {
  const { privacyPolicy } = appOf(composing, missing.app);
  return [
    { kind: found.length === 0 ? 'headline' : 'text', text: missingText(composing, missing, period) },
    ...beforeBlocks(composing, 'no-data.ended', missing.ended),
    ...(privacyPolicy === null ? [] : [{ kind: 'text' as const, text: composing.voice.say('no-data.policy', { url: privacyPolicy }) }]),
  ];
}

/** Another topic of the app, the same topic of another app, and what the topic means. */
function nextSuggestions(composing: Composing, { found, missing, apps, topics }: Lookup): readonly Suggestion[] {
  const [id] = apps;
  const [topic] = topics;
  if (id === undefined || topic === undefined) return [];
  const app = appOf(composing, id);
  const family = topicOf(composing, topic).family;
  const others = strongestTopics(composing, app).filter((other) => !topics.includes(other) && topicOf(composing, other).family !== family);
  const isOther = (other: App) => !apps.includes(other.id);
  const known = bestKnown(composing, topic);
  const rival = known.find((other) => isOther(other) && other.category === app.category) ?? known.find(isOther);
  if (found.length === 0) {
    const begins = missing.filter((pair) => pair.begins !== null).map((pair) => askTopic(composing, pair.app, pair.topic));
    return [...begins, ...others.slice(0, rival ? 2 : 3).map((other) => askTopic(composing, id, other)), ...(rival ? [askTopic(composing, rival.id, topic)] : [])];
  }
  const now = found.filter(({ changed }) => changed !== null).map((pair) => askTopic(composing, pair.app, pair.topic));
  return [...now, ...others.slice(0, 1).map((other) => askTopic(composing, id, other)), ...(rival ? [askTopic(composing, rival.id, topic)] : []), askMeaning(composing, topic)];
}

/** Without what was said before: of an app of which nothing is known, each missing topic says the same. */
function sayOnce(blocks: readonly Block[]): readonly Block[] {
  const said = new Set<string>();
  return blocks.filter((block) => !('text' in block) || (!said.has(block.text) && said.add(block.text)));
}

/** A lookup in words: each finding with its verdict first, what is missing, the sources, what to ask next. */
export function composeLookup(composing: Composing, result: Lookup): readonly Block[] {
  return [
    ...result.found.flatMap((found) => foundBlocks(composing, found, result)),
    ...sayOnce(result.missing.flatMap((missing) => missingBlocks(composing, missing, result))),
    ...unknownNames(composing, result.unknown),
    ...sourcesBlock(composing),
    ...nextBlock(composing, nextSuggestions(composing, result)),
  ];
}
