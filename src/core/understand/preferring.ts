/** Those that pass, if any do, else all. */
export function preferring<Item>(list: readonly Item[], passes: (item: Item) => boolean): readonly Item[] {
  const some = list.filter(passes);
  return some.length > 0 ? some : list;
}
