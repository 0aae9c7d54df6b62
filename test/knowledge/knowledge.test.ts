import { describe, expect, it } from '@jest/globals';
import { isStale, speaksOf, toAppId, toSourceId } from '../../src/knowledge/knowledge.ts';
import type { FindingFile, SourceFile } from '../../src/knowledge/schema.ts';
import { aDay, aFinding, anApp, anAppWith, aSource, someKnowledge, TODAY } from '../builders.ts';

function findingOf(finding: Partial<FindingFile>, source: Partial<SourceFile> = {}) {
  const knowledge = someKnowledge({ apps: { 'acme-chat': anAppWith(finding, { sources: { policy: aSource(source) } }) } });
  const [found] = knowledge.apps.get(toAppId('acme-chat'))?.findings.get('open-source') ?? [];
  if (!found) throw new Error('no finding');
  return found;
}

describe('speaksOf', () => {
  it.each([
    ['within its days', { since: '2016', until: '2020' }, '2018-05-05', true],
    ['on its first day', { since: '2016-04-05' }, '2016-04-05', true],
    ['the day before', { since: '2016-04-05' }, '2016-04-04', false],
    ['on the first day it is over', { until: '2020-01-01' }, '2020-01-01', false],
    ['without a beginning, after its evidence', {}, '2026-02-01', true],
    ['without a beginning, before its evidence', {}, '2025-12-31', false],
    ['without a beginning or end, today', {}, '2026-11-24', true],
    ['history whose evidence is younger than the day', { until: '2026-06-01' }, '2020-01-01', false],
  ])('%s', (_, finding, day, speaks) => {
    expect(speaksOf(findingOf(finding), aDay(day), TODAY)).toBe(speaks);
  });

  it('speaks of today even where no source has a day, and of no other', () => {
    const { published: _, ...undated } = aSource();
    const knowledge = someKnowledge({ apps: { 'acme-chat': anAppWith({}, { sources: { policy: undated } }) } });
    const [finding] = knowledge.apps.get(toAppId('acme-chat'))?.findings.get('open-source') ?? [];
    expect(finding && [speaksOf(finding, TODAY, TODAY), speaksOf(finding, aDay('2020'), TODAY), isStale(finding, { freshFor: 24 }, TODAY)]).toEqual([true, false, true]);
  });
});

describe('isStale', () => {
  it.each([
    ['fresh evidence', {}, '2025-01-01', false],
    ['old evidence', {}, '2020-01-01', true],
    ['history, however old', { until: '2021' }, '2020-01-01', false],
  ])('of %s', (_, finding, published, stale) => {
    expect(isStale(findingOf(finding, { published }), { freshFor: 24 }, TODAY)).toBe(stale);
  });
});

describe('toKnowledge', () => {
  it("gives a source its file's name, and lets an app cite a shared one", () => {
    const publishers = { amnesty: { $schema: '../schema/publisher.schema.json' as const, name: 'Amnesty', sources: { '2016': aSource({ kind: 'ngo' }) } } };
    const app = anApp({
      findings: {
        'open-source': [aFinding({ evidence: [{ source: 'amnesty-2016', stance: 'no', says: 'Found none in 2016.' }], howTo: { source: 'policy', says: 'Look there.' } })],
      },
      sources: { policy: aSource() },
    });
    const knowledge = someKnowledge({ apps: { 'acme-chat': app }, publishers });
    expect([...knowledge.sources.keys()]).toEqual(['amnesty-2016', 'acme-chat-policy']);
    const [finding] = knowledge.apps.get(toAppId('acme-chat'))?.findings.get('open-source') ?? [];
    expect(finding).toMatchObject({ evidence: [{ source: 'amnesty-2016', by: 'independent' }], howTo: { source: 'acme-chat-policy' }, strength: 'second-hand', claim: null });
  });

  it('throws on what the check would have told', () => {
    const knowledge = someKnowledge({ apps: { 'acme-chat': anAppWith({}, { sources: {} }) } });
    expect(() => knowledge.apps.get(toAppId('acme-chat'))?.findings).toThrow('acme-chat cites "policy", which is no source');
    expect(() => toAppId('No id')).toThrow('"No id" is no id of an app');
    expect(() => toSourceId('a', 'B')).toThrow('"a-B" is no id of a source');
  });
});
