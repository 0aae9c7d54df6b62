import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAsk } from '../../src/core/ask.ts';
import { toPlainText } from '../../src/core/plain-text.ts';
import { NOTHING_SAID } from '../../src/core/question.ts';
import { createTellWhy } from '../../src/core/why.ts';
import { deriveVerdict, rolesOf } from '../../src/knowledge/derive.ts';
import { SOURCE_KINDS } from '../../src/knowledge/ids.ts';
import type { SourceFile } from '../../src/knowledge/schema.ts';
import { aFinding, anApp, anEvidence, aSource, aTopic, someKnowledge, TODAY } from '../builders.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const own = await ownKnowledge();
const press = (title: string, more: Partial<SourceFile> = {}) => aSource({ title, publisher: title, url: `https://${title.toLowerCase()}.example/x`, kind: 'press', ...more });

/** Acme Chat, of which its maker says "yes" and somebody who looked says "no". */
const contradicted = {
  ...someKnowledge({
    topics: { 'open-source': aTopic({ criteria: { yes: 'All client apps are open source.', no: 'None is.' } }) },
    apps: {
      'acme-chat': anApp({
        findings: {
          'open-source': [
            aFinding({
              verdict: 'no',
              evidence: [
                anEvidence({ source: 'policy', stance: 'yes' }),
                anEvidence({ source: 'help', stance: 'partly' }),
                anEvidence({ source: 'audit', stance: 'no' }),
                anEvidence({ source: 'copy', stance: 'no' }),
                anEvidence({ source: 'herald', stance: 'yes' }),
                anEvidence({ source: 'gazette', stance: 'silent' }),
              ],
            }),
          ],
        },
        sources: {
          policy: aSource(),
          help: aSource({ url: 'https://acme.example/help', kind: 'vendor-documentation' }),
          audit: press('Auditor', { kind: 'audit' }),
          copy: press('Copier', { kind: 'audit', origin: 'acme-chat-audit' }),
          herald: press('Herald'),
          gazette: press('Gazette'),
        },
      }),
    },
  }),
  wording: own.wording,
  intents: own.intents,
};

const told = (text: string) => toPlainText(createTellWhy(contradicted)({ text }, { today: TODAY }));

describe('why an answer is what it is', () => {
  it('tells the words that were matched, the runner-up, the rule and what each source did', () => {
    const why = told('is acmechatt open source');
    for (const part of [
      'Asked for: lookup',
      '“acmechatt” is Acme Chat, misspelt',
      'Topic: Open source',
      'Runner-up: ',
      'by source, open',
      '“No” means here: None is.',
      'that outweighs what Acme says',
      'Auditor (audit, 1 January 2026): No [',
      'Acme (policy, 1 January 2026): Yes, outweighed [',
      'Acme (documentation, 1 January 2026): Partly, behind a weightier source [',
      'Copier (audit, 1 January 2026): No, repeats another source [',
      'Herald (press, 1 January 2026): Yes, behind a weightier source [',
      'Gazette (press, 1 January 2026): says nothing on it, looked into [',
    ])
      expect(why).toContain(part);
  });

  it('says of a question without an app or a topic what was read in it', () => {
    expect(told('does Blorptalk encrypt')).toContain('“Blorptalk” is no app that I know');
    expect(told('qwertzu')).toContain('No word of it belongs to a topic.');
  });

  it('is given in a chat from the ids of the answer, and for "why?" after it', () => {
    const ask = createAsk(contradicted);
    const first = ask({ text: 'is acme chat open source' }, { today: TODAY });
    const byWord = ask({ text: 'why?' }, { today: TODAY, memory: first.memory });
    const byIds = ask({ text: '', wish: { intent: 'why', apps: ['acme-chat'], topic: 'open-source' } }, { today: TODAY, memory: NOTHING_SAID });
    expect(byWord.answer.text).toContain('What decided');
    expect(byIds.answer.text).toBe(byWord.answer.text);
    expect(byIds.about).toEqual({ intent: 'why', apps: ['acme-chat'], topic: 'open-source' });
    expect(byIds.answer).toMatchObject({ intent: 'lookup', outcome: 'answered', apps: ['acme-chat'], topics: ['open-source'] });
  });

  it('owns that nothing is recorded', () => {
    const { answer } = createAsk(own)({ text: '', wish: { intent: 'why', apps: ['obsidian'], topic: 'children' } }, { today: TODAY });
    expect(answer).toMatchObject({ outcome: 'no-data', findings: [] });
    expect(answer.text).toMatch(/so I don't know/u);
  });
});

describe('the roles of evidence', () => {
  const voice = fc.record({
    stance: fc.constantFrom('yes' as const, 'no' as const, 'partly' as const, 'silent' as const),
    by: fc.constantFrom('vendor' as const, 'independent' as const),
    source: fc.record({ id: fc.uuid(), kind: fc.constantFrom(...SOURCE_KINDS), origin: fc.constantFrom(undefined, 'a', 'b') }),
  });

  it('are such that what did not count could be left out without a change of the verdict', () => {
    fc.assert(
      fc.property(fc.array(voice, { minLength: 1, maxLength: 8 }), (voices) => {
        const roles = rolesOf(voices);
        const { verdict } = deriveVerdict(voices);
        const counted = voices.filter((_, index) => roles[index] === 'counts');
        if (verdict !== 'unknown') expect(deriveVerdict(counted).verdict).toBe(verdict);
        expect(roles.filter((role) => role === 'silent')).toHaveLength(voices.filter(({ stance }) => stance === 'silent').length);
      }),
    );
  });
});
