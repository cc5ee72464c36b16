// Does what an administrator does by hand in Secret Server: takes a direct grant off a folder, and journals it.
import type { JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { Cause, Store } from '../store/store.ts';
import { grantRemoval, vaultChangeType } from '../vault/byHand.ts';
import { withoutGrant, type HandGrant } from '../vault/grants.ts';
import type { Vault } from '../vault/vault.ts';

/** The grant to take away, and under which name that is journalled. */
export interface Removal {
  readonly tenant: string;
  readonly grant: HandGrant;
  readonly cause: Cause;
}

/** Takes the grant away, all of it or nothing. The trouble is a whole sentence. */
export const removeGrant = (
  store: Store,
  { tenant, grant, cause }: Removal,
): Promise<Result<void, string>> =>
  store.write(tenant, cause, async (edit) => {
    const vault = (await edit.document('vault')) as unknown as Vault; // put there by seedOf, as a vault
    const left = withoutGrant(vault, grant);
    if (!left.ok) return left;
    await edit.putDocument('vault', left.value as unknown as JsonObject); // a vault is plain data
    const id = await edit.nextId(vaultChangeType);
    const rows = vault.grants.flatMap((row, place) =>
      left.value.grants.includes(row) ? [] : [{ place, row }],
    );
    await edit.put(vaultChangeType, grantRemoval(id, grant, rows));
    return ok(undefined);
  });
