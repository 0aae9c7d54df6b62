import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ownAsk } from './support/knowledge.ts';
import { REPORT, type Report, readRows, toReport } from './support/questions.ts';

const committed: Report = JSON.parse(readFileSync(REPORT, 'utf8'));
const { report } = toReport(readRows(), await ownAsk());

describe('the questions of our own', () => {
  it.each(Object.keys(report))('are read at least as well as the committed report says: %s', (kind) => {
    const [now, before] = [report[kind], committed[kind]];
    expect(before).toBeDefined();
    expect((now?.right ?? 0) / (now?.of ?? 1)).toBeGreaterThanOrEqual((before?.right ?? 1) / (before?.of ?? 1));
  });
});
