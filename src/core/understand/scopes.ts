import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Scope } from '../../knowledge/schema.ts';
import { tokenise } from '../../knowledge/text.ts';
import { createTermIndex } from './terms.ts';
import type { Token } from './tokens.ts';

/** Tells for whom or on what a question asks, and where it says so: "on iphone", "in the EU", "for weixin users"; null if for everybody. */
export type ScopeReader = (tokens: readonly Token[]) => { readonly scope: Scope; readonly from: number; readonly to: number } | null;

/** Makes the reader of scopes over the words that people have for them; the longest name counts. */
export function createScopeReader({ scopes }: Pick<Knowledge, 'scopes'>): ScopeReader {
  const isScope = (text: string): text is Scope => text in scopes;
  const names = Object.entries(scopes)
    .flatMap(([scope, { names: byLanguage }]) =>
      Object.values(byLanguage)
        .flat()
        .flatMap((name) => (isScope(scope) ? [{ value: scope, words: tokenise(name) }] : [])),
    )
    .toSorted((a, b) => b.words.length - a.words.length);
  const index = createTermIndex(names, 'text');
  return (tokens) => {
    const [found] = index.all(tokens);
    return found ? { scope: found.value, from: found.from, to: found.to } : null;
  };
}
