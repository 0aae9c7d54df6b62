import type { AppId, Knowledge } from '../../knowledge/knowledge.ts';
import { oncePer } from '../memo.ts';
import { createNearNames } from '../near-names.ts';
import type { Query } from '../query.ts';
import type { Result } from '../result.ts';

const MOST_NEAR = 3;
const MOST_ALIKE = 3;
/** A name that nobody knows is no other one that is much longer or shorter. */
const LEAST_ALIKE = 0.6;

/** The finder over every name of every app, made once for each knowledge base. */
const nearApps = oncePer(({ apps }: Knowledge) =>
  createNearNames(
    [...apps.values()].flatMap(({ id, name, aliases }) => [{ id, name }, ...aliases.filter(({ word, shared }) => !word && !shared).map((alias) => ({ id, name: alias.name }))]),
    LEAST_ALIKE,
  ),
);

/** The apps of each category of which most is recorded. */
const bestOf = oncePer(({ apps }: Knowledge): ReadonlyMap<string, readonly AppId[]> => {
  const live = [...apps.values()].filter(({ discontinued, findings }) => discontinued === null && findings.size > 0).toSorted((a, b) => b.findings.size - a.findings.size);
  const idsOf = (wanted: string) => live.filter(({ category }) => category === wanted).map(({ id }) => id);
  return new Map([...new Set(live.map(({ category }) => category))].map((category) => [category, idsOf(category).slice(0, MOST_ALIKE)]));
});

/** Near names for an app that the knowledge base doesn't have, and apps of its category of which something is recorded. */
export function answerUnknownApp(query: Extract<Query, { intent: 'unknown-app' }>, knowledge: Knowledge): Result {
  const { names, topics, period } = query;
  const [{ name, category, known }] = names;
  const near: readonly AppId[] = known ? [] : nearApps(knowledge)(name, MOST_NEAR);
  const alike = bestOf(knowledge).get(category ?? 'messenger') ?? [];
  return { kind: 'unknown-app', names, topics, period, near, alike };
}
