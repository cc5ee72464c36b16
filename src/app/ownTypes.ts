// Reads which kinds of resources a tenant has, with those that its own schemas define.
import type { ResourceType } from '../scim/schema.ts';
import { typesOf } from '../server/types.ts';
import type { Tenant } from '../server/world.ts';
import type { Records } from '../store/store.ts';
import { placeOf } from './places.ts';

/** The types of a tenant, in the order discovery lists them; those of its profile while it is being seeded. */
export async function readTypes(
  records: Records,
  tenant: Tenant,
): Promise<readonly ResourceType[]> {
  const found = await placeOf(records, tenant.baseUrl);
  return typesOf(found?.place?.tenant ?? tenant);
}
