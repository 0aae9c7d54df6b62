import { canonical } from '../canonical.ts';
import type { Rule } from './rule.ts';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every file is written as `kb format` writes it, so that a diff shows only what changed. */
export const canonicalForm: Rule = ({ files }) =>
  Object.entries(files).flatMap(([file, text]) => {
    const json = parsed(text);
    if (json === undefined || canonical(file, json) === text) return [];
    return [{ file, path: '', fault: 'is not in the canonical form', mend: 'run `npm run kb -- format`' }];
  });
