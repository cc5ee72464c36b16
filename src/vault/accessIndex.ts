// Sorts an access graph by person and by secret, so that a screen with thousands of either asks once.
import { opens } from './access.ts';
import type { Access, AccessGraph } from './vault.ts';

/** Rights by an id; whoever or whatever has none is left out. */
export interface RightsById {
  get(id: string): readonly Access[] | undefined;
  keys(): Iterable<string>;
}

/** An access graph by user and by secret (ids). One person costs that person; a secret costs the whole graph once. */
export interface AccessIndex {
  readonly byUser: RightsById;
  readonly bySecret: RightsById;
}

const indexes = new WeakMap<AccessGraph, AccessIndex>();

/** The index of a graph; asked again for the same graph it is the same. */
export function accessIndex(graph: AccessGraph): AccessIndex {
  const known = indexes.get(graph);
  if (known) return known;
  let secrets: ReadonlyMap<string, readonly Access[]> | undefined;
  const byUser: RightsById = {
    get(id) {
      const access = graph.of(id);
      return access.length > 0 ? access : undefined;
    },
    keys: () => graph.users().filter((id) => graph.of(id).length > 0),
  };
  const index = {
    byUser,
    get bySecret() {
      return (secrets ??= bySecret(graph));
    },
  };
  indexes.set(graph, index);
  return index;
}

function bySecret({ access }: AccessGraph): ReadonlyMap<string, readonly Access[]> {
  const found = new Map<string, Access[]>();
  for (const each of access) {
    const list = found.get(each.secret);
    if (list) list.push(each);
    else found.set(each.secret, [each]);
  }
  return found;
}

/** How many of these rights open a secret (View or more). */
export const openCount = (access: readonly Access[] | undefined): number =>
  access?.reduce((count, { right }) => (opens(right) ? count + 1 : count), 0) ?? 0;
