import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Entry, Names } from './names.ts';

/** Finds the name in a word that is longer than it by what its language joins to names: "zooms", "WhatsApp'ta", "텔레그램은", "بالواتساب". */
export type AffixReader = (word: string) => Entry | undefined;

type Affixes = Knowledge['affixes'][string];

/** Makes the reader over what some languages join to names; the longest counts, and what gives way to it is tried in its place: "Stravie". */
export function createAffixReader(languages: readonly Affixes[], names: Names): AffixReader {
  const sideOf = (side: 'before' | 'after'): ReadonlyMap<string, readonly Affixes[]> => {
    const owners = new Map<string, Affixes[]>();
    for (const language of languages) for (const text of language[side] ?? []) owners.set(text, [...(owners.get(text) ?? []), language]);
    return owners;
  };
  const [before, after] = [sideOf('before'), sideOf('after')];
  /** Most words have nothing that any of these begins or ends with. */
  const [firsts, lasts] = [new Set([...before.keys()].map((text) => text.charCodeAt(0))), new Set([...after.keys()].map((text) => text.charCodeAt(text.length - 1)))];
  const longest = Math.max(0, ...[...before.keys(), ...after.keys()].map(({ length }) => length));

  const nameOf = (rest: string, owners: readonly Affixes[] = []): Entry | undefined => {
    for (const { shortest, instead = [] } of owners) {
      const found = rest.length < shortest ? undefined : ['', ...instead].map((letter) => names.get(rest + letter)).find((entry) => entry !== undefined);
      if (found) return found;
    }
    return undefined;
  };

  return (word) => {
    if (!lasts.has(word.charCodeAt(word.length - 1)) && !firsts.has(word.charCodeAt(0))) return undefined;
    for (let length = Math.min(longest, word.length - 1); length > 0; length -= 1) {
      const found = nameOf(word.slice(0, -length), after.get(word.slice(-length))) ?? nameOf(word.slice(length), before.get(word.slice(0, length)));
      if (found) return found;
    }
    return undefined;
  };
}
