// Says which kinds of resources a tenant has: the standard ones, those it defines itself, and those of the vault.
import { typesDefined } from '../scim/definitions.ts';
import { withPam } from '../scim/pamTypes.ts';
import { profiles } from '../scim/profiles.ts';
import { resourceTypes } from '../scim/resourceTypes.ts';
import type { ResourceType } from '../scim/schema.ts';
import type { Tenant } from './world.ts';

/** The resource types of a tenant, in the order discovery lists them. */
export function typesOf({
  definitions,
  profile,
}: Pick<Tenant, 'definitions' | 'profile'>): readonly ResourceType[] {
  const own = definitions === undefined ? resourceTypes : typesDefined(definitions);
  return profiles[profile].pam === 'none' ? own : withPam(own);
}
