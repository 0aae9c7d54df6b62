import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Category } from '../../knowledge/schema.ts';
import { stem, tokenise } from '../../knowledge/text.ts';
import type { Token } from './tokens.ts';

/** Tells of which kinds of apps a question speaks by what people have in them: "my emails", "my photos". */
export type CategoryReader = (tokens: readonly Token[]) => ReadonlySet<Category>;

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
