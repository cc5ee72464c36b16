// Reads what the journal keeps of changes made by hand in Secret Server, which no SCIM resource shows.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { HandGrant } from './grants.ts';
import type { FolderGrant } from './vault.ts';

/**
 * Changes made by hand are journalled as resources of this type. No SCIM endpoint serves it; the journal
 * has them as it has every resource, so that it tells what was done, by whom and when.
 */
export const vaultChangeType = 'VaultChange';

/** A row of folder rights that was taken away, and the place in the vault's list where it stood. */
export interface RemovedRow {
  readonly place: number;
  readonly row: FolderGrant;
}

/** The journal's record of a grant that was taken away by hand. */
export const grantRemoval = (
  id: string,
  grant: HandGrant,
  rows: readonly RemovedRow[],
): JsonObject & { readonly id: string } => ({
  id,
  kind: 'grantRemoved',
  grant: { ...grant },
  rows: rows.map(({ place, row }) => ({ place, row: row as unknown as JsonObject })), // plain data
});

/** The grant that a change took away by hand; undefined for any other change. */
export function grantRemoved({ after }: Change): HandGrant | undefined {
  const grant = after?.['kind'] === 'grantRemoved' ? after['grant'] : undefined;
  return isObject(grant) ? (grant as unknown as HandGrant) : undefined; // written above
}

/** The rows that a change took away by hand, in the order of their places; older journals do not tell them. */
export function rowsRemoved({ after }: Change): readonly RemovedRow[] {
  const rows = after?.['kind'] === 'grantRemoved' ? after['rows'] : undefined;
  return isList(rows) ? (rows as unknown as readonly RemovedRow[]) : []; // written above
}
