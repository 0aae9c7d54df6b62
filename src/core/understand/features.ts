import type { Token } from './tokens.ts';

/** What a text is matched by: its features with their weights. */
export type Features = ReadonlyMap<string, number>;

/** How much a single word counts, a pair of neighbouring ones, and a function word, which tells how a question is put ("who", "can"). */
const SINGLE = 1;
const PAIR = 0.6;
const FUNCTION = 0.3;
/** Function words that pair with anything and so tell nothing in front of another. */
const FILLERS = new Set(['is', 'does', 'do', 'the', 'a', 'an', 'to', 'of', 'it', 'are', 'and']);

/** Neighbouring characters, which stand for words where a script has no spaces. */
function characterPairs(run: string): readonly string[] {
  const characters = [...run];
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Whether a feature of this weight is one word (or pair of characters), not a pair of words. */
export function isSingle(weight: number): boolean {
  return weight === SINGLE;
}

/** Whether a feature of this weight is a pair of words. */
export function isPair(weight: number): boolean {
  return weight === PAIR;
}

/** Whether a feature of this weight is a function word. */
export function isFunction(weight: number): boolean {
  return weight === FUNCTION;
}

/** Stems of the words, pairs of neighbouring words (function words too: "how long"), pairs of characters. */
export function featuresOf(tokens: readonly Token[]): Features {
  const features = new Map<string, number>();
  tokens.forEach((token, index) => {
    if (token.unspaced) for (const pair of characterPairs(token.text)) features.set(pair, SINGLE);
    else features.set(token.stem, token.stop ? FUNCTION : SINGLE);
    const next = tokens[index + 1];
    if (next && !(next.stop && FILLERS.has(token.text))) features.set(`${token.stem} ${next.stem}`, PAIR);
  });
  return features;
}

/** By how much a text's features are divided, so that a long text says little more than a short one. */
export function lengthOf(features: Features): number {
  let squares = 0;
  for (const weight of features.values()) squares += weight * weight;
  return squares === 0 ? 1 : squares ** 0.25;
}
