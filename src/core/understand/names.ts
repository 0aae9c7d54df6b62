import type { Alias, AppId, Knowledge, NamedApp } from '../../knowledge/knowledge.ts';
import { spaceFree, tokenise } from '../../knowledge/text.ts';

/** What a name stands for. */
export interface Entry {
  /** The name as it is written. */
  readonly name: string;
  /** The apps that answer to it; none where only the name is known. */
  readonly apps: readonly AppId[];
  readonly named: NamedApp | undefined;
  /** Whether it is also a common word. */
  readonly word: boolean;
  /** Whether it is written as several words: "c ai". */
  readonly parted: boolean;
}

/** Entries by the space-free form of their names. */
export type Names = ReadonlyMap<string, Entry>;

/** No name has more words. */
export const LONGEST_NAME = 4;

interface Owner {
  readonly app?: AppId;
  readonly named?: NamedApp;
}

function merged(known: Entry | undefined, alias: Alias, { app, named }: Owner): Entry {
  const parted = tokenise(alias.name).length > 1;
  if (!known) return { name: alias.name, apps: app ? [app] : [], named, word: alias.word, parted };
  const both = { ...known, parted: known.parted || parted };
  if (app === undefined || known.apps.includes(app)) return { ...both, word: known.word || alias.word };
  return { ...both, apps: [...known.apps, app] };
}

/** All names of the apps that are known, and of those known by name only. */
export function readNames({ apps, names }: Pick<Knowledge, 'apps' | 'names'>): Names {
  const entries = new Map<string, Entry>();
  const put = (owner: Owner, name: string, aliases: readonly Alias[]) => {
    for (const alias of [{ name, word: false, shared: false }, ...aliases]) {
      const key = spaceFree(alias.name);
      entries.set(key, merged(entries.get(key), alias, owner));
    }
  };
  for (const { id, name, aliases } of apps.values()) put({ app: id }, name, aliases);
  for (const named of names) put({ named }, named.name, named.aliases);
  return entries;
}
