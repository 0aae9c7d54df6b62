import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentStems, isUnspaced, spaceFree, tokenise } from '../../src/knowledge/text.ts';

describe('tokenise', () => {
  it.each([
    ['What​sApp end‑to‑end encrypted?', ['whatsapp', 'end', 'to', 'end', 'encrypted']],
    ["does WhatsApp's policy", ['does', 'whatsapp', 'policy']],
    ["it doesn't", ['it', 'doesnt']],
    ['WhatsApp c’est sécurisé', ['whatsapp', 'cest', 'securise']],
    ['微信有端到端加密吗', ['微信有端到端加密吗']],
    ['WhatsApp加密吗', ['whatsapp', '加密吗']],
    ['ＷｈａｔｓＡｐｐ', ['whatsapp']],
    ['?!…', []],
  ])('splits %s', (text, words) => {
    expect(tokenise(text)).toEqual(words);
  });

  it('gives words that stay as they are when they are split again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = tokenise(text);
        expect(tokenise(words.join(' '))).toEqual(words);
      }),
    );
  });
});

describe('the other readings of a text', () => {
  it.each([
    [spaceFree('Whats App'), 'whatsapp'],
    [spaceFree('1Password'), '1password'],
    [isUnspaced('ライン'), true],
    [isUnspaced('라인'), false],
    [isUnspaced('line'), false],
  ])('%s is %s', (is, meant) => {
    expect(is).toBe(meant);
  });

  it('keeps the stems of words that carry meaning', () => {
    expect(contentStems('does it read my messages')).toEqual(contentStems('reads the message'));
    expect(contentStems('does it do that')).toEqual([]);
  });
});
