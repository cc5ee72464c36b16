// Remembers whose hand acts in the console of each tenant; at first it is the administrator every installation has.
import { getContext, setContext } from 'svelte';
import type { JsonObject } from '../../../base/json.ts';
import { idOf, isEnabled, nameOf, textOf } from '../../../vault/members.ts';
import { roleHolders } from '../../../vault/roleHolders.ts';
import type { Directory } from '../../lab.ts';
import { lookAt } from '../look.ts';

const chosen = $state<Record<string, string>>({});

/**
 * The person (SCIM id) who acts in a tenant: the one chosen, else the built-in administrator `admin`, else
 * any enabled account. Empty where there is nobody.
 */
export function actingIn({ tenant, users, vault }: Directory): string {
  const has = (id: string | undefined): id is string =>
    id !== undefined && users.some((user) => idOf(user) === id);
  const picked = chosen[tenant];
  if (has(picked)) return picked;
  const builtIn = vault.accounts.find(({ kind }) => kind === 'builtIn')?.user;
  if (has(builtIn)) return builtIn;
  return idOf(users.find(isAdmin) ?? users.find(isEnabled) ?? {});
}

const isAdmin = (user: JsonObject): boolean => textOf(user, 'userName') === 'admin';

/** Lets somebody else act in a tenant. */
export function actAs(tenant: string, user: string): void {
  chosen[tenant] = user;
}

const stage = Symbol('where one acts');

/** Tells every part of the console which directory it acts in. */
export const setStage = (directory: () => Directory): void => {
  setContext(stage, directory);
};

/** The directory that the console acts in; undefined outside it. */
export const getStage = (): (() => Directory) | undefined =>
  getContext<(() => Directory) | undefined>(stage);

/** An enabled person, not locked out, whose roles give a permission. */
export function holderOf(
  permission: string,
  directory: Directory,
): { readonly id: string; readonly name: string } | undefined {
  const { users } = lookAt(directory);
  const { lockedOut = [] } = directory.vault;
  const held = roleHolders(directory, directory.vault)
    .filter(({ role }) => role.permissions.includes(permission))
    .flatMap(({ people }) => people);
  const id = held.find((each) => {
    const user = users.get(each);
    return user !== undefined && isEnabled(user) && !lockedOut.includes(each);
  });
  const user = id === undefined ? undefined : users.get(id);
  return user && { id: idOf(user), name: nameOf(user) };
}
