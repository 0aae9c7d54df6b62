// How fast and how right the engine is beside a floor and beside two search libraries, all in one run on the same
// knowledge: `npm run bench`. Writes docs/bench/engine.md and engine.svg. Ratios count; the times are this machine's.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createAsk } from '../src/core/ask.ts';
import { type Day, firstDay } from '../src/knowledge/days.ts';
import type { AppId, Finding, Knowledge } from '../src/knowledge/knowledge.ts';
import { load } from '../src/knowledge/load.ts';
import type { TopicId } from '../src/knowledge/schema.ts';
import { tokenise } from '../src/knowledge/text.ts';
import { hostileMessages } from '../test/support/hostile.ts';
import { type Bar, barChart } from './chart.ts';
import { type Asked, createLot, grown, questions } from './generated.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DAY: Day = firstDay('2026-11-24') ?? never();
const SMALL = 150;
const LARGE = 10_000;
const ROUNDS = 5;

function never(): never {
  throw new Error('the day of the bench is no day');
}

/** What was searched for, by an app and a topic. */
type Hit = { readonly app: AppId; readonly topic: TopicId } | undefined;
type Engine = (text: string) => Hit;

/** The time of one question in microseconds: of several rounds over all of them the median. */
function timeOf(engine: Engine, asked: readonly Asked[]): number {
  const round = () => {
    const begun = performance.now();
    for (const { text } of asked) engine(text);
    return (1000 * (performance.now() - begun)) / asked.length;
  };
  round();
  return (
    Array.from({ length: ROUNDS }, round)
      .toSorted((a, b) => a - b)
      .at(ROUNDS / 2) ?? Number.NaN
  );
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
    const { answer } = ask({ text }, { today: DAY });
    JSON.stringify(answer);
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

/** Seconds until a process has done what a script says, the median of some. */
function startOf(script: string): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
    return performance.now() - begun;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

const PARSE = `import { readdirSync, readFileSync } from 'node:fs';
for (const name of readdirSync('data', { recursive: true })) if (name.endsWith('.json')) JSON.parse(readFileSync('data/' + name, 'utf8'));`;
const READY = `import { load } from './dist/knowledge/load.js'; import { dataPlace, today } from './dist/config.js';
import { createAsk } from './dist/core/ask.js';
createAsk((await load(dataPlace(undefined), today())).knowledge)({ text: 'hi' }, { today: today() });`;

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean;
}

const { knowledge } = await load({ folder: `${ROOT}data` }, DAY);
const [small, large] = [grown(knowledge, SMALL, createLot(1)), grown(knowledge, LARGE, createLot(1))];
const mix = questions(small, 2000, 'none', createLot(2));
const typos = questions(small, 2000, 'all', createLot(3));
const [ours, least] = [whole(small), floor(small)];
const engines = { floor: least, Fineprint: ours, minisearch: mini(small), 'Fuse.js token search': fuse(small, true), 'Fuse.js': fuse(small, false) };
/** The slow ones are asked less. */
const ENOUGH: Readonly<Record<string, number>> = { 'Fuse.js token search': 12, 'Fuse.js': 6, minisearch: 200 };
const measured = Object.entries(engines).map(([name, engine]) => {
  const some = mix.slice(0, ENOUGH[name]);
  return { name, micros: timeOf(engine, some), right: rightOf(engine, mix.slice(0, ENOUGH[name] ?? 500)), rightMisspelt: rightOf(engine, typos.slice(0, ENOUGH[name] ?? 500)) };
});
const at = (name: string) => measured.find((one) => one.name === name) ?? measured[0] ?? never();
const big = whole(large);
const growth = timeOf(big, questions(large, 2000, 'none', createLot(2))) / at('Fineprint').micros;
const typoTime = timeOf(ours, typos);
const typoGrowth = timeOf(big, questions(large, 2000, 'all', createLot(3))) / typoTime;
const plain = createAsk(small);
const each = mix
  .map(({ text }) => timeOf((one) => void plain({ text: one }, { today: DAY }), [{ text, app: mix[0]?.app ?? never(), topic: 'open-source' }]))
  .toSorted((a, b) => a - b);
const median = each[Math.floor(each.length / 2)] ?? Number.NaN;
const hostile = Object.entries(hostileMessages(small)).map(([name, text]) => ({
  name,
  micros: timeOf(
    (one) => void plain({ text: one }, { today: DAY }),
    Array.from({ length: 20 }, () => ({ text, app: mix[0]?.app ?? never(), topic: 'open-source' as const })),
  ),
}));
const worst = hostile.toSorted((a, b) => b.micros - a.micros)[0] ?? never();
const node = startOf('');
const start = (startOf(READY) - node) / (startOf(PARSE) - node);
const us = at('Fineprint');
const best = Math.max(...['minisearch', 'Fuse.js token search', 'Fuse.js'].map((name) => at(name).rightMisspelt));
const times = (ratio: number) => `${ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1)}×`;
const rows: readonly Row[] = [
  { what: 'whole JSON answer against the floor', figure: times(us.micros / at('floor').micros), target: '≤ 8×', met: us.micros / at('floor').micros <= 8 },
  ...(
    [
      ['minisearch', 12],
      ['Fuse.js token search', 2500],
      ['Fuse.js', 7500],
    ] as const
  ).map(([name, least]) => ({
    what: `faster than ${name} over all findings`,
    figure: times(at(name).micros / us.micros),
    target: `≥ ${least.toLocaleString('en')}×`,
    met: at(name).micros / us.micros >= least,
  })),
  { what: `time at ${LARGE.toLocaleString('en')} apps against ${SMALL}`, figure: times(growth), target: '≤ 2×', met: growth <= 2 },
  { what: 'the same, misspelt questions only', figure: times(typoGrowth), target: '≤ 4×', met: typoGrowth <= 4 },
  { what: `worst hostile message (${worst.name}) against the median question`, figure: times(worst.micros / median), target: '≤ 40×', met: worst.micros / median <= 40 },
  { what: 'right finding first, misspelt', figure: `${(100 * us.rightMisspelt).toFixed(1)} %`, target: '≥ 90 %', met: us.rightMisspelt >= 0.9 },
  { what: 'the same against the best library', figure: times(us.rightMisspelt / best), target: '≥ 2×', met: us.rightMisspelt / best >= 2 },
  { what: 'knowledge ready against JSON.parse of the same files, both over bare Node', figure: times(start), target: '≤ 2.5×', met: start <= 2.5 },
];
const table = [
  '# The engine beside a floor and two libraries',
  '',
  `Written by \`npm run bench\` (Node ${process.versions.node}): ${SMALL} apps with ${findingsOf(small).length.toLocaleString('en')} findings, 2,000 questions by lot, each answered as a whole. Ratios of one run count; the times are one machine's.`,
  '',
  '| | µs a question | right finding first | misspelt |',
  '| --- | ---: | ---: | ---: |',
  ...measured.map(
    ({ name, micros, right, rightMisspelt }) =>
      `| ${name} | ${micros >= 100 ? Math.round(micros).toLocaleString('en') : micros.toFixed(1)} | ${name === 'floor' ? '–' : `${(100 * right).toFixed(0)} %`} | ${name === 'floor' ? '–' : `${(100 * rightMisspelt).toFixed(0)} %`} |`,
  ),
  '',
  '| target | measured | wanted | |',
  '| --- | ---: | ---: | --- |',
  ...rows.map(({ what, figure, target, met }) => `| ${what} | ${figure} | ${target} | ${met ? 'met' : 'missed'} |`),
  '',
  '| hostile message of 4,096 characters | µs |',
  '| --- | ---: |',
  ...hostile.map(({ name, micros }) => `| ${name} | ${Math.round(micros).toLocaleString('en')} |`),
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
    measured.map(({ name, micros }): Bar => ({ name, value: micros })),
  ),
);
console.log(table);
