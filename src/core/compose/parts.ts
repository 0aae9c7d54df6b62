import type { Day } from '../../knowledge/days.ts';
import { type App, type AppId, type Evidence, type Finding, isStale, type Knowledge, type SourceId, type Topic } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { worth } from '../findings.ts';
import { oncePer } from '../memo.ts';
import { type Block, createNumbering, type Line, type Numbering, type Suggestion, type Tone } from '../reply.ts';
import type { Voice } from '../wording.ts';

/** What the parts of a reply are made of: the knowledge, the words, today, and the numbers of the sources cited so far. */
export interface Composing {
  readonly knowledge: Knowledge;
  readonly voice: Voice;
  readonly today: Day;
  readonly numbering: Numbering;
}

/** Begins a reply. */
export function beginReply(knowledge: Knowledge, voice: Voice, today: Day): Composing {
  return { knowledge, voice, today, numbering: createNumbering() };
}

/** An app by an id that came from the knowledge; an unknown one is a bug and throws. */
export function appOf({ knowledge }: Composing, id: AppId): App {
  const app = knowledge.apps.get(id);
  if (!app) throw new Error(`there is no app "${id}"`);
  return app;
}

/** A topic by its id; the check sees to it that every topic is there. */
export function topicOf({ knowledge }: Composing, id: TopicId): Topic {
  const topic = knowledge.topics.get(id);
  if (!topic) throw new Error(`there is no topic "${id}"`);
  return topic;
}

/** How a verdict counts for privacy: good, bad, something between, or neither. */
export function toneOf(composing: Composing, finding: Finding): Tone {
  const { verdict } = finding;
  if (verdict === 'partly' || verdict === 'disputed' || verdict === 'unknown') return verdict;
  const kind = worth(finding, topicOf(composing, finding.topic));
  return kind === 'mixed' ? 'neutral' : kind;
}

/** That an app was closed, and when. */
export function closedNotes({ voice: { say, day } }: Composing, { name, discontinued }: App): readonly string[] {
  return discontinued === null ? [] : [say('note.discontinued', { app: name, day: day(discontinued) })];
}

/** The sign of a verdict: whether it is good or bad for privacy, or neither. */
export function signOf(composing: Composing, finding: Finding): string {
  return composing.voice.say(`sign.${toneOf(composing, finding)}`);
}

/** The same in one narrow character, for tables whose columns stand below each other. */
export function markOf(composing: Composing, finding: Finding): string {
  return composing.voice.say(`mark.${toneOf(composing, finding)}`);
}

/** The verdict as a word; of a topic where neither is better, such as a rating, its value says more. */
export function verdictOf(composing: Composing, { topic, verdict, value }: Finding): { readonly verdict: string; readonly value: string } {
  const word = composing.voice.say(`verdict.${verdict}`);
  if (value !== null && topicOf(composing, topic).better === null) return { verdict: value, value: 'none' };
  return { verdict: word, value: value ?? 'none' };
}

/** A fragment as a sentence of its own. */
export function toSentence(fragment: string): string {
  // A name such as iMessage keeps its small letter.
  const sentence = /^\p{Ll}+\p{Lu}/u.test(fragment) ? fragment : fragment.charAt(0).toUpperCase() + fragment.slice(1);
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}

/** A piece of evidence with its source's number; a vendor's own page speaks for itself, others are named. */
function evidenceLine({ knowledge, voice, numbering }: Composing, { source: id, by, says }: Evidence): Line {
  const source = knowledge.sources.get(id);
  const named = by === 'independent' || (source && !source.kind.startsWith('vendor-'));
  const text = source && named ? voice.say('voices.line', { publisher: source.publisher, kind: voice.say(`kind.${source.kind}`), says }) : says;
  return { text, sources: [numbering.number(id)] };
}

/** What the vendor says apart from what others found, and where it was looked in vain. */
export function voiceBlocks(composing: Composing, finding: Finding): readonly Block[] {
  const { say } = composing.voice;
  const { vendor } = appOf(composing, finding.app);
  const spoken = finding.evidence.filter(({ stance }) => stance !== 'silent');
  const sides: readonly (readonly [string, readonly Evidence[]])[] = [
    [say('voices.vendor', { vendor: vendor.name }), spoken.filter(({ by }) => by === 'vendor')],
    [say('voices.independent'), spoken.filter(({ by }) => by === 'independent')],
    [say('voices.silent'), finding.evidence.filter(({ stance }) => stance === 'silent')],
  ];
  return sides
    .filter(([, evidence]) => evidence.length > 0)
    .map(([title, evidence]) => ({ kind: 'list', title, evidence: true, lines: evidence.map((one) => evidenceLine(composing, one)) }));
}

/** What to beware of in a finding: that it is old, disputed, contradicted, or rests on the vendor alone. */
export function cautions(composing: Composing, finding: Finding): readonly string[] {
  const { say, day } = composing.voice;
  const vendor = appOf(composing, finding.app).vendor.name;
  const notes: string[] = [];
  if (finding.verdict === 'disputed') notes.push(say('note.disputed'));
  else if (finding.verdict === 'unknown') notes.push(say('note.unknown'));
  else if (finding.strength === 'vendor-only') notes.push(say('note.vendor-only', { vendor }));
  else if (finding.claim !== null && finding.claim !== finding.verdict) notes.push(say('note.contradicted', { vendor }));
  if (isStale(finding, topicOf(composing, finding.topic), composing.today)) {
    notes.push(finding.newest === null ? say('note.stale-undated') : say('note.stale', { newest: day(finding.newest) }));
  }
  return notes;
}

/** The sources cited so far, numbered, with publisher, kind and days. */
export function sourcesBlock({ knowledge, voice, numbering }: Composing): readonly Block[] {
  const { say, day } = voice;
  const lines = numbering.cited().flatMap((id) => {
    const source = knowledge.sources.get(id);
    if (!source) return [];
    const { title, publisher, kind, published, checked, url } = source;
    const values = {
      title: toSentence(title),
      publisher,
      kind: say(`kind.${kind}`),
      date: published === null ? 'none' : day(published),
      checked: checked === null ? 'none' : day(checked),
    };
    return [{ number: numbering.number(id), text: say('sources.line', values), url }];
  });
  return lines.length === 0 ? [] : [{ kind: 'sources', title: say('sources.title'), lines }];
}

/** From when until when a finding is true, as far as that is established. */
export function spanNotes({ voice: { say, day } }: Composing, { since, until }: Pick<Finding, 'since' | 'until'>): readonly string[] {
  if (since !== null && until !== null) return [say('when.between', { since: day(since), until: day(until) })];
  if (since !== null) return [say('when.since', { since: day(since) })];
  return until === null ? [] : [say('when.until', { until: day(until) })];
}

/** A question on a topic of an app. */
export function askTopic(composing: Composing, app: AppId, topic: TopicId): Suggestion {
  const { name, vendor } = appOf(composing, app);
  const text = topicOf(composing, topic).ask.replaceAll('{app}', name).replaceAll('{vendor}', vendor.name);
  return { text, intent: 'lookup', apps: [app], topic };
}

/** A question on an app as a whole. */
export function askApp(composing: Composing, app: AppId): Suggestion {
  return { text: composing.voice.say('next.overview', { app: appOf(composing, app).name }), intent: 'overview', apps: [app], topic: null };
}

/** A question on what a topic means. */
export function askMeaning(composing: Composing, topic: TopicId): Suggestion {
  return { text: composing.voice.say('next.explain', { topic: topicOf(composing, topic).names[0] ?? topic }), intent: 'explain', apps: [], topic };
}

/** The block of what can be asked next. */
export function nextBlock({ voice }: Composing, suggestions: readonly Suggestion[]): readonly Block[] {
  const seen = new Set<string>();
  const different = suggestions.filter(({ text }) => !seen.has(text) && seen.add(text));
  return different.length === 0 ? [] : [{ kind: 'next', title: voice.say('next.title'), suggestions: different.slice(0, 3) }];
}

/** The topics recorded of an app, those that matter most first. */
export function strongestTopics(composing: Composing, app: App): readonly TopicId[] {
  return [...app.findings.keys()]
    .filter((id) => app.findings.get(id)?.some(({ until, verdict }) => until === null && verdict !== 'unknown'))
    .toSorted((a, b) => topicOf(composing, b).weight - topicOf(composing, a).weight);
}

/** The apps that are still there by how much is recorded of them, most first; worked out once for each knowledge base. */
const ranked = oncePer(({ apps }: Knowledge) => {
  const all = [...apps.values()].filter((app) => app.discontinued === null && app.findings.size > 0).toSorted((a, b) => b.findings.size - a.findings.size);
  const topics = new Set(all.flatMap(({ findings }) => [...findings.keys()]));
  return { all, byTopic: new Map([...topics].map((topic) => [topic, all.filter(({ findings }) => findings.has(topic))])) };
});

/** The apps of which most is recorded, on a topic or at all. */
export function bestKnown({ knowledge }: Composing, topic?: TopicId): readonly App[] {
  const { all, byTopic } = ranked(knowledge);
  return topic === undefined ? all : (byTopic.get(topic) ?? []);
}

/** Every source that a finding cites. */
export function sourcesOf(finding: Finding): readonly SourceId[] {
  return [...finding.evidence.map(({ source }) => source), ...(finding.howTo ? [finding.howTo.source] : [])];
}

/** The evidence that carries a finding: the first that takes its stance; of a dispute, one for each side. */
export function carryingEvidence({ evidence, verdict }: Finding): readonly Evidence[] {
  const [first] = evidence;
  if (verdict !== 'disputed') return [evidence.find(({ stance }) => stance === verdict) ?? first];
  const other = evidence.find(({ stance }) => stance !== first.stance);
  return other ? [first, other] : [first];
}

/** What is said of names that are no app of ours. */
export function unknownNames({ voice }: Composing, names: readonly string[]): readonly Block[] {
  return names.length === 0 ? [] : [{ kind: 'text', text: voice.say('note.unknown-names', { names: voice.either(names) }) }];
}
