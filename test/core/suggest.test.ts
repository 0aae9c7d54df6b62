import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toQuestion } from '../../src/bots/discord/question.ts';
import { createAsk } from '../../src/core/ask.ts';
import { createSuggest } from '../../src/core/suggest.ts';
import { TODAY } from '../builders.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const knowledge = await ownKnowledge();
const suggest = createSuggest(knowledge);
const ask = createAsk(knowledge);

describe('what is suggested', () => {
  it.each([
    ['wa', 'whatsapp'],
    ['WhatsApp', 'whatsapp'],
    ['whats app', 'whatsapp'],
    ['telegarm', 'telegram'],
    ['fb', 'facebook-messenger'],
    ['sign', 'signal'],
  ])('begins, for %s, with %s', (typed, app) => {
    expect(suggest.apps.suggest(typed, 5).map(({ id }) => id)).toContain(app);
  });

  it.each([
    ['e2ee', ['End-to-end encryption']],
    ['End-to-end encryption', ['End-to-end encryption']],
    ['police', ['Access by authorities', 'Transparency report']],
    ['ads', ['Targeted advertising']],
    ['kids', ['Protection of children']],
    ['polise', ['Access by authorities']],
    ['open', ['Open source', 'Open-source server']],
  ])('of topics begins, for %s, with those that are called so: %j', (typed, names) => {
    expect(
      suggest.topics
        .suggest(typed, 25)
        .map(({ name }) => name)
        .slice(0, names.length),
    ).toEqual(names);
  });

  it('is never more than wanted, never twice the same, and always something that can be chosen', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 25 }), (typed, most) => {
        const choices = suggest.apps.suggest(typed, most);
        expect(choices.length).toBeLessThanOrEqual(most);
        expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
        for (const { id, name } of choices) expect([suggest.apps.find(id)?.id, suggest.apps.find(name)?.id]).toEqual([id, id]);
      }),
    );
  });

  it('is every topic of an app that is recorded, and none of an app that is unknown', () => {
    for (const { id, findings } of knowledge.apps.values()) expect(suggest.topicsOf(id)).toHaveLength(findings.size);
  });
});

describe('the command /find', () => {
  it.each([...knowledge.topics.values()].map(({ id, name }) => [id, name]))('asks for apps by %s, chosen or typed', (id, name) => {
    for (const topic of [id, name]) expect(ask(toQuestion('find', new Map([['topic', topic]]), suggest), { today: TODAY }).answer.topics).toEqual([id]);
  });
});
