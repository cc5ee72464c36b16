// Notices that a directory is no longer what a sweep read, so that nobody decides by an old list.
import type { JsonObject } from '../../../base/json.ts';
import type { SweptAccount } from '../../../idp/sweep/account.ts';
import { accountOf } from '../../../scim/account.ts';
import type { Reading } from './reading.ts';

/**
 * True if an account came, went or changed in what a sweep compares, other than by being in `disabled`.
 */
export function isStale(
  { accounts, unlisted }: Reading,
  users: readonly JsonObject[],
  disabled: ReadonlySet<string>,
): boolean {
  const present = new Map(
    users.flatMap((user) => {
      const account = accountOf(user);
      return account ? [[account.id, account] as const] : [];
    }),
  );
  for (const account of accounts) {
    const now = present.get(account.id);
    const expected = { ...account, enabled: account.enabled && !disabled.has(account.id) };
    if (!now || textOf(now) !== textOf(expected)) return true;
    present.delete(account.id);
  }
  for (const { id } of unlisted) present.delete(id);
  return present.size > 0;
}

/** What is compared, without the version: that also changes with what nobody compares. */
const textOf = (account: SweptAccount): string => JSON.stringify({ ...account, version: '' });
