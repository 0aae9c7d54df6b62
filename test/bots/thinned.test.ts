import { describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../src/bots/log.ts';
import { thinned } from '../../src/bots/thinned.ts';

const FAULT: LogEntry = { level: 'warn', platform: 'discord', event: 'fetch-failed', code: 'network' };

describe('a thinned log', () => {
  it('tells a fault that goes on at growing intervals, and one that is new at once', () => {
    const times: number[] = [];
    let now = 0;
    const log = thinned(
      () => times.push(now),
      () => now,
    );
    for (now = 0; now < 120_000; now += 500) log(FAULT);
    expect(times).toEqual([0, 5000, 15_000, 35_000, 75_000]);
    now += 600_000;
    log(FAULT);
    log({ ...FAULT, code: 502 });
    expect(times.slice(5)).toEqual([now, now]);
  });
});
