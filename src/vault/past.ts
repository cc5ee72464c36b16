// Walks back through a tenant's journal: directory and vault as they are now, one change taken back after another.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { rowsRemoved, vaultChangeType } from './byHand.ts';
import { idOf, membersOf, type Member, type Memberships, type People } from './members.ts';
import { withItem, withoutItem, withRecord, type PamType } from './pam.ts';
import { isPart, withPart, withoutPart } from './parts.ts';
import { membersMovedBy } from './touched.ts';
import type { Vault } from './vault.ts';

/** A journalled change as far as the past needs it; `at` is lab time, an ISO 8601 instant. */
export interface PastEntry {
  readonly seq: number;
  readonly exchange: string;
  readonly actor: string;
  readonly at: string;
  /** Place of the resource among those of its type; journals of older versions do not tell it. */
  readonly order?: number;
  readonly change: Change;
}

/** A tenant at one moment. */
export interface Moment extends People {
  readonly vault: Vault;
}

/** The present, from which the past is worked out. */
export interface Present extends Moment {
  /** What the vault knew of records that their resources do not show whole, by name and version. */
  readonly records?: Readonly<Record<string, JsonObject>>;
}

/** A tenant while one walks back: what it holds at the moment reached. */
export interface Walk {
  readonly users: ReadonlyMap<string, JsonObject>;
  readonly groups: ReadonlyMap<string, JsonObject>;
  readonly vault: Vault;
  /** The groups that one of these users or groups (`User 1`, `Group 2`) is in, and all above them. */
  groupsAround(names: readonly string[]): readonly JsonObject[];
  /** Who of these is in which group, and what those are in, without reading any list of members. */
  membershipsOf(names: readonly string[]): Memberships;
  /** Takes one change back. Changes must come newest first. */
  takeBack(entry: PastEntry): void;
}

/** Begins a walk at the present. */
export function walkFrom(now: Present): Walk {
  const users = byId(now.users);
  const groups = byId(now.groups);
  const holders = holdersOf(now.groups);
  let { vault } = now;
  const put = (map: Map<string, JsonObject>, id: string, before: JsonObject | undefined): void => {
    if (before) map.set(id, before);
    else map.delete(id);
  };
  return {
    users,
    groups,
    get vault() {
      return vault;
    },
    groupsAround: (names) => around(names, { groups, holders }),
    membershipsOf: (names) => membershipsAround(names, holders),
    takeBack({ change, order }) {
      const { resourceType: type, id, before } = change;
      if (type === 'User') put(users, id, before);
      else if (type === 'Group') {
        const { joined, left } = membersMovedBy(change);
        for (const each of joined) holders.get(nameOf(each))?.delete(id);
        for (const each of left) hold(holders, each, id);
        put(groups, id, before);
      } else if (type === vaultChangeType) vault = withRows(vault, change);
      else if (isPart(type))
        vault = before
          ? withPart(vault, type, { part: { ...before, id }, place: order })
          : withoutPart(vault, type, id);
      else if (isPam(type)) vault = vaultBefore(vault, { type, id, before, order }, now.records);
    },
  };
}

/**
 * Directory and vault as they were just after the entry `seq`, or before the first one for 0. Resources
 * stand in the order of their ids; users are as they are stored, without the `groups` that are derived.
 */
export function stateAt(journal: readonly PastEntry[], seq: number, now: Present): Moment {
  const walk = walkFrom(now);
  for (let at = journal.length - 1; at >= 0 && journal[at]!.seq > seq; at -= 1)
    walk.takeBack(journal[at]!);
  return {
    users: inOrder(walk.users.values()).map(withoutGroups),
    groups: inOrder(walk.groups.values()),
    vault: walk.vault,
  };
}

const byId = (resources: readonly JsonObject[]): Map<string, JsonObject> =>
  new Map(resources.map((each) => [idOf(each), each]));

const inOrder = (resources: Iterable<JsonObject>): readonly JsonObject[] =>
  [...resources].sort((one, other) => compareIds(idOf(one), idOf(other)));

const compareIds = (one: string, other: string): number =>
  Number(one) - Number(other) || (one < other ? -1 : one > other ? 1 : 0);

function withoutGroups(user: JsonObject): JsonObject {
  if (user.groups === undefined) return user;
  return Object.fromEntries(Object.entries(user).filter(([name]) => name !== 'groups'));
}

/** The resources of these ids that exist. */
export const present = (
  ids: readonly string[],
  resources: ReadonlyMap<string, JsonObject>,
): readonly JsonObject[] =>
  ids.flatMap((id) => {
    const found = resources.get(id);
    return found ? [found] : [];
  });

// — Groups

/** By member (`User 1`, `Group 2`), the ids of the groups it is directly in. */
type Holders = Map<string, Set<string>>;

function holdersOf(groups: readonly JsonObject[]): Holders {
  const holders: Holders = new Map();
  for (const group of groups) for (const each of membersOf(group)) hold(holders, each, idOf(group));
  return holders;
}

const nameOf = ({ kind, id }: Member): string => `${kind === 'user' ? 'User' : 'Group'} ${id}`;

function hold(holders: Holders, member: Member, group: string): void {
  const known = holders.get(nameOf(member));
  if (known) known.add(group);
  else holders.set(nameOf(member), new Set([group]));
}

function around(
  names: readonly string[],
  of: { readonly groups: ReadonlyMap<string, JsonObject>; readonly holders: Holders },
): readonly JsonObject[] {
  const found = new Set<string>();
  for (const name of names) if (name.startsWith('Group ')) found.add(name.slice(6));
  for (const name of names) for (const id of of.holders.get(name) ?? []) found.add(id);
  for (const id of found)
    // a set that grows while it is walked visits what was added
    for (const above of of.holders.get(`Group ${id}`) ?? []) found.add(above);
  return present([...found], of.groups);
}

/** A copy: the walk goes on, and what was told of a moment stays as it was. */
function membershipsAround(names: readonly string[], holders: Holders): Memberships {
  const [ofUser, ofGroup] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const found = new Set(names);
  for (const name of found) {
    // a set that grows while it is walked visits what was added
    const groups = [...(holders.get(name) ?? [])];
    const [kind, id] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)];
    if (groups.length > 0) (kind === 'User' ? ofUser : ofGroup).set(id, groups);
    for (const group of groups) found.add(`Group ${group}`);
  }
  return { ofUser, ofGroup };
}

// — Vault

const pamTypes: readonly string[] = [
  'Container',
  'ContainerPermission',
  'PrivilegedData',
  'PrivilegedDataPermission',
] satisfies readonly PamType[];
const isPam = (type: string): type is PamType => pamTypes.includes(type);

/** Rows of rights that were taken away by hand stand in their places again. */
const withRows = (vault: Vault, change: Change): Vault => ({
  ...vault,
  grants: rowsRemoved(change).reduce<Vault['grants']>(
    (grants, { place, row }) => grants.toSpliced(place, 0, row),
    vault.grants,
  ),
});

function vaultBefore(
  vault: Vault,
  of: {
    readonly type: PamType;
    readonly id: string;
    readonly before: JsonObject | undefined;
    readonly order: number | undefined;
  },
  records: Present['records'],
): Vault {
  const { type, id, before, order = 1 } = of;
  if (!before) return withoutItem(vault, type, id);
  const { meta } = before;
  const version = isObject(meta) ? String(meta.version) : '';
  const record = records?.[`${type} ${id} ${version}`];
  const from = record ? withRecord(vault, type, { record, place: order }) : vault;
  // a row put back must not make copies of others: those have entries of their own
  return withItem(from, { type, id, content: before, nextId: () => '', back: true });
}
