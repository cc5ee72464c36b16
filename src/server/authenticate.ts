// Decides who is asking: the bearer token must be one of the tenant's and still be valid by the lab's clock.
import { fail, ok, type Result } from '../base/result.ts';
import { headerOf, type HttpRequest } from '../http/message.ts';
import type { Refusal } from './reply.ts';
import { keptToken, tokenRefusal } from './tokenCheck.ts';
import type { Token, World } from './world.ts';

/**
 * The token a request carries, or a 401 that says what is wrong with it (RFC 7644 §2, RFC 6750 §2.1).
 * No answer repeats a token (RFC 7644 §7.5).
 */
export function authenticate(
  { headers }: HttpRequest,
  world: Pick<World, 'tenant' | 'clock'>,
): Result<Token, Refusal> {
  const { tenant } = world;
  const header = headerOf(headers, 'Authorization')?.replace(ows, '') ?? '';
  const given = /^bearer[ \t]+(.*)$/is.exec(header)?.[1]; // scheme names have no letter case (RFC 9110 §11.1)
  if (!given) return fail(tokenRefusal({ header, world }));
  const token =
    tenant.tokens.find(({ value }) => value === given) ??
    (hasDigests(tenant) ? keptToken(given, tenant) : undefined);
  return token && isGood(token, world.clock.now())
    ? ok(token)
    : fail(tokenRefusal({ header, given, token, world }));
}

/** Blanks around a field value are none of it (RFC 9110 §5.5); any others are. */
const ows = /^[ \t]+|[ \t]+$/g;

/** Some tokens of the tenant are known by their digest only, or not kept at all. */
const hasDigests = ({ tokens, clients = [] }: World['tenant']): boolean =>
  clients.length > 0 || tokens.some(({ digest }) => digest !== undefined);

/** True while a token is accepted, at a lab instant in milliseconds. */
export const isGood = ({ expiresAt, revokedAt }: Token, now: number): boolean =>
  revokedAt === undefined && expiresAt > now;

const units: readonly (readonly [name: string, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** How much of a token's life is left, as a sentence: `724 of 730 days left.`, `59 of 60 minutes left.` */
export function lifeLeft({ issuedAt, expiresAt }: Token, now: number): string {
  const left = expiresAt - now;
  const whole = issuedAt === undefined ? left : expiresAt - issuedAt;
  const [name, ms] = units.find(([, size]) => whole >= 2 * size) ?? units.at(-1)!;
  const count = Math.floor(left / ms);
  if (issuedAt === undefined) return `${count} ${count === 1 ? name : `${name}s`} left.`;
  return `${count} of ${Math.floor(whole / ms)} ${name}s left.`;
}
