// Holds what a sweep read, with the moment of the lab clock that decides who was at work.
import type { JsonObject } from '../../../base/json.ts';
import type { SweptAccount } from '../../../idp/sweep/account.ts';
import { idOf, nameOf } from '../../../vault/members.ts';

/** The accounts, and when reading them began by the lab clock (ISO 8601). */
export interface Reading {
  readonly accounts: readonly SweptAccount[];
  readonly at: string;
  /** Accounts that Secret Server has and did not list, as its connector does with those without e-mail. */
  readonly unlisted: readonly { readonly id: string; readonly name: string }[];
}

/** A reading begun at a lab time in milliseconds, beside all users that Secret Server itself has. */
export function readingOf(
  accounts: readonly SweptAccount[],
  now: number,
  users: readonly JsonObject[],
): Reading {
  const read = new Set(accounts.map(({ id }) => id));
  const unlisted = users
    .filter((user) => !read.has(idOf(user)))
    .map((user) => ({ id: idOf(user), name: nameOf(user) }));
  return { accounts, at: new Date(now).toISOString(), unlisted };
}
