// Holds what a command by hand is judged on: directory and vault as they are, who acts, and what that person may do.
import type { JsonObject } from '../../base/json.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { accessOfUser } from '../../vault/access.ts';
import { rightsOnFolders } from '../../vault/folderTree.ts';
import type { NotActed } from '../../vault/command.ts';
import { chainsFrom, idOf, isEnabled, membershipsIn, nameOf } from '../../vault/members.ts';
import type { PartType } from '../../vault/parts.ts';
import { policyOf } from '../../vault/policies.ts';
import { permissionsOf } from '../../vault/roles.ts';
import type {
  Folder,
  FolderRight,
  Grantee,
  Role,
  Secret,
  SecretPolicy,
  SecretRight,
  Vault,
} from '../../vault/vault.ts';

/** What a command is judged on. Nothing here writes. */
export interface Desk {
  /** Users without those that the connector's DELETE hid, which are `hidden`. */
  readonly users: readonly JsonObject[];
  readonly hidden: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
  /** The acting person, and the permissions of all roles together. */
  readonly actor: JsonObject;
  readonly permissions: ReadonlySet<string>;
  /** Lab time, ISO 8601. */
  readonly at: string;
  /** The next free id of a type; ask for it once nothing can be refused any more. */
  nextId(type: 'User' | 'Group' | 'VaultRole' | 'VaultPolicy' | PamIds): Promise<string>;
}

type PamIds = 'Container' | 'ContainerPermission' | 'PrivilegedData' | 'PrivilegedDataPermission';

/** One thing to write: a resource or a part of the vault; without `resource` it goes. */
export interface Write {
  readonly type: 'User' | 'DisabledUser' | 'Group' | PartType;
  readonly id: string;
  readonly resource?: JsonObject;
}

/** What a command comes to: everything to write, in order, and the id of what is made. */
export interface Plan {
  readonly writes: readonly Write[];
  readonly made?: string;
}

/** What a handler answers. */
export type Planned = Result<Plan, NotActed> | Promise<Result<Plan, NotActed>>;

/** A plan that writes these. */
export const plan = (writes: readonly Write[], made?: string): Result<Plan, NotActed> =>
  ok({ writes, ...(made === undefined ? {} : { made }) });

/** Puts a part of the vault. */
export const putPart = (type: PartType, id: string, content: object): Write => ({
  ...{ type, id },
  resource: { ...(content as JsonObject), id }, // parts are plain data
});

/** A refusal: what is wrong, and what to do; that nothing was changed stands between. */
export const no = (
  what: string,
  fix: string,
  more: Omit<NotActed, 'text'> = {},
): { readonly ok: false; readonly trouble: NotActed } =>
  fail({ text: `${what} Nothing was changed. ${fix}`, ...more });

/** Refused unless the acting person has one of these role permissions. */
export function allowed(
  desk: Desk,
  ...anyOf: readonly [string, ...string[]]
): Result<void, NotActed> {
  if (anyOf.some((each) => desk.permissions.has(each))) return ok(undefined);
  const [permission] = anyOf;
  return no(
    `${nameOf(desk.actor)} lacks the role permission ${anyOf.join(' or ')}.`,
    'Act as somebody whose role has it, or give it to one of the roles.',
    { permission, field: 'as' },
  );
}

// — Finding things

const missing = (what: string, field: string) =>
  no(`There is no such ${what}; it may be gone already.`, 'Look at the list again.', { field });

const findIn = <Item>(
  items: readonly Item[],
  fits: (item: Item) => boolean,
  of: readonly [string, string],
): Result<Item, NotActed> => {
  const found = items.find(fits);
  return found === undefined ? missing(...of) : ok(found);
};

/** The user with this id, hidden ones too. */
export const userIn = (desk: Desk, id: string, field = 'user'): Result<JsonObject, NotActed> =>
  findIn([...desk.users, ...desk.hidden], (each) => idOf(each) === id, ['user', field]);

export const groupIn = (desk: Desk, id: string, field = 'group'): Result<JsonObject, NotActed> =>
  findIn(desk.groups, (each) => idOf(each) === id, ['group', field]);

export const roleIn = ({ vault }: Desk, id: string): Result<Role, NotActed> =>
  findIn(vault.roles, (each) => each.id === id, ['role', 'role']);

export const folderIn = ({ vault }: Desk, id: string, field = 'folder'): Result<Folder, NotActed> =>
  findIn(vault.folders, (each) => each.id === id, ['folder', field]);

export const secretIn = ({ vault }: Desk, id: string): Result<Secret, NotActed> =>
  findIn(vault.secrets, (each) => each.id === id, ['secret', 'secret']);

/** The policy with this id, or with this name. */
export const policyIn = ({ vault }: Desk, text: string): Result<SecretPolicy, NotActed> => {
  const found = policyOf(vault, text);
  return found ? ok(found) : missing('policy', 'policy');
};

/** Refused if the user or group does not exist. */
export const granteeIn = (
  desk: Desk,
  { kind, id }: Grantee,
  field = 'to',
): Result<JsonObject, NotActed> =>
  kind === 'user' ? userIn(desk, id, field) : groupIn(desk, id, field);

/** A name without blanks around it; refused if nothing is left, if it is too long, or if it has letters that do not fit. */
export function named(text: string, field: string, unfit?: RegExp): Result<string, NotActed> {
  const name = text.trim();
  if (name === '') return no('A name is needed, and none was given.', 'Write one.', { field });
  if (name.length > longest)
    return no(`The name has ${name.length} letters; ${longest} fit.`, 'Write a shorter one.', {
      field,
    });
  const seen = unfit?.exec(name)?.[0];
  if (seen !== undefined)
    return no(`A name cannot hold ${seen === '\\' ? 'a backslash' : seen}.`, 'Leave it out.', {
      field,
    });
  return ok(name);
}

const longest = 250;

/** The same text but for letter case and blanks around it. */
export const alike = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

// — Rights of the acting person

const enough: Readonly<Record<'Add Secret' | 'Edit' | 'Owner' | 'View', readonly FolderRight[]>> = {
  View: ['View', 'Edit', 'Owner'],
  'Add Secret': ['Add Secret', 'Edit', 'Owner'],
  Edit: ['Edit', 'Owner'],
  Owner: ['Owner'],
};

/** True while Unlimited Administration Mode is on and the acting person may use it. */
const isUnlimited = ({ vault, permissions }: Desk): boolean =>
  vault.unlimited !== undefined && permissions.has('Unlimited Administrator');

/** Refused unless the acting person has this right on the folder, or may use Unlimited Administration Mode. */
export function mayOnFolder(
  desk: Desk,
  folder: Folder,
  right: keyof typeof enough,
): Result<void, NotActed> {
  const { vault, actor, groups } = desk;
  const id = idOf(actor);
  if (isUnlimited(desk) || folder.personalOf === id) return ok(undefined);
  const memberships = membershipsIn(groups);
  const reached = new Set(
    (memberships.ofUser.get(id) ?? []).flatMap((group) =>
      chainsFrom(group, memberships).map((chain) => chain.at(-1)!),
    ),
  );
  const rows =
    folder.personalOf === undefined ? (rightsOnFolders(vault).get(folder.id)?.grants ?? []) : [];
  const has = rows.some(
    ({ to, folderRight }) =>
      enough[right].includes(folderRight) &&
      (to.kind === 'user' ? to.id === id : reached.has(to.id)),
  );
  if (has) return ok(undefined);
  return no(
    `${nameOf(actor)} needs the right ${right} on the folder ${folder.path}, and does not have it.`,
    'Act as somebody who has it, or in Unlimited Administration Mode as somebody who may use that.',
    { field: 'as' },
  );
}

/** Refused unless the acting person has this right on the secret. */
export function mayOnSecret(
  desk: Desk,
  secret: Secret,
  right: 'Edit' | 'Owner',
): Result<void, NotActed> {
  const { users, groups, vault, actor } = desk;
  if (isUnlimited(desk)) return ok(undefined);
  const folder = vault.folders.find(({ id }) => id === secret.folder);
  if (folder?.personalOf === idOf(actor)) return ok(undefined);
  const access = accessOfUser(idOf(actor), { users, groups }, vault);
  const found = access.find((each) => each.secret === secret.id)?.right;
  const fits: readonly (SecretRight | undefined)[] =
    right === 'Edit' ? ['Edit', 'Owner'] : ['Owner'];
  if (fits.includes(found)) return ok(undefined);
  return no(
    `${nameOf(actor)} needs the right ${right} on the secret ${secret.name}, and has ${found ?? 'none'}.`,
    'Act as somebody who has it, or in Unlimited Administration Mode as somebody who may use that.',
    { field: 'as' },
  );
}

/** What the acting person may do; refused if the person does not exist, is disabled or is locked out. */
export function actorIn(
  { users, groups, vault }: Pick<Desk, 'users' | 'groups' | 'vault'>,
  as: string | undefined,
): Result<Pick<Desk, 'actor' | 'permissions'>, NotActed> {
  const id = as ?? vault.accounts.find(({ kind }) => kind === 'builtIn')?.user ?? '9001';
  const actor = users.find((each) => idOf(each) === id);
  const what = !actor
    ? `Nobody has the id ${id}, so nobody can act.`
    : !isEnabled(actor)
      ? `${nameOf(actor)} is disabled and cannot log in.`
      : vault.lockedOut?.includes(id)
        ? `${nameOf(actor)} is locked out and cannot log in.`
        : undefined;
  if (what !== undefined || !actor) return no(what ?? '', 'Act as somebody else.', { field: 'as' });
  return ok({ actor, permissions: permissionsOf(id, groups, vault) });
}
