// Works out what a write did in Secret Server: whose access changed, and which events it would log. All of it is simulated.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { StoredResource, View } from '../store/store.ts';
import { accessChanges } from '../vault/access.ts';
import { eventsOf } from '../vault/events.ts';
import { holdersTouched } from '../vault/holders.ts';
import { licencesUsed } from '../vault/roles.ts';
import {
  membershipsBefore,
  type GroupMoves,
  type Member,
  type Memberships,
} from '../vault/members.ts';
import { membersMoved, membersMovedBy, touchedPeople } from '../vault/touched.ts';
import type { Vault } from '../vault/vault.ts';
import { ancestorsOf, byIndex, type Reference } from './memberships.ts';
import type { Effects } from './reply.ts';

/** For how many people access is compared; a request that touches more says so in its trace. */
export const mostPeople = 50;

/** How many events an answer lists; a request that causes more says how many in its trace. */
export const mostEvents = 100;

/** All effects of a write, and how many people it touched. */
export interface Worked extends Effects {
  readonly touched: number;
  /** For how many of them access was compared. */
  readonly compared: number;
}

/** The effects as an answer carries them. */
export const asAnswered = ({ changes, access, events }: Worked): Effects => ({
  changes,
  access,
  events: events.slice(0, mostEvents),
});

/**
 * Works out the effects of `changes`, which `view` shows as already written. `seen` are the changes
 * as Secret Server sees them, where they differ from what SCIM sees (a DELETE that only disables).
 */
export async function effectsOf(
  view: View,
  changes: readonly Change[],
  seen: readonly Change[] = changes,
): Promise<Worked> {
  const vault = await vaultOf(view);
  const net = netOf(changes);
  const inVault = await vaultEffects(view, seen, vault);
  const touched = [
    ...new Set([...touchedPeople(seen, await nestedGroups(view, seen)), ...inVault.people]),
  ];
  const people = touched.slice(0, inVault.people.length > 0 ? mostHolders : mostPeople);
  const stored = await view.getMany('User', touched);
  const looked = new Set(people);
  const usersAfter = stored.filter(({ id }) => looked.has(id)).map(({ resource }) => resource);
  const around = await groupsAround(view, people, net);
  const groupsAfter = around.groups;
  const users = [...stored.map(({ resource }) => resource), ...erased(changes)];
  const licences = isLarge(stored) ? undefined : await licencesAfter(view, seen, vault);
  return {
    changes,
    touched: touched.length,
    compared: people.length,
    access: accessChanges({
      before: {
        users: asBefore(usersAfter, net, 'User'),
        groups: asBefore(groupsAfter, net, 'Group'),
      },
      after: { users: usersAfter, groups: groupsAfter },
      vault,
      ...(inVault.before ? { vaultBefore: inVault.before } : {}),
      people,
      memberships: {
        before: membershipsBefore(around.memberships, movesIn(net)),
        after: around.memberships,
      },
    }),
    events: eventsOf(seen, {
      users,
      groups: groupsAfter,
      vault,
      ...(licences === undefined ? {} : { licences }),
    }),
  };
}

/** For how many people access is compared when rights themselves changed; only those that differ are told. */
const mostHolders = 1000;

/** The vault as it was, and who may be touched by what changed in it. */
async function vaultEffects(
  view: View,
  changes: readonly Change[],
  after: Vault,
): Promise<{ readonly people: readonly string[]; readonly before?: Vault }> {
  const ours = changes.filter(({ resourceType }) => pamName.test(resourceType));
  if (ours.length === 0) return { people: [] };
  const before = (await view.document('vault/before')) as unknown as Vault; // `vaultStore` gives it
  const groups = (await view.all('Group')).map(({ resource }) => resource);
  return { people: holdersTouched(ours, [before, after], groups), before };
}

const pamName = /^(Container|PrivilegedData)/;

/** From first to last: what a bulk request changed several times, as if it had been changed once. */
function netOf(changes: readonly Change[]): readonly Change[] {
  const net = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.resourceType} ${change.id}`;
    const first = net.get(key);
    net.set(key, first ? joined(first, change) : change);
  }
  return [...net.values()];
}

const joined = ({ before }: Change, { kind, resourceType, id, after }: Change): Change => ({
  ...{ kind, resourceType, id },
  ...(before ? { before } : {}),
  ...(after ? { after } : {}),
});

const emptyVault: Vault = {
  roles: [],
  defaultRole: '',
  roleOfGroup: [],
  folders: [],
  grants: [],
  secrets: [],
  accounts: [],
  licences: 0,
};

/** The vault of a tenant; one without a vault has no secrets and no roles. */
export async function vaultOf(view: View): Promise<Vault> {
  const document = await view.document('vault');
  return (document as unknown as Vault | undefined) ?? emptyVault; // put there by seedOf, as a vault
}

/** All groups, but only when a group joined or left a group, which touches everybody below it. */
async function nestedGroups(
  view: View,
  changes: readonly Change[],
): Promise<readonly JsonObject[]> {
  const isNested = changes.some(
    (change) => change.resourceType === 'Group' && membersMoved(change).some(isGroup),
  );
  if (!isNested) return [];
  const groups = (await view.all('Group')).map(({ resource }) => resource);
  return [...groups, ...changes.flatMap(({ before }) => (before ? [before] : []))];
}

/** Groups, and who is in them of those that matter. */
interface Around {
  readonly groups: readonly JsonObject[];
  readonly memberships: Memberships;
}

/** The groups that can matter: those the people are in, those that changed, and all above them. */
async function groupsAround(
  view: View,
  people: readonly string[],
  changes: readonly Change[],
): Promise<Around> {
  const changed = changes.filter(({ resourceType }) => resourceType === 'Group');
  const starts: Reference[] = [
    ...people.map((id) => ({ type: 'User', id })),
    ...changed.map(({ id }) => ({ type: 'Group', id })),
  ];
  const [ofUser, ofGroup] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const ask = byIndex(view);
  const inGroups = async (member: Reference): Promise<readonly StoredResource[]> => {
    const found = await ask(member);
    const ids = found.map(({ id }) => id);
    (member.type === 'User' ? ofUser : ofGroup).set(member.id, ids);
    return found;
  };
  const found = new Map<string, StoredResource>();
  for (const stored of await view.getMany(
    'Group',
    changed.map(({ id }) => id),
  ))
    found.set(stored.id, stored);
  for (const start of starts)
    for (const { group } of await ancestorsOf(start, inGroups)) found.set(group.id, group);
  return {
    groups: [...found.values()].map(({ resource }) => resource),
    memberships: { ofUser, ofGroup },
  };
}

/** Who joined and who left which group. */
const movesIn = (changes: readonly Change[]): readonly GroupMoves[] =>
  changes.flatMap((change) =>
    change.resourceType === 'Group' ? [{ group: change.id, ...membersMovedBy(change) }] : [],
  );

/** Resources as they were before the changes: replaced ones put back, created ones gone, deleted ones there. */
function asBefore(
  after: readonly JsonObject[],
  changes: readonly Change[],
  type: string,
): readonly JsonObject[] {
  const ours = changes.filter(({ resourceType }) => resourceType === type);
  const ids = new Set(ours.map(({ id }) => id));
  const untouched = after.filter(({ id }) => !ids.has(String(id)));
  return [...untouched, ...ours.flatMap(({ before }) => (before ? [before] : []))];
}

const erased = (changes: readonly Change[]): readonly JsonObject[] =>
  changes.flatMap(({ kind, before }) => (kind === 'delete' && before ? [before] : []));

/** In how large a directory licences are still counted with every create and delete. */
const mostCounted = 2_000;

/** True if so many resources were made before one of these that nobody need list them to see it. */
const isLarge = (stored: readonly StoredResource[]): boolean =>
  stored.some(({ order }) => order > mostCounted);

/** Licences in use, counted only when a change can have moved the number. */
async function licencesAfter(
  view: View,
  changes: readonly Change[],
  vault: Vault,
): Promise<number | undefined> {
  const moves = changes.some(
    ({ resourceType, before, after }) => resourceType === 'User' && isOn(before) !== isOn(after),
  );
  if (!moves) return undefined;
  const users = await view.all('User');
  if (users.length > mostCounted) return undefined;
  return licencesUsed(
    users.map(({ resource }) => resource),
    vault,
  );
}

const isGroup = ({ kind }: Member): boolean => kind === 'group';

const isOn = (user: JsonObject | undefined): boolean => isObject(user) && user.active !== false;
