// Knows the address of a tenant's token endpoint, where its profile has one.
import { profiles } from '../scim/profiles.ts';
import type { Tenant } from './world.ts';

/** The address of the token endpoint at the tenant's host; undefined where there is none. */
export function tokenUrlOf({
  profile,
  baseUrl,
}: Pick<Tenant, 'profile' | 'baseUrl'>): string | undefined {
  const { tokenPath } = profiles[profile];
  return tokenPath && baseUrl.replace(/^([^/]*\/\/[^/]*).*$/s, `$1${tokenPath}`);
}

/** True for the token endpoint's address, with or without a query (RFC 6749 §3.2); a host has no letter case. */
export function isTokenUrl(url: string, tenant: Pick<Tenant, 'profile' | 'baseUrl'>): boolean {
  const own = tokenUrlOf(tenant);
  if (own === undefined) return false;
  const bare = url.replace(/[?#].*$/s, '');
  return bare.replace(/^[^/]*\/\/[^/]*/, (origin) => origin.toLowerCase()) === own;
}
