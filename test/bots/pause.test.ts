import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { toWait } from '../../src/bots/pause.ts';

describe('what ends much at once', () => {
  it('may be waited for by as many as like, without a warning of Node’s', () => {
    // Node warns of a process, not of a test.
    const code = "import { pause, stopper } from './src/bots/pause.ts'; const { signal } = stopper(); for (let waiting = 0; waiting < 20; waiting += 1) void pause(1, signal);";
    const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { encoding: 'utf8' });
    expect(stderr).toBe('');
  });
});

describe('how long a platform wants to be left alone', () => {
  it.each([
    [7000, 7000],
    [0.5, 0.5],
    [-3, 0],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 3_600_000],
    [3e9, 3_600_000],
  ])('is, where %p milliseconds are said, %p', (said, wait) => {
    expect(toWait(said)).toBe(wait);
  });
});
