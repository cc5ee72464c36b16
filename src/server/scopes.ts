// Decides what a token may do: each scope opens one kind of resource for reading or for writing (RFC 6750 §3.1).
import { fail } from '../base/result.ts';
import { problem } from '../scim/problem.ts';
import type { ResourceType } from '../scim/schema.ts';
import { wordsFor } from './call.ts';
import type { Refusal } from './reply.ts';
import type { Target } from './route.ts';
import type { Token } from './world.ts';

/** What a scope opens: reading, or creating, changing and deleting. */
export type Right = 'read' | 'write';

/** The scope that opens a type: `users:read`, `groups:write`, after its endpoint. */
export const scopeFor = ({ endpoint }: ResourceType, right: Right): string =>
  `${endpoint.slice(1).toLowerCase()}:${right}`;

/** True if a token has a scope. One without scopes may do everything; discovery needs no token. */
export const hasScope = (token: Token | undefined, scope: string): boolean =>
  token?.scopes?.includes(scope) ?? true;

/** The types a token may read: what a query over all types shows. */
export const readable = (
  types: readonly ResourceType[],
  token: Token | undefined,
): readonly ResourceType[] => types.filter((type) => hasScope(token, scopeFor(type, 'read')));

/**
 * Why a token may not do this, or undefined if it may. 403 names the scope that is missing, in the
 * challenge too (RFC 6750 §3.1 `insufficient_scope`). `/Me` opens with a scope of its own, since a
 * user's own token need not open all users.
 */
export function forbidden(
  token: Token | undefined,
  target: Target,
  asked: Asked,
): Refusal | undefined {
  const need = needOf(target, asked);
  if (!need || need.scopes.some((scope) => hasScope(token, scope))) return undefined;
  const [scope] = need.scopes;
  const found = problem('forbidden', { token: token?.name ?? '', what: need.what, scope });
  const challenge = `Bearer realm="SCIM", error="insufficient_scope", scope="${scope}"`;
  return fail({ problems: [found], headers: [['WWW-Authenticate', challenge] as const] }).trouble;
}

/** How a target is asked for, and the types that a query over all means. */
interface Asked {
  readonly method: string;
  readonly types: readonly ResourceType[];
}

/** What a request needs: one of these scopes, and how a sentence calls it. */
interface Need {
  readonly scopes: readonly [string, ...string[]];
  readonly what: string;
}

function needOf(target: Target, { method, types }: Asked): Need | undefined {
  const right = isRead(target, method) ? 'read' : 'write';
  const verb = right === 'read' ? 'read' : 'change';
  switch (target.kind) {
    case 'collection':
    case 'resource':
      return ofType(target.type, right);
    case 'me':
      return { scopes: [`me:${right}`, `users:${right}`], what: `${verb} its own user` };
    case 'search':
      return target.type ? ofType(target.type, right) : ofAny(types);
    case 'root':
      return ofAny(types);
    default:
      return undefined;
  }
}

const ofType = (type: ResourceType, right: Right): Need => ({
  scopes: [scopeFor(type, right)],
  what: `${right === 'read' ? 'read' : 'change'} ${wordsFor(type)}`,
});

/** A query over all types shows those the token may read; it must be one at least. */
const ofAny = (types: readonly ResourceType[]): Need => ({
  scopes: types.map((type) => scopeFor(type, 'read')) as [string, ...string[]], // there are some
  what: 'read resources of any type',
});

const isRead = (target: Target, method: string): boolean =>
  target.kind === 'search' || ['GET', 'HEAD'].includes(method);
