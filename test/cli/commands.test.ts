import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATA } from '../support/knowledge.ts';
import { run } from './run.ts';

let folder: string;

beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'fineprint-')), 'data');
  cpSync(DATA, folder, { recursive: true });
});

afterAll(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

describe('ask', () => {
  it('answers in words, and in JSON with all its keys', async () => {
    const words = await run('cli/ask', ['is', 'signal', 'open', 'source']);
    expect(words).toMatchObject({ status: 0, out: expect.stringMatching(/^\S+ (Yes|No|Partly)/u) });
    const json = JSON.parse((await run('cli/ask', ['--json', 'is signal open source', '--as-of', '2022-06-01'])).out);
    expect(Object.keys(json)).toEqual([
      'id',
      'question',
      'language',
      'intent',
      'outcome',
      'apps',
      'topics',
      'asOf',
      'findings',
      'missing',
      'unknown',
      'partly',
      'notKnown',
      'sources',
      'suggestions',
      'text',
    ]);
    expect([json.asOf, json.id]).toEqual(['2022-06-01', null]);
  }, 30_000);

  it('tells why it answers so, in words only', async () => {
    const why = await run('cli/ask', ['--why', 'is whatsaap encrypted']);
    expect(why).toMatchObject({ status: 0, out: expect.stringMatching(/“whatsaap” is WhatsApp, misspelt[\s\S]+What decided/u) });
    expect(await run('cli/ask', ['--why', '--json', 'is signal safe'])).toMatchObject({ status: 1, err: expect.stringContaining('leave out --json') });
  }, 30_000);

  it('answers a stream line by line, chats with a memory, and goes on after a line that it cannot answer', async () => {
    const lines = [
      '{"id": "a", "question": "is signal open source", "chat": 7}',
      '{"id": "b", "question": "and duolingo?", "chat": 7}',
      'no JSON',
      '{"id": 3}',
      '{"id": "d", "question": "is signal safe", "asOf": "2022-02-30"}',
      '{"id": "e", "question": "is signal safe", "asOf": "2199-01-01"}',
      '{"id": "f", "question": "is signal safe", "asOf": 5}',
      '{"id": "g", "question": "x", "chat": {}}',
      '{"id": "h", "question": "x", "language": 1}',
      '[]',
      '',
      '{"question": "is signal safe", "asOf": "2022-06-01", "language": "de"}',
    ];
    const { out, status } = await run('cli/ask', ['--jsonl'], { input: lines.join('\n') });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers.map(({ id, outcome, error }) => [id, outcome ?? error.split(':')[0]])).toEqual([
      ['a', 'answered'],
      ['b', 'no-data'],
      [null, 'the line is not JSON'],
      [3, 'give the question\'s text as "question"'],
      ['d', '"2022-02-30" is no day that has been'],
      ['e', '"2199-01-01" is no day that has been'],
      ['f', 'give "asOf" as a day such as "2022-06-01", or leave it out'],
      ['g', 'give "chat" as a text, or leave it out'],
      ['h', 'give "language" as a code such as "de", or leave it out'],
      [null, 'the line is no JSON object'],
      [null, 'answered'],
    ]);
    expect(answers[1]).toMatchObject({ apps: ['duolingo'], topics: ['open-source'] });
    expect(answers.at(-1).asOf).toBe('2022-06-01');
  }, 30_000);

  it.each([
    [[], 'Usage: ask'],
    [['--as-of', 'yesterday', 'is signal safe'], '"yesterday" is no day that has been: write it as YYYY-MM-DD'],
    [['--data', '/nowhere', 'is signal safe'], "can't be read from /nowhere (ENOENT): name the folder"],
  ])(
    'with %j says what is missing',
    async (args, told) => {
      const { status, err } = await run('cli/ask', args);
      expect([status, err]).toEqual([1, expect.stringContaining(told)]);
    },
    30_000,
  );
});

describe('kb', () => {
  it.each([
    [['show', 'signal'], /^\S+ \w+.* · Signal · /u],
    [['show', 'icq'], / · ICQ · /u],
    [['gaps'], /^icq: \d+: /mu],
    [['gaps', 'signal'], /^signal: /u],
    [['stale'], /\d+ stale\n$/u],
    [['sample', '--seed', 'x', '--app', 'signal'], /^\| finding \| verdict \|.*\n\| --- .*\n\| signal \S+.* \| (?:yes|no|partly|disputed|unknown) \| \S+ \(/u],
    [['stats'], /^apps: 134\n.*\ntopics: 46\n/msu],
    [['check'], /^No problems\.\n$/u],
    [['--help'], /check .*format .*new .*show .*gaps .*stale .*stats .*export/su],
    [['new', 'finding', '--help'], /Usage: kb new finding/u],
  ])(
    '%j tells',
    async (args, told) => {
      expect(await run('cli/kb', [...args, '--data', folder])).toMatchObject({ status: 0, out: expect.stringMatching(told) });
    },
    30_000,
  );

  it('exports everything as one object', async () => {
    const { out } = await run('cli/kb', ['export', '--json', '--data', folder]);
    const { apps, topics, sources, findings } = JSON.parse(out);
    expect([apps.length, topics.length]).toEqual([134, 46]);
    expect(Object.keys(findings[0])).toEqual(
      expect.arrayContaining(['app', 'topic', 'verdict', 'value', 'condition', 'scope', 'summary', 'since', 'until', 'evidence', 'strength', 'stale']),
    );
    const ids = new Set(sources.map(({ id }: { id: string }) => id));
    expect(findings.every(({ evidence }: { evidence: { source: string }[] }) => evidence.every(({ source }) => ids.has(source)))).toBe(true);
  }, 30_000);

  it.each([
    [['new', 'app', 'Big App'], '"Big App" is no id'],
    [['new', 'app', 'signal'], 'data/apps/signal.json is there already'],
    [['new', 'app', 'x-y', '--category', 'chat'], '"chat" is no category: use one of messenger'],
    [['new', 'finding', 'signal', 'opensource'], '"opensource" is no topic: did you mean open-source'],
    [['new', 'finding', 'sigal', 'open-source'], 'there is no app "sigal": did you mean signal'],
    [['show', 'sigal'], 'there is no app "sigal": did you mean signal'],
    [['check', '--data', '/nowhere'], "can't be read from /nowhere"],
    [['stats', '--data', '/nowhere'], "can't be read from /nowhere"],
    [['frobnicate'], "unknown command 'frobnicate'"],
  ])(
    '%j says how to mend it',
    async (args, told) => {
      const { status, err } = await run('cli/kb', args.includes('--data') ? args : [...args, '--data', folder]);
      expect([status, err]).toEqual([1, expect.stringContaining(told)]);
      expect(err).not.toMatch(/\n\s+at /u);
    },
    30_000,
  );
});

describe('main', () => {
  it('says where to ask where there is no terminal', async () => {
    expect(await run('main', [])).toMatchObject({ status: 1, err: expect.stringContaining('set TELEGRAM_BOT_TOKEN or DISCORD_TOKEN in the environment or in .env') });
  }, 30_000);
});
