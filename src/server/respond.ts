// Answers one SCIM request: the whole life of it, from the route to the trace, in the order it happens.
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { headerOf, type HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import { profiles } from '../scim/profiles.ts';
import type { ResourceType } from '../scim/schema.ts';
import { rfc } from '../scim/trace.ts';
import { identify, resolve, type Resolved, type ResolvedTarget } from './admit.ts';
import { answerTo, refusalAnswer } from './answer.ts';
import { askedByUrl } from './asked.ts';
import { readBody } from './body.ts';
import { bulk } from './bulk.ts';
import { wordFor, wordsFor, type Call } from './call.ts';
import { discover } from './discovery.ts';
import { list } from './list.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';
import { isPam } from './pam.ts';
import { notePam } from './pamRules.ts';
import { retrieve } from './retrieve.ts';
import { findRoute, type Target } from './route.ts';
import { readable } from './scopes.ts';
import { askedByBody } from './searchBody.ts';
import { scimOff, watched } from './threshold.ts';
import { tokenAnswer } from './tokenEndpoint.ts';
import { isTokenUrl } from './tokenUrl.ts';
import { trail, type Trail } from './trail.ts';
import { typesOf } from './types.ts';
import { vaultStore } from './vaultStore.ts';
import type { Answer, World } from './world.ts';
import { write } from './write.ts';

/**
 * Answers a request to a tenant, or to its token endpoint. Whatever a client sends is answered, with a SCIM Error where it is
 * wrong; the status is never 5xx but 501.
 * @throws StorageError when the store's medium fails.
 */
export async function respond(request: HttpRequest, world: World): Promise<Answer> {
  const { tenant } = world;
  if (isTokenUrl(request.url, tenant)) return tokenAnswer(request, world);
  if (tenant.isOff) return scimOff(request, world);
  return profiles[tenant.profile].errorThreshold === undefined
    ? answered(request, world)
    : watched(request, world, answered);
}

/** Where the vault is served through SCIM, the store knows its resources too. */
const withVault = (world: World): World =>
  profiles[world.tenant.profile].pam === 'none'
    ? world
    : { ...world, store: vaultStore(world.store) };

async function answered(request: HttpRequest, given: World): Promise<Answer> {
  const world = withVault(given);
  const steps = trail();
  const about = { request, world, steps, actor: 'Unknown' };
  const route = findRoute(request, world.tenant);
  if (!route.ok) return refusalAnswer(about, route.trouble);
  const { target, query, tolerated, allow } = route.value;
  steps.note(intent(request.method, target, world));
  steps.follow(tolerated);
  if (request.method === 'OPTIONS') return answerTo(about, methods(allow));
  const sender = identify({ ...about, target });
  if (!sender.ok) return refusalAnswer(about, sender.trouble);
  const token = sender.value;
  const known = { ...about, actor: token?.holder ?? 'Unknown' };
  const resolved = resolve({ ...about, target }, token);
  if (!resolved.ok) return refusalAnswer(known, resolved.trouble);
  const call: Call = {
    request,
    world,
    profile: profiles[world.tenant.profile],
    types: typesOf(world.tenant),
    query,
    trail: steps,
    actor: known.actor,
    token,
    at: new Date(world.clock.now()).toISOString(),
  };
  const reply = await carriedOut(call, resolved.value);
  return reply.ok ? answerTo(known, reply.value) : refusalAnswer(known, reply.trouble);
}

/** OPTIONS asks what an endpoint takes; anybody may (RFC 9110 §9.3.7). */
const methods = (allow: string): Reply => ({
  status: 204,
  headers: [['Allow', allow]],
  says: 'without a body',
  source: rfc('9110', '9.3.7'),
});

/** Reads the body and hands the request on; the answer, good or bad, gets the headers of its target. */
async function carriedOut(
  call: Call,
  { target, headers }: Resolved,
): Promise<Result<Reply, Refusal>> {
  notePreference(call);
  if ('type' in target && target.type && isPam(target.type)) notePam(call, target.type.name);
  const body = hasBody(call.request.method) ? bodyOf(call.request, target, call.trail) : ok({});
  const reply = body.ok ? await handled(call, target, body.value) : body;
  if (headers.length === 0) return reply;
  if (!reply.ok)
    return fail({ ...reply.trouble, headers: [...(reply.trouble.headers ?? []), ...headers] });
  return ok({ ...reply.value, headers: [...reply.value.headers, ...headers] });
}

/** A write may be answered at once whatever it prefers (RFC 7240 §2); no profile answers later by event. */
function notePreference({ request, trail }: Call): void {
  const preference = headerOf(request.headers, 'Prefer') ?? '';
  if (!isWrite(request.method) || !/\brespond-async\b/i.test(preference)) return;
  trail.note({
    kind: 'warn',
    what: 'Ignored `Prefer: respond-async`',
    why: 'This server answers every request at once; no `asyncRequest` of its ServiceProviderConfig says otherwise.',
    source: rfc('9967', '2.5.1.1'),
  });
}

const isWrite = (method: string): boolean => hasBody(method) || method === 'DELETE';

const hasBody = (method: string): boolean => ['POST', 'PUT', 'PATCH'].includes(method);

/** Hands the request to the handler of its target and method; the route has allowed both. */
async function handled(
  call: Call,
  target: ResolvedTarget,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const { method } = call.request;
  switch (target.kind) {
    case 'notOffered':
      return refuse(problem('notImplemented', { what: target.what }));
    case 'bulk':
      return bulk(call, body);
    case 'discovery':
      return discover(call, target);
    case 'collection':
      return method === 'POST'
        ? write(call, { kind: 'create', type: target.type, body })
        : list(call, [target.type], askedByUrl(call));
    case 'root':
      return list(call, readable(call.types, call.token), askedByUrl(call));
    case 'search':
      return search(call, target.type, body);
    case 'resource': {
      const { type, id } = target;
      if (method === 'PUT') return write(call, { kind: 'replace', type, id, body });
      if (method === 'PATCH') return write(call, { kind: 'patch', type, id, body });
      if (method === 'DELETE') return write(call, { kind: 'delete', type, id });
      return retrieve(call, type, id);
    }
  }
}

/** POST of `/.search` and `/Users/.search` (RFC 7644 §3.4.3). */
async function search(
  call: Call,
  type: ResourceType | undefined,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const asked = askedByBody(call, body);
  if (!asked.ok) return asked;
  const types = type ? [type] : readable(call.types, call.token);
  const found = await list(call, types, asked.value);
  if (!found.ok) return found;
  const location = `${call.world.tenant.baseUrl}${type?.endpoint ?? ''}/.search`;
  return ok({ ...found.value, headers: [['Location', location]] }); // as Figure 5 shows
}

/** What the request wants, as the first step of its trace. */
function intent(method: string, target: Target, { tenant }: World): Parameters<Trail['note']>[0] {
  if (method === 'OPTIONS')
    return { what: `Ask what an endpoint of ${tenant.name} takes`, source: rfc('9110', '9.3.7') };
  const [wish, section] = wishOf(method, target);
  return { what: `${wish} in ${tenant.name}`, source: rfc('7644', section) };
}

function wishOf(method: string, target: Target): readonly [wish: string, section: string] {
  if (target.kind === 'discovery') return [`Read ${target.name}`, '4'];
  if (target.kind === 'notOffered') return [`Use ${target.what}`, target.section];
  if (target.kind === 'bulk') return ['Run a bulk job', '3.7'];
  if (target.kind === 'root') return ['Find resources of every type', '3.4.2.1'];
  if (target.kind === 'search')
    return [`Search ${target.type ? wordsFor(target.type) : 'resources of every type'}`, '3.4.3'];
  const [verb, section] = verbs[method] ?? ['Read', '3.4.1'];
  if (target.kind === 'me') return [`${verb} the user behind the token`, '3.11'];
  const word = wordFor(target.type);
  if (target.kind === 'resource') return [`${verb} one ${word}`, section];
  return method === 'POST'
    ? [`Create a ${word}`, '3.3']
    : [`Find ${wordsFor(target.type)}`, '3.4.2'];
}

const verbs: Readonly<Record<string, readonly [verb: string, section: string]>> = {
  PUT: ['Replace', '3.5.1'],
  PATCH: ['Change', '3.5.2'],
  DELETE: ['Delete', '3.6'],
};

/** The body of a write; what is not offered is refused before its body is looked at. */
function bodyOf(
  request: HttpRequest,
  target: ResolvedTarget,
  steps: Trail,
): Result<JsonObject, Refusal> {
  if (target.kind === 'notOffered') return ok({});
  const body = readBody(request);
  if (!body.ok) return refuse(body.trouble);
  const { json, mediaType } = body.value;
  steps.note(
    mediaType === undefined
      ? {
          kind: 'warn',
          what: 'Read the body as JSON, although no Content-Type says so',
          why: 'Send `Content-Type: application/scim+json`.',
          source: rfc('7644', '3.8'),
        }
      : {
          what: 'Read the body as JSON',
          why: `Its Content-Type is \`${mediaType}\`.`,
          source: rfc('7644', '3.8'),
        },
  );
  return ok(json);
}
