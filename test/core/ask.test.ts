import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { type Ask, createAsk, keyOf } from '../../src/core/ask.ts';
import type { Query } from '../../src/core/query.ts';
import { type Memory, NOTHING_SAID } from '../../src/core/question.ts';
import { TOPIC_IDS } from '../../src/knowledge/ids.ts';
import { type Knowledge, speaksOf, toAppId } from '../../src/knowledge/knowledge.ts';
import type { TopicId } from '../../src/knowledge/schema.ts';
import { aDay, TODAY } from '../builders.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const rowSchema = z.strictObject({
  question: z.string(),
  outcome: z.string(),
  intent: z.string().optional(),
  apps: z.array(z.string()).optional(),
  topic: z.string().optional(),
  verdict: z.string().optional(),
  asOf: z.string().optional(),
  unknown: z.array(z.string()).optional(),
  says: z.array(z.string()).optional(),
});
const tableSchema = z.array(rowSchema);
const conversationSchema = z.array(rowSchema);

function read<Schema extends z.ZodType>(folder: string, schema: Schema): readonly (readonly [string, z.infer<Schema>])[] {
  const path = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, schema.parse(JSON.parse(readFileSync(new URL(name, path), 'utf8')))] as const);
}

let knowledge: Knowledge;
let ask: Ask;

beforeAll(async () => {
  knowledge = await ownKnowledge();
  ask = createAsk(knowledge);
});

function expectRow(row: z.infer<typeof rowSchema>, memory: Memory): Memory {
  const asked = ask({ text: row.question }, { today: TODAY, memory });
  const { answer } = asked;
  const [finding] = answer.findings;
  const given = {
    outcome: answer.outcome,
    intent: answer.intent,
    apps: answer.apps,
    topic: answer.topics[0],
    verdict: finding?.verdict,
    asOf: answer.asOf,
    unknown: answer.unknown,
  };
  const { question: _, says = [], ...wanted } = row;
  expect(given).toMatchObject(wanted);
  for (const text of says) expect(answer.text).toContain(text);
  return asked.memory;
}

describe.each(read('questions', tableSchema))('questions: %s', (_, rows) => {
  it.each(rows)('$question', (row) => {
    expectRow(row, NOTHING_SAID);
  });
});

describe.each(read('conversations', conversationSchema))('conversation: %s', (_, rows) => {
  it('goes as it should', () => {
    rows.reduce<Memory>((memory, row) => expectRow(row, memory), NOTHING_SAID);
  });
});

/** Texts that hold what questions are made of, in any order, and anything else. */
function questions(): fc.Arbitrary<string> {
  const { apps, topics } = knowledge;
  const parts = fc.oneof(
    fc.constantFrom(...[...apps.values()].map(({ name }) => name)),
    fc.constantFrom(...[...topics.values()].flatMap(({ phrasings }) => Object.values(phrasings).flat())),
    fc.constantFrom('in 2018', 'before 2016', 'vs', 'and', 'does', 'what is', '?', 'Blorptalk', '微信', 'signal', 'how do i'),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  return fc.array(parts, { maxLength: 8 }).map((texts) => texts.join(' '));
}

const memories: fc.Arbitrary<Memory> = fc.constantFrom(NOTHING_SAID, { apps: [], earlier: [], topics: ['open-source'], offered: [] });

describe('ask', () => {
  it('answers any text, the same each time, with a source for every finding, and every source that it cites', () => {
    fc.assert(
      fc.property(questions(), memories, fc.constantFrom(undefined, '2015-06-01', '2022-12-31'), (text, memory, written) => {
        const question = { text, ...(written !== undefined && { asOf: aDay(written) }) };
        const { answer } = ask(question, { today: TODAY, memory });
        expect(ask(question, { today: TODAY, memory }).answer).toEqual(answer);
        const sources = new Set(answer.sources.map(({ id }) => id));
        for (const { evidence } of answer.findings) {
          expect(evidence.length).toBeGreaterThan(0);
          for (const { source } of evidence) expect(sources.has(source)).toBe(true);
        }
        expect(answer.outcome === 'answered' && answer.intent === 'lookup' ? answer.findings.length > 0 : true).toBe(true);
        expect(answer.text.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('cites no finding outside its day, but of a closed app the last ones', () => {
    const recorded = [...knowledge.apps.values()].filter(({ findings, discontinued }) => findings.size > 0 && discontinued === null);
    const all = recorded.flatMap(({ findings }) => [...findings.values()].flat());
    const questionOf = (app: number, topic: TopicId, year: number) => `${knowledge.topics.get(topic)?.ask.replaceAll('{app}', recorded[app]?.name ?? '')} in ${year}`;
    fc.assert(
      fc.property(fc.integer({ min: 2012, max: 2026 }), fc.nat({ max: recorded.length - 1 }), fc.constantFrom(...TOPIC_IDS), (year, app, topic) => {
        const { findings, asOf } = ask({ text: questionOf(app, topic, year) }, { today: TODAY }).answer;
        const days = [aDay(`${year}`), aDay(asOf)];
        for (const { app: id, topic: about, summary, scope } of findings) {
          const finding = all.find((one) => one.app === id && one.topic === about && one.summary === summary && one.scope === scope);
          expect(finding && days.some((day) => speaksOf(finding, day, TODAY))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads no more of a message than it has to', () => {
    const noise = Array.from({ length: 100_000 }, (_, index) => String.fromCodePoint(97 + ((index * 7919) % 26))).join('');
    const words = noise.replace(/(.{7})/gu, '$1 ');
    for (const text of ['', ' ', noise, words, '?'.repeat(100_000), '微'.repeat(100_000), `is signal ${words}`]) {
      expect(ask({ text }, { today: TODAY }).answer.outcome).toMatch(/^(unclear|out-of-scope|unknown-app)$/u);
    }
  });

  it('proposes only questions that it can answer', () => {
    const suggestions = [...knowledge.apps.values()].flatMap(({ name }) =>
      ask({ text: name }, { today: TODAY }).reply.blocks.flatMap((block) => (block.kind === 'next' ? block.suggestions : [])),
    );
    const isBare = (id: string | null) => [...knowledge.apps.values()].some((app) => app.id === id && app.findings.size === 0);
    const wanted = suggestions.map(({ text, apps: [app = null], topic }) => [text, isBare(app) ? 'no-data' : 'answered', app ?? undefined, topic ?? undefined]);
    const given = suggestions.map(({ text }) => ask({ text }, { today: TODAY }).answer).map(({ question, outcome, apps, topics }) => [question, outcome, apps[0], topics[0]]);
    expect(given).toEqual(wanted);
  });
});

describe('the key of a query', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }).map((list) => list.map(toAppId));
  const topics = fc.uniqueArray(fc.constantFrom<TopicId>('open-source', 'sells-data', 'children'), { minLength: 1, maxLength: 2 });
  const period = fc.record({ from: fc.constantFrom(aDay('2020'), aDay('2021')), to: fc.constantFrom(aDay('2022'), aDay('2023')) });
  const unknown = fc.constantFrom([], ['x'], ['x', 'y']);
  const lookup = fc.record({ apps: ids, topics, period, howTo: fc.boolean(), history: fc.boolean(), scope: fc.constantFrom(null, 'eu', 'us'), unknown });
  const overview = fc.record({ intent: fc.constant('overview'), apps: ids, period, history: fc.boolean(), unknown });
  const query = fc.oneof(
    lookup.map((rest) => ({ intent: 'lookup', ...rest })),
    overview,
  ) as unknown as fc.Arbitrary<Query>;

  it('is the same for the same query, and another for every other', () => {
    fc.assert(
      fc.property(query, query, (one, other) => expect(keyOf(one) === keyOf(other)).toBe(sameQuery(one, other))),
      { numRuns: 500 },
    );
  });
});

function sameQuery(one: Query, other: Query): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

describe('the JSON of an answer', () => {
  it.each(['is signal open source', 'signal vs telegram', 'does Blorptalk "encrypt"', 'hello'])('is the answer with the id in front: %s', (text) => {
    const { answer, json } = createAsk(knowledge)({ text }, { today: TODAY });
    expect(JSON.parse(json('q1'))).toEqual({ id: 'q1', ...answer });
    expect(Object.keys(JSON.parse(json(undefined)))).toEqual(['id', ...Object.keys(answer)]);
  });
});
