import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAsk } from '../../src/core/ask.ts';
import { teach } from '../../src/core/understand/lessons.ts';
import { canonical, stringify } from '../../src/knowledge/canonical.ts';
import { editFiles, formatted } from '../../src/knowledge/edit.ts';
import { inspect, readFiles } from '../../src/knowledge/files.ts';
import { jsonSchemas } from '../../src/knowledge/json-schemas.ts';
import { type Knowledge, toKnowledge } from '../../src/knowledge/knowledge.ts';
import type { Lesson, Lessons } from '../../src/knowledge/lessons.ts';
import { load } from '../../src/knowledge/load.ts';
import { readManifest } from '../../src/knowledge/manifest.ts';
import { KnowledgeError } from '../../src/knowledge/problem.ts';
import { readSnapshot, writeSnapshot } from '../../src/knowledge/snapshot.ts';
import { newApp, withNewFinding } from '../../src/knowledge/templates.ts';
import { aDay, anApp, TODAY } from '../builders.ts';
import { DATA, lastReading } from '../support/knowledge.ts';

/** A day after every day in the data, whenever that was edited last. */
const LATER = aDay('9999-12-31');
const NO_LESSON: Lesson = {
  subjects: [],
  phrasings: 0,
  words: [],
  functions: null,
  features: [],
  counts: [],
  holders: { numbers: new Uint8Array(), lengths: new Uint8Array() },
  weights: new Int8Array(),
  scale: 1,
  bias: [],
};

let place: string;
let folder: string;
let snapshot: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'fineprint-'));
  folder = join(place, 'data');
  snapshot = join(place, 'knowledge.json');
  cpSync(DATA, folder, { recursive: true, preserveTimestamps: true });
});

afterEach(() => {
  rmSync(place, { recursive: true });
});

async function snap(learn = (_: Knowledge): Lessons => ({ main: NO_LESSON, others: {} })): Promise<void> {
  const { data, problems } = inspect(await readFiles(folder), LATER);
  expect(problems).toEqual([]);
  const words = ['common'];
  await writeSnapshot(snapshot, { format: 5, manifest: await readManifest(folder), data, words, lessons: learn(toKnowledge(data, words)) });
}

function edit(path: string, change: (text: string) => string): void {
  const file = join(folder, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

describe('load', () => {
  it('takes the snapshot while every file is as it was', async () => {
    await snap();
    const { from, knowledge } = await load({ folder, snapshot }, LATER);
    expect(from).toBe('snapshot');
    expect(knowledge.words).toEqual(['common']);
    expect(knowledge.lessons).toEqual({ main: NO_LESSON, others: {} });
    const read = await load({ folder }, LATER);
    expect(read.from).toBe('files');
    expect(knowledge.apps).toEqual(read.knowledge.apps);
  });

  it('keeps what is learned of the phrasings, and without it learns the same', async () => {
    // Two languages beside English tell as much as all, which take long to learn.
    const some = (known: Knowledge): Lessons => {
      const { main, others } = teach(known);
      return { main, others: Object.fromEntries(Object.entries(others).filter(([language]) => ['nl', 'vi'].includes(language))) };
    };
    await snap(some);
    const { knowledge } = await load({ folder, snapshot }, LATER);
    const read = await load({ folder }, LATER);
    expect(read.knowledge.lessons).toBeUndefined();
    const lessonsOf = ({ main, others }: Lessons) => ({ main, others: Object.entries(others).map(([language, { words, lesson }]) => [language, words, lesson()]) });
    const kept = knowledge.lessons;
    expect(kept && lessonsOf(kept)).toEqual(lessonsOf(some(read.knowledge)));
  });

  it.each([
    ['missing', () => rmSync(join(place, 'knowledge.lessons.jsonl'))],
    ['of another size', () => writeFileSync(join(place, 'knowledge.lessons.jsonl'), '{}')],
  ])('leaves out lessons whose file is %s', async (_, spoil) => {
    await snap();
    spoil();
    const { from, knowledge } = await load({ folder, snapshot }, LATER);
    expect(from).toBe('snapshot');
    expect(knowledge.lessons).toBeUndefined();
  });

  it('answers an edit at once', async () => {
    await snap();
    edit('apps/signal.json', (text) => text.replace('"name": "Signal"', '"name": "Sygnal"'));
    const { from, knowledge } = await load({ folder, snapshot }, LATER);
    expect(from).toBe('files');
    expect(createAsk(knowledge)({ text: 'is sygnal end-to-end encrypted' }, { today: TODAY }).answer.text).toContain('Sygnal');
  });

  it.each<[string, () => void]>([
    ['a file more', () => writeFileSync(join(folder, 'apps/acme.json'), canonical('apps/acme.json', anApp()))],
    ['a file less', () => rmSync(join(folder, 'apps/zoom.json'))],
    ['a file of the same size and another time', () => utimesSync(join(folder, 'apps/zoom.json'), 1, 1)],
    ['a snapshot that is no JSON', () => writeFileSync(snapshot, '{')],
    ['a snapshot of another format', () => writeFileSync(snapshot, '{"format": 2}')],
    ['no snapshot', () => rmSync(snapshot)],
  ])('reads the files where there is %s', async (_, change) => {
    await snap();
    change();
    expect((await load({ folder, snapshot }, LATER)).from).toBe('files');
    expect(await readSnapshot(snapshot, folder)).toBeUndefined();
  });

  it('tells all problems at once and how to mend them', async () => {
    edit('apps/zoom.json', (text) => text.replace('"Zoom"', '"Slack"'));
    edit('apps/slack.json', (text) => text.replace('}\n', '}'));
    const failure = load({ folder }, LATER);
    await expect(failure).rejects.toThrow(KnowledgeError);
    await expect(failure).rejects.toThrow(
      /^The knowledge base has 2 problems:\n {2}data\/apps\/slack\.json: is not in the canonical form.*\n {2}data\/apps\/zoom\.json: name has the name/u,
    );
  });

  it('tells of a folder that is not there', async () => {
    await expect(load({ folder: join(place, 'nowhere') }, LATER)).rejects.toThrow(/has 1 problem:\n.*can't be read from .*nowhere \(ENOENT\): name the folder/u);
  });
});

describe('the data of the project', () => {
  it('passes its check', async () => {
    expect(inspect(await readFiles(DATA), lastReading()).problems).toEqual([]);
  });

  it('has the JSON Schemas that follow from the code: `npm run schemas` writes them', () => {
    for (const [name, text] of Object.entries(jsonSchemas())) expect([name, readFileSync(join(DATA, 'schema', name), 'utf8')]).toEqual([name, text]);
  });

  it('describes every field that a maintainer can write', () => {
    const fields = (schema: unknown, path: string): readonly string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const own = 'properties' in schema && typeof schema.properties === 'object' ? Object.entries(schema.properties ?? {}) : [];
      const bare = own.filter(([, value]) => typeof value?.description !== 'string').map(([key]) => `${path}.${key}`);
      return [...bare, ...Object.entries(schema).flatMap(([key, value]) => fields(value, `${path}.${key}`))];
    };
    expect(Object.entries(jsonSchemas()).flatMap(([name, text]) => fields(JSON.parse(text), name))).toEqual([]);
  });
});

describe('editing', () => {
  it('formats what is out of order and leaves what is no JSON', async () => {
    edit('apps/zoom.json', (text) => JSON.stringify(JSON.parse(text)));
    edit('apps/slack.json', () => '{');
    expect(await editFiles(folder, formatted)).toEqual(['apps/zoom.json']);
    expect(readFileSync(join(folder, 'apps/slack.json'), 'utf8')).toBe('{');
    expect(await editFiles(folder, formatted)).toEqual([]);
  });

  it('writes a new file and its folder', async () => {
    const path = 'apps/acme.json';
    rmSync(join(folder, dirname(path)), { recursive: true });
    mkdirSync(folder, { recursive: true });
    const made = newApp({ id: 'acme-chat' });
    expect(await editFiles(folder, (files) => ({ ...files, [path]: stringify(made) }))).toEqual([path]);
    expect(JSON.parse(readFileSync(join(folder, path), 'utf8'))).toEqual({
      $schema: '../schema/app.schema.json',
      name: 'Acme Chat',
      category: 'other',
      vendor: { name: 'Acme Chat' },
    });
  });

  it('puts the template of a finding before those that are there, with a source of its own', () => {
    const once = withNewFinding(newApp({ id: 'acme', name: 'ACME', category: 'vpn', vendor: 'Acme', country: 'CH' }), 'open-source');
    const twice = withNewFinding(once, 'open-source');
    expect(Object.keys(twice.sources ?? {})).toEqual(['new-source', 'new-source-2']);
    expect(twice.findings?.['open-source']?.map(({ evidence }) => evidence[0].source)).toEqual(['new-source-2', 'new-source']);
    expect(twice.vendor).toEqual({ name: 'Acme', country: 'CH' });
  });
});
