import { expect, test } from '@jest/globals';
import { createAffixReader } from '../../../src/core/understand/affixes.ts';
import { readNames } from '../../../src/core/understand/names.ts';
import { anApp, someKnowledge } from '../../builders.ts';

const TURKISH = { after: ['da', 'dan', 'in'], shortest: 4 };
const POLISH = { after: ['ie', 'y'], instead: ['a'], shortest: 4 };
const ARABIC = { before: ['بال', 'و'], shortest: 3 };

const { apps } = someKnowledge({ apps: { strava: anApp({ name: 'Strava' }), zoom: anApp({ name: 'Zoom' }), line: anApp({ name: 'Line', aliases: ['لاين'] }) } });
const read = createAffixReader([TURKISH, POLISH, ARABIC], readNames({ apps, names: [] }));

test.each([
  ['zoomda', 'Zoom'],
  ['zoomdan', 'Zoom'],
  ['zoomin', 'Zoom'],
  ['stravie', 'Strava'],
  ['stravy', 'Strava'],
  ['باللاين', 'لاين'],
  ['بلاين', undefined],
  ['ولاين', 'لاين'],
  ['linee', undefined],
  ['zoom', undefined],
  ['zoomba', undefined],
  ['da', undefined],
  ['', undefined],
])('the name in «%s» is %s', (word, name) => {
  expect(read(word)?.name).toBe(name);
});

test('a name that is left too short is none', () => {
  const short = createAffixReader([{ ...TURKISH, shortest: 5 }], readNames({ apps, names: [] }));
  expect(short('zoomda')).toBeUndefined();
});
