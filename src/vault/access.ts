// Computes who can open which secret from users, groups and vault: pure, so that it can be asked about any moment.
import type { JsonObject } from '../base/json.ts';
import { idOf, isEnabled, membershipsIn, nameOf, textOf } from './members.ts';
import type { Memberships, People } from './members.ts';
import { accessBy, bookOf, closedOnWay, givenAlone, givenByGroup } from './rights.ts';
import type { Given, RightsBook } from './rights.ts';
import type { Access, AccessChange, AccessGraph, Folder, SecretRight, Vault } from './vault.ts';

/** True if the right opens the secret: List shows its name only. */
export const opens = (right: SecretRight | undefined): boolean =>
  right !== undefined && right !== 'List';

/**
 * What everybody in `people` can do, ordered by user as given and secret as in the vault; worked out
 * when it is asked for, so that a screen about one person costs one person.
 * A right needs an enabled account (a locked one keeps its rights), a grant on the secret's folder (its
 * own, or the one it inherits) to the person or to a group the person is in, and View on every folder
 * above it in the vault. A personal folder opens to its owner alone; Unlimited Administration Mode opens
 * everything to whoever holds the permission for it. `memberships` say who is in what where that is known.
 */
export function accessOf(people: People, vault: Vault, memberships?: Memberships): AccessGraph {
  let look: Look | undefined;
  let whole: readonly Access[] | undefined;
  let byId: ReadonlyMap<string, JsonObject> | undefined;
  const accessFor = (user: JsonObject): readonly Access[] =>
    accessOn(user, (look ??= lookAt(memberships ?? membershipsOf(people), vault)));
  return {
    get access() {
      return (whole ??= inOne(people.users.map(accessFor)));
    },
    of(id) {
      byId ??= new Map(people.users.map((user) => [idOf(user), user]));
      const user = byId.get(id);
      return user ? accessFor(user) : [];
    },
    users: () => people.users.map(idOf),
  };
}

/** Millions of rights in one list: `flat` takes several times as long. */
function inOne(lists: readonly (readonly Access[])[]): readonly Access[] {
  const all: Access[] = [];
  for (const list of lists) for (const access of list) all.push(access);
  return all;
}

/** What one person can do, with every path that gives it; nothing for an unknown or disabled person. */
export function accessOfUser(id: string, people: People, vault: Vault): readonly Access[] {
  const user = people.users.find((each) => idOf(each) === id);
  return user ? accessOn(user, lookFor(id, people.groups, vault)) : [];
}

/** The secrets a person can open (View or more), as ids in the vault's order. */
export const openSecretsOf = (id: string, people: People, vault: Vault): readonly string[] =>
  accessOfUser(id, people, vault)
    .filter((access) => opens(access.right))
    .map((access) => access.secret);

/** Two moments to compare, and the people whose access may differ between them. */
export interface AccessComparison {
  readonly before: People;
  readonly after: People;
  readonly vault: Vault;
  /** The vault at the moment before, if it was another. */
  readonly vaultBefore?: Vault;
  /** SCIM ids of users. */
  readonly people: readonly string[];
  /** Who is in what at the two moments, if it is known: it need not be read out of the groups then. */
  readonly memberships?: { readonly before: Memberships; readonly after: Memberships };
}

/**
 * Who gained or lost which right between two moments; people with no difference are left out.
 * Works from a part of the users: those named in `people`, as far as they existed at that moment.
 */
export function accessChanges(comparison: AccessComparison): readonly AccessChange[] {
  const { before, after, vault, vaultBefore = vault, memberships } = comparison;
  const vaults = vaultBefore === vault ? [vault] : [vaultBefore, vault];
  const people = new Set(comparison.people);
  const looks = [
    lookAt(memberships?.before ?? membershipsIn(before.groups, people), vaultBefore),
    lookAt(memberships?.after ?? membershipsIn(after.groups, people), vault),
  ] as const;
  return [...people].flatMap((id) => {
    const was = before.users.find((user) => idOf(user) === id);
    const is = after.users.find((user) => idOf(user) === id);
    const had = was ? accessOn(was, looks[0]) : [];
    const has = is ? accessOn(is, looks[1]) : [];
    const secrets = differences(had, has, vaults);
    const person = is ?? was;
    if (!person || secrets.length === 0) return [];
    return [{ ...named(person), opensBefore: countOpen(had), opensAfter: countOpen(has), secrets }];
  });
}

const countOpen = (access: readonly Access[]): number =>
  access.filter((each) => opens(each.right)).length;

const named = (user: JsonObject): Pick<AccessChange, 'user' | 'userName' | 'displayName'> => ({
  user: idOf(user),
  userName: textOf(user, 'userName'),
  displayName: nameOf(user),
});

function differences(
  had: readonly Access[],
  has: readonly Access[],
  vaults: readonly Vault[],
): AccessChange['secrets'] {
  if (had === has) return [];
  const [was, is] = [bySecret(had), bySecret(has)];
  const secrets = new Map(vaults.flatMap((vault) => vault.secrets.map((each) => [each.id, each])));
  return [...secrets.values()].flatMap(({ id, name }) => {
    const [earlier, later] = [was.get(id), is.get(id)];
    if (earlier?.right === later?.right) return [];
    const before = earlier && { before: earlier.right, pathsBefore: earlier.paths };
    return [{ secret: id, name, ...before, ...(later && { after: later.right }) }];
  });
}

const bySecret = (access: readonly Access[]): ReadonlyMap<string, Access> =>
  new Map(access.map((each) => [each.secret, each]));

/** A vault and who is in which group, however many people are asked about. */
interface Look {
  readonly book: RightsBook;
  readonly memberships: Memberships;
  /** What each group gives, as far as somebody in it was asked about. */
  readonly given: Map<string, Given>;
}

const lookAt = (memberships: Memberships, vault: Vault): Look => ({
  ...{ book: bookOf(vault), memberships, given: new Map() },
});

/** So many people may be asked about before it is better to read who else is in their groups. */
const few = 200;

const membershipsOf = ({ users, groups }: People): Memberships =>
  users.length > few
    ? allMemberships(groups)
    : (known.get(groups) ?? membershipsIn(groups, new Set(users.map(idOf))));

/** Groups never change; a directory's are asked again and again while a screen is open. */
const known = new WeakMap<readonly JsonObject[], Memberships>();

/** Who is in what, in all these groups. */
export function allMemberships(groups: readonly JsonObject[]): Memberships {
  const memberships = known.get(groups) ?? membershipsIn(groups);
  known.set(groups, memberships);
  return memberships;
}

/** A look that is good for one person. */
const lookFor = (id: string, groups: readonly JsonObject[], vault: Vault): Look =>
  lookAt(known.get(groups) ?? membershipsIn(groups, new Set([id])), vault);

function accessOn(user: JsonObject, look: Look): readonly Access[] {
  if (!isEnabled(user)) return [];
  const id = idOf(user);
  return accessBy(id, sidesOf(id, look), look.book);
}

/** What each of a person's groups gives, and after them what the person has alone. */
function sidesOf(id: string, { book, memberships, given }: Look): readonly Given[] {
  const sides = (memberships.ofUser.get(id) ?? []).map((group) => {
    const side = given.get(group) ?? givenByGroup(group, memberships, book);
    given.set(group, side);
    return side;
  });
  const alone = givenAlone(id, book);
  return alone ? [...sides, alone] : sides;
}

/**
 * The first folder on the way to `folder`, from the top, on which an enabled person has no View;
 * undefined when the whole way is open, the folder itself included, or the folder does not exist.
 */
export function closedFolderOnWay(
  folder: string,
  user: JsonObject,
  { groups, vault }: { readonly groups: readonly JsonObject[]; readonly vault: Vault },
): Folder | undefined {
  const look = lookAt(allMemberships(groups), vault);
  return closedOnWay(folder, sidesOf(idOf(user), look), look.book);
}
