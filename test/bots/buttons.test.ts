import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readButton, readLink, toButton, toLink } from '../../src/bots/buttons.ts';
import { OFFERED } from '../../src/core/question.ts';
import { ownKnowledge } from '../support/knowledge.ts';

const knowledge = await ownKnowledge();
const app = fc.constantFrom(...knowledge.apps.keys());
const topic = fc.constantFrom(...knowledge.topics.keys());
const offer = fc.oneof(
  fc.record({ intent: fc.constantFrom('lookup' as const, 'overview' as const, 'why' as const), apps: app.map((id) => [id]), topic: fc.option(topic) }),
  fc.record({ intent: fc.constant('compare' as const), apps: fc.uniqueArray(app, { minLength: 2, maxLength: 3 }), topic: fc.option(topic) }),
  fc.record({ intent: fc.constant('explain' as const), apps: fc.constant([]), topic }),
);

const short = (text: string | undefined) => text === undefined || Buffer.byteLength(text) <= 64;

describe('buttons and links', () => {
  it('ask what they were made of', () => {
    fc.assert(
      fc.property(
        offer.filter(({ apps }) => apps.length < 2),
        fc.integer({ min: 0, max: 9 }),
        (made, page) => {
          const [data = '', payload = ''] = [toButton(made, page), toLink(made)];
          expect([short(data), short(payload)]).toEqual([true, true]);
          expect(payload).toMatch(/^[A-Za-z0-9_-]+$/u);
          expect([readButton(data), readLink(payload)]).toEqual([{ wish: made, page }, made]);
        },
      ),
    );
  });

  it('may lose the topic of a comparison, and nothing else', () => {
    fc.assert(
      fc.property(
        offer.filter(({ apps }) => apps.length > 1),
        (made) => {
          const [data, payload] = [toButton(made), toLink(made)];
          expect([short(data), short(payload)]).toEqual([true, true]);
          const read = [data && readButton(data)?.wish, payload && readLink(payload)].flatMap((wish) => wish || []);
          expect(read.map((wish) => ({ ...wish, topic: null }))).toEqual(read.map(() => ({ ...made, topic: null })));
        },
      ),
    );
  });

  it('read nothing in what is not theirs', () => {
    for (const data of ['', '0:l:signal:open-source', '1:x:signal:', '1:l:SIGNAL:', '1:l:signal:open source', '1:l:signal::1:2', '1:l:signal::x'])
      expect(readButton(data)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (data) => OFFERED.includes(readButton(data)?.wish.intent ?? 'lookup')));
  });
});
