// Reads a tenant's directory and vault as the screens show them: users with their groups, and who can open what.
import type { JsonObject } from '../base/json.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from '../ui/lab.ts';
import { accessOf } from '../vault/access.ts';
import { chainsFrom, idOf, membershipsIn, nameOf, type Memberships } from '../vault/members.ts';
import type { Vault } from '../vault/vault.ts';

/** The directory at its present revision, read in one consistent look. */
export async function readDirectory(store: Store, tenant: string): Promise<Directory> {
  const found = await store.read(tenant, async (view) => ({
    revision: view.revision,
    users: await view.all('User'),
    groups: await view.all('Group'),
    vault: await view.document('vault'),
  }));
  const groups = found.groups.map(({ resource }) => resource);
  const users = withGroups(
    found.users.map(({ resource }) => resource),
    groups,
  );
  const vault = (found.vault ?? emptyVault) as unknown as Vault; // seeded and written as a Vault only
  return {
    tenant,
    revision: found.revision,
    users,
    groups,
    vault,
    access: accessOf({ users, groups }, vault),
  };
}

const emptyVault: Vault = {
  roles: [],
  defaultRole: '',
  roleOfGroup: [],
  folders: [],
  grants: [],
  secrets: [],
  accounts: [],
  licences: 0,
};

/** Users with the read-only `groups` of RFC 7643 §4.1.2: direct memberships first, then those through groups. */
function withGroups(
  users: readonly JsonObject[],
  groups: readonly JsonObject[],
): readonly JsonObject[] {
  const memberships = membershipsIn(groups);
  const names = new Map(groups.map((group) => [idOf(group), nameOf(group)]));
  return users.map((user) => {
    const found = groupsOf(idOf(user), memberships);
    const list = found.map(({ value, type }) => ({ value, display: names.get(value), type }));
    return list.length === 0 ? user : { ...user, groups: list };
  });
}

interface Membership {
  readonly value: string;
  readonly type: 'direct' | 'indirect';
}

function groupsOf(user: string, memberships: Memberships): readonly Membership[] {
  const direct = memberships.ofUser.get(user) ?? [];
  const reached = direct.flatMap((group) =>
    chainsFrom(group, memberships).map((chain) => chain.at(-1)!),
  );
  const indirect = [...new Set(reached)].filter((group) => !direct.includes(group));
  return [
    ...direct.map((value) => ({ value, type: 'direct' as const })),
    ...indirect.map((value) => ({ value, type: 'indirect' as const })),
  ];
}
