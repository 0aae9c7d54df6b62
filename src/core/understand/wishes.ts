import { type Knowledge, toAppId } from '../../knowledge/knowledge.ts';
import type { Offer, Wish } from '../question.ts';

/** Makes the reader of wishes: their ids if all are of something here, at most so many apps; null if some are of nothing. */
export function createWishReader({ apps: known, topics }: Pick<Knowledge, 'apps' | 'topics'>, mostApps: number): (wish: Wish) => Offer | null {
  return ({ intent, apps, topic: wanted }) => {
    const own = apps.slice(0, mostApps).flatMap((id) => known.get(toAppId(id))?.id ?? []);
    const topic = [...topics.keys()].find((id) => id === wanted) ?? null;
    return own.length < apps.length || (wanted !== null && topic === null) ? null : { intent, apps: [...new Set(own)], topic };
  };
}
