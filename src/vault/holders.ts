// Finds the people whose access a change of folders, secrets or rights can touch.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { peopleIn, textOf } from './members.ts';
import type { Grantee, Vault } from './vault.ts';

/**
 * SCIM ids of the users whose access may differ: of a row of rights, the user or the people of the
 * group it is about; of a folder or secret, everybody who has a right anywhere, in any of `vaults`
 * (before and after). `groups` are all groups.
 */
export function holdersTouched(
  changes: readonly Change[],
  vaults: readonly Vault[],
  groups: readonly JsonObject[],
): readonly string[] {
  const people = new Set<string>();
  const add = ({ kind, id }: Grantee): void => {
    if (kind === 'user') people.add(id);
    else for (const person of peopleIn(id, groups)) people.add(person);
  };
  for (const { resourceType, before, after } of changes)
    if (resourceType.endsWith('Permission'))
      for (const row of [before, after]) for (const whom of granteesIn(row ?? {})) add(whom);
    else if (resourceType === 'Container' || resourceType === 'PrivilegedData')
      for (const { grants, secretGrants = [] } of vaults)
        for (const { to } of [...grants, ...secretGrants]) add(to);
  return [...people];
}

const granteesIn = (row: JsonObject): readonly Grantee[] =>
  (['user', 'group'] as const).flatMap((kind) => {
    const reference = row[kind];
    return isObject(reference) ? [{ kind, id: textOf(reference, 'value') }] : [];
  });
