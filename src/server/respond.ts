// Answers one SCIM request: the whole life of it, from the route to the trace, in the order it happens.
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import { profiles } from '../scim/profiles.ts';
import { rfc } from '../scim/trace.ts';
import { answerTo, refusalAnswer } from './answer.ts';
import { authenticate, lifeLeft } from './authenticate.ts';
import { readBody } from './body.ts';
import { wordFor, type Call } from './call.ts';
import { discover } from './discovery.ts';
import { list } from './list.ts';
import { refuse, type Refusal, type Reply } from './reply.ts';
import { retrieve } from './retrieve.ts';
import { findRoute, type Target } from './route.ts';
import { trail, type Trail } from './trail.ts';
import type { Answer, World } from './world.ts';
import { write } from './write.ts';

/**
 * Answers a request to a tenant. Whatever a client sends is answered, with a SCIM Error where it is
 * wrong; the status is never 5xx but 501.
 * @throws StorageError when the store's medium fails.
 */
export async function respond(request: HttpRequest, world: World): Promise<Answer> {
  const steps = trail();
  const about = { request, world, steps };
  const route = findRoute(request, world.tenant);
  if (!route.ok) return refusalAnswer({ ...about, actor: 'Unknown' }, route.trouble);
  const { target, query, tolerated } = route.value;
  steps.note(intent(request.method, target, world));
  steps.follow(tolerated);
  const sender = identify(request, world, { target, steps });
  if (!sender.ok) return refusalAnswer({ ...about, actor: 'Unknown' }, sender.trouble);
  const actor = sender.value;
  const body = hasBody(request.method) ? bodyOf(request, target, steps) : ok({});
  if (!body.ok) return refusalAnswer({ ...about, actor }, body.trouble);
  const call: Call = {
    request,
    world,
    profile: profiles[world.tenant.profile],
    query,
    trail: steps,
    actor,
    at: new Date(world.clock.now()).toISOString(),
  };
  const reply = await handled(call, target, body.value);
  return reply.ok
    ? answerTo({ ...about, actor }, reply.value)
    : refusalAnswer({ ...about, actor }, reply.trouble);
}

const hasBody = (method: string): boolean => ['POST', 'PUT', 'PATCH'].includes(method);

/** Hands the request to the handler of its target and method; the route has allowed both. */
async function handled(
  call: Call,
  target: Target,
  body: JsonObject,
): Promise<Result<Reply, Refusal>> {
  const { method } = call.request;
  switch (target.kind) {
    case 'notOffered':
      return refuse(problem('notImplemented', { what: target.what }));
    case 'discovery':
      return discover(call, target);
    case 'collection':
      return method === 'POST'
        ? write(call, { kind: 'create', type: target.type, body })
        : list(call, target.type);
    case 'resource': {
      const { type, id } = target;
      if (method === 'PUT') return write(call, { kind: 'replace', type, id, body });
      if (method === 'PATCH') return write(call, { kind: 'patch', type, id, body });
      if (method === 'DELETE') return write(call, { kind: 'delete', type, id });
      return retrieve(call, type, id);
    }
  }
}

/** What the request wants, as the first step of its trace. */
function intent(method: string, target: Target, { tenant }: World): Parameters<Trail['note']>[0] {
  const [wish, section] = wishOf(method, target);
  return { what: `${wish} in ${tenant.name}`, source: rfc('7644', section) };
}

function wishOf(method: string, target: Target): readonly [wish: string, section: string] {
  if (target.kind === 'discovery') return [`Read ${target.name}`, '4'];
  if (target.kind === 'notOffered') return [`Use ${target.what}`, target.section];
  const word = wordFor(target.type);
  if (target.kind === 'collection')
    return method === 'POST' ? [`Create a ${word}`, '3.3'] : [`Find ${word}s`, '3.4.2'];
  const wishes: Readonly<Record<string, readonly [string, string]>> = {
    PUT: [`Replace one ${word}`, '3.5.1'],
    PATCH: [`Change one ${word}`, '3.5.2'],
    DELETE: [`Delete one ${word}`, '3.6'],
  };
  return wishes[method] ?? [`Read one ${word}`, '3.4.1'];
}

/** Who sends the request: the token's holder. Discovery may be read without a token (RFC 7643 §5). */
function identify(
  request: HttpRequest,
  world: World,
  { target, steps }: { readonly target: Target; readonly steps: Trail },
): Result<string, Refusal> {
  const token = authenticate(request, world);
  if (!token.ok && target.kind === 'discovery') {
    steps.note({
      what: 'No token needed',
      why: 'Anybody may read what the server says about itself.',
      source: rfc('7643', '5'),
    });
    return ok('Unknown');
  }
  if (!token.ok) return token;
  steps.note({
    what: `Token ${token.value.name} accepted`,
    why: `It belongs to ${token.value.holder}. ${lifeLeft(token.value, world.clock.now())}`,
    source: rfc('7644', '2'),
  });
  return ok(token.value.holder);
}

/** The body of a write; what is not offered is refused before its body is looked at. */
function bodyOf(request: HttpRequest, target: Target, steps: Trail): Result<JsonObject, Refusal> {
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
