import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SNAPSHOT } from '../../src/config.ts';
import type { Answer } from '../../src/core/answer.ts';
import { createAsk } from '../../src/core/ask.ts';
import type { Day } from '../../src/knowledge/days.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { load } from '../../src/knowledge/load.ts';
import { aDay, TODAY } from '../builders.ts';

export const DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** The last day on which something in data/ was read, at least the tests' own: whenever they run, that is no day in the future. */
export function lastReading(): Day {
  const files = readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const days = files.flatMap((name) => [...readFileSync(join(DATA, name), 'utf8').matchAll(/"on": "(\d{4}-\d{2}-\d{2})"/gu)].map(([, day = '']) => aDay(day)));
  return [...days, TODAY].toSorted((a, b) => a.localeCompare(b)).at(-1) ?? TODAY;
}

/** The project's own knowledge base, as it is in data/. */
export async function ownKnowledge(): Promise<Knowledge> {
  return (await load({ folder: DATA, snapshot: SNAPSHOT }, lastReading())).knowledge;
}

/** Asks the project's own knowledge base on the day of the tests, without memory. */
export async function ownAsk(): Promise<(text: string) => Answer> {
  const ask = createAsk(await ownKnowledge());
  return (text) => ask({ text }, { today: TODAY }).answer;
}
