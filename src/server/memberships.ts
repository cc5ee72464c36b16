// Climbs from a person or a group to the groups it is in, directly and through groups in groups.
import { isList, isObject } from '../base/json.ts';
import type { StoredResource, View } from '../store/store.ts';

/** A user or a group by type and id. */
export interface Reference {
  readonly type: string;
  readonly id: string;
}

/** Gives the groups that have something among their direct members, in creation order. */
export type Memberships = (member: Reference) => Promise<readonly StoredResource[]>;

/** From how many people on it pays to turn all groups around rather than to ask the index for each. */
const many = 3;

/** Memberships for rendering a number of users at one moment. */
export async function memberships(view: View, users: number): Promise<Memberships> {
  if (users < many) return byIndex(view);
  const turned = turnedAround(await view.all('Group'));
  return async (member) => turned.get(keyOf(member)) ?? [];
}

/** Memberships one by one: for a few people, and while the groups change, so that no list of all is kept up. */
export const byIndex =
  (view: View): Memberships =>
  (member) =>
    askIndex(view, member);

const keyOf = ({ type, id }: Reference): string => `${type} ${id}`;

async function askIndex(view: View, member: Reference): Promise<readonly StoredResource[]> {
  const groups = await view.groupsWithMember(member.id);
  return groups.filter((group) => has(group, member)); // a user and a group may have one id
}

/** Whether a group has a direct member. */
export const has = (group: StoredResource, { type, id }: Reference): boolean =>
  isList(group.resource.members) &&
  group.resource.members.some(
    (member) => isObject(member) && member.value === id && member.type === type,
  );

type Turned = ReadonlyMap<string, readonly StoredResource[]>;

/** Lists of one revision are the same list, so what was worked out for it is kept as long as it lives. */
const known = new WeakMap<readonly StoredResource[], Turned>();

function turnedAround(groups: readonly StoredResource[]): Turned {
  const turned = known.get(groups) ?? turn(groups);
  known.set(groups, turned);
  return turned;
}

function turn(groups: readonly StoredResource[]): Turned {
  const turned = new Map<string, StoredResource[]>();
  for (const group of groups)
    for (const member of isList(group.resource.members) ? group.resource.members : []) {
      if (!isObject(member)) continue;
      const key = keyOf({ type: String(member.type), id: String(member.value) });
      const list = turned.get(key);
      if (list) list.push(group);
      else turned.set(key, [group]);
    }
  return turned;
}

/** A group somebody is in; direct when it lists the person itself. */
export interface Ancestor {
  readonly group: StoredResource;
  readonly isDirect: boolean;
}

/** Every group above something, each once, nearest first; groups in a circle end where they began. */
export async function ancestorsOf(
  member: Reference,
  inGroups: Memberships,
): Promise<readonly Ancestor[]> {
  const direct = await inGroups(member);
  const found = new Map(direct.map((group) => [group.id, { group, isDirect: true }]));
  for (const { group } of found.values())
    // the map grows while it is walked: breadth first
    for (const above of await inGroups({ type: 'Group', id: group.id }))
      if (!found.has(above.id)) found.set(above.id, { group: above, isDirect: false });
  return [...found.values()];
}
