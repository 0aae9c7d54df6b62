import { describe, expect, test } from '@jest/globals';
import { noteWords, oncePerWord, testOncePerWord, wordIn, wordOf } from '../../../src/core/understand/words.ts';

describe('words', () => {
  test('a word that was noted is the same each time; one that nobody noted is made anew and kept nowhere', () => {
    noteWords(['backups', 'backups', 'telegram']);
    expect(wordOf('backups')).toBe(wordOf('backups'));
    expect(wordOf('backups')).toMatchObject({ text: 'backups', stem: 'backup', stop: false, unspaced: false });
    expect(wordOf('telegram').number).not.toBe(wordOf('backups').number);
    const strange = wordOf('xyzzyword');
    expect(strange).toMatchObject({ text: 'xyzzyword', number: -1 });
    expect(wordOf('xyzzyword')).not.toBe(strange);
  });

  test('a word is found as it stands in a text, in whatever case', () => {
    const many = Array.from({ length: 3000 }, (_, number) => `many${number}`);
    noteWords(many);
    for (const text of many) expect(wordIn(`(${text.toUpperCase()})`, 1, text.length + 1)).toBe(wordOf(text));
    const strange = wordIn('Does XyzzyWord2 …', 5, 15);
    expect(strange).toMatchObject({ text: 'xyzzyword2', number: -1 });
    expect(wordIn('xyzzyword2', 0, 10)).not.toBe(strange);
  });

  test('what is found out of a noted word is found out once; of others, and of those noted later, each time, with the same outcome', () => {
    noteWords(['early', 'late']);
    const asked: string[] = [];
    const isEarly = testOncePerWord(({ text }) => {
      asked.push(text);
      return text.startsWith('e');
    });
    const lengthOf = oncePerWord(({ text }) => (text === 'early' ? -1 : text.length));
    noteWords(['evening-after-the-test']);
    const outcomes = () => ['early', 'late', 'evening-after-the-test', 'elsewhere'].map((text) => isEarly(wordOf(text)));
    expect([outcomes(), outcomes()]).toEqual([
      [true, false, true, true],
      [true, false, true, true],
    ]);
    expect(asked.filter((text) => text === 'early' || text === 'late')).toEqual(['early', 'late']);
    expect(asked.filter((text) => text === 'elsewhere')).toHaveLength(2);
    const lengths = () => ['early', 'late', 'evening-after-the-test', 'elsewhere'].map((text) => lengthOf(wordOf(text)));
    expect([lengths(), lengths()]).toEqual([
      [-1, 4, 22, 9],
      [-1, 4, 22, 9],
    ]);
  });
});
