// Creates, renames and deletes groups by hand, moves members, and says which directory feeds a group.
import { isList, isObject, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { groupType } from '../../scim/resourceTypes.ts';
import { firstVersion, nextVersion } from '../../server/versions.ts';
import type { GroupDeed, NotActed } from '../../vault/command.ts';
import { chainsFrom, idOf, membersOf, membershipsIn, nameOf, textOf } from '../../vault/members.ts';
import { partId } from '../../vault/parts.ts';
import type { Grantee } from '../../vault/vault.ts';
import {
  alike,
  allowed,
  granteeIn,
  groupIn,
  named,
  no,
  plan,
  putPart,
  type Desk,
  type Plan,
  type Write,
} from './desk.ts';

interface Members {
  readonly members: readonly Grantee[];
}

type Answer = Result<Plan, NotActed>;

const core = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** Plans what is done to a group. */
export function planGroup(desk: Desk, deed: GroupDeed): Answer | Promise<Answer> {
  const may = allowed(desk, 'Administer Groups');
  if (!may.ok) return may;
  if (deed.kind === 'createGroup') return createGroup(desk, deed);
  const found = groupIn(desk, deed.group);
  if (!found.ok) return found;
  const group = found.value;
  switch (deed.kind) {
    case 'renameGroup':
      return renameGroup(desk, group, deed.name);
    case 'deleteGroup':
      return deleteGroup(desk, group);
    case 'addMembers':
      return addMembers(desk, group, deed);
    case 'removeMembers':
      return removeMembers(desk, group, deed);
    case 'synchroniseGroup':
      return synchronise(desk, group, deed.domain);
    case 'makeGroupLocal':
      return plan(domainOf(desk, group) ? [{ type: 'VaultGroupSource', id: idOf(group) }] : []);
  }
}

const domainOf = ({ vault }: Desk, group: JsonObject): string | undefined =>
  vault.synchronised?.find((each) => each.group === idOf(group))?.domain;

/** A group that a directory feeds is changed there, and nowhere else. */
function local(desk: Desk, group: JsonObject): Result<void, NotActed> {
  const domain = domainOf(desk, group);
  if (domain === undefined) return ok(undefined);
  return no(
    `${nameOf(group)} is synchronised with ${domain}.`,
    `Change it in that directory, or make the group local first.`,
    { field: 'group' },
  );
}

async function createGroup(desk: Desk, { name }: { readonly name: string }): Promise<Answer> {
  const free = freeName(desk, name);
  if (!free.ok) return free;
  const id = await desk.nextId('Group');
  const body = { schemas: [core], displayName: free.value };
  return plan(
    [{ type: 'Group', id, resource: firstVersion(body, { type: groupType, id }, desk.at) }],
    id,
  );
}

function freeName(desk: Desk, text: string, own?: JsonObject): Result<string, NotActed> {
  const name = named(text, 'name');
  if (!name.ok) return name;
  const other = desk.groups.find((each) => each !== own && alike(nameOf(each), name.value));
  return other
    ? no(`There is a group ${nameOf(other)} already.`, 'Choose another name.', { field: 'name' })
    : name;
}

function renameGroup(desk: Desk, group: JsonObject, text: string): Answer {
  const isLocal = local(desk, group);
  if (!isLocal.ok) return isLocal;
  const name = freeName(desk, text, group);
  if (!name.ok) return name;
  if (name.value === textOf(group, 'displayName')) return plan([]);
  return plan([written(desk, group, { ...group, displayName: name.value })]);
}

const written = (desk: Desk, group: JsonObject, after: JsonObject): Write => ({
  ...{ type: 'Group', id: idOf(group) },
  resource: nextVersion(group, after, desk.at),
});

/** The group goes out of other groups, and the rights and roles given to it go. */
function deleteGroup(desk: Desk, group: JsonObject): Answer {
  const isLocal = local(desk, group);
  if (!isLocal.ok) return isLocal;
  const id = idOf(group);
  const { grants, secretGrants = [], roleOfGroup } = desk.vault;
  const isOurs = ({ to }: { readonly to: Grantee }): boolean => to.kind === 'group' && to.id === id;
  const above = desk.groups.filter((each) =>
    membersOf(each).some((member) => member.kind === 'group' && member.id === id),
  );
  return plan([
    ...grants.filter(isOurs).map((row): Write => ({ type: 'VaultFolderGrant', id: row.id! })), // numbered
    ...secretGrants.filter(isOurs).map((row): Write => ({ type: 'VaultSecretGrant', id: row.id })),
    ...roleOfGroup
      .filter((row) => row.group === id)
      .map(({ role }): Write => ({ type: 'VaultGroupRole', id: partId(id, role) })),
    ...above.map((each) =>
      written(
        desk,
        each,
        withMembers(each, (member) => !isMember(member, { kind: 'group', id })),
      ),
    ),
    { type: 'Group', id },
  ]);
}

const typeName = { user: 'User', group: 'Group' } as const;

const isMember = (member: JsonObject, { kind, id }: Grantee): boolean =>
  member.value === id && (member.type ?? 'User') === typeName[kind];

function withMembers(
  group: JsonObject,
  keep: (member: JsonObject) => boolean,
  added: readonly JsonObject[] = [],
): JsonObject {
  const { members: old, ...rest } = group;
  const members = [...(isList(old) ? old.filter(isObject).filter(keep) : []), ...added];
  return members.length > 0 ? { ...rest, members } : rest;
}

function addMembers(desk: Desk, group: JsonObject, { members }: Members): Answer {
  const isLocal = local(desk, group);
  if (!isLocal.ok) return isLocal;
  const there = membersOf(group);
  const added = members.filter(
    (each, at) =>
      !there.some(({ kind, id }) => kind === each.kind && id === each.id) &&
      members.findIndex(({ kind, id }) => kind === each.kind && id === each.id) === at,
  );
  for (const each of added) {
    const found = granteeIn(desk, each, 'members');
    if (!found.ok) return found;
    const circle = each.kind === 'group' ? closesCircle(desk, group, found.value) : ok(undefined);
    if (!circle.ok) return circle;
  }
  if (added.length === 0) return plan([]);
  const rows = added.map(({ kind, id }) => ({ value: id, type: typeName[kind] }));
  return plan([
    written(
      desk,
      group,
      withMembers(group, () => true, rows),
    ),
  ]);
}

/** A group that contains itself, through whatever others, would have rights without end. */
function closesCircle(desk: Desk, group: JsonObject, inside: JsonObject): Result<void, NotActed> {
  if (idOf(group) === idOf(inside))
    return no(`${nameOf(group)} cannot be a member of itself.`, 'Choose another group.', {
      field: 'members',
    });
  const chain = chainsFrom(idOf(group), membershipsIn(desk.groups)).find(
    (each) => each.at(-1) === idOf(inside),
  );
  if (!chain) return ok(undefined);
  const names = chain.map((id) => nameOf(desk.groups.find((each) => idOf(each) === id) ?? { id }));
  return no(
    `${nameOf(group)} is in ${nameOf(inside)} already (${names.join(' in ')}), so ${nameOf(inside)} cannot be in it too.`,
    'Take one of them out first.',
    { field: 'members' },
  );
}

function removeMembers(desk: Desk, group: JsonObject, { members }: Members): Answer {
  const isLocal = local(desk, group);
  if (!isLocal.ok) return isLocal;
  const after = withMembers(group, (member) => !members.some((each) => isMember(member, each)));
  const isSame = membersOf(after).length === membersOf(group).length;
  return plan(isSame ? [] : [written(desk, group, after)]);
}

function synchronise(desk: Desk, group: JsonObject, text: string): Answer {
  const domain = text.trim().toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))
    return no(
      `${text.trim() || 'Nothing'} is no name of a domain.`,
      'Write one such as northwind.example.',
      { field: 'domain' },
    );
  if (domainOf(desk, group) === domain) return plan([]);
  return plan([putPart('VaultGroupSource', idOf(group), { group: idOf(group), domain })]);
}
