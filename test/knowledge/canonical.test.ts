import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical, stringify } from '../../src/knowledge/canonical.ts';
import { aFinding, anApp, anEvidence, aSource, aTopic } from '../builders.ts';

describe('canonical', () => {
  it('writes keys in the order of the schema, findings in topic order, history newest first, sources by key, no defaults', () => {
    const app = anApp({
      sources: { policy: aSource(), help: aSource({ kind: 'vendor-documentation' }) },
      aliases: [],
      findings: {
        'open-source': [
          aFinding({ scope: 'eu' }),
          aFinding({ until: '2016' }),
          aFinding({ evidence: [anEvidence({ by: 'vendor' })] }),
          aFinding({ until: '2020', evidence: [anEvidence({ by: 'independent' })] }),
        ],
        'end-to-end-encryption': [aFinding()],
      },
    });
    const json = JSON.parse(canonical('apps/x.json', { ...app, $schema: app.$schema }));
    expect(Object.keys(json)).toEqual(['$schema', 'name', 'category', 'vendor', 'findings', 'sources']);
    expect(Object.keys(json.findings)).toEqual(['end-to-end-encryption', 'open-source']);
    expect(Object.keys(json.sources)).toEqual(['help', 'policy']);
    expect(json.findings['open-source'].map(({ until, scope }: { until?: string; scope?: string }) => scope ?? until ?? 'now')).toEqual(['now', '2020', '2016', 'eu']);
    expect(json.findings['open-source'][0].evidence[0]).toEqual(anEvidence());
    expect(json.findings['open-source'][1].evidence[0].by).toBe('independent');
  });

  it.each([
    ['topics/open-source.json', aTopic()],
    ['apps/x.json', { anything: 'else' }],
    [
      'names.json',
      {
        $schema: 'schema/names.schema.json',
        apps: [
          { name: 'B', category: 'vpn' },
          { category: 'vpn', name: 'A', aliases: [{ word: true, name: 'a' }] },
        ],
      },
    ],
    ['names.json', []],
    ['sources/x.json', { sources: {}, name: 'X' }],
    ['intents/help.json', { phrasings: {}, meaning: 'X' }],
    ['wording/en.json', { a: 'b' }],
  ])('writes %s so that writing it again changes nothing', (path, json) => {
    const once = canonical(path, json);
    expect(canonical(path, JSON.parse(once))).toBe(once);
  });

  it('leaves no value out, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(JSON.parse(canonical('sources/x.json', json))).toEqual(JSON.parse(stringify(json)));
      }),
    );
  });
});
