// Sorts an access graph by person and by secret, so that a screen with thousands of either asks once.
import { opens } from './access.ts';
import type { Access, AccessGraph } from './vault.ts';

/** An access graph by user and by secret (ids); whoever or whatever has no right is left out. */
export interface AccessIndex {
  readonly byUser: ReadonlyMap<string, readonly Access[]>;
  readonly bySecret: ReadonlyMap<string, readonly Access[]>;
}

const indexes = new WeakMap<AccessGraph, AccessIndex>();

/** The index of a graph; asked again for the same graph it is the same index. */
export function accessIndex(graph: AccessGraph): AccessIndex {
  const known = indexes.get(graph);
  if (known) return known;
  const index = { byUser: grouped(graph, 'user'), bySecret: grouped(graph, 'secret') };
  indexes.set(graph, index);
  return index;
}

function grouped(
  { access }: AccessGraph,
  by: 'user' | 'secret',
): ReadonlyMap<string, readonly Access[]> {
  const found = new Map<string, Access[]>();
  for (const each of access) {
    const list = found.get(each[by]);
    if (list) list.push(each);
    else found.set(each[by], [each]);
  }
  return found;
}

/** How many of these rights open a secret (View or more). */
export const openCount = (access: readonly Access[] | undefined): number =>
  access?.reduce((count, { right }) => (opens(right) ? count + 1 : count), 0) ?? 0;
