/** Remembers what was made of an object, for as long as somebody else holds the object. */
export function oncePer<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { readonly value: Made }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}

/** Remembers the latest of what was made, by keys, so many at most. */
export interface Latest<Made> {
  readonly get: (key: string, make: () => Made) => Made;
}

/** Makes an empty memory; what was not wanted for longest makes room. */
export function createLatest<Made>(most: number): Latest<Made> {
  const made = new Map<string, { readonly value: Made }>();
  return {
    get: (key, make) => {
      const known = made.get(key) ?? { value: make() };
      made.delete(key);
      const [oldest] = made.keys();
      if (made.size >= most && oldest !== undefined) made.delete(oldest);
      made.set(key, known);
      return known.value;
    },
  };
}
