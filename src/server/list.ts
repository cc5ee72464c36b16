// Answers GET of a resource endpoint: filter, sort, page, and show the part that was asked for (RFC 7644 §3.4.2).
import { ok, type Result } from '../base/result.ts';
import { listResponse } from '../scim/messages.ts';
import { project } from '../scim/project.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import type { StoredResource, View } from '../store/store.ts';
import { lookOf, noteIgnored, projectionOf, type Call } from './call.ts';
import { counted, find, readFilter, readSorting } from './find.ts';
import { readPage, type PageAsked } from './page.ts';
import { parameterOf } from './query.ts';
import { rendered } from './rendered.ts';
import type { Refusal, Reply } from './reply.ts';

/** The parameters a list understands; `cursor` is understood well enough to be refused. */
const known = [
  ...['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor'],
  ...['attributes', 'excludedAttributes'],
];

/** GET and HEAD of `/Users` and `/Groups`. */
export async function list(call: Call, type: ResourceType): Promise<Result<Reply, Refusal>> {
  noteIgnored(call, known);
  const page = readPage(call);
  if (!page.ok) return page;
  const projection = projectionOf(call, type);
  if (!projection.ok) return projection;
  const types = [type];
  const filter = readFilter(call, types, parameterOf(call.query, 'filter'));
  if (!filter.ok) return filter;
  const order = readSorting(call, types, {
    sortBy: parameterOf(call.query, 'sortBy'),
    sortOrder: parameterOf(call.query, 'sortOrder'),
  });
  if (!order.ok) return order;
  const { store, tenant } = call.world;
  const look = call.trail.again(async (view: View) => {
    const matches = await find({ call, types, view, filter: filter.value, order: order.value });
    const resources = await rendered(cut(matches, page.value), lookOf(call, view));
    return { shown: resources, totalResults: matches.length };
  });
  const { shown, totalResults } = await store.read(tenant.id, look);
  notePage(call, page.value, { shown: shown.length, totalResults });
  const resources = shown.map((resource) => project(resource, type, projection.value));
  const { startIndex } = page.value;
  return ok({
    status: 200,
    headers: [],
    body: listResponse({ resources, totalResults, startIndex }),
    says: `with a list of ${counted(shown.length, types)}`,
  });
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
