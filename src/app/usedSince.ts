// Finds out whether what a change by hand made is used by something else, so that undoing it would leave a hole.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { Edit } from '../store/store.ts';
import { membersOf, nameOf } from '../vault/members.ts';
import { isPart, partsOf, partTypes, partWord } from '../vault/parts.ts';
import type { Vault } from '../vault/vault.ts';

/** Why a change by hand cannot be undone alone: a whole sentence; undefined if nothing uses what it made. */
export async function usedSince(
  edit: Edit,
  changes: readonly Change[],
): Promise<string | undefined> {
  const made = changes.filter(({ kind }) => kind === 'create');
  if (made.length === 0) return undefined;
  const own = new Set(made.map(({ resourceType, id }) => `${resourceType} ${id}`));
  const vault = (await edit.document('vault')) as unknown as Vault; // put there by seedOf, as a vault
  const parts = partTypes.flatMap((type) =>
    partsOf(vault, type).filter(({ id }) => !own.has(`${type} ${id}`)),
  );
  const groups = (await edit.all('Group')).map(({ resource }) => resource);
  const used = made.find(
    (change) => parts.some((part) => refers(part, change)) || isIn(groups, change),
  );
  if (!used) return undefined;
  const { resourceType: type, after = {} } = used;
  const word = isPart(type) ? partWord(type) : type.toLowerCase();
  return `The ${word} ${nameOf(after)} that this change made is used by what was done since, so it cannot be undone alone. Undo the later changes first.`;
}

const fields: Readonly<Record<string, readonly string[]>> = {
  VaultRole: ['role'],
  VaultFolder: ['parent', 'folder'],
  VaultSecret: ['secret'],
  User: ['user', 'personalOf'],
  Group: ['group'],
};

function refers(part: JsonObject, { resourceType: type, id }: Change): boolean {
  if (type === 'VaultRole' && part.id === 'defaultRole') return part.value === id;
  if ((fields[type] ?? []).some((field) => part[field] === id)) return true;
  const { to } = part;
  return isObject(to) && to.id === id && to.kind === type.toLowerCase();
}

const isIn = (groups: readonly JsonObject[], { resourceType: type, id }: Change): boolean =>
  (type === 'User' || type === 'Group') &&
  groups.some((group) =>
    membersOf(group).some((member) => member.id === id && member.kind === type.toLowerCase()),
  );
