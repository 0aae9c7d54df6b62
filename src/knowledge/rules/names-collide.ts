import { type Alias, toAlias } from '../knowledge.ts';
import type { Problem } from '../problem.ts';
import { spaceFree } from '../text.ts';
import type { Rule } from './rule.ts';

interface Named extends Alias {
  readonly owner: string;
  readonly file: string;
  readonly path: string;
}

/** A name means one app, unless every app that has it says that it is shared. */
export const namesCollide: Rule = ({ data }) => {
  const named: Named[] = [
    ...Object.entries(data.apps).flatMap(([app, { name, aliases = [] }]) => {
      const file = `apps/${app}.json`;
      return [
        ...(aliases.some((alias) => spaceFree(toAlias(alias).name) === spaceFree(name)) ? [] : [{ owner: app, file, path: 'name', name, word: false, shared: false }]),
        ...aliases.map((alias, index) => ({ owner: app, file, path: `aliases[${index}]`, ...toAlias(alias) })),
      ];
    }),
    ...data.names.apps.flatMap(({ name, aliases = [] }, at) =>
      [name, ...aliases].map((alias, index) => ({
        owner: `names ${at}`,
        file: 'names.json',
        path: index === 0 ? `apps[${at}].name` : `apps[${at}].aliases[${index - 1}]`,
        ...toAlias(alias),
      })),
    ),
  ];
  const seen = new Map<string, Named>();
  return named.flatMap((one): readonly Problem[] => {
    const key = spaceFree(one.name);
    const first = seen.get(key);
    if (key === '') return [{ file: one.file, path: one.path, fault: 'has no letter or figure', mend: 'write the name as people type it' }];
    if (first === undefined) seen.set(key, one);
    if (first === undefined || (one.shared && first.shared && one.owner !== first.owner)) return [];
    const where = first.owner === one.owner ? 'a second time' : `as data/${first.file} has in ${first.path}`;
    return [
      {
        file: one.file,
        path: one.path,
        fault: `has the name "${one.name}" ${where}`,
        mend: first.owner === one.owner ? 'keep one of them' : 'keep it where it belongs, or mark it "shared": true in each app\'s aliases',
      },
    ];
  });
};
