/** Remembers what was made of an object, for as long as somebody else holds the object. What else goes into it must go with that object. */
export function oncePer<Key extends object, More extends readonly unknown[], Made>(make: (key: Key, ...more: More) => Made): (key: Key, ...more: More) => Made {
  const made = new WeakMap<Key, { readonly value: Made }>();
  return (key, ...more) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key, ...more);
    made.set(key, { value });
    return value;
  };
}

/** Remembers the latest of what was made, by keys, so many at most. */
export interface Latest<Made> {
  readonly get: (key: string, make: () => Made) => Made;
}

/**
 * Makes an empty memory of two halves: what is wanted goes into the young one and, when that is full, the old one goes
 * and the young one grows old. So what was not wanted for long makes room, at one look-up for what is wanted often.
 */
export function createLatest<Made>(most: number): Latest<Made> {
  let young = new Map<string, { readonly value: Made }>();
  let old = young;
  return {
    get: (key, make) => {
      const known = young.get(key);
      if (known) return known.value;
      const kept = old.get(key) ?? { value: make() };
      if (young.size >= most / 2) [young, old] = [new Map(), young];
      young.set(key, kept);
      return kept.value;
    },
  };
}
