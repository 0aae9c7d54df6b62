import { FILL_IN } from '../edit.ts';
import { writePath } from '../parse.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from './rule.ts';

function look(file: string, value: unknown, path: readonly PropertyKey[]): readonly Problem[] {
  if (typeof value === 'string') {
    return value.startsWith(FILL_IN) ? [{ file, path: writePath(path), fault: 'is still the text of the template', mend: `write it: ${value.slice(FILL_IN.length).trim()}` }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => look(file, item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => look(file, item, [...path, key]));
}

/** Nothing of the templates of `kb new` is left. */
export const filledIn: Rule = ({ data }) => Object.entries(data.apps).flatMap(([app, file]) => look(`apps/${app}.json`, file, []));
