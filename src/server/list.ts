// Answers a query of resources: filter, sort, page, and show the part that was asked for (RFC 7644 §3.4.2).
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import { typeNameOf } from '../scim/attributes.ts';
import { listResponse } from '../scim/messages.ts';
import { project } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import type { StoredResource, View } from '../store/store.ts';
import type { Asked } from './asked.ts';
import { chosenBy, lookOf, type Call } from './call.ts';
import { counted, find, readFilter, readSorting } from './find.ts';
import { readPage, type PageAsked } from './page.ts';
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
  const page = readPage(call, asked);
  if (!page.ok) return page;
  const projection = chosenBy(call, types, asked);
  if (!projection.ok) return projection;
  const filter = readFilter(call, types, asked.filter);
  if (!filter.ok) return filter;
  const order = readSorting(call, types, asked);
  if (!order.ok) return order;
  const { store, tenant } = call.world;
  const look = call.trail.again(async (view: View) => {
    const matches = await find({ call, types, view, filter: filter.value, order: order.value });
    const resources = await rendered(cut(matches, page.value), lookOf(call, view));
    return { shown: resources, totalResults: matches.length };
  });
  const { shown, totalResults } = await store.read(tenant.id, look);
  notePage(call, page.value, { shown: shown.length, totalResults });
  const { startIndex } = page.value;
  const resources = shown.map((resource) =>
    project(resource, typeOf(resource, types), projection.value),
  );
  return ok({
    status: 200,
    headers: [],
    body: listResponse({ resources, totalResults, startIndex }),
    says: `with a list of ${counted(shown.length, types)}`,
    source: rfc('7644', '3.4.2'),
  });
}

/** The type of a resource that was found among these types. */
function typeOf(resource: JsonObject, types: readonly ResourceType[]): ResourceType {
  const type = types.find(({ name }) => types.length === 1 || name === typeNameOf(resource));
  if (!type) throw new Error(`Expected one of the types asked, got ${typeNameOf(resource)}.`);
  return type;
}

const cut = (
  matches: readonly StoredResource[],
  { startIndex, count }: PageAsked,
): readonly StoredResource[] => matches.slice(startIndex - 1, startIndex - 1 + count);

function notePage(
  { trail }: Call,
  { startIndex, count }: PageAsked,
  { shown, totalResults }: { readonly shown: number; readonly totalResults: number },
): void {
  const last = startIndex + shown - 1;
  const several = shown === 1 ? `number ${last}` : `${startIndex} to ${last}`;
  const range = shown === 0 ? 'none' : several;
  trail.note({
    what: `Took ${range} of ${totalResults}`,
    why: `\`startIndex\` is ${startIndex}, and a page holds at most ${count}.`,
    source: rfc('7644', '3.4.2.4'),
  });
}
