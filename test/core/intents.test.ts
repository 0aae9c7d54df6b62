import { describe, expect, it } from '@jest/globals';
import { createAsk } from '../../src/core/ask.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { AppFile, FindingFile, TopicId } from '../../src/knowledge/schema.ts';
import { aFinding, anApp, anEvidence, aSource, someKnowledge, TODAY } from '../builders.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const own = await ownKnowledge();

/** An app of which these verdicts are recorded, on the project's own topics. */
function knownFor(name: string, verdicts: Partial<Record<TopicId, FindingFile['verdict']>>, more: Partial<AppFile> = {}): AppFile {
  const finding = (verdict: FindingFile['verdict']) => {
    const stance = verdict === 'unknown' || verdict === 'disputed' ? 'silent' : verdict;
    return aFinding({ verdict, evidence: [anEvidence({ stance })], ...(verdict === 'partly' && { condition: 'only if asked' }) });
  };
  const findings = Object.fromEntries(Object.entries(verdicts).map(([topic, verdict]) => [topic, [finding(verdict)]]));
  return anApp({ name, findings, sources: { policy: aSource({ url: `https://${name.toLowerCase()}.example/` }) }, ...more });
}

function knowing(apps: Readonly<Record<string, AppFile>>): Knowledge {
  return { ...someKnowledge({ apps }), topics: own.topics, intents: own.intents, categories: own.categories, wording: own.wording, places: own.places, words: own.words };
}

const knowledge = knowing({
  alpha: knownFor('Alpha', { 'open-source': 'yes', 'phone-number-required': 'no', 'data-location': 'yes', 'sells-data': 'no' }),
  bravo: knownFor('Bravo', { 'open-source': 'yes', 'phone-number-required': 'yes', 'sells-data': 'no' }),
  carla: knownFor('Carla', { 'open-source': 'partly', 'phone-number-required': 'no', 'sells-data': 'no' }),
  delta: knownFor('Dolta', { 'open-source': 'no' }),
  foxtr: knownFor('Foxtr', { 'open-source': 'unknown' }),
  golfo: knownFor('Golfo', { 'open-source': 'yes', 'phone-number-required': 'no' }, { category: 'mail' }),
  hotel: knownFor('Hotelo', { 'open-source': 'yes', 'phone-number-required': 'no' }, { discontinued: '2025' }),
});
const ask = createAsk(knowledge);
const answer = (text: string) => ask({ text }, { today: TODAY }).answer;

describe('find', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['which messengers are open source and need no phone number', ['alpha'], ['bravo', 'carla'], ['delta', 'foxtr'].slice(1)],
    ['which apps are open source and need no phone number', ['alpha', 'golfo'], ['bravo', 'carla'], ['foxtr']],
    ['which messengers are open source', ['alpha', 'bravo'], ['carla'], ['foxtr']],
    ['which messengers are not open source', ['delta'], ['carla'], ['foxtr']],
    ['which messengers are open source or need no phone number', ['alpha', 'bravo', 'carla'], [], ['foxtr']],
    ['which messengers keep data in china', [], [], ['bravo', 'carla', 'delta', 'foxtr']],
    ['email that is open source', ['golfo'], [], []],
  ])('%s', (question, matches, partly, notKnown) => {
    const found = answer(question);
    expect([found.intent, found.apps, found.partly.map(({ app }) => app), found.notKnown.map(({ app }) => app)]).toEqual(['find', matches, partly, notKnown]);
  });

  it('says which condition is missed, on what terms, and what is not recorded', () => {
    const { partly, text } = answer('which messengers are open source and need no phone number');
    expect(partly).toEqual([
      { app: 'bravo', misses: ['phone-number-required'] },
      { app: 'carla', misses: ['open-source'] },
    ]);
    expect(text).toContain('1 found among 5 messengers · Open source: Yes and Phone number: No');
    expect(text).toContain('• Carla: ◐ Open source: Partly, only if asked [3]');
    expect(text).toContain('• Foxtr: Open source and Phone number');
  });

  it('counts what is beyond fifteen', () => {
    const many = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`app-${index}`, knownFor(`App${index}`, { 'open-source': 'yes' })]));
    expect(createAsk(knowing(many))({ text: 'which messengers are open source' }, { today: TODAY }).answer.text).toContain('• and 3 more');
  });
});

describe('compare', () => {
  it('shows where apps differ, by weight, what is not recorded, and what they have in common', () => {
    const { apps, topics, missing, text } = answer('Alpha vs Bravo vs Carla');
    expect([apps, topics]).toEqual([
      ['alpha', 'bravo', 'carla'],
      ['open-source', 'phone-number-required'],
    ]);
    expect(missing).toEqual([]);
    expect(text).toContain('Open source:\n• Alpha: 👍 Yes [1]\n• Bravo: 👍 Yes [2]\n• Carla: ◐ Partly, only if asked [3]');
    expect(text).toContain('Alike:\n• 👍 Selling data');
  });

  it('never takes what is not recorded for a no', () => {
    const asked = answer('do Alpha and Dolta need a phone number');
    expect(asked.missing).toEqual([{ app: 'delta', topic: 'phone-number-required' }]);
    expect(asked.text).toContain('• Dolta: not recorded');
  });
});

describe("a company's word on another app", () => {
  const policy = aSource({ publisher: 'Mozilla', kind: 'ngo', url: 'https://mozilla.example/privacy-not-included' });
  const apps = {
    amora: anApp({ name: 'Amora', category: 'dating', findings: { 'open-source': [aFinding()] }, sources: { policy } }),
    foxy: anApp({
      name: 'Foxy',
      aliases: ['Mozilla'],
      category: 'browser',
      vendor: { name: 'Mozilla' },
      findings: { 'open-source': [aFinding()] },
      sources: { policy: aSource() },
    }),
  };
  const asked = createAsk(knowing(apps));

  it.each([
    ['did mozilla rate amora', ['amora'], 'Mozilla on Amora'],
    ['what did mozilla say about amora', ['amora'], 'Mozilla on Amora'],
    ['is mozilla open source', ['foxy'], 'Foxy · Open source'],
  ])('%s', (text, ids, told) => {
    const { answer: given } = asked({ text }, { today: TODAY });
    expect(given.apps).toEqual(ids);
    expect(given.text).toContain(told);
  });
});
