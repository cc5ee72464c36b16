// Takes away a grant that was given by hand: what no group change, and so no SCIM request, can do.
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Vault } from './vault.ts';

/** A grant by hand: the person (SCIM id) and the folder (id) it stands on. */
export interface HandGrant {
  readonly user: string;
  readonly folder: string;
}

/** The vault without a grant by hand; the trouble is a whole sentence when there is no such grant. */
export function withoutGrant(vault: Vault, { user, folder }: HandGrant): Result<Vault, string> {
  const grants = vault.grants.filter(
    ({ to, folder: on }) => !(to.kind === 'user' && to.id === user && on === folder),
  );
  if (grants.length === vault.grants.length)
    return fail('Nobody was given this right by hand, or it is gone already.');
  return ok({ ...vault, grants });
}
