// Deletes a resource inside an edit: it goes, and with it every membership of it (RFC 7644 §3.6).
import { isObject, type JsonObject } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import { rfc } from '../scim/trace.ts';
import type { Edit, StoredResource } from '../store/store.ts';
import { wordFor, type Call } from './call.ts';
import { guarded } from './guard.ts';
import { hiddenType } from './mail.ts';
import { has } from './memberships.ts';
import type { Done } from './perform.ts';
import { isPam } from './pam.ts';
import { pamKept } from './pamRules.ts';
import { membersOf } from './rendered.ts';
import { refuse, type Refusal } from './reply.ts';
import { without } from './settle.ts';
import { found, nextVersion, replaced, type Addressed } from './versions.ts';

/**
 * DELETE of a user or group. The connector's profile disables a user instead and hides it from SCIM:
 * the answer is the same 204, and so is the 404 to whatever comes next.
 */
export async function remove(
  call: Call,
  edit: Edit,
  addressed: Addressed,
): Promise<Result<Done, Refusal>> {
  const { type, id } = addressed;
  const before = await found(call, edit, addressed);
  if (!before.ok) return before;
  const { resource } = before.value;
  const kept = isPam(type)
    ? await pamKept(edit, before.value)
    : await guarded(call, edit, { resourceType: type.name, id, before: resource });
  if (kept) return refuse(kept);
  const disables = type.name === 'User' && call.profile.deleteUser === 'disable';
  const left = await leaveGroups(call, edit, before.value);
  await edit.delete(type.name, id);
  const gone = deletion(before.value);
  const hidden = disables ? await hide(call, edit, before.value.resource) : undefined;
  noteGone(call, addressed, { groups: left.length, disables });
  const seen = hidden && [replaced('User', before.value.resource, hidden), ...left];
  const rows = hidden ? [] : await loseRights(call, edit, before.value);
  const changes = [gone, ...left, ...rows];
  return ok({ type, id, status: 204, changes, ...(seen ? { seen } : {}) });
}

/** Rights of a user or group that is gone for good go too, where the vault is served through SCIM. */
async function loseRights(
  { profile, trail }: Call,
  edit: Edit,
  { type, id }: StoredResource,
): Promise<readonly Change[]> {
  if (profile.pam === 'none' || (type !== 'User' && type !== 'Group')) return [];
  const part = type.toLowerCase();
  const rows = [
    ...(await edit.all('ContainerPermission')),
    ...(await edit.all('PrivilegedDataPermission')),
  ].filter(({ resource }) => {
    const whom = resource[part];
    return isObject(whom) && whom.value === id;
  });
  for (const row of rows) await edit.delete(row.type, row.id);
  if (rows.length > 0)
    trail.note({
      kind: 'act',
      what: `Removed ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} of rights it had in the vault`,
      why: 'Who is erased is gone from containers too.',
      source: { kind: 'profile', profile: profile.id, rule: 'DELETE removes from containers too.' },
    });
  return rows.map(deletion);
}

const deletion = ({ type, id, resource }: StoredResource): Change => ({
  kind: 'delete',
  resourceType: type,
  id,
  before: resource,
});

/** Takes what is deleted out of every group that lists it; each such group gets a new version. */
async function leaveGroups(
  call: Call,
  edit: Edit,
  gone: StoredResource,
): Promise<readonly Change[]> {
  const groups = (await edit.groupsWithMember(gone.id)).filter((group) => has(group, gone));
  const changes: Change[] = [];
  for (const { resource, id } of groups) {
    if (gone.type === 'Group' && id === gone.id) continue;
    const after = nextVersion(resource, withoutMember(resource, gone), call.at);
    await edit.put('Group', after);
    changes.push(replaced('Group', resource, after));
  }
  return changes;
}

function withoutMember(group: JsonObject, { type, id }: StoredResource): JsonObject {
  const members = membersOf(group).filter((member) => member.value !== id || member.type !== type);
  const rest = without(group, 'members');
  return members.length > 0 ? { ...rest, members } : rest;
}

/** Keeps a disabled account out of SCIM's sight; its userName stays taken. */
async function hide(call: Call, edit: Edit, user: JsonObject): Promise<JsonObject> {
  const disabled = nextVersion(user, { ...user, active: false }, call.at);
  await edit.put(hiddenType, disabled);
  return disabled;
}

function noteGone(
  { trail }: Call,
  { type, id }: Addressed,
  { groups, disables }: { readonly groups: number; readonly disables: boolean },
): void {
  const word = wordFor(type);
  trail.note({
    kind: 'act',
    what: disables ? `Disabled ${word} ${id} and hid it from SCIM` : `Deleted ${word} ${id}`,
    why: disables
      ? 'Secret Server keeps accounts for its audit, so its connector disables where SCIM says delete. The userName stays taken.'
      : 'From now on every request for it is answered 404; its id is never used again.',
    source: disables
      ? { kind: 'profile', profile: 'connector', rule: 'DELETE of a user disables the account.' }
      : rfc('7644', '3.6'),
  });
  if (groups > 0)
    trail.note({
      kind: 'act',
      what: `Took it out of ${groups} ${groups === 1 ? 'group' : 'groups'}`,
      why: 'A group lists no member that does not exist.',
      source: rfc('7643', '4.2'),
    });
}
