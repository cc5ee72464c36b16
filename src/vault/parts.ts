// Shows every part of the vault that is changed by hand as a small resource, so that journal, undo and the past know it.
import type { Json, JsonObject } from '../base/json.ts';
import { numbered } from './numbered.ts';
import type { Folder, Vault } from './vault.ts';

/** What SCIM shows of folders, secrets and rights leaves things out; these say all that is in the vault. */
export type PartType =
  | 'VaultRole'
  | 'VaultGroupRole'
  | 'VaultUserRole'
  | 'VaultFolder'
  | 'VaultFolderGrant'
  | 'VaultSecret'
  | 'VaultSecretGrant'
  | 'VaultPolicy'
  | 'VaultAccount'
  | 'VaultLockout'
  | 'VaultGroupSource'
  | 'VaultSetting';

/** A part as the journal keeps it. A setting is `{ id, value }`: `defaultRole`, `licences` or `unlimited`. */
export type Part = JsonObject & { readonly id: string };

interface Kind {
  /** Where the vault has its list; settings stand in the vault itself. */
  readonly list?: keyof Vault;
  /** Whether the list is left out of the vault while it is empty. */
  readonly optional?: true;
  /** What tells the parts apart, in this order; left out, they have an `id` of their own. */
  readonly keys?: readonly string[];
  readonly word: string;
}

const kinds: Readonly<Record<PartType, Kind>> = {
  VaultRole: { list: 'roles', word: 'role' },
  VaultGroupRole: { list: 'roleOfGroup', keys: ['group', 'role'], word: "group's role" },
  VaultUserRole: {
    ...{ list: 'roleOfUser', optional: true, keys: ['user', 'role'] },
    word: "user's role",
  },
  VaultFolder: { list: 'folders', word: 'folder' },
  VaultFolderGrant: { list: 'grants', word: 'row of folder rights' },
  VaultSecret: { list: 'secrets', word: 'secret' },
  VaultSecretGrant: { list: 'secretGrants', optional: true, word: 'row of secret rights' },
  VaultPolicy: { list: 'policies', optional: true, word: 'secret policy' },
  VaultAccount: { list: 'accounts', keys: ['user', 'kind'], word: 'note on the account' },
  VaultLockout: { list: 'lockedOut', optional: true, keys: ['user'], word: 'lockout of user' },
  VaultGroupSource: {
    ...{ list: 'synchronised', optional: true, keys: ['group'] },
    word: 'source of the group',
  },
  VaultSetting: { word: 'setting' },
};

const settings = ['defaultRole', 'licences', 'unlimited'] as const;

/** Every type of part. */
export const partTypes = Object.keys(kinds) as readonly PartType[]; // the table's own keys

/** True for the type of a part of the vault. */
export const isPart = (type: string): type is PartType => Object.hasOwn(kinds, type);

/** What a part is called in a sentence: `role`, `row of folder rights`. */
export const partWord = (type: PartType): string => kinds[type].word;

/** The id of a part that is told apart by what it joins: `partId('9', '2')` for a group and its role. */
export const partId = (...keys: readonly string[]): string => keys.join(' ');

/** All parts of a type, in the vault's order. */
export function partsOf(vault: Vault, type: PartType): readonly Part[] {
  if (type === 'VaultSetting')
    return settings.flatMap((id) => (vault[id] === undefined ? [] : [settingOf(vault, id)]));
  return listOf(vault, type).map((record) => shown(record, type, vault));
}

/** The part with this id, and its place in the list, counted from 1. */
export function partIn(
  vault: Vault,
  type: PartType,
  id: string,
): { readonly part: Part; readonly place: number } | undefined {
  const parts = partsOf(vault, type);
  const at = parts.findIndex((each) => each.id === id);
  return at < 0 ? undefined : { part: parts[at]!, place: at + 1 };
}

const settingOf = (vault: Vault, id: (typeof settings)[number]): Part => ({
  id,
  value: vault[id] as Json, // plain data
});

/** The records of a list; a lockout is the id of a user alone, and a record here. */
function listOf(vault: Vault, type: PartType): readonly JsonObject[] {
  const { list } = kinds[type];
  if (type === 'VaultLockout') return (vault.lockedOut ?? []).map((user) => ({ user }));
  const whole = type === 'VaultFolderGrant' ? numbered(vault) : vault;
  return ((list && whole[list]) ?? []) as readonly JsonObject[]; // all lists hold plain data
}

/** The path of a folder follows from its parents, so only one at the root says it. */
function shown(record: JsonObject, type: PartType, vault: Vault): Part {
  const { keys } = kinds[type];
  const id = keys ? partId(...keys.map((key) => String(record[key]))) : String(record.id);
  if (type !== 'VaultFolder' || !hasParent(record, vault)) return { ...record, id };
  return { ...without(record, 'path'), id };
}

const hasParent = ({ parent }: JsonObject, vault: Vault): boolean =>
  parent !== undefined && vault.folders.some(({ id }) => id === parent);

const without = (record: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/**
 * The vault with a part put in place of the one with its id, or added: at its `place` (counted from 1)
 * if it had one before, else at the end. Paths of folders follow.
 */
export function withPart(
  vault: Vault,
  type: PartType,
  { part, place }: { readonly part: Part; readonly place?: number | undefined },
): Vault {
  if (type === 'VaultSetting') return { ...vault, [part.id]: part.value };
  const list = listOf(vault, type);
  const at = list.findIndex((each) => shown(each, type, vault).id === part.id);
  const record = recordOf(part, type);
  const next =
    at >= 0 ? list.with(at, record) : list.toSpliced((place ?? list.length + 1) - 1, 0, record);
  return withList(vault, type, next);
}

/** The vault without a part; one that is not there changes nothing. */
export function withoutPart(vault: Vault, type: PartType, id: string): Vault {
  if (type === 'VaultSetting')
    return without(vault as unknown as JsonObject, id) as unknown as Vault; // a vault is plain data, and only `unlimited` goes
  const list = listOf(vault, type);
  const left = list.filter((each) => shown(each, type, vault).id !== id);
  return left.length === list.length ? vault : withList(vault, type, left);
}

/** What is kept in the vault: the id stands there only if it is no sum of other fields. */
const recordOf = (part: Part, type: PartType): JsonObject =>
  kinds[type].keys ? without(part, 'id') : part;

function withList(vault: Vault, type: PartType, list: readonly JsonObject[]): Vault {
  const { list: name, optional } = kinds[type];
  const kept = type === 'VaultLockout' ? list.map(({ user }) => user) : list;
  const next = { ...vault, [name!]: kept } as unknown as Vault; // settings never come here
  if (optional && list.length === 0)
    return without(next as unknown as JsonObject, name!) as unknown as Vault; // as above
  return type === 'VaultFolder' ? withPaths(next) : next;
}

/** Paths follow names and parents; a folder without a parent has its own. A circle ends somewhere. */
function withPaths(vault: Vault): Vault {
  const byId = new Map(vault.folders.map((each) => [each.id, each]));
  const pathOf = (folder: Folder, depth: number): string => {
    const parent = byId.get(folder.parent ?? '');
    if (!parent || depth > vault.folders.length) return folder.path ?? `\\${folder.name}`;
    return `${pathOf(parent, depth + 1)}\\${folder.name}`;
  };
  return {
    ...vault,
    folders: vault.folders.map((folder) => {
      const path = pathOf(folder, 0);
      if (path === folder.path) return folder;
      const { id, name } = folder;
      return { ...{ id, name, path }, ...folder, path };
    }),
  };
}
