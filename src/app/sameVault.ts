// Keeps one vault one object, however often it is read: what was worked out of it is found again by that.
import { sameJson, type Json, type JsonObject } from '../base/json.ts';
import type { Vault } from '../vault/vault.ts';

const vaults = new Map<string, Vault>();

/** The vault that a tenant's document `vault` holds, which is seeded and written as a Vault only; empty without one. */
export function vaultIn(document: JsonObject | undefined, tenant: string): Vault {
  const read = (document ?? emptyVault) as unknown as Vault;
  const known = vaults.get(tenant);
  if (known && sameJson(known as unknown as Json, read as unknown as Json)) return known; // plain data
  vaults.set(tenant, read);
  return read;
}

const emptyVault: Vault = {
  ...{ roles: [], defaultRole: '', roleOfGroup: [], folders: [], grants: [], secrets: [] },
  ...{ accounts: [], licences: 0 },
};
