import type { Token } from './tokens.ts';

const ORDINALS = new Map([
  ['1', 0],
  ['1st', 0],
  ['first', 0],
  ['one', 0],
  ['2', 1],
  ['2nd', 1],
  ['second', 1],
  ['two', 1],
  ['3', 2],
  ['3rd', 2],
  ['third', 2],
  ['three', 2],
]);
const BESIDE = new Set(['the', 'one', 'option', 'number', 'please', 'question', 'choice', 'take', 'yes']);

/** Which of the proposed questions is chosen ("the first one", "2"), from 0; undefined where something else is said. */
export function readChoice(tokens: readonly Token[]): number | undefined {
  const chosen = tokens.find(({ text }) => ORDINALS.has(text) && text !== 'one') ?? tokens.find(({ text }) => text === 'one');
  if (!chosen || !tokens.every((token) => token === chosen || BESIDE.has(token.text))) return undefined;
  return chosen.text === 'one' && tokens.length > 1 ? undefined : ORDINALS.get(chosen.text);
}
