// Creates, renames, moves and deletes folders by hand, and gives rights on them.
import { ok, type Result } from '../../base/result.ts';
import { rightsOnFolders } from '../../vault/folderTree.ts';
import type { FolderDeed, NotActed } from '../../vault/command.ts';
import { nameOf } from '../../vault/members.ts';
import { foldersBelow } from '../../vault/pam.ts';
import type { Folder, FolderGrant } from '../../vault/vault.ts';
import {
  alike,
  allowed,
  folderIn,
  granteeIn,
  mayOnFolder,
  named,
  no,
  plan,
  putPart,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

type Of<Kind extends FolderDeed['kind']> = Extract<FolderDeed, { readonly kind: Kind }>;
type Answer = Result<Plan, NotActed>;

/** Plans what is done to a folder or to the rights on it. */
export function planFolder(desk: Desk, deed: FolderDeed): Answer | Promise<Answer> {
  const may = allowed(desk, 'Administer Folders');
  if (!may.ok) return may;
  switch (deed.kind) {
    case 'createFolder':
      return createFolder(desk, deed);
    case 'changeFolderGrant':
    case 'removeFolderGrant':
      return turnGrant(desk, deed);
  }
  const found = folderIn(desk, deed.folder);
  if (!found.ok) return found;
  const folder = found.value;
  const owns = mayOnFolder(desk, folder, 'Owner');
  if (!owns.ok) return owns;
  switch (deed.kind) {
    case 'editFolder':
      return editFolder(desk, folder, deed);
    case 'moveFolder':
      return moveFolder(desk, folder, deed.parent);
    case 'deleteFolder':
      return deleteFolder(desk, folder);
    case 'setInheritance':
      return setInheritance(desk, folder, deed);
    case 'grantFolder':
      return grantFolder(desk, folder, deed);
    case 'removeGrant':
      return removeGrant(desk, folder, deed.user);
  }
}

// — Folders

/** Making a folder at the root takes a role permission of its own; elsewhere, the right Edit on the parent. */
async function createFolder(desk: Desk, deed: Of<'createFolder'>): Promise<Answer> {
  const place = placeFor(desk, deed.parent);
  if (!place.ok) return place;
  const name = freeName(desk, deed.name, { parent: place.value });
  if (!name.ok) return name;
  const parent = place.value;
  const inherits = parent ? (deed.inherits ?? true) : false;
  // who may only edit the parent makes folders that inherit
  const owns = parent && !inherits ? mayOnFolder(desk, parent, 'Owner') : ok(undefined);
  if (!owns.ok) return owns;
  const id = await desk.nextId('Container');
  const description = deed.description?.trim();
  const folder = {
    name: name.value,
    ...(parent ? { parent: parent.id } : { path: `\\${name.value}` }),
    inherits,
    protected: false,
    ...(description ? { description } : {}),
  };
  const own = inherits ? [] : await ownRows(desk, parent, id);
  const rows = own.length > 0 || inherits ? own : [await ownerRow(desk, id)];
  return plan([putPart('VaultFolder', id, folder), ...rows], id);
}

/** Whoever makes a folder without inherited rights owns it, or nobody could ever change it. */
async function ownerRow(desk: Desk, folder: string): Promise<Write> {
  const to = { kind: 'user', id: String(desk.actor.id) } as const;
  const row = { folder, to, folderRight: 'Owner', secretRight: 'Owner', note: 'Made the folder.' };
  return putPart('VaultFolderGrant', await desk.nextId('ContainerPermission'), row);
}

/** The folder that something is to be put into; undefined is the root. */
function placeFor(desk: Desk, id: string | undefined): Result<Folder | undefined, NotActed> {
  if (id === undefined) {
    const may = allowed(desk, 'Create Root Folders');
    return may.ok ? ok(undefined) : may;
  }
  const parent = folderIn(desk, id, 'parent');
  if (!parent.ok) return parent;
  const open = shareable(parent.value, 'parent');
  if (!open.ok) return open;
  const may = mayOnFolder(desk, parent.value, 'Edit');
  return may.ok ? parent : may;
}

/** A personal folder has one owner and is never shared; neither is what lies in it. */
function shareable(folder: Folder, field: string): Result<void, NotActed> {
  if (folder.personalOf === undefined) return ok(undefined);
  return no(
    `${folder.path} is a personal folder, which has one owner and cannot be shared.`,
    'Move the secrets that others need into another folder.',
    { field },
  );
}

function freeName(
  { vault }: Desk,
  text: string,
  { parent, own }: { readonly parent: Pick<Folder, 'id'> | undefined; readonly own?: Folder },
): Result<string, NotActed> {
  const name = named(text, 'name', /\\/);
  if (!name.ok) return name;
  const beside = vault.folders.filter(
    (each) => each !== own && (parent ? each.parent === parent.id : isAtRoot(each, vault)),
  );
  const other = beside.find(
    (each) => alike(each.name, name.value) && (parent || each.path === startOf(own) + each.name),
  );
  return other
    ? no(`There is a folder ${other.path} already.`, 'Choose another name.', { field: 'name' })
    : name;
}

const isAtRoot = ({ parent }: Folder, { folders }: Desk['vault']): boolean =>
  !folders.some(({ id }) => id === parent);

/** What the path of a folder at the root begins with: a step that is no folder of the vault may stand there. */
const startOf = (folder: Folder | undefined): string => folder?.path.replace(/[^\\]*$/, '') ?? '\\';

const written = (folder: Folder): Write => putPart('VaultFolder', folder.id, folder);

function editFolder(desk: Desk, folder: Folder, deed: Of<'editFolder'>): Answer {
  const isRoot = isAtRoot(folder, desk.vault);
  const own = isRoot
    ? { parent: undefined, own: folder }
    : { parent: { id: folder.parent! }, own: folder };
  const name = freeName(desk, deed.name ?? folder.name, own);
  if (!name.ok) return name;
  const { description: old, ...rest } = folder;
  const description = deed.description?.trim() ?? old;
  const after: Folder = {
    ...rest,
    name: name.value,
    path: isRoot ? `${startOf(folder)}${name.value}` : folder.path,
    ...(description ? { description } : {}),
  };
  const isSame = after.name === folder.name && after.description === folder.description;
  return plan(isSame ? [] : [written(after)]);
}

function moveFolder(desk: Desk, folder: Folder, to: string | undefined): Answer {
  const { vault } = desk;
  const { parent: from, ...rest } = folder;
  if (from === to) return plan([]);
  const personal = shareable(folder, 'folder');
  if (!personal.ok) return personal;
  if (to !== undefined && foldersBelow(folder.id, vault).has(to))
    return no(
      `${folder.path} cannot be moved into itself or into a folder below it.`,
      'Choose a folder elsewhere.',
      { field: 'parent' },
    );
  const place = placeFor(desk, to);
  if (!place.ok) return place;
  const name = freeName(desk, folder.name, { parent: place.value });
  if (!name.ok) return name;
  const after: Folder = place.value
    ? { ...rest, parent: place.value.id }
    : { ...rest, path: `\\${folder.name}`, inherits: false };
  return plan([written(after)]);
}

/** A folder goes when it is empty, with the rows of rights on it. */
function deleteFolder({ vault }: Desk, folder: Folder): Answer {
  const isFull =
    vault.folders.some(({ parent }) => parent === folder.id) ||
    vault.secrets.some((secret) => secret.folder === folder.id);
  if (folder.protected)
    return no(`${folder.path} is protected.`, 'It holds what emergencies need, and stays.', {
      field: 'folder',
    });
  if (isFull)
    return no(`${folder.path} is not empty.`, 'Move or delete what is in it first.', {
      field: 'folder',
    });
  return plan([...rowsOff(vault.grants, folder), { type: 'VaultFolder', id: folder.id }]);
}

const rowsOff = (grants: readonly FolderGrant[], { id }: Folder): readonly Write[] =>
  grants
    .filter(({ folder }) => folder === id)
    .map((row) => ({ type: 'VaultFolderGrant', id: row.id! })); // numbered

// — Rights

async function setInheritance(
  desk: Desk,
  folder: Folder,
  deed: Of<'setInheritance'>,
): Promise<Answer> {
  const { vault } = desk;
  if (folder.inherits === deed.inherits) return plan([]);
  const personal = shareable(folder, 'folder');
  if (!personal.ok) return personal;
  if (!deed.inherits) {
    const rows = deed.start === 'empty' ? [] : await ownRows(desk, folder, folder.id);
    return plan([
      written({ ...folder, inherits: false }),
      ...(rows.length > 0 ? rows : [await ownerRow(desk, folder.id)]),
    ]);
  }
  if (isAtRoot(folder, vault) || folder.protected)
    return no(
      folder.protected
        ? `${folder.path} is protected and never inherits.`
        : `${folder.path} lies at the root and has nothing to inherit from.`,
      'Move it into another folder first.',
      { field: 'inherits' },
    );
  return plan([...rowsOff(vault.grants, folder), written({ ...folder, inherits: true })]);
}

/** Copies, for the folder `to`, of the rows that hold on a folder. */
async function ownRows(
  desk: Desk,
  from: Folder | undefined,
  to: string,
): Promise<readonly Write[]> {
  const writes: Write[] = [];
  const rows = from ? rightsOnFolders(desk.vault).get(from.id)?.grants : undefined;
  for (const { to: whom, folderRight, secretRight } of rows ?? []) {
    const row = { folder: to, to: whom, folderRight, secretRight };
    writes.push(putPart('VaultFolderGrant', await desk.nextId('ContainerPermission'), row));
  }
  return writes;
}

/** Rights go to folders that have their own, and to people only where a protected folder is concerned. */
function mayShare(folder: Folder): Result<void, NotActed> {
  const personal = shareable(folder, 'folder');
  if (!personal.ok) return personal;
  if (!folder.inherits) return ok(undefined);
  return no(
    `${folder.path} inherits its rights from the folder above it.`,
    'Let it have rights of its own first, or change those of the folder above.',
    { field: 'folder' },
  );
}

async function grantFolder(desk: Desk, folder: Folder, deed: Of<'grantFolder'>): Promise<Answer> {
  const { to, folderRight, secretRight } = deed;
  const may = mayShare(folder);
  if (!may.ok) return may;
  const whom = granteeIn(desk, to);
  if (!whom.ok) return whom;
  const fits = fitting(deed);
  if (!fits.ok) return fits;
  if (folder.protected && to.kind === 'group')
    return no(`${folder.path} is protected: no group opens it.`, 'Give the right to one person.', {
      field: 'to',
    });
  const old = desk.vault.grants.find(
    (row) => row.folder === folder.id && row.to.kind === to.kind && row.to.id === to.id,
  );
  if (old)
    return no(
      `${nameOf(whom.value)} has a row of rights on ${folder.path} already.`,
      'Change that one.',
      { field: 'to' },
    );
  const note = deed.note?.trim();
  const row = {
    folder: folder.id,
    to: { ...to },
    folderRight,
    secretRight,
    ...(note ? { note } : {}),
  };
  const id = await desk.nextId('ContainerPermission');
  return plan([putPart('VaultFolderGrant', id, row)], id);
}

/** Add Secret lets one put secrets in without seeing any. */
function fitting({
  folderRight,
  secretRight,
}: Pick<FolderGrant, 'folderRight' | 'secretRight'>): Result<void, NotActed> {
  if (folderRight !== 'Add Secret' || secretRight === 'None') return ok(undefined);
  return no(
    'Add Secret lets people put secrets in, and gives no right on those there are.',
    'Choose no right on the secrets, or View on the folder.',
    { field: 'secretRight' },
  );
}

function turnGrant(desk: Desk, deed: Of<'changeFolderGrant' | 'removeFolderGrant'>): Answer {
  const row = desk.vault.grants.find(({ id }) => id === deed.grant);
  const found = row ? folderIn(desk, row.folder) : undefined;
  if (!row || !found?.ok)
    return no(
      'There is no such row of rights; it may be gone already.',
      'Look at the list again.',
      { field: 'grant' },
    );
  const owns = mayOnFolder(desk, found.value, 'Owner');
  if (!owns.ok) return owns;
  if (deed.kind === 'removeFolderGrant')
    return plan([{ type: 'VaultFolderGrant', id: deed.grant }]);
  const fits = fitting(deed);
  if (!fits.ok) return fits;
  const { folderRight, secretRight } = deed;
  const isSame = row.folderRight === folderRight && row.secretRight === secretRight;
  return plan(
    isSame ? [] : [putPart('VaultFolderGrant', deed.grant, { ...row, folderRight, secretRight })],
  );
}

function removeGrant({ vault }: Desk, folder: Folder, user: string): Answer {
  const rows = vault.grants.filter(
    ({ to, folder: on }) => to.kind === 'user' && to.id === user && on === folder.id,
  );
  if (rows.length === 0)
    return no(
      'Nobody was given this right by hand, or it is gone already.',
      'Look at the folder again.',
      { field: 'user' },
    );
  return plan(rows.map((row) => ({ type: 'VaultFolderGrant', id: row.id! }))); // numbered
}
