import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
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

  const never = () => {
    throw new Error('nothing is to fail');
  };
  const open = () => openKept(join(folder, 'new', 'state'), never).answeredUpdates;

  it('lasts from the moment it is noted, the latest thousand', () => {
    const kept = open();
    for (let id = 1; id <= 50; id += 1) kept.note(id);
    kept.note(50);
    const again = open();
    expect([0, 1, 50, 51].map(again.has)).toEqual([false, true, true, false]);
    for (let id = 51; id <= 1040; id += 1) again.note(id);
    expect([40, 41, 1040].map(again.has)).toEqual([false, true, true]);
    expect([40, 41, 1040].map(open().has)).toEqual([false, true, true]);
  });

  it('takes no more room than twenty times what counts', () => {
    const kept = open();
    for (let id = 1; id <= 25_000; id += 1) kept.note(id);
    const lines = readFileSync(join(folder, 'new', 'state', 'answered-updates.txt'), 'utf8').split('\n');
    expect(lines.length).toBeLessThanOrEqual(20_001);
    expect([24_000, 24_001, 25_000].map(open().has)).toEqual([false, true, true]);
  });

  it.each(['', '{', '["x"]', 'null\n-4\n', '99999999999999999999\n'])('starts anew from a damaged file (%s)', (content) => {
    writeFileSync(join(folder, 'answered-updates.txt'), `${content}\n7\n8`);
    const kept = openKept(folder, never).answeredUpdates;
    expect([7, 8, 9].map(kept.has)).toEqual([true, true, false]);
  });

  it('is written anew where its folder was taken away', () => {
    const kept = open();
    for (let id = 1; id <= 3; id += 1) kept.note(id);
    rmSync(folder, { recursive: true });
    const later = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 5000);
    kept.note(4);
    later.mockRestore();
    expect([1, 4, 5].map(open().has)).toEqual([true, true, false]);
  });

  it('does not begin where it can not be written, and says how to mend it', () => {
    writeFileSync(join(folder, 'new'), 'a file');
    expect(open).toThrow(/^cannot write to the folder .* \((?:EEXIST|ENOTDIR)\): give the bot a folder of its own that it may write to, and set FINEPRINT_STATE to it$/u);
  });

  it('tells what it could not write, and goes on', () => {
    let faults = 0;
    const kept = openKept(folder, () => {
      faults += 1;
    }).answeredUpdates;
    for (let id = 1; id <= 19_999; id += 1) kept.note(id);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    for (let id = 20_000; id <= 20_002; id += 1) kept.note(id);
    expect(kept.has(20_002)).toBe(true);
    expect(faults).toBeGreaterThan(0);
  });
});
