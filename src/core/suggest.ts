import type { App, AppId, Knowledge, Topic } from '../knowledge/knowledge.ts';
import type { TopicId } from '../knowledge/schema.ts';
import { createNearNames } from './near-names.ts';

/** Something that can be chosen from a list. */
export interface Choice<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
}

/** A list to choose from. */
export interface Choices<Id extends string = string> {
  /** What fits the beginning that was typed, best first: the name itself, another name for it, names that begin so, that hold it, that are near; all if nothing is typed. */
  readonly suggest: (typed: string, most: number) => readonly Choice<Id>[];
  /** The choice of that id or name; undefined if there is none. */
  readonly find: (typed: string) => Choice<Id> | undefined;
}

/** What a platform can offer while somebody still types. */
export interface Suggest {
  readonly apps: Choices<AppId>;
  readonly topics: Choices<TopicId>;
  readonly categories: Choices;
  /** The topics on which something is recorded of an app, those that matter most first. */
  readonly topicsOf: (app: AppId) => readonly Choice<TopicId>[];
}

const LONGEST = 64;

function bare(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._-]+/gu, '');
}

interface Named<Id extends string> extends Choice<Id> {
  /** Every name, bare; the first is the one that is shown. */
  readonly names: readonly string[];
  /** Terms that may stand for it too, by which it is suggested and not found, bare, from each of their words on. */
  readonly terms?: readonly string[];
}

/** How well something fits what was typed: 0 best; undefined if not at all. */
function fitOf({ names, terms = [] }: Named<string>, typed: string): number | undefined {
  if (names.includes(typed)) return 0;
  if (terms.includes(typed)) return 1;
  if (names.some((name) => name.startsWith(typed))) return 2;
  if (terms.some((term) => term.startsWith(typed))) return 3;
  return names.some((name) => name.includes(typed)) ? 4 : undefined;
}

/** A term from each of its words on: "asked by police" is looked for as "police" too. */
function tailsOf(term: string): readonly string[] {
  const words = term.split(/\s+/u);
  return words.map((_, at) => bare(words.slice(at).join('')));
}

function choicesOf<Id extends string>(named: readonly Named<Id>[]): Choices<Id> {
  const near = createNearNames(named.flatMap((one) => [...one.names, ...(one.terms ?? [])].map((name) => ({ id: one, name }))));
  const shown = ({ id, name }: Named<Id>): Choice<Id> => ({ id, name });
  return {
    suggest: (typed, most) => {
      const wanted = bare(typed);
      if (wanted === '') return named.slice(0, most).map(shown);
      const fitting = named
        .flatMap((one) => {
          const fit = fitOf(one, wanted);
          return fit === undefined ? [] : [{ one, fit }];
        })
        .toSorted((a, b) => a.fit - b.fit)
        .map(({ one }) => one);
      return [...new Set([...fitting, ...(fitting.length < most ? near(wanted, most) : [])])].slice(0, most).map(shown);
    },
    find: (typed) => {
      const wanted = bare(typed);
      const found = named.find(({ id }) => id === typed) ?? named.find(({ names }) => names.includes(wanted));
      return found && shown(found);
    },
  };
}

function byMost<Item>(size: (item: Item) => number): (a: Item, b: Item) => number {
  return (a, b) => size(b) - size(a);
}

/** Makes the lists of a knowledge base: apps of which most is recorded first, topics that matter most first. */
export function createSuggest({ apps, topics, categories }: Knowledge): Suggest {
  const ranked = [...topics.values()].toSorted(byMost<Topic>(({ weight }) => weight));
  const known = [...apps.values()].toSorted(byMost<App>(({ findings }) => findings.size));
  const topicNamed = ({ id, name, names, decisive = [] }: Topic): Named<TopicId> => ({ id, name, names: [bare(name), bare(id)], terms: [...names, ...decisive].flatMap(tailsOf) });
  return {
    apps: choicesOf(known.map(({ id, name, aliases }) => ({ id, name, names: [bare(name), ...aliases.filter(({ shared }) => !shared).map((alias) => bare(alias.name))] }))),
    topics: choicesOf(ranked.map(topicNamed)),
    categories: choicesOf(
      Object.entries(categories).map(([id, { names }]) => {
        const all = Object.values(names).flat();
        return { id, name: all[0] ?? id, names: [bare(id), ...all.map(bare)] };
      }),
    ),
    topicsOf: (app) => {
      const recorded = apps.get(app)?.findings;
      return recorded ? ranked.filter(({ id }) => recorded.has(id)).map(({ id, name }) => ({ id, name })) : [];
    },
  };
}
