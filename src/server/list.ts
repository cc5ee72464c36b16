// Answers a query of resources: filter, sort, page, and show the part that was asked for (RFC 7644 §3.4.2).
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { typeNameOf } from '../scim/attributes.ts';
import { printAttribute, printFilter } from '../scim/filter/print.ts';
import { listResponse } from '../scim/messages.ts';
import { project } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import type { View } from '../store/store.ts';
import type { Asked } from './asked.ts';
import { chosenBy, lookOf, type Call } from './call.ts';
import { counted, find, readFilter, readSorting, type Wanted } from './find.ts';
import { notePage, pagingOf, readPage, takePage } from './page.ts';
import { rendered } from './rendered.ts';
import type { Refusal, Reply } from './reply.ts';

/**
 * Resources of these types as a list: GET and HEAD of an endpoint, of the server root, and searches
 * by POST, which ask the same in another way.
 */
export async function list(
  call: Call,
  types: readonly ResourceType[],
  asked: Asked,
): Promise<Result<Reply, Refusal>> {
  const projection = chosenBy(call, types, asked);
  if (!projection.ok) return projection;
  const filter = readFilter(call, types, asked.filter);
  if (!filter.ok) return filter;
  const order = readSorting(call, types, asked);
  if (!order.ok) return order;
  const wanted = { types, filter: filter.value, order: order.value };
  const page = readPage(call, asked, nameOf(wanted, asked));
  if (!page.ok) return page;
  const { store, tenant } = call.world;
  const look = call.trail.again(async (view: View) => {
    const found = await find({ call, view, ...wanted });
    const taken = takePage(found, page.value, order.value);
    const shown = await rendered(taken.resources, lookOf(call, view, projection.value));
    return { taken, shown, totalResults: found.resources.length };
  });
  const { taken, shown, totalResults } = await store.read(tenant.id, look);
  notePage(call, page.value, { ...taken, totalResults });
  const resources = shown.map((resource) =>
    project(resource, typeOf(resource, types), projection.value),
  );
  const paging = pagingOf(call, page.value, taken);
  return ok({
    status: 200,
    headers: [],
    body: listResponse({ resources, totalResults, paging }),
    says: `with a list of ${counted(shown.length, types)}`,
    source: rfc('7644', '3.4.2'),
  });
}

/**
 * Tells one query from another: a cursor is good for the query it was made for. Letter case does not
 * count, as RFC 9865 §2 itself writes `userName` on the first page and `username` on the second.
 */
function nameOf({ types, filter, order }: Wanted, asked: Asked): string {
  const parts = [
    types.map(({ name }) => name),
    filter && printFilter(filter.tree),
    order && [printAttribute(order.by), order.isDescending],
    [asked.attributes, asked.excludedAttributes].map((names) =>
      String(names ?? '').split(/\s*,\s*/),
    ),
  ];
  return JSON.stringify(parts).toLowerCase();
}

/** The type of a resource that was found among these types. */
function typeOf(resource: JsonObject, types: readonly ResourceType[]): ResourceType {
  const type = types.find(({ name }) => types.length === 1 || name === typeNameOf(resource));
  if (!type) throw new Error(`Expected one of the types asked, got ${typeNameOf(resource)}.`);
  return type;
}
