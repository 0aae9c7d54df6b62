import { createNearNames } from '../core/near-names.ts';

/** What may have been meant by an id that there isn't, as part of a sentence. */
export function near(wanted: string, ids: readonly string[]): string {
  const found = createNearNames(ids.map((id) => ({ id, name: id })))(wanted, 3);
  return found.length === 0 ? 'see data/ for those there are' : `did you mean ${found.join(', ')}?`;
}
