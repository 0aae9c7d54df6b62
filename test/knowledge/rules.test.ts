import { describe, expect, it } from '@jest/globals';
import type { Data } from '../../src/knowledge/data.ts';
import { canonicalForm } from '../../src/knowledge/rules/canonical-form.ts';
import { closedButPresent } from '../../src/knowledge/rules/closed-but-present.ts';
import { conditionAndValue } from '../../src/knowledge/rules/condition-and-value.ts';
import { encryptedButReadable, openServerClosedClient } from '../../src/knowledge/rules/facts-agree.ts';
import { figuresCarried } from '../../src/knowledge/rules/figures-carried.ts';
import { filledIn } from '../../src/knowledge/rules/filled-in.ts';
import { findingsOverlap } from '../../src/knowledge/rules/findings-overlap.ts';
import { namesCollide } from '../../src/knowledge/rules/names-collide.ts';
import { realDays } from '../../src/knowledge/rules/real-days.ts';
import type { Rule } from '../../src/knowledge/rules/rule.ts';
import { sentences } from '../../src/knowledge/rules/sentences.ts';
import { sinceAfterProof } from '../../src/knowledge/rules/since-after-proof.ts';
import { sourceAddresses } from '../../src/knowledge/rules/source-addresses.ts';
import { sourcesCited } from '../../src/knowledge/rules/sources-cited.ts';
import { summarySaysOtherwise } from '../../src/knowledge/rules/summary-says-otherwise.ts';
import { topicPhrasings } from '../../src/knowledge/rules/topic-phrasings.ts';
import { topicsComplete } from '../../src/knowledge/rules/topics-complete.ts';
import { verdictFollows } from '../../src/knowledge/rules/verdict-follows.ts';
import type { AppFile, FindingFile } from '../../src/knowledge/schema.ts';
import { aFinding, anApp, anAppWith, anEvidence, aSource, asFiles, aTopic, someData, told } from '../builders.ts';

const FILE = 'data/apps/acme-chat.json';
const withApp = (app: AppFile): Partial<Data> => ({ apps: { 'acme-chat': app } });
const withFinding = (finding: Partial<FindingFile>, app: Partial<AppFile> = {}) => withApp(anAppWith(finding, app));
const publisher = (url: string) => ({ acme: { $schema: '../schema/publisher.schema.json' as const, name: 'Acme', sources: { report: aSource({ url }) } } });

/** Each rule beside data that breaks it and the whole of what it then says. */
const broken: readonly (readonly [Rule, Partial<Data>, readonly string[]])[] = [
  [
    verdictFollows,
    withFinding({ verdict: 'no' }),
    [
      `${FILE}: findings.open-source[0].verdict is "no", but from its evidence follows "yes" (only the vendor speaks, and its most binding document's stance counts): write "yes", mend the evidence, or give a "verdictReason"`,
    ],
  ],
  [verdictFollows, withFinding({ verdictReason: 'Because.' }), [`${FILE}: findings.open-source[0].verdictReason waives a rule that holds: leave it out`]],
  [
    conditionAndValue,
    withFinding({ verdict: 'partly', value: 'GPL' }),
    [
      `${FILE}: findings.open-source[0].verdict is "partly" without a condition: add "condition", such as "only in chats that are started by hand"`,
      `${FILE}: findings.open-source[0].value stands in the topic open-source, which has no value: leave it out; the summary can say it`,
    ],
  ],
  [
    sourcesCited,
    withFinding({ evidence: [anEvidence({ source: 'y' })] }),
    [
      `${FILE}: findings.open-source[0].evidence[0] cites "y", which is no source: add it under "sources" or fix the id`,
      `${FILE}: sources.policy is cited by no finding: cite it in the evidence of a finding or leave it out`,
    ],
  ],
  [
    sourcesCited,
    { ...withFinding({ howTo: { source: 'z', says: 'Do it there.' } }), publishers: publisher('https://acme.example/report') },
    [
      `${FILE}: findings.open-source[0].howTo cites "z", which is no source: add it under "sources" or fix the id`,
      'data/sources/acme.json: sources.report is cited by no app: cite it as "acme-report" or leave it out',
    ],
  ],
  [
    sourcesCited,
    { apps: { acme: anAppWith({ evidence: [anEvidence({ source: 'report' })] }, { sources: { report: aSource() } }) }, publishers: publisher('https://acme.example/report') },
    [
      'data/apps/acme.json: sources.report has an id that data/sources has too: give it another key',
      'data/sources/acme.json: sources.report is cited by no app: cite it as "acme-report" or leave it out',
    ],
  ],
  ...(
    [
      ['http://acme.example/privacy', 'is not https: use the https address; if there is none, find another copy'],
      ['acme.example', '"acme.example" is no address: write the whole address, beginning with https://'],
      ['https://acme.example/?utm_source=x&a=1', 'has the tracking parameter utm_source: leave it out'],
      ['https://me:secret@acme.example/', 'holds a name or password: leave that part out'],
    ] as const
  ).map(([url, fault]) => [sourceAddresses, withFinding({}, { sources: { policy: aSource({ url }) } }), [`${FILE}: sources.policy.url ${fault}`]] as const),
  [
    sourceAddresses,
    withFinding({}, { homepage: 'http://acme.example', privacyPolicy: 'nowhere' }),
    [
      `${FILE}: homepage is not https: use the https address; if there is none, find another copy`,
      `${FILE}: privacyPolicy "nowhere" is no address: write the whole address, beginning with https://`,
    ],
  ],
  [
    sourceAddresses,
    { ...withFinding({}), publishers: publisher('https://ACME.example/privacy/') },
    [
      `${FILE}: sources.policy.url is the page of data/sources/acme.json: sources.report.url, in the same version: use one source for both; if several apps cite it, keep it in data/sources`,
    ],
  ],
  [
    realDays,
    withFinding({ since: '2023-02-29', until: '2027' }, { discontinued: '2027-01-01', sources: { policy: aSource({ published: '2026-13' }) } }),
    [
      `${FILE}: discontinued "2027-01-01" lies in the future: record what is so today; write it when it has come`,
      `${FILE}: sources.policy.published "2026-13" is no day of the calendar: write a real day as YYYY, YYYY-MM or YYYY-MM-DD`,
      `${FILE}: findings.open-source[0].since "2023-02-29" is no day of the calendar: write a real day as YYYY, YYYY-MM or YYYY-MM-DD`,
      `${FILE}: findings.open-source[0].until "2027" lies in the future: record what is so today; write it when it has come`,
    ],
  ],
  [
    realDays,
    withFinding({ since: '2020-05', until: '2020' }),
    [`${FILE}: findings.open-source[0].until "2020" is not later than since, "2020-05": until is the first day on which it is no longer true`],
  ],
  [
    findingsOverlap,
    withApp(anApp({ findings: { 'open-source': [aFinding({ since: '2019' }), aFinding({ scope: 'eu' }), aFinding({ until: '2020' })] } })),
    [
      `${FILE}: findings.open-source[2] speaks of the same days as findings.open-source[0]: give the older one an "until" and the newer one that day as "since", or give one a "scope"`,
    ],
  ],
  [
    sentences,
    withFinding({
      summary: 'Too short.',
      evidence: [anEvidence({ says: 'No full stop, and <b>markup</b> in it' })],
      howTo: { source: 'policy', says: 'Go to https://acme.example/settings there.' },
    }),
    [
      `${FILE}: findings.open-source[0].summary is 10 characters long: write 20 to 280: one or two plain sentences`,
      `${FILE}: findings.open-source[0].evidence[0].says does not end as a sentence does: end it with a full stop`,
      `${FILE}: findings.open-source[0].evidence[0].says holds markup, an address or stray white space: write plain words; addresses belong into "sources"`,
      `${FILE}: findings.open-source[0].howTo.says holds markup, an address or stray white space: write plain words; addresses belong into "sources"`,
    ],
  ],
  [
    namesCollide,
    { apps: { 'acme-chat': anApp({ aliases: ['acme chat', { name: 'acme', shared: true }] }), other: anApp({ name: 'AcmeChat', aliases: ['acme', '…'] }) } },
    [
      `${FILE}: aliases[0] has the name "acme chat" a second time: keep one of them; spaces, marks and case make no difference`,
      `data/apps/other.json: name has the name "AcmeChat" as ${FILE} has in name: keep it where it belongs, or mark it "shared": true in the aliases of each app`,
      `data/apps/other.json: aliases[0] has the name "acme" as ${FILE} has in aliases[1]: keep it where it belongs, or mark it "shared": true in the aliases of each app`,
      'data/apps/other.json: aliases[1] has no letter or figure: write the name as people type it',
    ],
  ],
  [
    namesCollide,
    { names: { $schema: 'schema/names.schema.json', apps: [{ name: 'Acme Chat', category: 'messenger' }] } },
    [`data/names.json: apps[0].name has the name "Acme Chat" as ${FILE} has in name: keep it where it belongs, or mark it "shared": true in the aliases of each app`],
  ],
  [
    filledIn,
    withFinding({ summary: 'FILL IN one or two plain sentences.' }),
    [`${FILE}: findings.open-source[0].summary is still the text of the template: write it: one or two plain sentences.`],
  ],
];

describe('each rule', () => {
  it.each(broken)('%o tells what breaks it', (rule, data, problems) => {
    expect(told(rule, data)).toEqual(problems);
  });

  it.each([...new Set(broken.map(([rule]) => rule))])('%o is content with data that is in order', (rule) => {
    const data = {
      ...withFinding({ since: '2019-05', evidence: [anEvidence(), anEvidence({ source: 'acme-report', stance: 'silent' })] }, { aliases: [{ name: 'acme chat', word: true }] }),
      publishers: publisher('https://acme.example/report'),
    };
    expect(told(rule, data)).toEqual([]);
  });
});

describe('the rules on topics', () => {
  const file = 'data/topics/open-source.json';
  const words = [
    'code',
    'github',
    'repository',
    'licence',
    'public',
    'inspect',
    'fork',
    'gpl',
    'compile',
    'closed',
    'proprietary',
    'free',
    'read',
    'publish',
    'view',
    'audit',
    'clone',
    'review',
    'mit',
    'gitlab',
    'tarball',
    'hidden',
    'secret',
    'verify',
    'look',
  ];

  it('count the phrasings and find the twins', () => {
    const en = ['is it open source', 'the sources, is it open', 'the source is it open', 'does it'];
    expect(told(topicPhrasings, { topics: { 'open-source': aTopic({ phrasings: { en } }) } })).toEqual([
      `${file}: phrasings.en[2] "the source is it open" has the same words as open-source: "the sources, is it open": word it differently or leave it out`,
      `${file}: phrasings.en[3] "does it" has no word that carries meaning: word it with a noun or verb of the topic`,
      `${file}: phrasings.en has 4 English phrasings: bring it to 25: collect how people really ask it`,
      `${file}: phrasings.en has 1 English phrasings without a word of the topic's name or id: bring it to 8: collect how people really ask it`,
      `${file}: phrasings.en has 1 English phrasings of under four words: bring it to 5: collect how people really ask it`,
    ]);
    expect(told(topicPhrasings, { topics: { 'open-source': aTopic({ phrasings: { en: words } }) } })).toEqual([]);
    expect(told(topicPhrasings, { topics: { 'open-source': aTopic({ phrasings: { de: ['quelloffen'] } }) } })).toHaveLength(3);
  });

  it('miss those that are not there', () => {
    const data = someData({ topics: { 'open-source': aTopic(), horoscope: aTopic() } });
    const problems = told(topicsComplete, data, asFiles(data));
    expect(problems).toHaveLength(46);
    expect(problems[0]).toBe('data/topics/end-to-end-encryption.json: is missing: put it back: every topic id of the code needs its file');
    expect(problems[45]).toBe('data/topics/horoscope.json: is no topic that the code knows: add its id to TOPIC_IDS in src/knowledge/schema.ts');
  });
});

/** Rules that a finding may break for a reason: what breaks each, the place and the whole of what it says. */
const clashing: readonly (readonly [string, Rule, AppFile, string])[] = [
  [
    'encrypted-but-readable',
    encryptedButReadable,
    anApp({ findings: { 'end-to-end-encryption': [aFinding()], 'provider-access': [aFinding()] } }),
    'findings.provider-access[0].verdict is "yes" while findings.end-to-end-encryption[0] is "yes" for the same days: one of the two is wrong: where everything is end-to-end encrypted by default, access is "no", or "partly" with its condition',
  ],
  [
    'open-server-closed-client',
    openServerClosedClient,
    anApp({ findings: { 'open-source': [aFinding({ verdict: 'no' })], 'open-source-server': [aFinding()] } }),
    'findings.open-source-server[0].verdict is "yes" while findings.open-source[0] is "no" for the same days: look at both again: hardly anybody opens a server and keeps the apps closed',
  ],
  [
    'since-after-proof',
    sinceAfterProof,
    anAppWith({ since: '2026-02' }),
    'findings.open-source[0].since is later than the newest of its evidence, of 2026-01-01: cite a source of that day or later, or mend the day',
  ],
  [
    'closed-but-present',
    closedButPresent,
    anAppWith({}, { discontinued: '2025-05-05' }),
    'findings.open-source[0] speaks of days after the app was closed, on 2025-05-05: give it an "until" of at most 2025-05-05',
  ],
  [
    'summary-says-otherwise',
    summarySaysOtherwise,
    anAppWith({ summary: 'Acme Chat is not open source. People ask for it.' }),
    'findings.open-source[0].summary says no where the verdict is "yes": make the first sentence say what the verdict says',
  ],
  [
    'figures-carried',
    figuresCarried,
    anAppWith({ summary: 'Acme Chat has been open source since version 2.7, as 12 people found.', since: '2019-05-07' }),
    'findings.open-source[0] tells 2.7, 12, 2019, May, 7, which none of its evidence says: say in the evidence what its source says of it, or leave it out',
  ],
];

describe('rules that a finding may break for a reason', () => {
  const topics = { 'open-source': aTopic(), 'open-source-server': aTopic(), 'end-to-end-encryption': aTopic(), 'provider-access': aTopic() };
  /** The same app with each finding waiving the rule. */
  const waiving = (app: AppFile, rule: string): AppFile => {
    const findings = Object.entries(app.findings ?? {}).map(([topic, list]) => [topic, list?.map((finding) => ({ ...finding, waives: { [rule]: 'For a reason.' } }))]);
    return { ...app, findings: Object.fromEntries(findings) };
  };

  it.each(clashing)('%s', (name, rule, app, says) => {
    expect(told(rule, { ...withApp(app), topics })).toEqual([`${FILE}: ${says}; if it is right all the same, say why under "waives" as "${name}"`]);
    const waived = told(rule, { ...withApp(waiving(app, name)), topics });
    expect(waived).toEqual(waived.filter((text) => text.endsWith(`.waives.${name} waives a rule that holds: leave it out`)));
    expect(waived).toHaveLength(Object.keys(app.findings ?? {}).length - 1);
  });

  it.each<[Rule, AppFile]>([
    [encryptedButReadable, anApp({ findings: { 'end-to-end-encryption': [aFinding({ since: '2024' })], 'provider-access': [aFinding({ until: '2024' })] } })],
    [encryptedButReadable, anApp({ findings: { 'end-to-end-encryption': [aFinding()], 'provider-access': [aFinding({ scope: 'business' })] } })],
    [sinceAfterProof, anAppWith({ since: '2026-01-01' })],
    [closedButPresent, anAppWith({ until: '2025-05-05' }, { discontinued: '2025-05-05' })],
    [summarySaysOtherwise, anAppWith({ summary: 'Acme Chat was not open source until 2020, and is now.' })],
    [summarySaysOtherwise, anAppWith({ summary: 'Nobody can say that Acme Chat is not open source.' })],
    [summarySaysOtherwise, anAppWith({ verdict: 'no', summary: 'Acme Chat is not open source.' })],
    [figuresCarried, anAppWith({ summary: 'Acme Chat 7 was open source in 2026, three years in a row.', since: '2026-01-01' }, { name: 'Acme Chat 7' })],
    [figuresCarried, anAppWith({ summary: 'It took 9 people.', value: '2.7', evidence: [anEvidence({ says: 'Says that nine people made version 2.7.' })] })],
    [figuresCarried, anAppWith({ until: '2025-05-05' }, { discontinued: '2025-05-05' })],
    [figuresCarried, anApp({ findings: { 'open-source': [aFinding({ since: '2026' }), aFinding({ until: '2026' })] }, sources: { policy: aSource() } })],
  ])('leave alone what agrees (%#)', (rule, app) => {
    expect(told(rule, { ...withApp(app), topics })).toEqual([]);
  });
});

describe('canonicalForm', () => {
  it('knows a file that was not formatted', () => {
    const data = someData();
    const files = asFiles(data);
    expect(told(canonicalForm, data, files)).toEqual([]);
    expect(told(canonicalForm, data, { ...files, 'apps/acme-chat.json': JSON.stringify(anApp()), 'names.json': '{' })).toEqual([
      `${FILE}: is not in the canonical form: run \`npm run kb -- format\``,
    ]);
  });
});
