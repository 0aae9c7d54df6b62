import { type Alias, toAlias } from '../knowledge.ts';
import type { Problem } from '../problem.ts';
import type { AliasFile } from '../schema.ts';
import { spaceFree } from '../text.ts';
import type { Rule } from './rule.ts';

interface Named extends Alias {
  readonly owner: string;
  readonly file: string;
  readonly path: string;
}

/** An entry's name and aliases; an alias that is the name itself, with a mark, stands for both. */
function namesOf(owner: string, file: string, path: string, entry: { readonly name: string; readonly aliases?: readonly AliasFile[] }): readonly Named[] {
  const aliases = (entry.aliases ?? []).map(toAlias);
  const marked = aliases.some(({ name, word, shared }) => (word || shared) && spaceFree(name) === spaceFree(entry.name));
  return [
    ...(marked ? [] : [{ owner, file, path: `${path}name`, name: entry.name, word: false, shared: false }]),
    ...aliases.map((alias, index) => ({ owner, file, path: `${path}aliases[${index}]`, ...alias })),
  ];
}

/** A name means one app, unless every app that has it says that it is shared. */
export const namesCollide: Rule = ({ data }) => {
  const named = [
    ...Object.entries(data.apps).flatMap(([app, entry]) => namesOf(app, `apps/${app}.json`, '', entry)),
    ...data.names.apps.flatMap((entry, at) => namesOf(`names ${at}`, 'names.json', `apps[${at}].`, entry)),
  ];
  const seen = new Map<string, Named>();
  return named.flatMap((one): readonly Problem[] => {
    const key = spaceFree(one.name);
    const first = seen.get(key);
    if (key === '') return [{ file: one.file, path: one.path, fault: 'has no letter or figure', mend: 'write the name as people type it' }];
    if (first === undefined) seen.set(key, one);
    if (first === undefined || (one.shared && first.shared && one.owner !== first.owner)) return [];
    const own = first.owner === one.owner;
    return [
      {
        file: one.file,
        path: one.path,
        fault: `has the name "${one.name}" ${own ? 'a second time' : `as data/${first.file} has in ${first.path}`}`,
        mend: own ? 'keep one of them; spaces, marks and case make no difference' : 'keep it where it belongs, or mark it "shared": true in the aliases of each app',
      },
    ];
  });
};
