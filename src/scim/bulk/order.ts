// Finds an order for the operations of a bulk request in which everything exists before it is referred to (RFC 7644 §3.7.1).

/** What an operation creates and what it refers to, by bulkId. */
export interface Link {
  /** The bulkId of a POST; only what is created can be referred to. */
  readonly creates?: string;
  readonly refersTo: readonly string[];
}

/**
 * Groups of operations (0-based) in the order to do them: as they came, but each after those it
 * refers to. A group of several refers to each other in a circle and has to be done as one. When two
 * create under one bulkId, the first is meant. Bulk ids that nobody creates are passed over.
 */
export function orderOf(links: readonly Link[]): readonly (readonly number[])[] {
  const creators = new Map<string, number>();
  for (const [at, { creates }] of links.entries())
    if (creates !== undefined && !creators.has(creates)) creators.set(creates, at);
  const walk: Walk = {
    needs: links.map(({ refersTo }) =>
      refersTo.map((bulkId) => creators.get(bulkId)).filter((at) => at !== undefined),
    ),
    seen: new Map(),
    open: [],
    groups: [],
  };
  for (const at of links.keys()) if (!walk.seen.has(at)) visit(at, walk);
  return walk.groups;
}

interface Walk {
  readonly needs: readonly (readonly number[])[];
  /** When an operation was first come by, and the earliest open one that can be reached from it. */
  readonly seen: Map<number, { readonly number: number; low: number; isOpen: boolean }>;
  readonly open: number[];
  readonly groups: (readonly number[])[];
}

/** Tarjan's way of finding circles: a group is complete when nothing before it can be reached any more. */
function visit(at: number, walk: Walk): number {
  const { needs, seen, open, groups } = walk;
  const here = { number: seen.size, low: seen.size, isOpen: true };
  seen.set(at, here);
  open.push(at);
  for (const needed of needs[at]!) {
    const known = seen.get(needed);
    if (!known) here.low = Math.min(here.low, visit(needed, walk));
    else if (known.isOpen) here.low = Math.min(here.low, known.number);
  }
  if (here.low === here.number) {
    const group = open.splice(open.indexOf(at));
    for (const each of group) seen.get(each)!.isOpen = false;
    groups.push(group.sort((left, right) => left - right));
  }
  return here.low;
}
