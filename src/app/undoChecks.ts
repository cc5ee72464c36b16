// Holds what speaks against undoing a change: something uses what it made, or nobody could administer the installation any more.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { Edit } from '../store/store.ts';
import { membersOf, nameOf } from '../vault/members.ts';
import { keyLost, keysHeld } from '../vault/rules.ts';
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

/** What a change is about, as a sentence begins with it. */
export const calledOf = ({ resourceType: type, id }: Change): string =>
  isPart(type) ? `The ${partWord(type)} ${id}` : `${type} ${id}`;

/** The key permissions that somebody holds now; none where there is no vault. */
export async function keysIn(edit: Edit): Promise<ReadonlySet<string>> {
  const vault = (await edit.document('vault')) as unknown as Partial<Vault> | undefined; // as above
  if (!vault?.roles?.length) return new Set();
  const of = async (type: string): Promise<readonly JsonObject[]> =>
    (await edit.all(type)).map(({ resource }) => resource);
  return keysHeld({ users: await of('User'), groups: await of('Group') }, vault as Vault);
}

/** Why an undo must not happen, as a whole sentence: somebody held a key permission before, nobody after. */
export function keyGone(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): string | undefined {
  const lost = keyLost(before, after);
  return lost === undefined
    ? undefined
    : `Without this change nobody who can log in would have the role permission ${lost}, so it was not undone. Give it to another account first.`;
}

const fields: Readonly<Record<string, readonly string[]>> = {
  VaultRole: ['role'],
  VaultFolder: ['parent', 'folder'],
  VaultSecret: ['secret'],
  VaultPolicy: ['policy'],
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
