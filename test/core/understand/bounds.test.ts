import { describe, expect, it } from '@jest/globals';
import { createAppLinker } from '../../../src/core/understand/apps.ts';
import { createSlipIndex, distance } from '../../../src/core/understand/slips.ts';
import { LIMITS, readTokens, type Token } from '../../../src/core/understand/tokens.ts';
import { recogniserOf } from '../../../src/core/understand.ts';
import { tokenise } from '../../../src/knowledge/text.ts';
import { hostileMessages } from '../../support/hostile.ts';
import { ownKnowledge } from '../../support/knowledge.ts';

const knowledge = await ownKnowledge();
const recogniser = recogniserOf(knowledge);
const messages = Object.entries(hostileMessages(knowledge));
/** What a message may cost, whatever is in it. */
const MOST_REPAIRS = 2 * LIMITS.tokens;
const MOST_COMPARED = 160;

describe('the work for one message', () => {
  it.each(messages)('looks at so many words at most: %s', (_, text) => {
    const repaired: string[] = [];
    const repair = (token: Token) => {
      repaired.push(token.text);
      return token;
    };
    const tokens = readTokens(text);
    createAppLinker(knowledge, new Set(knowledge.words), { ...recogniser, repair })(tokens);
    expect(tokens.length).toBeLessThanOrEqual(LIMITS.tokens);
    expect(repaired.length).toBeLessThanOrEqual(MOST_REPAIRS);
  });

  it.each(messages)('compares a word with so many others at most: %s', (_, text) => {
    let compared = 0;
    const phrasings = [...knowledge.topics.values()].flatMap((topic) => Object.values(topic.phrasings).flat());
    const near = createSlipIndex(phrasings.flatMap(tokenise), (a, b, limit) => {
      compared += 1;
      return distance(a, b, limit);
    });
    const counts = readTokens(text).map((token) => {
      compared = 0;
      near(token.text);
      return compared;
    });
    expect(Math.max(0, ...counts)).toBeLessThanOrEqual(MOST_COMPARED);
  });

  it('repairs a word once, however often it is looked at', () => {
    const [token] = readTokens('encyrption');
    if (!token) throw new Error('there is a word');
    expect(recogniser.repair(token)).toBe(recogniser.repair(token));
  });
});
