import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppFile, FindingFile } from '../../src/knowledge/schema.ts';
import { aFinding, anApp, anEvidence, aSource } from '../builders.ts';
import { DATA } from '../support/knowledge.ts';
import { type Ran, run } from './run.ts';

/** The commands that CONTRIBUTING tells a maintainer to type, in order, each as its arguments. */
function commandsOf(text: string): readonly (readonly [command: string, ...args: string[]])[] {
  return [...text.matchAll(/^npm run (?:--silent )?(kb|ask) -- (.+)$/gmu)].map(([, command = '', line = '']) => [
    command,
    ...[...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  ]);
}

const GUIDE = readFileSync(fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url)), 'utf8');
const FILE = 'apps/acme-chat.json';

let folder: string;

beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'fineprint-')), 'data');
  cpSync(DATA, folder, { recursive: true });
});

afterAll(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

const here = (command: string, ...args: readonly string[]): Promise<Ran> => run(`cli/${command}`, args, { env: { FINEPRINT_DATA: folder } });

function write(app: unknown): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(app, null, 2)}\n`);
}

function withFinding(finding: Partial<FindingFile> = {}, app: Partial<AppFile> = {}): AppFile {
  return anApp({
    findings: { 'open-source': [aFinding(finding)] },
    sources: { license: aSource({ url: 'https://acme.example/license', checked: { on: '2026-11-24', copy: 'live' } }) },
    ...app,
  });
}

const evidence = anEvidence({ source: 'license' });

describe('CONTRIBUTING', () => {
  it('leads step by step to an answer', async () => {
    const steps = commandsOf(GUIDE);
    expect(steps.map(([command, ...args]) => `${command} ${args.slice(0, 2).join(' ')}`)).toEqual([
      'kb new app',
      'kb new finding',
      'kb format',
      'kb check',
      'ask Is Acme Chat open source?',
    ]);
    const [app, finding, format, check, ask] = steps.map(
      ([command, ...args]) =>
        () =>
          here(command, ...args),
    );
    expect(await app?.()).toMatchObject({ status: 0, out: expect.stringContaining('Begun: data/apps/acme-chat.json') });
    expect(await here('ask', 'Is Acme Chat open source?')).toMatchObject({ status: 0, out: expect.stringContaining('Nothing is recorded of Acme Chat yet') });
    expect(await finding?.()).toMatchObject({ status: 0, out: expect.stringContaining('findings.open-source[0]') });
    const template = await here('kb', 'check');
    expect(template).toMatchObject({
      status: 1,
      out: expect.stringContaining('findings.open-source[0].summary is still the text of the template: write it: one or two plain sentences'),
    });
    write({ ...withFinding({ evidence: [evidence] }), category: 'messenger' });
    expect((await format?.())?.status).toBe(0);
    expect(await check?.()).toMatchObject({ status: 0, out: 'No problems.\n' });
    expect(await ask?.()).toMatchObject({ status: 0, out: expect.stringMatching(/^👍 Yes · Acme Chat · Open source\n/u) });
  }, 180_000);

  it.each<[string, unknown, RegExp]>([
    ['a missing comma', '{"name": "Acme Chat" "category": "messenger"}', /is not JSON near line 1, column 22: look there for a missing comma, quote or bracket/u],
    ['an unknown field', { ...withFinding({ evidence: [evidence] }), colour: 'red' }, /has a field that does not exist: leave out "colour"/u],
    ["a category that there isn't", { ...withFinding({ evidence: [evidence] }), category: 'chat' }, /category has a value that is not on the list: use one of "messenger"/u],
    [
      "a source that isn't there",
      withFinding({ evidence: [anEvidence({ source: 'nowhere' })] }),
      /evidence\[0\] cites "nowhere", which is no source: add it under "sources" or fix the id/u,
    ],
    [
      "a verdict that doesn't follow",
      withFinding({ verdict: 'no', evidence: [evidence] }),
      /verdict is "no", but from its evidence follows "yes" .*: write "yes", mend the evidence, or give a "verdictReason"/u,
    ],
    ['partly without a condition', withFinding({ verdict: 'partly', evidence: [{ ...evidence, stance: 'partly' }] }), /verdict is "partly" without a condition: add "condition"/u],
    ['a day in the future', withFinding({ since: '2199-01-01', evidence: [evidence] }), /since "2199-01-01" lies in the future: record what is so today/u],
    [
      'a name that another app has',
      withFinding({ evidence: [evidence] }, { name: 'Zoom' }),
      /has the name .* as data\/apps\/.*: keep it where it belongs, or mark it "shared": true/u,
    ],
    [
      'an address with tracking',
      withFinding({ evidence: [evidence] }, { sources: { license: aSource({ url: 'https://acme.example/?utm_source=x' }) } }),
      /url has the tracking parameter utm_source: leave it out/u,
    ],
    [
      'a summary that is too short',
      withFinding({ summary: 'Yes it is', evidence: [evidence] }),
      /summary is 9 characters long: write 20 to 280(.|\n)*summary does not end as a sentence does: end it with a full stop/u,
    ],
    ['keys out of order', JSON.stringify(withFinding({ evidence: [evidence] })), /is not in the canonical form: run `npm run kb -- format`/u],
  ])(
    'mends %s',
    async (_, app, told) => {
      if (typeof app === 'string') writeFileSync(join(folder, FILE), app);
      else write(app);
      const checked = await here('kb', 'check');
      expect(checked.status).toBe(1);
      expect(checked.out).toMatch(told);
      const asked = await here('ask', 'Is Acme Chat open source?');
      expect(asked).toMatchObject({ status: 1, out: '' });
      expect(asked.err).toMatch(told);
      expect(asked.err).not.toMatch(/\n\s+at /u);
    },
    180_000,
  );
});
