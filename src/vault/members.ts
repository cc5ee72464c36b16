// Reads who belongs to which group out of SCIM resources, through nested groups too.
import { isList, isObject } from '../base/json.ts';
import type { JsonObject } from '../base/json.ts';

/**
 * Users and groups as SCIM resources. A part is enough: the users one asks about, and every group
 * they are in, directly or through other groups.
 */
export interface People {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
}

/** One member of a group: a person or another group, by SCIM id. */
export interface Member {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

/** The id of a resource; a resource without one (never stored) gives an empty text. */
export const idOf = (resource: JsonObject): string => textOf(resource, 'id');

/** A text attribute of a resource; anything else there gives an empty text. */
export function textOf(resource: JsonObject, name: string): string {
  const value = resource[name];
  return typeof value === 'string' ? value : '';
}

/** An account is enabled unless `active` says false (RFC 7643 §4.1.1 leaves the meaning to us). */
export const isEnabled = (user: JsonObject): boolean => user['active'] !== false;

/**
 * How a person or group is called: displayName, else what `name` gives (its formatted form, or given and
 * family name), else userName, else the id. Secret Server's display name is made the same way on arrival.
 */
export const nameOf = (resource: JsonObject): string =>
  textOf(resource, 'displayName') ||
  nameIn(resource) ||
  textOf(resource, 'userName') ||
  idOf(resource);

function nameIn({ name }: JsonObject): string {
  if (!isObject(name)) return '';
  const parts = [textOf(name, 'givenName'), textOf(name, 'familyName')];
  return textOf(name, 'formatted') || parts.filter((each) => each !== '').join(' ');
}

/** The direct members of a group (RFC 7643 §4.2). A member without `type` and `$ref` is a user. */
export function membersOf(group: JsonObject): readonly Member[] {
  const members = group['members'];
  if (!isList(members)) return [];
  return members.filter(isObject).map((member) => ({
    kind: isGroupReference(member) ? 'group' : 'user',
    id: textOf(member, 'value'),
  }));
}

function isGroupReference(member: JsonObject): boolean {
  const type = textOf(member, 'type').toLowerCase();
  return type ? type === 'group' : textOf(member, '$ref').includes('/Groups/');
}

/** Who is in what: the groups a person or a group is a direct member of, by id. */
export interface Memberships {
  readonly ofUser: ReadonlyMap<string, readonly string[]>;
  readonly ofGroup: ReadonlyMap<string, readonly string[]>;
}

/** Turns the members lists of groups around; of people only those in `people`, if it is given. */
export function membershipsIn(
  groups: readonly JsonObject[],
  people?: ReadonlySet<string>,
): Memberships {
  const ofUser = new Map<string, string[]>();
  const ofGroup = new Map<string, string[]>();
  for (const group of groups) {
    const members = group['members'];
    for (const member of isList(members) ? members : []) {
      if (!isObject(member)) continue;
      const id = textOf(member, 'value');
      if (member['type'] !== 'User' && isGroupReference(member)) addTo(ofGroup, id, idOf(group));
      else if (!people || people.has(id)) addTo(ofUser, id, idOf(group));
    }
  }
  return { ofUser, ofGroup };
}

/** Memberships before members moved: who joined a group was not in it, who left it was. */
export function membershipsBefore(
  { ofUser, ofGroup }: Memberships,
  moves: readonly GroupMoves[],
): Memberships {
  const before = { user: new Map(ofUser), group: new Map(ofGroup) };
  for (const { group, joined, left } of moves) {
    for (const { kind, id } of joined) {
      const had = before[kind].get(id) ?? [];
      before[kind].set(
        id,
        had.filter((each) => each !== group),
      );
    }
    for (const { kind, id } of left) before[kind].set(id, [...(before[kind].get(id) ?? []), group]);
  }
  return { ofUser: before.user, ofGroup: before.group };
}

/** Who joined and who left a group. */
export interface GroupMoves {
  readonly group: string;
  readonly joined: readonly Member[];
  readonly left: readonly Member[];
}

function addTo(map: Map<string, string[]>, member: string, group: string): void {
  const known = map.get(member);
  if (!known) map.set(member, [group]);
  else if (known.at(-1) !== group) known.push(group); // a member listed twice counts once
}

/**
 * Every group that is reached from one group by being a member of it, directly or through others,
 * itself first. Each is a chain of ids from the first group to the one reached: the shortest there is.
 */
export function chainsFrom(
  group: string,
  memberships: Memberships,
): readonly (readonly string[])[] {
  const seen = new Set([group]);
  const chains: (readonly string[])[] = [[group]];
  for (const chain of chains)
    // grows while it is walked: breadth first
    for (const parent of memberships.ofGroup.get(chain.at(-1)!) ?? [])
      if (!seen.has(parent)) {
        seen.add(parent);
        chains.push([...chain, parent]);
      }
  return chains;
}

/** Every person in a group, directly or through groups in it; `groups` are those that may be nested. */
export function peopleIn(group: string, groups: readonly JsonObject[]): ReadonlySet<string> {
  const byId = new Map(groups.map((each) => [idOf(each), each]));
  const seen = new Set([group]);
  const people = new Set<string>();
  for (const id of seen)
    // a set that grows while it is walked visits what was added
    for (const member of membersOf(byId.get(id) ?? {}))
      (member.kind === 'group' ? seen : people).add(member.id);
  return people;
}
