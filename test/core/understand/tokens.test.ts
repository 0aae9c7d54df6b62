import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS, readTokens } from '../../../src/core/understand/tokens.ts';

/** What of a token says where it stands. */
function standing(question: string) {
  return readTokens(question).map(({ text, sentence, clause }) => ({ text, sentence, clause }));
}

describe('readTokens', () => {
  test.each([
    ['Is Signal safe? And Wire, too', 'is 0.0 signal 0.0 safe 0.0 and 1.0 wire 1.0 too 1.1'],
    ['character.ai, v2.0. Then...what', 'character 0.0 ai 0.0 v2 0.1 0 0.1 then 1.0 what 1.0'],
    ['one - two -three- four', 'one 0.0 two 0.1 three 0.1 four 0.1'],
    ['a\nb\r\nc.\td', 'a 0.0 b 1.0 c 2.0 d 3.0'],
    ["WhatsApp's doesn't `x`", 'whatsapp 0.0 doesnt 0.0 x 0.0'],
    ['!?!no... ', 'no 1.0'],
  ])('%j', (question, words) => {
    expect(
      standing(question)
        .map(({ text, sentence, clause }) => `${text} ${sentence}.${clause}`)
        .join(' '),
    ).toBe(words);
  });

  test('a text of ASCII is read as it is beside a word that is none', () => {
    const character = fc.constantFrom(...'aZ09 \t\n\r,;:.!?-_"\'`~', ' - ', '. ', "'s ");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 60 }), (characters) => {
        const text = characters.join('');
        expect(standing(`${text} é`).slice(0, -1)).toEqual(standing(`${text} e`).slice(0, -1));
      }),
    );
  });

  test('no more words than a question has are read', () => {
    expect(readTokens('word, '.repeat(LIMITS.tokens + 50))).toHaveLength(LIMITS.tokens);
  });
});
