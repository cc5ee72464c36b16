// Numbers the rows of folder rights, which SCIM knows by id.
import type { Vault } from './vault.ts';

/** The vault with a number for every row of folder rights; those made by hand come without one. */
export function numbered(vault: Vault): Vault {
  if (vault.grants.every(({ id }) => id !== undefined)) return vault;
  let next = Math.max(0, ...vault.grants.map(({ id }) => Number(id ?? 0)));
  const grants = vault.grants.map((grant) =>
    grant.id === undefined ? { ...grant, id: String(++next) } : grant,
  );
  return { ...vault, grants };
}
