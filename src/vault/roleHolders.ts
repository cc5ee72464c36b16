// Says who holds each role of Secret Server, and through which groups; which group gives which role is lab data.
import type { JsonObject } from '../base/json.ts';
import { idOf, peopleIn } from './members.ts';
import type { People } from './members.ts';
import type { Role, Vault } from './vault.ts';

/** A role with the groups that give it and the people who hold it (SCIM ids, in the directory's order). */
export interface RoleHolders {
  readonly role: Role;
  /** Every account gets it when it is made. */
  readonly isDefault: boolean;
  readonly groups: readonly string[];
  readonly people: readonly string[];
}

/** Every role in the vault's order; disabled accounts keep their roles and are counted. */
export const roleHolders = (people: People, vault: Vault): readonly RoleHolders[] =>
  vault.roles.map((role) => {
    const isDefault = role.id === vault.defaultRole;
    const groups = vault.roleOfGroup
      .filter((row) => row.role === role.id)
      .map(({ group }) => group);
    const inside = isDefault ? undefined : peopleInAny(groups, people.groups);
    const given = new Set(
      (vault.roleOfUser ?? []).filter((row) => row.role === role.id).map(({ user }) => user),
    );
    const holders = people.users
      .map(idOf)
      .filter((id) => !inside || inside.has(id) || given.has(id));
    return { role, isDefault, groups, people: holders };
  });

function peopleInAny(groups: readonly string[], all: readonly JsonObject[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const group of groups) for (const person of peopleIn(group, all)) found.add(person);
  return found;
}
