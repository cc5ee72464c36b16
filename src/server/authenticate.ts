// Decides who is asking: the bearer token must be one of the tenant's and still be valid by the lab's clock.
import { fail, ok, type Result } from '../base/result.ts';
import { headerOf, type HeaderList, type HttpRequest } from '../http/message.ts';
import { problem } from '../scim/problem.ts';
import type { Refusal } from './reply.ts';
import type { Token, World } from './world.ts';

/**
 * The token a request carries, or a 401 (RFC 7644 §2, RFC 6750 §2.1). No answer repeats a token
 * (RFC 7644 §7.5).
 */
export function authenticate(
  { headers }: HttpRequest,
  { tenant, clock }: World,
): Result<Token, Refusal> {
  const header = headerOf(headers, 'Authorization')?.trim() ?? '';
  const found = /^bearer(?:\s+(.*))?$/is.exec(header); // scheme names have no letter case (RFC 9110 §11.1)
  if (!header || (found && !found[1])) return refused('The request carries no token', bare);
  if (!found) return refused('This server takes bearer tokens only', bare);
  const token = tenant.tokens.find(({ value }) => value === found[1]);
  if (!token) return refused(`The token is not one of ${tenant.name}`, invalid);
  if (token.expiresAt <= clock.now())
    return refused(`The token expired at ${new Date(token.expiresAt).toISOString()}`, invalid);
  return ok(token);
}

const bare = 'Bearer realm="SCIM"';
const invalid = `${bare}, error="invalid_token"`;

/** RFC 6750 §3.1: a request that carries no token gets a challenge without an error code. */
function refused(reason: string, challenge: string): Result<never, Refusal> {
  const headers: HeaderList = [['WWW-Authenticate', challenge]];
  return fail({ problems: [problem('unauthorized', { reason })], headers });
}

/** How much of a token's life is left, as a sentence: `724 of 730 days left.` */
export function lifeLeft({ issuedAt, expiresAt }: Token, now: number): string {
  const days = (ms: number): number => Math.floor(ms / 86_400_000);
  const left = days(expiresAt - now);
  if (issuedAt === undefined) return `${left} ${left === 1 ? 'day' : 'days'} left.`;
  return `${left} of ${days(expiresAt - issuedAt)} days left.`;
}
