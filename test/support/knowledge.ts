import { fileURLToPath } from 'node:url';
import { type Ask, type Asked, createAsk } from '../../src/core/ask.ts';
import type { Memory } from '../../src/core/question.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { load } from '../../src/knowledge/load.ts';
import { TODAY } from '../builders.ts';

export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** The project's own knowledge base, as it is in data/. */
export async function ownKnowledge(): Promise<Knowledge> {
  return (await load({ folder: DATA }, TODAY)).knowledge;
}

/** Asks the project's own knowledge base on the tests' day. */
export async function askOwn(): Promise<(text: string, memory?: Memory) => Asked> {
  const ask: Ask = createAsk(await ownKnowledge());
  return (text, memory) => ask({ text }, { today: TODAY, ...(memory && { memory }) });
}
