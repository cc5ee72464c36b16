// Pairs what two lists have in common, by keys; a key that several share decides nothing.

/** Items by key, where exactly one item has the key; the empty text is no key. */
export function unambiguous<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  const shared = new Set<string>(['']); // no value is nobody's
  for (const item of items) {
    const key = keyOf(item);
    if (found.has(key)) shared.add(key);
    found.set(key, item);
  }
  for (const key of shared) found.delete(key);
  return found;
}

/** One item of each list, or an item of one that the other has not; `by` names the key that paired them. */
export type Pair<Item, Name extends string> =
  | { readonly left: Item; readonly right: Item; readonly by: Name }
  | { readonly left: Item; readonly right?: undefined; readonly by?: undefined }
  | { readonly left?: undefined; readonly right: Item; readonly by?: undefined };

/** A key with its name. */
export type Key<Item, Name extends string> = readonly [name: Name, keyOf: (item: Item) => string];

/**
 * Pairs two lists, the surest key first: of each key only values that one item of either list has, and
 * only items that no key before has paired. Pairs in the order of the left list, then what only the right has.
 */
export function paired<Item, Name extends string>(
  left: readonly Item[],
  right: readonly Item[],
  keys: readonly Key<Item, Name>[],
): readonly Pair<Item, Name>[] {
  const partner = new Map<Item, { readonly right: Item; readonly by: Name }>();
  const taken = new Set<Item>();
  for (const [by, keyOf] of keys) {
    const there = unambiguous(right, keyOf);
    for (const [key, item] of unambiguous(left, keyOf)) {
      const found = there.get(key);
      if (found === undefined || partner.has(item) || taken.has(found)) continue;
      partner.set(item, { right: found, by });
      taken.add(found);
    }
  }
  return [
    ...left.map((item) => ({ left: item, ...partner.get(item) }) as Pair<Item, Name>),
    ...right.filter((item) => !taken.has(item)).map((item) => ({ right: item })),
  ];
}

/** Pairs two lists by one key; of several with the same key the first goes with the first, and so on. */
export function pairedInTurn<Item, Name extends string>(
  left: readonly Item[],
  right: readonly Item[],
  [by, keyOf]: Key<Item, Name>,
): readonly Pair<Item, Name>[] {
  const waiting = new Map<string, Item[]>();
  for (const item of right) {
    const known = waiting.get(keyOf(item));
    if (known) known.push(item);
    else waiting.set(keyOf(item), [item]);
  }
  for (const list of waiting.values()) list.reverse(); // so that the first is taken from the end
  const taken = new Set<Item>();
  const pairs = left.map((item): Pair<Item, Name> => {
    const found = waiting.get(keyOf(item))?.pop();
    if (found === undefined) return { left: item };
    taken.add(found);
    return { left: item, right: found, by };
  });
  return [...pairs, ...right.filter((item) => !taken.has(item)).map((item) => ({ right: item }))];
}
