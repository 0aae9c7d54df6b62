import type { Finding } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import type { Block, Line } from '../reply.ts';
import type { Candidate, Result } from '../result.ts';
import { appOf, askApp, type Composing, carryingEvidence, nextBlock, signOf, sourcesBlock, topicOf } from './parts.ts';

type Find = Extract<Result, { kind: 'find' }>;

/** How many apps of a list are named; the rest is counted. */
const MOST = 15;

function findingText(composing: Composing, finding: Finding): string {
  const { say } = composing.voice;
  const values = {
    sign: signOf(composing, finding),
    topic: topicOf(composing, finding.topic).name,
    verdict: say(`verdict.${finding.verdict}`),
    value: finding.value ?? 'none',
    condition: finding.condition ?? 'none',
  };
  return say('find.finding', values);
}

function candidateLine(composing: Composing, { app, findings }: Candidate, shown: readonly Finding[]): Line {
  const texts = shown.map((finding) => findingText(composing, finding));
  const sources = findings.flatMap((finding) => carryingEvidence(finding).map(({ source }) => composing.numbering.number(source)));
  return { text: composing.voice.say('find.line', { app: appOf(composing, app).name, findings: texts.join('; ') }), sources: [...new Set(sources)] };
}

/** A list of at most MOST lines; how many more there are stands in the last. */
function listBlock<Item>(composing: Composing, title: string, items: readonly Item[], toLine: (item: Item) => Line): readonly Block[] {
  if (items.length === 0) return [];
  const more = items.length - MOST;
  const rest = more > 0 ? [{ text: composing.voice.say('find.more', { more }), sources: [] }] : [];
  return [{ kind: 'list', title, lines: [...items.slice(0, MOST).map(toLine), ...rest] }];
}

/** Which apps meet the conditions, in words: those that do, those that nearly do, those of which it isn't known. */
export function composeFind(composing: Composing, result: Find): readonly Block[] {
  const { say, all, either, day, region } = composing.voice;
  const { conditions, category, origin, any, matches, partly, notKnown, period } = result;
  const topics = (ids: readonly TopicId[]) => all(ids.map((id) => topicOf(composing, id).name));
  const wanted = conditions.map(({ topic, wanted: verdict, place }) =>
    say('find.condition', { topic: topicOf(composing, topic).name, verdict: say(`verdict.${verdict}`), place: place ?? 'none' }),
  );
  const from = origin === null ? [] : [say('find.origin', { place: region(origin.place), not: origin.not ? 'yes' : 'no' })];
  const asked = [any ? either(wanted) : all(wanted), ...from].join(' · ');
  const headline = say('find.headline', { category: category ?? 'other', conditions: asked, count: matches.length, of: result.looked });
  const lacking = ({ app, lacks }: Find['notKnown'][number]): Line => ({ text: say('find.lacks', { app: appOf(composing, app).name, topics: topics(lacks) }), sources: [] });
  const next = [...matches, ...partly, ...notKnown].filter(({ app }) => appOf(composing, app).findings.size > 0).map(({ app }) => askApp(composing, app));
  return [
    { kind: 'headline', text: headline },
    ...listBlock(composing, say('find.matches'), matches, (one) => candidateLine(composing, one, one.findings)),
    ...listBlock(composing, say('find.partly'), partly, (one) =>
      candidateLine(
        composing,
        one,
        one.findings.filter(({ topic }) => one.misses.includes(topic)),
      ),
    ),
    ...listBlock(composing, say('find.not-known'), notKnown, lacking),
    { kind: 'notes', notes: [say('overview.as-of', { day: day(period.to) })] },
    ...sourcesBlock(composing),
    ...nextBlock(composing, next),
  ];
}
