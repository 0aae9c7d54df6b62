// How fast and how right the engine is beside a floor and beside two search libraries, all in one run on the same
// knowledge: `npm run bench`. Writes docs/bench/engine.md and engine.svg. Ratios count; the times are this machine's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { today } from '../src/config.ts';
import { createAsk } from '../src/core/ask.ts';
import type { AppId, Finding, Knowledge } from '../src/knowledge/knowledge.ts';
import { load } from '../src/knowledge/load.ts';
import type { TopicId } from '../src/knowledge/schema.ts';
import { tokenise } from '../src/knowledge/text.ts';
import { hostileMessages } from '../test/support/hostile.ts';
import { type Bar, barChart } from './chart.ts';
import { type Asked, createLot, grown, questions } from './generated.ts';

/** This runs compiled, in dist/bench/bench/. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DAY = today();
const SMALL = 150;
const LARGE = 10_000;
const ROUNDS = 9;

function never(): never {
  throw new Error('the bench has nothing to measure');
}

/** What was searched for, by an app and a topic. */
type Hit = { readonly app: AppId; readonly topic: TopicId } | undefined;
type Engine = (text: string) => Hit;

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The time of one question in one round over all of them, in microseconds. */
function roundOf(engine: Engine, asked: readonly Asked[]): number {
  const begun = performance.now();
  for (const { text } of asked) engine(text);
  return (1000 * (performance.now() - begun)) / asked.length;
}

interface Timed {
  /** Of several rounds the median, in microseconds a question. */
  readonly micros: number;
  /** How many times what a round of the peer took that was run just before and after: other work on the machine weighs on both. */
  readonly ratio: number;
}

/** The time of a question, round by round beside a peer. */
function timeBeside(engine: Engine, asked: readonly Asked[], peer: Engine, peerAsked: readonly Asked[] = asked): Timed {
  const warm = () => [roundOf(engine, asked), roundOf(peer, peerAsked)];
  for (let round = 0; round < 2; round += 1) warm();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [before, own, after] = [roundOf(peer, peerAsked), roundOf(engine, asked), roundOf(peer, peerAsked)];
    return { micros: own, ratio: own / ((before + after) / 2) };
  });
  return { micros: medianOf(rounds.map(({ micros }) => micros)), ratio: medianOf(rounds.map(({ ratio }) => ratio)) };
}

/** The share of the questions whose finding comes first. */
function rightOf(engine: Engine, asked: readonly Asked[]): number {
  return (
    asked.filter(({ text, app, topic }) => {
      const hit = engine(text);
      return hit?.app === app && hit.topic === topic;
    }).length / asked.length
  );
}

function findingsOf(knowledge: Knowledge): readonly Finding[] {
  return [...knowledge.apps.values()].flatMap(({ findings }) => [...findings.values()].flat());
}

/** The whole way from a text to a JSON answer. */
function whole(knowledge: Knowledge): Engine {
  const ask = createAsk(knowledge);
  return (text) => {
    const { answer, json } = ask({ text }, { today: DAY });
    json(null);
    const [app] = answer.apps;
    const [topic] = answer.topics;
    return app === undefined || topic === undefined ? undefined : { app: app as AppId, topic };
  };
}

/** The least that any engine has to do: words, a hash look-up for each, a template, JSON. */
function floor(knowledge: Knowledge): Engine {
  const names = new Map([...knowledge.apps.values()].map(({ id, name }) => [tokenise(name).join(''), id]));
  const [some] = findingsOf(knowledge);
  const terms = new Map([...knowledge.topics.values()].flatMap(({ id, names: own }) => own.map((name) => [tokenise(name).join(''), id] as const)));
  return (text) => {
    let app: AppId | undefined;
    let topic: TopicId | undefined;
    for (const word of tokenise(text)) {
      app ??= names.get(word);
      topic ??= terms.get(word);
    }
    const finding = app === undefined || topic === undefined ? undefined : knowledge.apps.get(app)?.findings.get(topic)?.[0];
    const told = finding ?? some;
    JSON.stringify({ question: text, app, topic, text: `${told?.verdict}: ${told?.summary}`, finding: told });
    return finding;
  };
}

interface Document {
  readonly id: number;
  readonly app: string;
  readonly topic: string;
  readonly question: string;
  readonly summary: string;
}

function documentsOf(knowledge: Knowledge): readonly Document[] {
  return findingsOf(knowledge).map(({ app, topic, summary }, id) => {
    const about = knowledge.topics.get(topic);
    return { id, app: knowledge.apps.get(app)?.name ?? '', topic: about?.name ?? '', question: about?.question ?? '', summary };
  });
}

const KEYS = ['app', 'topic', 'question', 'summary'] as const satisfies readonly (keyof Document)[];

function fuse(knowledge: Knowledge, useTokenSearch: boolean): Engine {
  const findings = findingsOf(knowledge);
  const index = new Fuse(documentsOf(knowledge), { keys: [...KEYS], useTokenSearch, ignoreLocation: true, threshold: useTokenSearch ? 0.2 : 0.6 });
  return (text) => findings[index.search(text, { limit: 3 })[0]?.item.id ?? -1];
}

function mini(knowledge: Knowledge): Engine {
  const findings = findingsOf(knowledge);
  const index = new MiniSearch<Document>({ fields: [...KEYS], searchOptions: { fuzzy: 0.2, boost: { app: 3, topic: 2 } } });
  index.addAll(documentsOf(knowledge));
  return (text) => findings[Number(index.search(text)[0]?.id ?? -1)];
}

/** Milliseconds until a process has run each of some scripts, the median of some rounds through all of them. */
function startsOf<Name extends string>(scripts: Readonly<Record<Name, string>>): Readonly<Record<Name, number>> {
  const timeOf = (script: string) => {
    const begun = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
    if (status !== 0) throw new Error(`a start failed: ${stderr}`);
    return performance.now() - begun;
  };
  const rounds = Array.from({ length: ROUNDS }, () => Object.entries<string>(scripts).map(([name, script]) => [name, timeOf(script)] as const));
  const timesOf = (name: string) => rounds.flatMap((round) => round.flatMap(([own, time]) => (own === name ? [time] : [])));
  return Object.fromEntries(Object.keys(scripts).map((name) => [name, medianOf(timesOf(name))])) as Readonly<Record<Name, number>>;
}

const LOAD = `import { load } from './dist/knowledge/load.js'; import { dataPlace, today } from './dist/config.js';
const loaded = await load(dataPlace(undefined), today()); if (loaded.from !== 'snapshot') process.exit(1);`;
const STARTS = {
  node: '',
  parse: `import { readdirSync, readFileSync } from 'node:fs';
for (const name of readdirSync('data', { recursive: true })) if (name.endsWith('.json')) JSON.parse(readFileSync('data/' + name, 'utf8'));`,
  ready: LOAD,
  answer: `${LOAD} const { createAsk } = await import('./dist/core/ask.js'); createAsk(loaded.knowledge)({ text: 'is signal open source' }, { today: today() });`,
};

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean;
}

const times = (ratio: number) => `${ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1)}×`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const atMost = (what: string, ratio: number, most: number): Row => ({ what, figure: times(ratio), target: `≤ ${most}×`, met: ratio <= most });
const atLeast = (what: string, ratio: number, least: number): Row => ({ what, figure: times(ratio), target: `≥ ${least.toLocaleString('en')}×`, met: ratio >= least });

const { knowledge } = await load({ folder: `${ROOT}data` }, DAY);
const [small, large] = [grown(knowledge, SMALL, createLot(1)), grown(knowledge, LARGE, createLot(1))];
const mix = questions(small, 2000, 'none', createLot(2));
const typos = questions(small, 2000, 'all', createLot(3));
const [ours, least, big] = [whole(small), floor(small), whole(large)];

const usBesideFloor = timeBeside(ours, mix, least);
/** Other engines beside ours; the slow ones are asked less. */
const others = [
  { name: 'minisearch', engine: mini(small), enough: 200, target: 12 },
  { name: 'Fuse.js token search', engine: fuse(small, true), enough: 12, target: 2500 },
  { name: 'Fuse.js', engine: fuse(small, false), enough: 6, target: 7500 },
].map(({ name, engine, enough, target }) => {
  const { micros, ratio } = timeBeside(engine, mix.slice(0, enough), ours, mix);
  return { name, micros, ratio, target, right: rightOf(engine, mix.slice(0, enough)), rightMisspelt: rightOf(engine, typos.slice(0, enough)) };
});
const us = { name: 'Fineprint', micros: usBesideFloor.micros, right: rightOf(ours, mix), rightMisspelt: rightOf(ours, typos) };
const floorMicros = usBesideFloor.micros / usBesideFloor.ratio;
/** The first time that something is asked its words are put together; later they are ready. */
const first = (() => {
  const asked = mix.slice(0, 500);
  const fresh = Array.from({ length: ROUNDS }, () => {
    const engine = whole(small);
    for (const { text } of typos.slice(0, 300)) engine(text);
    return { own: roundOf(engine, asked), floor: roundOf(least, asked) };
  });
  return medianOf(fresh.map(({ own, floor: beside }) => own / beside));
})();
const growth = timeBeside(big, questions(large, 2000, 'none', createLot(2)), ours, mix).ratio;
const typoGrowth = timeBeside(big, questions(large, 2000, 'all', createLot(3)), ours, typos).ratio;
const plain = createAsk(small);
const answer: Engine = (text) => void plain({ text }, { today: DAY });
const hostile = Object.entries(hostileMessages(small))
  .map(([name, text]) => ({
    name,
    ...timeBeside(
      answer,
      Array.from({ length: 20 }, () => ({ text, app: mix[0]?.app ?? never(), topic: 'open-source' as const })),
      answer,
      mix,
    ),
  }))
  .toSorted((a, b) => b.ratio - a.ratio);
const worst = hostile[0] ?? never();
const starts = startsOf(STARTS);
const parse = starts.parse - starts.node;
const rows: readonly Row[] = [
  atMost('whole JSON answer against the floor', usBesideFloor.ratio, 8),
  ...others.map(({ name, ratio, target }) => atLeast(`faster than ${name} over all findings`, ratio, target)),
  atMost(`time at ${LARGE.toLocaleString('en')} apps against ${SMALL}`, growth, 2),
  atMost('the same, misspelt questions only', typoGrowth, 4),
  atMost(`worst hostile message (${worst.name}) against the mean question`, worst.ratio, 40),
  { what: 'right finding first, misspelt', figure: percent(us.rightMisspelt), target: '≥ 90 %', met: us.rightMisspelt >= 0.9 },
  atLeast('the same against the best library', us.rightMisspelt / Math.max(...others.map(({ rightMisspelt }) => rightMisspelt)), 2),
  atMost('knowledge ready against JSON.parse of the same files, both over bare Node', (starts.ready - starts.node) / parse, 2.5),
];
const cells = (name: string, micros: number, right: string, misspelt: string) =>
  `| ${name} | ${micros >= 100 ? Math.round(micros).toLocaleString('en') : micros.toFixed(1)} | ${right} | ${misspelt} |`;
const table = [
  '# The engine beside a floor and two libraries',
  '',
  `Written by \`npm run bench\` (Node ${process.versions.node}): ${SMALL} apps with ${findingsOf(small).length.toLocaleString('en')} findings, 2,000 questions by lot, each answered as a whole. Every ratio is the median of rounds that ran one beside the other; the times are one machine's.`,
  '',
  '| | µs a question | right finding first | misspelt |',
  '| --- | ---: | ---: | ---: |',
  cells('floor', floorMicros, '–', '–'),
  ...[us, ...others].map(({ name, micros, right, rightMisspelt }) => cells(name, micros, percent(right), percent(rightMisspelt))),
  '',
  '| target | measured | wanted | |',
  '| --- | ---: | ---: | --- |',
  ...rows.map(({ what, figure, target, met }) => `| ${what} | ${figure} | ${target} | ${met ? 'met' : 'missed'} |`),
  '',
  `What is asked for the first time, whose words have to be put together, takes ${times(first)} the floor. A process has its first answer after ${times((starts.answer - starts.node) / parse)} the time of that JSON.parse.`,
  '',
  '| hostile message of 4,096 characters | against the mean question |',
  '| --- | ---: |',
  ...hostile.map(({ name, ratio }) => `| ${name} | ${times(ratio)} |`),
  '',
  '![Time of a question](engine.svg)',
  '',
].join('\n');
mkdirSync(`${ROOT}docs/bench`, { recursive: true });
writeFileSync(`${ROOT}docs/bench/engine.md`, table);
writeFileSync(
  `${ROOT}docs/bench/engine.svg`,
  barChart(
    'Microseconds a question, each line ten times the one before',
    [{ name: 'floor', micros: floorMicros }, us, ...others].map(({ name, micros }): Bar => ({ name, value: micros })),
  ),
);
console.log(table);
