// Answers what the server says about itself: its configuration, resource types and schemas (RFC 7644 §4).
import { isObject, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import {
  resourceTypeResources,
  schemaResources,
  serviceProviderConfig,
} from '../scim/discovery.ts';
import { listResponse } from '../scim/messages.ts';
import { problem } from '../scim/problem.ts';
import { noteIgnored, type Call } from './call.ts';
import { parameterOf } from './query.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';
import type { DiscoveryName } from './route.ts';

/** GET and HEAD of a discovery endpoint, or of one schema or resource type by id. */
export function discover(
  call: Call,
  { name, id }: { readonly name: DiscoveryName; readonly id?: string },
): Result<Reply, Refusal> {
  if (parameterOf(call.query, 'filter') !== undefined)
    return refuse(problem('discoveryFilter', { path: `/${name}` })); // RFC 7644 §4: SHALL be 403
  noteIgnored(call, []);
  const { baseUrl } = call.world.tenant;
  if (name === 'ServiceProviderConfig')
    return one(located(serviceProviderConfig(call.profile), `${baseUrl}/${name}`), 'configuration');
  const list = name === 'Schemas' ? schemaResources : resourceTypeResources;
  const all = list(call.types).map((resource) =>
    located(resource, `${baseUrl}/${name}/${String(resource.id ?? resource.name)}`),
  );
  if (id === undefined) return many(all, name);
  const found = all.find((resource) => isCalled(resource, id, name));
  if (found) return one(found, name === 'Schemas' ? 'schema' : 'resource type');
  const type = name === 'Schemas' ? 'schema' : 'resource type';
  return refuse(problem('notFound', { type, id }));
}

/** Schema URNs are compared without letter case (RFC 7643 §2.1), names of resource types exactly. */
function isCalled(resource: JsonObject, id: string, name: DiscoveryName): boolean {
  if (name !== 'Schemas') return resource.id === id || resource.name === id;
  return String(resource.id).toLowerCase() === id.toLowerCase();
}

const located = (resource: JsonObject, location: string): JsonObject => ({
  ...resource,
  meta: { ...(isObject(resource.meta) ? resource.meta : {}), location },
});

function one(resource: JsonObject, word: string): Result<Reply, Refusal> {
  const location = isObject(resource.meta) ? String(resource.meta.location) : '';
  return ok({
    status: 200,
    headers: [['Content-Location', location]],
    body: resource,
    says: `with the ${word}`,
  });
}

/** The whole list at once: paging and sorting do not apply to discovery (RFC 7644 §4). */
const many = (all: readonly JsonObject[], name: DiscoveryName): Result<Reply, Refusal> =>
  ok({
    status: 200,
    headers: [],
    body: listResponse({ resources: all, totalResults: all.length, paging: { startIndex: 1 } }),
    says: `with all ${all.length} ${name === 'Schemas' ? 'schemas' : 'resource types'}`,
  });
