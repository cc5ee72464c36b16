// Keeps the SCIM set-up of tenants in one record for each company, which whoever answers reads together with its clock.
import type { JsonObject } from '../base/json.ts';
import type { ScimSetup } from '../server/setup.ts';
import type { Tenant } from '../server/world.ts';
import type { Records } from '../store/store.ts';

type Named = Pick<Tenant, 'id' | 'world'>;

/** The key of the record that knows the set-up of all tenants of a company. */
export const setupKey = (world: string): string => `setup/${world}`;

/** The set-up of a tenant in that record; undefined while it is as the tenant began. */
export const setupIn = (
  record: JsonObject | undefined,
  { id }: Pick<Tenant, 'id'>,
): ScimSetup | undefined => record?.[id] as unknown as ScimSetup | undefined; // written below; imports are checked

/** The record with another set-up of a tenant, or without one. */
export function withSetupOf(
  record: JsonObject = {},
  { id }: Pick<Tenant, 'id'>,
  setup: ScimSetup | undefined,
): JsonObject {
  const others = Object.entries(record).filter(([tenant]) => tenant !== id);
  return Object.fromEntries([
    ...others,
    ...(setup ? [[id, setup as unknown as JsonObject] as const] : []), // plain data
  ]);
}

/** Puts a tenant's set-up in place of any other; undefined makes it as the tenant began. */
export async function putSetup(
  records: Records,
  tenant: Named,
  setup: ScimSetup | undefined,
): Promise<void> {
  const key = setupKey(tenant.world);
  if (!setup && setupIn(await records.get(key), tenant) === undefined) return;
  await records.update(key, (old) => withSetupOf(old, tenant, setup));
}
