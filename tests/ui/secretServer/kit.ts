// Gives the console's tests a directory to show: the sample company, or one made for the point.
import type { JsonObject } from '../../../src/base/json.ts';
import type { Directory } from '../../../src/ui/lab.ts';
import { accessOf } from '../../../src/vault/access.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { northwind } from '../../vault/sample.ts';

/** A directory as the lab makes it from users, groups and vault. */
export const directoryOf = (
  users: readonly JsonObject[],
  groups: readonly JsonObject[],
  vault: Vault,
): Directory => ({
  tenant: 'northwind-prod',
  revision: 1,
  users,
  groups,
  vault,
  access: accessOf({ users, groups }, vault),
});

/** The sample company as it starts. */
export const company = directoryOf(northwind.users, northwind.groups, northwind.vault);
