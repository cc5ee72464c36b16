// Says which roles a person has in Secret Server and how many licences are used; which group gives which role is lab data.
import type { JsonObject } from '../base/json.ts';
import { chainsFrom, idOf, isEnabled, membershipsIn, peopleIn } from './members.ts';
import type { Role, Vault } from './vault.ts';

/** A role a person has, and where it comes from: the default role, given by hand, or a group by id. */
export interface RoleGiven {
  readonly role: Role;
  readonly by: 'default' | 'hand' | { readonly group: string };
}

/**
 * The roles of a person, each once, in the vault's order: the default role, which every account gets
 * when it is made, those given to the person, and those of the person's groups, also through nested
 * groups. The permissions are the union of all of them. Delinea documents no mapping of SCIM groups to roles: it is lab data.
 */
export function rolesOf(
  user: string,
  groups: readonly JsonObject[],
  vault: Vault,
): readonly RoleGiven[] {
  const memberships = membershipsIn(groups);
  const reached = (memberships.ofUser.get(user) ?? [])
    .flatMap((group) => chainsFrom(group, memberships))
    .map((chain) => chain.at(-1)!);
  return vault.roles.flatMap((role): readonly RoleGiven[] => {
    if (role.id === vault.defaultRole) return [{ role, by: 'default' }];
    if (vault.roleOfUser?.some((each) => each.user === user && each.role === role.id))
      return [{ role, by: 'hand' }];
    const row = vault.roleOfGroup.find(
      (each) => each.role === role.id && reached.includes(each.group),
    );
    return row ? [{ role, by: { group: row.group } }] : [];
  });
}

/** The permissions a person has through all roles together; a disabled account keeps its roles. */
export const permissionsOf = (
  user: string,
  groups: readonly JsonObject[],
  vault: Vault,
): ReadonlySet<string> =>
  new Set(rolesOf(user, groups, vault).flatMap(({ role }) => role.permissions));

/** The ids of those who hold a permission, in one pass over the groups; `everybody` if the default role gives it. */
export function holdersOfPermission(
  permission: string,
  groups: readonly JsonObject[],
  vault: Vault,
): ReadonlySet<string> | 'everybody' {
  const giving = new Set(
    vault.roles.filter((role) => role.permissions.includes(permission)).map(({ id }) => id),
  );
  if (giving.has(vault.defaultRole)) return 'everybody';
  const holders = new Set<string>();
  for (const { user, role } of vault.roleOfUser ?? []) if (giving.has(role)) holders.add(user);
  for (const { group, role } of vault.roleOfGroup)
    if (giving.has(role)) for (const person of peopleIn(group, groups)) holders.add(person);
  return holders;
}

/**
 * How many licences the directory uses: Secret Server licenses named, enabled users, and no
 * application accounts.
 */
export function licencesUsed(users: Iterable<JsonObject>, { accounts }: Vault): number {
  const applications = new Set(
    accounts.filter(({ kind }) => kind === 'application').map(({ user }) => user),
  );
  let used = 0;
  for (const user of users) if (isEnabled(user) && !applications.has(idOf(user))) used += 1;
  return used;
}
