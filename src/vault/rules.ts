// Holds the rules that guard an installation whoever changes it: protected accounts, licences, and that somebody can still administer it.
import { isEnabled, idOf, type People } from './members.ts';
import { holdersOfPermission, licencesUsed } from './roles.ts';
import type { JsonObject } from '../base/json.ts';
import type { Vault } from './vault.ts';

/** True for an account that takes no licence because programs use it. */
export const isApplication = ({ accounts }: Vault, user: string): boolean =>
  accounts.some((each) => each.user === user && each.kind === 'application');

/** True for a break-glass account: SCIM must never manage it, and nobody disables it by hand. */
export const isProtected = ({ accounts }: Vault, user: string): boolean =>
  accounts.some((each) => each.user === user && each.kind === 'breakGlass');

/** True for an account that no SCIM request may change: protected, or come with the installation. */
export const isOutOfScim = ({ accounts }: Vault, user: string): boolean =>
  accounts.some(({ user: id, kind }) => id === user && /^(breakGlass|builtIn)$/.test(kind));

/** How many licences are free, never below 0; undefined where the installation counts none. */
export function freeLicences(users: Iterable<JsonObject>, vault: Vault): number | undefined {
  if (vault.licences <= 0) return undefined;
  return Math.max(0, vault.licences - licencesUsed(users, vault));
}

/** Without somebody who holds each of these, an installation can never be put right again. */
const keys = ['Administer Users', 'Administer Role Assignment', 'Administer Role Permissions'];

/** The key permissions that at least one enabled account, not locked out, holds. */
export function keysHeld({ users, groups }: People, vault: Vault): ReadonlySet<string> {
  const able = users.filter((user) => canLogIn(user, vault)).map(idOf);
  const held = (key: string): boolean => {
    const holders = holdersOfPermission(key, groups, vault);
    return holders === 'everybody' ? able.length > 0 : able.some((id) => holders.has(id));
  };
  return new Set(keys.filter(held));
}

/** True if a user or one of these groups has a role with a key permission, or everybody has. */
export const givesKeys = (
  { roles, roleOfGroup, roleOfUser = [], defaultRole }: Vault,
  { user, groups }: { readonly user: string | undefined; readonly groups: readonly string[] },
): boolean =>
  roles.some(
    ({ id, permissions }) =>
      keys.some((key) => permissions.includes(key)) &&
      (id === defaultRole ||
        roleOfUser.some((row) => row.role === id && row.user === user) ||
        roleOfGroup.some((row) => row.role === id && groups.includes(row.group))),
  );

const canLogIn = (user: JsonObject, { lockedOut = [] }: Vault): boolean =>
  isEnabled(user) && !lockedOut.includes(idOf(user));

/** A key permission that somebody held before and nobody would hold after; undefined if there is none. */
export function keyLost(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): string | undefined {
  return [...before].find((key) => !after.has(key));
}
