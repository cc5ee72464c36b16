// Remembers whose hand acts in the console of each tenant; at first it is the administrator every installation has.
import type { JsonObject } from '../../../base/json.ts';
import { idOf, isEnabled, textOf } from '../../../vault/members.ts';
import type { Directory } from '../../lab.ts';

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
