import { fileURLToPath } from 'node:url';
import type { Answer } from '../../src/core/answer.ts';
import { createAsk } from '../../src/core/ask.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { load } from '../../src/knowledge/load.ts';
import { TODAY } from '../builders.ts';

export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** The project's own knowledge base, as it is in data/. */
export async function ownKnowledge(): Promise<Knowledge> {
  return (await load({ folder: DATA }, TODAY)).knowledge;
}

/** Asks the project's own knowledge base on the day of the tests, without memory. */
export async function ownAsk(): Promise<(text: string) => Answer> {
  const ask = createAsk(await ownKnowledge());
  return (text) => ask({ text }, { today: TODAY }).answer;
}
