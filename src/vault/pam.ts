// Shows folders, secrets and the rights on them as SCIM resources, and puts changed resources back into the vault; modelled on an expired draft.
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts';
import { textOf } from './members.ts';
import { numbered } from './numbered.ts';
import type {
  Folder,
  FolderGrant,
  FolderRight,
  Grantee,
  Secret,
  SecretGrant,
  SecretRight,
  Vault,
} from './vault.ts';

/** The resource types of draft-grizzle-scim-pam-ext: folders, secrets, and rows of rights on either. */
export type PamType =
  'Container' | 'ContainerPermission' | 'PrivilegedData' | 'PrivilegedDataPermission';

/** What one resource says, without `id` and `meta`; references as `{ value }`. */
export interface PamItem {
  readonly id: string;
  readonly content: JsonObject;
}

/** Every resource of a type that a vault holds, in its order. */
export function itemsOf(vault: Vault, type: PamType): readonly PamItem[] {
  switch (type) {
    case 'Container':
      return vault.folders.map((folder) => ({
        id: folder.id,
        content: containerOf(folder, vault),
      }));
    case 'ContainerPermission':
      return numbered(vault).grants.map((grant) => ({
        id: grant.id!, // just numbered
        content: permissionOf(grant, vault),
      }));
    case 'PrivilegedData':
      return vault.secrets.map((secret) => ({ id: secret.id, content: dataOf(secret) }));
    case 'PrivilegedDataPermission':
      return (vault.secretGrants ?? []).map((grant) => ({
        id: grant.id,
        content: dataPermissionOf(grant, vault),
      }));
  }
}

// — From the vault

function containerOf(folder: Folder, vault: Vault): JsonObject {
  const owner = grantsOn(folder, vault).find(({ folderRight }) => folderRight === 'Owner')?.to.id;
  const inside = vault.secrets.filter((secret) => secret.folder === folder.id);
  return {
    name: folder.name,
    displayName: folder.name,
    ...(folder.description === undefined ? {} : { description: folder.description }),
    type: 'Folder',
    ...(folder.parent === undefined ? {} : { parent: { value: folder.parent } }),
    inherits: folder.inherits,
    ...(owner === undefined ? {} : { owner: { value: owner } }),
    ...(inside.length === 0 ? {} : { privilegedData: inside.map(pointer) }),
  };
}

const pointer = ({ id, template }: Secret): JsonObject => ({ value: id, ...typeOf(template) });

const typeOf = (template = ''): JsonObject => (template === '' ? {} : { type: template });

const dataOf = ({ name, description, template }: Secret): JsonObject => ({
  name,
  ...(description === undefined ? {} : { description }),
  ...typeOf(template),
});

function permissionOf({ folder, to, folderRight }: FolderGrant, vault: Vault): JsonObject {
  const name = vault.folders.find(({ id }) => id === folder)?.name;
  return {
    container: { value: folder, ...(name === undefined ? {} : { name }) },
    [to.kind]: { value: to.id },
    rights: [folderRight],
  };
}

function dataPermissionOf({ secret, to, right }: SecretGrant, vault: Vault): JsonObject {
  const template = vault.secrets.find(({ id }) => id === secret)?.template;
  return {
    privilegedData: { value: secret, ...typeOf(template) },
    [to.kind]: { value: to.id },
    rights: [right],
  };
}

/** The rows that hold on a folder: its own, or those of the nearest folder above that has its own. */
function grantsOn(folder: Folder, vault: Vault): readonly FolderGrant[] {
  const above = folder.inherits ? folderWith(folder.parent, vault) : undefined;
  if (above) return grantsOn(above, vault);
  return vault.grants.filter((grant) => grant.folder === folder.id);
}

const folderWith = (id: string | undefined, vault: Vault): Folder | undefined =>
  vault.folders.find((each) => each.id === id);

// — Into the vault

/** A resource to put in place of the one with its id, or to add; `nextId` numbers rows that come with it. */
export interface PamPut extends PamItem {
  readonly type: PamType;
  readonly nextId: () => string;
  /** It comes back as it was, so nothing follows from it: a folder's own changes come back with it. */
  readonly back?: boolean;
}

/** The vault with a resource put into it. Content is taken as it is; who asks has checked it. */
export function withItem(before: Vault, { type, id, content, nextId, back }: PamPut): Vault {
  const vault = numbered(before);
  switch (type) {
    case 'Container':
      return withContainer(vault, id, content);
    case 'ContainerPermission':
      return withPermission(vault, { id, content, nextId, ...(back && { back }) });
    case 'PrivilegedData':
      return { ...vault, secrets: put(vault.secrets, secretFrom(vault, id, content)) };
    case 'PrivilegedDataPermission':
      return {
        ...vault,
        secretGrants: put(vault.secretGrants ?? [], secretGrantFrom(id, content)),
      };
  }
}

/** The vault without a resource, and without the rows of rights that stood on it. */
export function withoutItem(before: Vault, type: PamType, id: string): Vault {
  const vault = numbered(before);
  const others = <Item extends { readonly id?: string }>(items: readonly Item[]): readonly Item[] =>
    items.filter((each) => each.id !== id);
  switch (type) {
    case 'Container':
      return {
        ...vault,
        folders: others(vault.folders),
        grants: vault.grants.filter(({ folder }) => folder !== id),
      };
    case 'ContainerPermission':
      return { ...vault, grants: others(vault.grants) };
    case 'PrivilegedData':
      return {
        ...vault,
        secrets: others(vault.secrets),
        ...(vault.secretGrants
          ? { secretGrants: vault.secretGrants.filter(({ secret }) => secret !== id) }
          : {}),
      };
    case 'PrivilegedDataPermission':
      return { ...vault, secretGrants: others(vault.secretGrants ?? []) };
  }
}

/** Where a vault keeps what the resources of a type show. */
const listOf = {
  Container: 'folders',
  ContainerPermission: 'grants',
  PrivilegedData: 'secrets',
  PrivilegedDataPermission: 'secretGrants',
} as const satisfies Record<PamType, keyof Vault>;

/** What the vault itself holds behind a resource, which is more than the resource shows. */
export const recordOf = (vault: Vault, type: PamType, id: string): JsonObject | undefined =>
  numbered(vault)[listOf[type]]?.find((each) => each.id === id) as JsonObject | undefined; // plain data

/** The vault with a record of `recordOf` as it was; one that is gone comes back to its place (counted from 1). */
export function withRecord(
  before: Vault,
  type: PamType,
  { record, place }: { readonly record: JsonObject; readonly place: number },
): Vault {
  const vault = numbered(before);
  const name = listOf[type];
  const list: readonly { readonly id?: string }[] = vault[name] ?? [];
  const at = list.findIndex(({ id }) => id === record.id);
  const now = at < 0 ? list.toSpliced(place - 1, 0, record) : list.with(at, record);
  return { ...vault, [name]: now };
}

/** The list with an item in the place of the one with its id, or at its end. */
function put<Item extends { readonly id?: string }>(
  items: readonly Item[],
  item: Item,
): readonly Item[] {
  const at = items.findIndex(({ id }) => id === item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}

const valueIn = (content: JsonObject, name: string): string | undefined => {
  const reference = content[name];
  return isObject(reference) ? textOf(reference, 'value') || undefined : undefined;
};

const isFlag = (value: Json | undefined): value is boolean => typeof value === 'boolean';

function withContainer(vault: Vault, id: string, content: JsonObject): Vault {
  const old = folderWith(id, vault);
  const parent = valueIn(content, 'parent');
  const description = textOf(content, 'description');
  const folder: Folder = {
    id,
    name: textOf(content, 'name'),
    path: '', // worked out below, with those of the folders in it
    ...(parent === undefined ? {} : { parent }),
    // a new folder has its parent's rights, as Secret Server makes it; one without a parent has none
    inherits:
      parent !== undefined &&
      (isFlag(content.inherits) ? content.inherits : (old?.inherits ?? true)),
    protected: old?.protected ?? false,
    ...(description === '' ? {} : { description }),
    ...(old?.personalOf === undefined ? {} : { personalOf: old.personalOf }),
    ...(old?.policy === undefined ? {} : { policy: old.policy }),
  };
  const secrets = secretsMoved(vault, id, content.privilegedData);
  return withPaths({ ...vault, folders: put(vault.folders, folder), secrets }, vault);
}

/** Secrets named are in the folder, those no longer named in none. */
function secretsMoved(vault: Vault, folder: string, data: Json | undefined): readonly Secret[] {
  const listed = isList(data) ? data.filter(isObject).map((each) => textOf(each, 'value')) : [];
  const inside = new Set(listed);
  return vault.secrets.map((secret) => {
    if (inside.has(secret.id)) return secret.folder === folder ? secret : { ...secret, folder };
    return secret.folder === folder ? { ...secret, folder: '' } : secret;
  });
}

/** Paths follow names and parents; a folder that has none keeps the way that its old path begins with. */
function withPaths(vault: Vault, before: Vault): Vault {
  const pathOf = (folder: Folder, depth = 0): string => {
    const parent = folderWith(folder.parent, vault);
    if (parent && depth < vault.folders.length)
      return `${pathOf(parent, depth + 1)}\\${folder.name}`;
    const old = folderWith(folder.id, before);
    const start = old && old.parent === undefined ? old.path.replace(/[^\\]*$/, '') : '\\';
    return `${start}${folder.name}`;
  };
  return {
    ...vault,
    folders: vault.folders.map((folder) => {
      const path = pathOf(folder);
      return path === folder.path ? folder : { ...folder, path };
    }),
  };
}

/** A row for a folder that inherits ends that: the rows it had from above become its own. */
function withPermission(
  vault: Vault,
  { id, content, nextId, back = false }: Omit<PamPut, 'type'>,
): Vault {
  const grant = grantFrom(vault, id, content);
  const folder = folderWith(grant.folder, vault);
  if (back || !folder?.inherits) return { ...vault, grants: put(vault.grants, grant) };
  const copies = grantsOn(folder, vault).map((each) => ({
    ...each,
    id: nextId(),
    folder: folder.id,
  }));
  return {
    ...vault,
    folders: put(vault.folders, { ...folder, inherits: false }),
    grants: [...vault.grants, ...copies, grant],
  };
}

/** What a right on a folder means for the secrets in it; Delinea keeps the two apart. */
const onSecrets: Readonly<Record<FolderRight, FolderGrant['secretRight']>> = {
  View: 'View',
  Edit: 'Edit',
  'Add Secret': 'None',
  Owner: 'Owner',
};

function grantFrom(vault: Vault, id: string, content: JsonObject): FolderGrant {
  const old = vault.grants.find((each) => each.id === id);
  const folderRight = rightIn(content) as FolderRight; // `readRights` lets no other word in
  return {
    ...old,
    id,
    folder: valueIn(content, 'container') ?? '',
    to: granteeIn(content),
    folderRight,
    secretRight: old?.folderRight === folderRight ? old.secretRight : onSecrets[folderRight],
  };
}

const secretGrantFrom = (id: string, content: JsonObject): SecretGrant => ({
  id,
  secret: valueIn(content, 'privilegedData') ?? '',
  to: granteeIn(content),
  right: rightIn(content) as SecretRight, // as above
});

function secretFrom(vault: Vault, id: string, content: JsonObject): Secret {
  const old = vault.secrets.find((each) => each.id === id);
  const description = textOf(content, 'description');
  return {
    ...{ id, name: textOf(content, 'name'), folder: old?.folder ?? '' },
    template: textOf(content, 'type') || (old ? '' : 'Password'),
    ...(old?.policy === undefined ? {} : { policy: old.policy }),
    ...(description === '' ? {} : { description }),
  };
}

function granteeIn(content: JsonObject): Grantee {
  const group = valueIn(content, 'group');
  return group === undefined
    ? { kind: 'user', id: valueIn(content, 'user') ?? '' }
    : { kind: 'group', id: group };
}

const rightIn = ({ rights }: JsonObject): string => (isList(rights) ? String(rights[0]) : '');

// — Rights

const words: Readonly<Record<'Container' | 'PrivilegedData', readonly string[]>> = {
  Container: ['Add Secret', 'View', 'Edit', 'Owner'],
  PrivilegedData: ['List', 'View', 'Edit', 'Owner'],
};

/**
 * Reads words of rights, weakest first in the tables above: the strongest counts, and a word nobody
 * knows becomes View, as Delinea's connector has it. `unknown` are those words.
 */
export function readRights(
  given: readonly string[],
  on: 'Container' | 'PrivilegedData',
): { readonly right: string; readonly unknown: readonly string[] } {
  const known = words[on];
  const placeOf = (word: string): number =>
    known.findIndex((each) => each.toLowerCase() === word.toLowerCase());
  const unknown = given.filter((word) => placeOf(word) < 0);
  const places = given.map((word) => (placeOf(word) < 0 ? known.indexOf('View') : placeOf(word)));
  return { right: known[Math.max(...places)] ?? 'View', unknown };
}

/** Every folder below one, itself included; a circle is walked once. */
export function foldersBelow(id: string, vault: Vault): ReadonlySet<string> {
  const found = new Set([id]);
  for (const each of found)
    // a set that grows while it is walked visits what was added
    for (const folder of vault.folders) if (folder.parent === each) found.add(folder.id);
  return found;
}
