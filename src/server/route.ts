// Finds the endpoint a URL means, below the tenant's base URL, and whether it takes the method (RFC 7644 §3.2).
import { fail, ok, type Result } from '../base/result.ts';
import { pathBelow } from '../http/baseUrl.ts';
import type { HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { Trace, TraceStep } from '../scim/trace.ts';
import type { Profile } from '../scim/profile.ts';
import { profiles } from '../scim/profiles.ts';
import { parameterNames } from './asked.ts';
import { refuse, type Refusal } from './reply.ts';
import { decoded, parseQuery, type Query } from './query.ts';
import { typesOf } from './types.ts';
import type { Tenant } from './world.ts';

/** The endpoints that speak about the server itself (RFC 7644 §4). */
export type DiscoveryName = 'ServiceProviderConfig' | 'ResourceTypes' | 'Schemas';

/** What a request is about. */
export type Target =
  | { readonly kind: 'discovery'; readonly name: DiscoveryName; readonly id?: string }
  | { readonly kind: 'collection'; readonly type: ResourceType }
  | { readonly kind: 'resource'; readonly type: ResourceType; readonly id: string }
  | { readonly kind: 'me' }
  /** A query over all types (RFC 7644 §3.4.2.1). */
  | { readonly kind: 'root' }
  /** A search by POST, of one type or of all (RFC 7644 §3.4.3). */
  | { readonly kind: 'search'; readonly type?: ResourceType }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'notOffered'; readonly what: string; readonly section: string };

/** A target with the query that came with it, and the steps that tell what was forgiven in the URL. */
export interface Route {
  readonly target: Target;
  /** The methods the endpoint takes, as in `Allow`. */
  readonly allow: string;
  readonly query: Query;
  readonly tolerated: Trace;
}

interface Endpoint {
  readonly target: Target;
  readonly endpoint: string;
  readonly allow: readonly string[];
}

const collectionMethods = ['GET', 'HEAD', 'POST'];
const resourceMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'];
const readMethods = ['GET', 'HEAD'];

/** Finds the route of a request; refused with 404 for a path, with 405 for a method. */
export function findRoute(request: HttpRequest, tenant: Tenant): Result<Route, Refusal> {
  const profile = profiles[tenant.profile];
  const { forgivesUrls } = profile;
  const whole = pathBelow(request.url, tenant.baseUrl);
  if (whole === undefined) return noEndpoint(request.url, tenant);
  const forgiven = forgivesUrls ? forgive(whole, tenant) : { url: whole, tolerated: [] };
  const [path, text] = split(forgiven.url);
  const found = endpointOf(path, { profile, types: typesOf(tenant) });
  if (!found) return noEndpoint(decoded(path), tenant);
  const { target, endpoint } = found;
  const methods = [...found.allow, 'OPTIONS']; // every endpoint says what it takes (RFC 9110 §9.3.7)
  const allow = methods.join(', ');
  if (!methods.includes(request.method)) return wrongMethod(request.method, endpoint, allow);
  const query = parseQuery(text);
  return ok({
    target,
    allow,
    query: forgivesUrls ? query.map(inDeclaredCase) : query,
    tolerated: forgiven.tolerated,
  });
}

const noEndpoint = (path: string, tenant: Tenant): Result<never, Refusal> =>
  refuse(
    problem('noEndpoint', {
      path,
      endpoints: typesOf(tenant)
        .map(({ endpoint }) => endpoint)
        .join(', '),
    }),
  );

/** Stray `?` and `&` at the end of a URL mean nothing: Microsoft Entra ID sends them in some versions. */
function forgive(
  url: string,
  { profile }: Tenant,
): { readonly url: string; readonly tolerated: Trace } {
  const kept = url.replace(/[?&]+$/, '');
  if (kept === url) return { url, tolerated: [] };
  const rule = 'Stray ? and & at the end of a URL are ignored.';
  const step: TraceStep = {
    kind: 'warn',
    what: `Ignored \`${url.slice(kept.length)}\` at the end of the URL`,
    source: { kind: 'profile', profile, rule },
  };
  return { url: kept, tolerated: [step] };
}

/** Names of parameters in the letter case of RFC 7644, for profiles that forgive another. */
const inDeclaredCase = ([name, value]: Query[number]): Query[number] => [
  parameterNames.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name,
  value,
];

/** RFC 9110 §15.5.6: a 405 names the methods that would do in its Allow header. */
function wrongMethod(method: string, path: string, allowed: string): Result<never, Refusal> {
  return fail({
    problems: [problem('methodNotAllowed', { path, method, allowed })],
    headers: [['Allow', allowed]],
  });
}

function split(below: string): readonly [path: string, query: string] {
  const at = below.indexOf('?');
  return at < 0 ? [below, ''] : [below.slice(0, at), below.slice(at + 1)];
}

/** What a path can lead to. */
interface Known {
  readonly profile: Profile;
  readonly types: readonly ResourceType[];
}

function endpointOf(path: string, { profile, types }: Known): Endpoint | undefined {
  const segments = path.replace(/\/$/, '').split('/').slice(1).map(decoded);
  const [name, id] = segments;
  if (segments.length > 2) return undefined;
  if (name === undefined) return root;
  if (name === '.search' && id === undefined) return search('/.search');
  if (name === 'Me' && id === undefined)
    return { target: { kind: 'me' }, endpoint: '/Me', allow: resourceMethods };
  return (
    discoveryAt(name, id) ??
    resourcesAt(types, name, id) ??
    optionalAt(segments.map((part) => `/${part}`).join(''), profile)
  );
}

function discoveryAt(name: string, id: string | undefined): Endpoint | undefined {
  const isOne = name === 'ServiceProviderConfig' && id === undefined;
  if (!isOne && name !== 'ResourceTypes' && name !== 'Schemas') return undefined;
  return {
    target: { kind: 'discovery', name, ...(id === undefined ? {} : { id }) },
    endpoint: `/${name}`,
    allow: readMethods,
  };
}

function resourcesAt(
  types: readonly ResourceType[],
  name: string,
  id: string | undefined,
): Endpoint | undefined {
  const type = types.find(({ endpoint }) => endpoint === `/${name}`);
  if (!type) return undefined;
  if (id === '.search') return search(`${type.endpoint}/.search`, type);
  if (id === undefined)
    return {
      target: { kind: 'collection', type },
      endpoint: type.endpoint,
      allow: collectionMethods,
    };
  return {
    target: { kind: 'resource', type, id },
    endpoint: `${type.endpoint}/{id}`,
    allow: resourceMethods,
  };
}

const root: Endpoint = { target: { kind: 'root' }, endpoint: '/', allow: readMethods };

const search = (endpoint: string, type?: ResourceType): Endpoint => ({
  target: { kind: 'search', ...(type && { type }) },
  endpoint,
  allow: ['POST'],
});

/** Parts of the protocol that are optional: offered, or switched off here. */
function optionalAt(endpoint: string, profile: Profile): Endpoint | undefined {
  if (endpoint !== '/Bulk') return undefined;
  if (profile.bulk) return { target: { kind: 'bulk' }, endpoint, allow: ['POST'] };
  return optional(endpoint, ['POST'], { what: '/Bulk', section: '3.7' });
}

const optional = (
  endpoint: string,
  allow: readonly string[],
  what: { readonly what: string; readonly section: string },
): Endpoint => ({ endpoint, allow, target: { kind: 'notOffered', ...what } });
