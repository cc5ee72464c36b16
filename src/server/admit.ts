// Decides whether a request may go on: whose token it carries, what that may do, and whom `/Me` means.
import { ok, type Result } from '../base/result.ts';
import type { HeaderList, HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import { userType } from '../scim/resourceTypes.ts';
import { rfc } from '../scim/trace.ts';
import { authenticate, lifeLeft } from './authenticate.ts';
import { locationOf } from './rendered.ts';
import { refuse, type Refusal } from './reply.ts';
import type { Target } from './route.ts';
import { forbidden } from './scopes.ts';
import type { Trail } from './trail.ts';
import { typesOf } from './types.ts';
import type { Token, World } from './world.ts';

/** What a request is about once `/Me` has been resolved. */
export type ResolvedTarget = Exclude<Target, { readonly kind: 'me' }>;

/** A resolved target; `headers` are those of every answer about it, refusals included. */
export interface Resolved {
  readonly target: ResolvedTarget;
  readonly headers: HeaderList;
}

/** The request as far as it is known. */
export interface Asking {
  readonly request: HttpRequest;
  readonly world: World;
  readonly steps: Trail;
  readonly target: Target;
}

/**
 * The token of the sender, or undefined where none is needed: discovery may be read by anybody
 * (RFC 7643 §5). Otherwise 401.
 */
export function identify({
  request,
  world,
  steps,
  target,
}: Asking): Result<Token | undefined, Refusal> {
  const token = authenticate(request, world);
  if (!token.ok && target.kind === 'discovery') {
    steps.note({
      what: 'No token needed',
      why: 'Anybody may read what the server says about itself.',
      source: rfc('7643', '5'),
    });
    return ok(undefined);
  }
  if (!token.ok) return token;
  steps.note({
    what: `Token ${token.value.name} accepted`,
    why: `It belongs to ${token.value.holder}. ${lifeLeft(token.value, world.clock.now())}${scopesOf(token.value)}`,
    source: rfc('7644', '2'),
  });
  return token;
}

/** What a token is limited to, as a sentence. */
const scopesOf = ({ scopes }: Token): string =>
  scopes ? ` Its scopes: ${scopes.map((scope) => `\`${scope}\``).join(', ') || 'none'}.` : '';

/**
 * What the request is about, if its token may: 403 for a missing scope, 404 for `/Me` with a token
 * that acts for nobody. Through `/Me` the user itself is meant, and every answer says where it
 * really is (RFC 7644 §3.11: the Location header MUST be its permanent location).
 */
export function resolve(
  { request, world, steps, target }: Asking,
  token: Token | undefined,
): Result<Resolved, Refusal> {
  const types = typesOf(world.tenant);
  const refusal = forbidden(token, target, { method: request.method, types });
  if (refusal) return { ok: false, trouble: refusal };
  if (target.kind !== 'me') return ok({ target, headers: [] });
  const id = token?.subject;
  if (id === undefined) return refuse(problem('noSubject', { token: token?.name ?? '' }));
  steps.note({
    what: `\`/Me\` is user ${id}`,
    why: 'It stands for the user the token acts for; `Location` names the address that stays.',
    source: rfc('7644', '3.11'),
  });
  const location = locationOf(userType, id, world.tenant.baseUrl);
  return ok({
    target: { kind: 'resource', type: userType, id },
    headers: [['Location', location]],
  });
}
