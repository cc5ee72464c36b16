// Makes and reads the access tokens of the token endpoint: sealed for one client, so that no server need remember them.
import { isList } from '../base/json.ts';
import { seal, unseal } from './seal.ts';
import type { OAuthClient, Tenant, Token } from './world.ts';

/** Seconds an access token lives. */
export const accessTokenLife = 3600;

/** Only the tenant that gave it out opens it, and only until the client's secret is renewed. */
const keyFor = (tenant: Tenant, { id, digest }: OAuthClient): string =>
  JSON.stringify(['access', tenant.id, id, digest]);

/** What a new token is made of; `at` is a lab instant in milliseconds, `nonce` tells it from all others. */
export interface Grant {
  readonly client: OAuthClient;
  readonly scopes: readonly string[] | undefined;
  readonly at: number;
  readonly nonce: string;
}

/** The text of a token: the client's id, a dot, and what is sealed. */
export const printAccessToken = (tenant: Tenant, { client, scopes, at, nonce }: Grant): string =>
  `${client.id}.${seal(keyFor(tenant, client), [at, scopes ? [...scopes] : null, nonce])}`;

/** The token in a text; undefined if it was not made here, or with an earlier secret. It may have ended. */
export function readAccessToken(given: string, tenant: Tenant): Token | undefined {
  const client = tenant.clients?.find(({ id }) => given.startsWith(`${id}.`));
  const opened = client && unseal(keyFor(tenant, client), given.slice(client.id.length + 1));
  if (!client || !isList(opened)) return undefined;
  const [at, scopes] = opened as readonly [number, string[] | null]; // sealed above
  return {
    ...{ id: client.id, name: client.name, holder: client.holder, value: given },
    ...(scopes && { scopes }),
    ...(client.revokedAt !== undefined && { revokedAt: client.revokedAt }),
    ...{ issuedAt: at, expiresAt: at + accessTokenLife * 1000 },
  };
}
