import { fileURLToPath } from 'node:url';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { load } from '../../src/knowledge/load.ts';
import { TODAY } from '../builders.ts';

export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** The project's own knowledge base, as it is in data/. */
export async function ownKnowledge(): Promise<Knowledge> {
  return (await load({ folder: DATA }, TODAY)).knowledge;
}
