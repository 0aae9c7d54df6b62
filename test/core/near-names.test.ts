import { expect, test } from '@jest/globals';
import { createNearNames } from '../../src/core/near-names.ts';

const NAMES = ['Telegram', 'Telegram Messenger', 'Viber', 'caralibro'].map((name) => ({ id: name, name }));

test('a beginning finds what goes on with it', () => {
  expect(createNearNames(NAMES)('telegrm', 3)).toEqual(['Telegram', 'Telegram Messenger']);
  expect(createNearNames(NAMES)('vibr', 3)).toContain('Viber');
});

test('a whole name finds none that is much longer', () => {
  const near = createNearNames(NAMES, 0.6);
  expect(near('telegrm', 3)).toEqual(['Telegram', 'Telegram Messenger']);
  expect(near('vibr', 3)).toEqual(['Viber']);
  expect(near('', 3)).toEqual([]);
});
