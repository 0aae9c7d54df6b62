import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openKept } from '../../src/state/file.ts';
import { HELD, KEPT } from '../../src/state/kept.ts';

const PRIVACY = readFileSync(new URL('../../PRIVACY.md', import.meta.url), 'utf8');

/** The points of a chapter. */
function pointsOf(chapter: string): readonly string[] {
  const [, text = ''] = PRIVACY.split(`## ${chapter}\n`);
  return [...(text.split('\n## ')[0] ?? '').matchAll(/^- (.+)$/gmu)].map(([, point = '']) => point);
}

describe('PRIVACY.md', () => {
  it('lists what is kept and held, and nothing else', () => {
    expect(pointsOf('What is kept')).toEqual(Object.values(KEPT));
    expect(pointsOf('What is held in memory for a while')).toEqual(HELD);
  });
});

describe('what is kept in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fineprint-kept-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lasts, several changes at once', async () => {
    const kept = await openKept(join(folder, 'new', 'state'));
    for (let id = 1; id <= 50; id += 1) kept.change((before) => ({ answeredUpdates: [...before.answeredUpdates, id] }));
    await kept.flush();
    expect((await openKept(join(folder, 'new', 'state'))).read().answeredUpdates).toHaveLength(50);
  });

  it.each(['', '{', '[]', '{"answeredUpdates": ["x"]}', 'null'])('starts anew from a damaged file (%s)', async (content) => {
    writeFileSync(join(folder, 'kept.json'), content);
    expect((await openKept(folder)).read()).toEqual({ answeredUpdates: [] });
  });
});
