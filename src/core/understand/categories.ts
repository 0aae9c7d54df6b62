import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Category } from '../../knowledge/schema.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import { createTermIndex } from './terms.ts';
import type { Token } from './tokens.ts';

/** Tells of which kinds of apps a question speaks by what people have in them: "my emails", "my photos". */
export type CategoryReader = (tokens: readonly Token[]) => ReadonlySet<Category>;

/** The kind of app that a question names ("which messengers"), with where its name begins; undefined if it names none. */
export type CategoryNames = (tokens: readonly Token[]) => { readonly category: Category; readonly from: number; readonly to: number } | undefined;

/** Makes the reader of the names of kinds of apps; the longest name counts. */
export function createCategoryNames({ categories }: Pick<Knowledge, 'categories'>): CategoryNames {
  const isCategory = (text: string): text is Category => text in categories;
  const names = Object.entries(categories)
    .flatMap(([category, { names: byLanguage }]) =>
      Object.values(byLanguage)
        .flat()
        .flatMap((name) => (isCategory(category) ? [{ value: category, words: tokenise(name).map(stem) }] : [])),
    )
    .toSorted((a, b) => b.words.length - a.words.length);
  const index = createTermIndex(names, 'stem');
  return (tokens) => {
    const [found] = index.all(tokens);
    return found && { category: found.value, from: found.from, to: found.to };
  };
}

/** Makes the reader of categories over the words that people have for what an app holds. */
export function createCategoryReader({ apps, categories }: Pick<Knowledge, 'apps' | 'categories'>): CategoryReader {
  const used = new Set([...apps.values()].map(({ category }) => category));
  const byStem = new Map<string, Set<Category>>();
  for (const category of used) {
    for (const word of Object.values(categories[category]?.holds ?? {})
      .flat()
      .flatMap(tokenise)) {
      byStem.set(stem(word), (byStem.get(stem(word)) ?? new Set()).add(category));
    }
  }
  return (tokens) => new Set(tokens.flatMap((token) => [...(byStem.get(token.stem) ?? [])]));
}
