// Creates, renames and deletes roles by hand, sets what they permit, and gives them to users and groups.
import { ok, type Result } from '../../base/result.ts';
import { isProductPermission } from '../../vault/confirmed.ts';
import type { NotActed, RoleDeed } from '../../vault/command.ts';
import { nameOf } from '../../vault/members.ts';
import { partId } from '../../vault/parts.ts';
import type { Role } from '../../vault/vault.ts';
import {
  alike,
  allowed,
  granteeIn,
  named,
  no,
  plan,
  putPart,
  roleIn,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

type Of<Kind extends RoleDeed['kind']> = Extract<RoleDeed, { readonly kind: Kind }>;
type Answer = Result<Plan, NotActed>;

/** Plans what is done to a role. */
export function planRole(desk: Desk, deed: RoleDeed): Answer | Promise<Answer> {
  const isGiven = ['assignRole', 'unassignRole', 'setDefaultRole'].includes(deed.kind);
  const may = allowed(desk, isGiven ? 'Administer Role Assignment' : 'Administer Role Permissions');
  if (!may.ok) return may;
  if (deed.kind === 'createRole') return createRole(desk, deed);
  const found = roleIn(desk, deed.role);
  if (!found.ok) return found;
  const role = found.value;
  switch (deed.kind) {
    case 'renameRole':
      return renameRole(desk, role, deed.name);
    case 'setPermissions':
      return setPermissions(role, deed.permissions);
    case 'deleteRole':
      return deleteRole(desk, role);
    case 'setDefaultRole':
      return plan(
        desk.vault.defaultRole === role.id
          ? []
          : [putPart('VaultSetting', 'defaultRole', { value: role.id })],
      );
    case 'assignRole':
    case 'unassignRole':
      return assign(desk, role, deed);
  }
}

async function createRole(desk: Desk, deed: Of<'createRole'>): Promise<Answer> {
  const name = freeName(desk, deed.name);
  if (!name.ok) return name;
  const permissions = permitted(deed.permissions);
  if (!permissions.ok) return permissions;
  const id = await desk.nextId('VaultRole');
  return plan([putPart('VaultRole', id, { name: name.value, permissions: permissions.value })], id);
}

function freeName({ vault }: Desk, text: string, own?: Role): Result<string, NotActed> {
  const name = named(text, 'name');
  if (!name.ok) return name;
  const other = vault.roles.find((each) => each !== own && alike(each.name, name.value));
  return other
    ? no(`There is a role ${other.name} already.`, 'Choose another name.', { field: 'name' })
    : name;
}

/** Permissions each once; a role has at least one, and only such as Secret Server has or the role had before. */
function permitted(
  wanted: readonly string[],
  had: readonly string[] = [],
): Result<readonly string[], NotActed> {
  const permissions = [...new Set(wanted.map((each) => each.trim()))].filter((each) => each !== '');
  if (permissions.length === 0)
    return no('A role without permissions permits nothing.', 'Choose at least one permission.', {
      ...{ field: 'permissions', simulated: true },
    });
  const strange = permissions.find((each) => !isProductPermission(each) && !had.includes(each));
  if (strange !== undefined)
    return no(`Secret Server has no role permission ${strange}.`, 'Choose from the list.', {
      field: 'permissions',
    });
  return ok(permissions);
}

function renameRole(desk: Desk, role: Role, text: string): Answer {
  const name = freeName(desk, text, role);
  if (!name.ok) return name;
  return plan(
    name.value === role.name ? [] : [putPart('VaultRole', role.id, { ...role, name: name.value })],
  );
}

function setPermissions(role: Role, wanted: readonly string[]): Answer {
  const permissions = permitted(wanted, role.permissions);
  if (!permissions.ok) return permissions;
  // those it keeps stay in their order
  const kept = role.permissions.filter((each) => permissions.value.includes(each));
  const added = permissions.value.filter((each) => !role.permissions.includes(each));
  if (added.length === 0 && kept.length === role.permissions.length) return plan([]);
  return plan([putPart('VaultRole', role.id, { ...role, permissions: [...kept, ...added] })]);
}

/** A role goes from whoever had it; the default role stays. */
function deleteRole({ vault }: Desk, role: Role): Answer {
  if (vault.defaultRole === role.id)
    return no(
      `${role.name} is the default role, which every new user gets.`,
      'Make another role the default first.',
      { field: 'role' },
    );
  const isOurs = (row: { readonly role: string }): boolean => row.role === role.id;
  return plan([
    ...vault.roleOfGroup
      .filter(isOurs)
      .map(({ group }): Write => ({ type: 'VaultGroupRole', id: partId(group, role.id) })),
    ...(vault.roleOfUser ?? [])
      .filter(isOurs)
      .map(({ user }): Write => ({ type: 'VaultUserRole', id: partId(user, role.id) })),
    { type: 'VaultRole', id: role.id },
  ]);
}

function assign(desk: Desk, role: Role, { kind, to }: Of<'assignRole' | 'unassignRole'>): Answer {
  const found = granteeIn(desk, to);
  if (!found.ok) return found;
  const { roleOfGroup, roleOfUser = [] } = desk.vault;
  const has =
    to.kind === 'group'
      ? roleOfGroup.some((row) => row.group === to.id && row.role === role.id)
      : roleOfUser.some((row) => row.user === to.id && row.role === role.id);
  const type = to.kind === 'group' ? 'VaultGroupRole' : 'VaultUserRole';
  const id = partId(to.id, role.id);
  if (kind === 'unassignRole') {
    if (has) return plan([{ type, id }]);
    return no(
      `${nameOf(found.value)} does not have the role ${role.name} by itself.`,
      'It may come from a group, or be the default role: take it away there.',
      { field: 'to' },
    );
  }
  return plan(has ? [] : [putPart(type, id, { [to.kind]: to.id, role: role.id })]);
}
