// Turns the journal into Secret Server's audit: one trail of events for each change, with what it did to access.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { accessOf } from './access.ts';
import { accessIndex, type AccessIndex } from './accessIndex.ts';
import { told, type Told } from './auditWords.ts';
import { grantRemoved, vaultChangeType } from './byHand.ts';
import { namedByHand, touchedByHand } from './handWords.ts';
import { effectOf, noEffect, seenEffect, type AuditEffect } from './effect.ts';
import { holdersTouched, type Everybody } from './holders.ts';
import { idOf, isEnabled, nameOf, peopleIn, textOf, type Memberships } from './members.ts';
import { isPart } from './parts.ts';
import { present, walkFrom, type Moment, type PastEntry, type Present, type Walk } from './past.ts';
import { licencesUsed } from './roles.ts';
import { membersMovedBy } from './touched.ts';
import type { Access, GrantPath, SecretView, Vault } from './vault.ts';

/** How an event came about: by an exchange, by undoing one (ids of exchanges), or by hand in Secret Server. */
export type AuditSource =
  { readonly kind: 'scim' | 'undo'; readonly exchange: string } | { readonly kind: 'hand' };

/** One line of the audit. */
export interface AuditEvent {
  /** Unique in the audit of a tenant: `12.0` is the first event of the entry 12. */
  readonly id: string;
  /** The journal's entry; 0 for what Secret Server kept without one. */
  readonly seq: number;
  /** Lab time, ISO 8601. */
  readonly at: string;
  readonly name: string;
  /** The name is the lab's own: no document of Delinea that the lab knows confirms it. */
  readonly own: boolean;
  readonly subject: string;
  readonly detail: string;
  /** The token's holder, or whoever did it by hand. */
  readonly actor: string;
  readonly source: AuditSource;
  /** SCIM ids of the users it is about: accounts, members, and whose rights it changed. */
  readonly people: readonly string[];
  readonly effect: AuditEffect;
  /** What changed; a look at a secret changes nothing. */
  readonly change?: Change;
}

/** What the audit is made from; entries oldest first. */
export interface AuditInput {
  readonly journal: readonly PastEntry[];
  readonly present: Present;
}

/**
 * The whole audit, newest first: for each entry of the journal one trail of at least one event, and the
 * looks at secrets that Secret Server has kept. Effects are worked out from the state at that moment.
 */
export const auditOf = (input: AuditInput): readonly AuditEvent[] =>
  auditWith([...auditSteps(input)].flat(), input.present);

/**
 * Works the audit out step by step, so that whoever asks can do something else between two: each step is
 * the trail of one entry, newest first, down to the entry after `known`, whose trail and those before it
 * are known already. What a trail says never depends on what came later.
 */
export function* auditSteps(
  { journal, present: now }: AuditInput,
  known = 0,
): Generator<readonly AuditEvent[], void> {
  const walk = walkFrom(now);
  const count = { used: licencesUsed(now.users, now.vault) };
  for (let at = journal.length - 1; at >= 0 && journal[at]!.seq > known; at -= 1) {
    const entry = journal[at]!;
    const beside = [journal[at - 1], journal[at + 1]];
    yield trailOf(entry, { walk, count, seen: seenAs(entry, beside) });
  }
}

/** The events of all entries with the looks at secrets that Secret Server has kept, newest first. */
export function auditWith(events: readonly AuditEvent[], now: Present): readonly AuditEvent[] {
  const looks = (now.vault.views ?? []).map((view, at) => lookEvent(view, at, now));
  return [...events, ...looks]
    .map((event) => ({ event, time: Date.parse(event.at) }))
    .sort((one, other) => other.time - one.time || other.event.seq - one.event.seq)
    .map(({ event }) => event);
}

/** The type that the connector keeps an account under once DELETE has hidden it from SCIM. */
const hiddenType = 'DisabledUser';

/**
 * A user's change as Secret Server sees it: the connector's DELETE hides the account, which the journal
 * keeps as two entries side by side, and only disables it.
 */
function seenAs(entry: PastEntry, beside: readonly (PastEntry | undefined)[]): Change {
  const { change, exchange } = entry;
  if (change.resourceType !== 'User' || change.kind === 'replace') return change;
  const hidden = beside.find(
    (each) =>
      each?.exchange === exchange &&
      each.change.resourceType === hiddenType &&
      each.change.id === change.id,
  )?.change;
  if (!hidden) return change;
  // one of the two is there before, the other afterwards
  return { ...hidden, ...change, kind: 'replace' };
}

interface Around {
  readonly walk: Walk;
  /** Licences in use at the moment the walk has reached. */
  readonly count: { used: number };
  readonly seen: Change;
}

/** The events of one entry, newest first; the walk goes back by it. */
function trailOf(entry: PastEntry, { walk, count, seen }: Around): readonly AuditEvent[] {
  const source = sourceOf(entry);
  const turn = turned(entry, walk);
  const way =
    source.kind === 'scim' ? 'through SCIM' : source.kind === 'undo' ? 'by undo' : 'by hand';
  const events = told(seen, { ...turn.names, way, licences: count.used });
  count.used -= licencesBy(entry.change, walk);
  const counted = new Set<string>(); // who moves in two ways at once is counted with the first
  return events
    .map((event, at): AuditEvent => {
      const people = peopleOf(event, turn);
      const uncounted = event.counts ? people.filter((id) => !counted.has(id)) : [];
      for (const id of uncounted) counted.add(id);
      return {
        ...{ id: `${entry.seq}.${at}`, seq: entry.seq, at: entry.at },
        ...{ name: event.name, own: event.own, subject: event.subject, detail: event.detail },
        ...{ actor: entry.actor, source, people, change: entry.change },
        effect: uncounted.length > 0 ? effectFor(uncounted, event, turn) : noEffect,
      };
    })
    .reverse();
}

function sourceOf({ exchange, change }: PastEntry): AuditSource {
  if (change.resourceType === vaultChangeType || exchange.startsWith('vault-'))
    return { kind: 'hand' };
  if (exchange.startsWith('undo-')) return { kind: 'undo', exchange: exchange.slice(5) };
  return { kind: 'scim', exchange };
}

/** How many licences a change took (or gave back, below zero). */
function licencesBy({ resourceType, id, before, after }: Change, walk: Walk): number {
  const uses = (user: JsonObject | undefined): number => (user && isEnabled(user) ? 1 : 0);
  const note = resourceType === 'VaultAccount' ? (after ?? before) : undefined;
  if (note?.kind === 'application')
    return (after ? -1 : 1) * uses(walk.users.get(String(note.user)));
  if (resourceType !== 'User') return 0;
  if (walk.vault.accounts.some(({ user, kind }) => user === id && kind === 'application')) return 0;
  return uses(after) - uses(before);
}

// — Before and after

/** A change with what it touched as it was before and after, taken back on the way. */
interface Turn {
  readonly change: Change;
  /** Ids of everybody it may have touched. */
  readonly people: readonly string[];
  /** All groups there are, for who is in one through another. */
  readonly groups: readonly JsonObject[];
  readonly names: Moment;
  readonly rights: () => { readonly before: AccessByUser; readonly after: AccessByUser };
}

function turned(entry: PastEntry, walk: Walk): Turn {
  const { change } = entry;
  const direct = movedBy(change, walk);
  const after = momentOf(walk, direct, change);
  walk.takeBack(entry);
  const groups = direct.groups.length > 0 || isOfVault(change) ? [...walk.groups.values()] : [];
  const held = isOfVault(change)
    ? holdersOf(change, [walk.vault, after.vault], {
        ...{ groups, users: () => [...walk.users.keys()] },
      })
    : [];
  const moved = { ...direct, users: [...new Set([...direct.users, ...held])] };
  const before = momentOf(walk, moved, change);
  // a change of the vault leaves users and groups as they are
  const then = isOfVault(change) ? { ...before, vault: after.vault } : after;
  return {
    ...{ change, people: moved.users, groups, rights: rightsIn(before, then) },
    names: {
      users: [...then.users, ...before.users],
      groups: [...then.groups, ...before.groups, ...moved.groups],
      vault: bothVaults(then.vault, before.vault),
    },
  };
}

const isOfVault = ({ resourceType }: Change): boolean =>
  resourceType === vaultChangeType ||
  isPart(resourceType) ||
  /^(Container|PrivilegedData)/.test(resourceType);

function holdersOf(
  change: Change,
  vaults: readonly [before: Vault, after: Vault],
  everybody: Everybody,
): readonly string[] {
  if (isPart(change.resourceType)) return touchedByHand(change, vaults, everybody);
  const removed = grantRemoved(change);
  return removed ? [removed.user] : holdersTouched([change], vaults, everybody.groups);
}

/** Whom a change of a user or group touches: users by id, groups as they are. */
function movedBy(
  change: Change,
  walk: Walk,
): { readonly users: readonly string[]; readonly groups: readonly JsonObject[] } {
  if (change.resourceType === 'User') return { users: [change.id], groups: [] };
  if (change.resourceType !== 'Group') {
    const named = namedByHand(change).filter(({ kind }) => kind === 'group');
    return {
      users: [],
      groups: present(
        named.map(({ id }) => id),
        walk.groups,
      ),
    };
  }
  const { joined, left } = membersMovedBy(change);
  const members = [...joined, ...left];
  const inside = members.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  const all = inside.length > 0 ? [...walk.groups.values()] : [];
  return {
    users: [
      ...new Set([
        ...members.filter(({ kind }) => kind === 'user').map(({ id }) => id),
        ...inside.flatMap((id) => [...peopleIn(id, all)]),
      ]),
    ],
    groups: present(inside, walk.groups),
  };
}

/** A moment as far as a change touches it. */
interface Touched extends Moment {
  readonly memberships: Memberships;
}

function momentOf(
  walk: Walk,
  moved: { readonly users: readonly string[] },
  { resourceType, id }: Change,
): Touched {
  const names = moved.users.map((user) => `User ${user}`);
  if (resourceType === 'Group') names.push(`Group ${id}`);
  return {
    memberships: walk.membershipsOf(names),
    users: present(moved.users, walk.users),
    groups: walk.groupsAround(names),
    vault: walk.vault,
  };
}

/** Folders, secrets and roles of both, for their names: what is gone afterwards had one before. */
const bothVaults = (vault: Vault, before: Vault): Vault =>
  vault === before
    ? vault
    : {
        ...vault,
        folders: [...vault.folders, ...before.folders],
        secrets: [...vault.secrets, ...before.secrets],
        roles: [...vault.roles, ...before.roles],
      };

// — Effects

function peopleOf({ about }: Told, turn: Turn): readonly string[] {
  if (about === 'nobody') return [];
  if (about === 'all') return isOfVault(turn.change) ? moved(turn) : turn.people;
  if (about.kind === 'user') return [about.id];
  return [...peopleIn(about.id, turn.groups)];
}

/** Of everybody a change of the vault may touch, those whose rights differ, and whom it names. */
function moved({ change, people, rights }: Turn): readonly string[] {
  const { before, after } = rights();
  const named = namedIn(change);
  return people.filter((id) => id === named || !sameRights(before.get(id), after.get(id)));
}

/** The same rights on the same secrets, by whatever ways. */
const sameRights = (one: readonly Access[] = [], other: readonly Access[] = []): boolean =>
  one === other ||
  (one.length === other.length &&
    one.every(
      ({ secret, right }, at) => secret === other[at]!.secret && right === other[at]!.right,
    ));

/** The user a row of rights is about, if it is about one. */
function namedIn(change: Change): string | undefined {
  const removed = grantRemoved(change);
  if (removed) return removed.user;
  const byHand = namedByHand(change).find(({ kind }) => kind === 'user');
  if (byHand) return byHand.id;
  const user = (change.after ?? change.before)?.['user'];
  return isObject(user) ? textOf(user, 'value') : undefined;
}

function effectFor(people: readonly string[], event: Told, turn: Turn): AuditEffect {
  const { change, rights } = turn;
  const folder = folderLeft(change);
  const took = (path: GrantPath): boolean =>
    folder === undefined
      ? path.groups.includes(change.id)
      : path.kind === 'direct' && path.grantedOn === folder;
  const counts = event.name === 'Removed From Group' || folder !== undefined;
  const { before, after } = rights();
  // what stays by another way counts too, where a way was taken
  const moved = counts ? people : people.filter((id) => !sameRights(before.get(id), after.get(id)));
  const of = (byUser: AccessByUser) => moved.flatMap((id) => byUser.get(id) ?? []);
  return effectOf({
    ...{ before: of(before), after: of(after), people: people.length },
    ...(counts ? { took } : {}),
  });
}

/** The folder off which a person's right by hand was taken, if that is what the change did. */
function folderLeft(change: Change): string | undefined {
  const { kind, resourceType, before } = change;
  if (kind !== 'delete' || resourceType !== 'VaultFolderGrant') return grantRemoved(change)?.folder;
  return namedByHand(change).some((each) => each.kind === 'user')
    ? textOf(before ?? {}, 'folder')
    : undefined;
}

type AccessByUser = AccessIndex['byUser'];

/** Works out once, when it is first asked for, what everybody touched could do before and after. */
function rightsIn(before: Touched, after: Touched): Turn['rights'] {
  let known: ReturnType<Turn['rights']> | undefined;
  const of = ({ vault, memberships, ...people }: Touched): AccessByUser =>
    accessIndex(accessOf(people, vault, memberships)).byUser;
  return () => (known ??= { before: of(before), after: of(after) });
}

// — What was seen

function lookEvent({ user, secret, at }: SecretView, place: number, now: Present): AuditEvent {
  const person = now.users.find((each) => idOf(each) === user);
  const subject = person ? textOf(person, 'userName') : user;
  return {
    ...{ id: `view.${place}`, seq: 0, at, name: 'Secret View', own: false, subject },
    detail: now.vault.secrets.find(({ id }) => id === secret)?.name ?? secret,
    ...{ actor: person ? nameOf(person) : user, source: { kind: 'hand' }, people: [user] },
    effect: seenEffect,
  };
}
