// Finds tokens that are kept as a digest or not at all, and says precisely why a token is refused (RFC 6750 §3).
import { problem } from '../scim/problem.ts';
import { readAccessToken } from './accessToken.ts';
import type { Refusal } from './reply.ts';
import { digestOf } from './seal.ts';
import type { Tenant, Token, World } from './world.ts';

/** The token that was shown once, or given out by the token endpoint; undefined if the tenant has none such. */
export function keptToken(given: string, tenant: Tenant): Token | undefined {
  const digest = digestOf(given);
  return tenant.tokens.find((each) => each.digest === digest) ?? readAccessToken(given, tenant);
}

/** What came in `Authorization`: all of it, the token in it, and the tenant's token it is, if it is one. */
export interface Presented {
  readonly header: string;
  readonly given?: string;
  readonly token?: Token | undefined;
  readonly world: Pick<World, 'tenant' | 'clock'>;
}

/** Why a token is refused: in a sentence, and as short as a header says it (visible ASCII without quotes). */
interface Reason {
  readonly reason: string;
  /** Absent where the request carries no token at all (RFC 6750 §3.1). */
  readonly short?: string;
  readonly hint?: string;
}

/** The 401 for what was presented, with a challenge that says what is wrong. */
export function tokenRefusal(presented: Presented): Refusal {
  const { reason, short, hint } = reasonFor(presented);
  const challenge = `Bearer realm="SCIM"`;
  const told =
    short === undefined
      ? challenge
      : `${challenge}, error="invalid_token", error_description="${plain(short)}"`;
  return {
    problems: [problem('unauthorized', { reason }, hint === undefined ? {} : { hint: `${hint} ` })],
    headers: [['WWW-Authenticate', told]],
  };
}

/** RFC 6750 §3: an error_description has no other signs. */
const plain = (text: string): string => text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');

function reasonFor({ header, given, token, world }: Presented): Reason {
  const { tenant } = world;
  if (header === '') return { reason: 'The request carries no token' };
  if (!given)
    return /^bearer$/i.test(header)
      ? { reason: 'The request carries no token', hint: 'Nothing stands behind Bearer.' }
      : { reason: 'This server takes bearer tokens only' };
  if (token) return ended(token);
  return (
    pasted(given, world) ?? {
      reason: `The token is not one of ${tenant.name}`,
      short: `The token is not one of ${tenant.name}`,
      ...(tenant.tokens.length === 0 && { hint: 'No token has been generated there yet.' }),
      ...otherSecret(given, tenant),
    }
  );
}

/** A token of the tenant that is not accepted any more. */
function ended({ name, revokedAt, expiresAt, replacedBy }: Token): Reason {
  if (revokedAt !== undefined) {
    const at = new Date(revokedAt).toISOString();
    const by = replacedBy === undefined ? '' : `: ${replacedBy} took its place`;
    return {
      reason: `The token ${name} was revoked at ${at}${by}`,
      short: `The token was revoked at ${at}`,
    };
  }
  const at = new Date(expiresAt).toISOString();
  return replacedBy === undefined
    ? { reason: `The token expired at ${at}`, short: `The token expired at ${at}` }
    : {
        reason: `The token ${name} was replaced by ${replacedBy} and ended at ${at}`,
        short: `The token was replaced and ended at ${at}`,
      };
}

/** Blanks, quotes and a second `Bearer`, as they come along when a token is copied; a token has none (§2.1). */
function pasted(given: string, { tenant }: Presented['world']): Reason | undefined {
  const bare = given.replace(/^bearer\s+/i, '').replace(/[\s\u00a0"'`]/g, '');
  if (bare === given || bare === '') return undefined;
  const meant = tenant.tokens.find(({ value }) => value === bare) ?? keptToken(bare, tenant);
  const what = strayIn(given);
  return {
    reason: `The token has ${what} in it`,
    short: `The token has ${what} in it`,
    hint: meant
      ? `Without that it is the token ${meant.name}: paste it again, without what surrounds it.`
      : 'A token has none: copy it again, without what surrounds it.',
  };
}

function strayIn(given: string): string {
  if (/^bearer\s/i.test(given)) return 'a second Bearer';
  const blanks = given.match(/[\s\u00a0]/g)?.length ?? 0;
  if (blanks > 0) return blanks === 1 ? 'a blank' : `${blanks} blanks`;
  return 'quotes';
}

/** An access token names its client; one that does not open was made with another secret, or is damaged. */
function otherSecret(given: string, { clients = [] }: Tenant): Partial<Reason> {
  const client = clients.find(({ id }) => given.startsWith(`${id}.`));
  return client
    ? {
        hint: `It names the client ${client.id}, whose secret may have been renewed since: fetch a new token.`,
      }
    : {};
}
