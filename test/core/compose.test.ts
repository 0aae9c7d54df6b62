import { describe, expect, it } from '@jest/globals';
import { createAsk } from '../../src/core/ask.ts';
import { sayFinding } from '../../src/core/say-finding.ts';
import { createVoices } from '../../src/core/wording.ts';
import { type Knowledge, toAppId } from '../../src/knowledge/knowledge.ts';
import type { AppFile, TopicFile } from '../../src/knowledge/schema.ts';
import { aDay, aFinding, anApp, anEvidence, aSource, aTopic, someKnowledge, TODAY } from '../builders.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const own = await ownKnowledge();
const { wording } = own;
/** One phrasing of a topic can't stand against all that is off topic. */
const intents = new Map([...own.intents].filter(([id]) => id !== 'off-topic'));
const rating = aTopic({
  name: 'Privacy rating',
  ask: 'How is {app} rated?',
  better: null,
  criteria: { value: 'the rating' },
  family: 'rating',
  names: ['rating'],
  phrasings: { en: ['how is it rated'] },
  weight: 1,
});
const retention = aTopic({
  name: 'Retention',
  ask: 'How long does {app} keep messages?',
  better: 'no',
  family: 'storage',
  names: ['retention'],
  phrasings: { en: ['how long are messages kept'] },
  weight: 3,
});

/** A small knowledge base with the project's own words. */
function knowing(apps: Readonly<Record<string, AppFile>>, topics: Readonly<Record<string, TopicFile>> = {}): Knowledge {
  const knowledge = someKnowledge({ apps, topics: { 'open-source': aTopic(), 'privacy-rating': rating, 'data-retention': retention, ...topics } });
  return { ...knowledge, wording, intents };
}

function answering(knowledge: Knowledge, text: string, asOf?: string) {
  return createAsk(knowledge)({ text, ...(asOf !== undefined && { asOf: aDay(asOf) }) }, { today: TODAY }).answer;
}

const press = aSource({ title: 'A report', publisher: 'The Paper', url: 'https://paper.example/report', kind: 'press', published: '2018-03-06' });
const court = aSource({ title: 'A judgment', publisher: 'High Court', url: 'https://court.example/1', kind: 'court', published: '2025' });

const acme = anApp({
  privacyPolicy: 'https://acme.example/privacy',
  findings: {
    'open-source': [
      aFinding({ verdict: 'partly', condition: 'only the Android app', since: '2020-05', evidence: [anEvidence({ stance: 'partly' })] }),
      aFinding({ verdict: 'no', until: '2020-05', evidence: [anEvidence({ source: 'press', stance: 'no', says: 'Reported in 2018 that the code was secret.' })] }),
    ],
    'data-retention': [
      aFinding({
        verdict: 'disputed',
        value: 'unclear',
        summary: 'Acme says that it keeps nothing; the press reports otherwise.',
        evidence: [anEvidence({ stance: 'no' }), anEvidence({ source: 'press', stance: 'yes' })],
        howTo: { source: 'policy', says: 'Turn it off in the settings.' },
      }),
    ],
  },
  sources: { policy: aSource(), press },
});

describe('a lookup in words', () => {
  it('has the verdict first, then who says so, as of when, the sources and what to ask next', () => {
    expect(answering(knowing({ 'acme-chat': acme }), 'is Acme Chat open source').text).toMatchInlineSnapshot(`
"◐ Partly · Acme Chat · Open source

Only the Android app. Acme Chat does this for everybody, as its policy says.

Acme says:
• Says so for all its users in January 2026. [1]

• Before, until May 2020: Acme Chat does this for everybody, as its policy says. [2]

So since May 2020. As of 30 November 2026; newest evidence: 1 January 2026. This rests on the word of Acme alone.

Sources:
[1] Privacy Policy. Acme, policy, 1 January 2026, not read by us yet
    https://acme.example/privacy
[2] A report. The Paper, press, 6 March 2018, not read by us yet
    https://paper.example/report

Ask next:
- How long does Acme Chat keep messages?
- What does “open source” mean?"
`);
  });

  it('tells both sides of a dispute, and what to do first where that is asked', () => {
    expect(answering(knowing({ 'acme-chat': acme }), 'how do i see how long are messages kept in Acme Chat').text).toMatchInlineSnapshot(`
"• How to: Turn it off in the settings. [1]

⚖️ Disputed (unclear) · Acme Chat · Retention

Acme says that it keeps nothing; the press reports otherwise.

Acme says:
• Says so for all its users in January 2026. [1]

Others found:
• The Paper (press): Says so for all its users in January 2026. [2]

As of 30 November 2026; newest evidence: 1 January 2026. The sources disagree; both sides stand above.

Sources:
[1] Privacy Policy. Acme, policy, 1 January 2026, not read by us yet
    https://acme.example/privacy
[2] A report. The Paper, press, 6 March 2018, not read by us yet
    https://paper.example/report

Ask next:
- Is Acme Chat open source?
- What does “retention” mean?"
`);
  });

  it('tells what was true in a period, older first, and that it has changed since', () => {
    const { findings, text, asOf } = answering(knowing({ 'acme-chat': acme }), 'was Acme Chat open source in 2020');
    expect(findings.map(({ verdict }) => verdict)).toEqual(['no', 'partly']);
    expect(asOf).toBe('2020-12-31');
    expect(text).toContain('So until May 2020.');
    expect(answering(knowing({ 'acme-chat': acme }), 'was Acme Chat open source in 2019').text).toContain('It has changed since, on 1 May 2020.');
    expect(answering(knowing({ 'acme-chat': acme }), 'is Acme Chat open source', '2019-01-01').findings.map(({ verdict }) => verdict)).toEqual(['no']);
  });

  it('says for which day nothing is recorded, and with which it begins', () => {
    const answer = answering(knowing({ 'acme-chat': acme }), 'was Acme Chat open source in 2015');
    expect([answer.outcome, answer.missing]).toEqual(['no-data', [{ app: 'acme-chat', topic: 'open-source' }]]);
    expect(answer.text).toContain('For 31 December 2015 nothing is recorded on “Open source” for Acme Chat; what is recorded begins with 6 March 2018.');
  });

  it.each<[string, Partial<AppFile>, string]>([
    [
      'a verdict that goes against the vendor',
      {
        findings: { 'open-source': [aFinding({ verdict: 'no', evidence: [anEvidence(), anEvidence({ source: 'court', stance: 'no' })] })] },
        sources: { policy: aSource(), court },
      },
      'Acme claims otherwise.',
    ],
    [
      'silence',
      { findings: { 'open-source': [aFinding({ verdict: 'unknown', evidence: [anEvidence({ stance: 'silent' })] })] }, sources: { policy: aSource() } },
      'Looked for, not said:',
    ],
    [
      'old evidence',
      { findings: { 'open-source': [aFinding()] }, sources: { policy: aSource({ published: '2019' }) } },
      'This may be out of date: the newest evidence is of 1 January 2019.',
    ],
    [
      'evidence without a day',
      { findings: { 'open-source': [aFinding()] }, sources: { policy: { title: 'T', publisher: 'Acme', url: 'https://acme.example/t', kind: 'vendor-policy' } } },
      'nobody has dated the evidence yet',
    ],
    [
      'the press quoting the vendor',
      { findings: { 'open-source': [aFinding({ evidence: [anEvidence({ source: 'press', by: 'vendor' })] })] }, sources: { press } },
      'The Paper (press):',
    ],
    ['a closed app', { discontinued: '2025-05-05', findings: { 'open-source': [aFinding()] }, sources: { policy: aSource() } }, 'Acme Chat was closed on 5 May 2025.'],
    ['a scope', { findings: { 'open-source': [aFinding({ scope: 'ios', since: '2020', until: '2027' })] }, sources: { policy: aSource() } }, 'This holds for iOS.'],
  ])('says of %s what to beware of', (_, app, words) => {
    expect(answering(knowing({ 'acme-chat': anApp(app) }), 'is Acme Chat open source').text).toContain(words);
  });

  it('gives a maintainer every finding as it would be said', () => {
    const knowledge = knowing({ 'acme-chat': acme });
    const said = [...(knowledge.apps.get(toAppId('acme-chat'))?.findings.values() ?? [])].flat().map((finding) => sayFinding(finding, knowledge, TODAY));
    expect(said).toHaveLength(3);
    expect(said.join('\n')).toContain('👎 No, until May 2020 · Acme Chat · Open source');
  });
});

describe('the other answers in words', () => {
  it('gives an app at a glance', () => {
    expect(answering(knowing({ 'acme-chat': acme }), 'Acme Chat').text).toMatchInlineSnapshot(`
"Acme Chat at a glance

• ⚖️ Retention: Disputed (unclear). Acme says that it keeps nothing; the press reports otherwise. [1][2]
• ◐ Open source: Partly. Acme Chat does this for everybody, as its policy says. [1]

As of 30 November 2026.

Sources:
[1] Privacy Policy. Acme, policy, 1 January 2026, not read by us yet
    https://acme.example/privacy
[2] A report. The Paper, press, 6 March 2018, not read by us yet
    https://paper.example/report

Ask next:
- How long does Acme Chat keep messages?
- Is Acme Chat open source?"
`);
  });

  it('says that nothing is recorded of an app, with its policy', () => {
    const bare = knowing({ 'acme-chat': anApp({ privacyPolicy: 'https://acme.example/privacy' }), other: { ...acme, name: 'Other' } });
    expect(answering(bare, 'is Acme Chat open source').text).toContain('Nothing is recorded of Acme Chat yet');
    const overview = answering(bare, 'Acme Chat');
    expect([overview.outcome, overview.text.split('\n')[2]]).toEqual(['no-data', 'Its privacy policy, to look for yourself: https://acme.example/privacy']);
    expect(answering(bare, 'is Acme Chat open source and is Blorptalk').text).toContain("I don't know Blorptalk.");
  });

  it('asks back where an app or a topic is missing', () => {
    const knowledge = knowing({
      'acme-chat': acme,
      one: anApp({ name: 'One Mail', aliases: [{ name: 'goo', shared: true }] }),
      two: anApp({ name: 'Two Maps', aliases: [{ name: 'goo', shared: true }] }),
    });
    expect(answering(knowledge, 'is goo open source').text).toContain('Several apps go by that name: One Mail or Two Maps.');
    expect(answering(knowledge, 'is goo open source').apps).toEqual([]);
    expect(answering(knowledge, 'goo').suggestions).toEqual(['How private is One Mail?', 'How private is Two Maps?']);
    expect(answering(knowledge, 'is it open source').text).toContain('Which app do you mean?');
    expect(answering(knowledge, 'is it safe').suggestions).toEqual(['How private is Acme Chat?']);
    expect(answering(knowledge, 'Acme Chat zebras giraffes').text).toContain('What would you like to know about Acme Chat?');
    expect(answering(own, 'Telegram zebras kept giraffes').text).toContain('What would you like to know about Telegram?');
  });

  it('tells a real app that it knows by name only from one that nobody knows', () => {
    const named = { ...knowing({ 'acme-chat': acme }), names: [{ name: 'Kik', aliases: [], category: 'messenger' as const }] };
    expect(answering(named, 'is Kik open source').text).toMatch(/^I know Kik by name only.*\n\nRecorded in its place: Acme Chat\./su);
    expect(answering(named, 'is Acne open source').text).toMatch(/^I don't know an app called “Acne”.*\n\nDid you mean Acme Chat\?/su);
    const byWord = knowing({ 'acme-chat': { ...acme, aliases: [{ name: 'equis', word: true }] } });
    expect(answering(byWord, 'is Equisa open source').text).toMatch(/^I don't know an app called “Equisa”/su);
    expect(answering(byWord, 'is Equisa open source').text).not.toContain('Did you mean');
  });

  it('explains a term with apps that do and apps that do not', () => {
    const yes = { ...acme, name: 'Yes Chat', findings: { 'open-source': [aFinding()] }, sources: { policy: aSource({ url: 'https://yes.example/p' }) } };
    const { text, outcome } = answering(knowing({ yes }), 'what is open source');
    expect(outcome).toBe('answered');
    expect(text).toContain('Better for privacy:\n• Yes Chat: Yes.');
    expect(answering(knowing({ yes }), 'what does rating mean').text).not.toContain('Better');
  });
});

describe('the wording', () => {
  it('falls back to English key by key, for any language', () => {
    const voices = createVoices({ en: { a: 'one', b: 'two {n}' }, de: { a: 'eins' } });
    expect([voices('de-AT').say('a'), voices('de').say('b', { n: 2 }), voices('xx').say('a'), voices(undefined).language, voices('constructor').language]).toEqual([
      'eins',
      'two 2',
      'one',
      'en',
      'en',
    ]);
    expect(voices('de')).toBe(voices('DE'));
    expect(() => voices('en').say('c')).toThrow('data/wording/en.json: "c" is missing: add it');
    expect([voices('en').day('2016'), voices('en').day('2016-11'), voices('de').day('2016-11-30')]).toEqual(['2016', 'November 2016', '30. November 2016']);
    expect([voices('en').either(['A', 'B']), voices('en').all(['A', 'B', 'C'])]).toEqual(['A or B', 'A, B and C']);
  });
});
