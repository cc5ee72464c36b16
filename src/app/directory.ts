// Reads a tenant's directory and vault as the screens show them: users with their groups, and who can open what.
import { sameJson, type JsonObject } from '../base/json.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from '../ui/lab.ts';
import { accessOf, allMemberships } from '../vault/access.ts';
import { chainsFrom, idOf, nameOf, type Memberships } from '../vault/members.ts';
import { vaultIn } from './sameVault.ts';

/**
 * The directory at its present revision, read in one consistent look. Access is worked out when a screen
 * asks for it. What is as it was in `known`, an earlier one, stays the same object, so that nobody who
 * looks at ten thousand people has to look at all of them again.
 */
export async function readDirectory(
  store: Store,
  tenant: string,
  known?: Directory,
): Promise<Directory> {
  const found = await store.read(tenant, async (view) => ({
    revision: view.revision,
    users: await view.all('User'),
    groups: await view.all('Group'),
    vault: await view.document('vault'),
  }));
  const groups = asKnown(
    found.groups.map(({ resource }) => resource),
    known?.groups,
  );
  const users = withGroups(
    found.users.map(({ resource }) => resource),
    groups,
  );
  const vault = vaultIn(found.vault, tenant);
  return {
    ...{ tenant, revision: found.revision, users, groups, vault },
    access: accessOf({ users, groups }, vault),
  };
}

/** The list there was, if it holds the very same resources. */
function asKnown(
  list: readonly JsonObject[],
  known: readonly JsonObject[] = [],
): readonly JsonObject[] {
  const isAsItWas = list.length === known.length && list.every((each, at) => each === known[at]);
  return isAsItWas ? known : list;
}

/** Users with the read-only `groups` of RFC 7643 §4.1.2: direct memberships first, then those through groups. */
function withGroups(
  users: readonly JsonObject[],
  groups: readonly JsonObject[],
): readonly JsonObject[] {
  const memberships = allMemberships(groups);
  const names = new Map(groups.map((group) => [idOf(group), nameOf(group)]));
  /** Lists of groups by the direct ones: colleagues share theirs. */
  const lists = new Map<string, readonly JsonObject[]>();
  return users.map((user) => {
    const direct = memberships.ofUser.get(idOf(user)) ?? [];
    if (direct.length === 0) return user;
    const key = direct.join(' ');
    const list = lists.get(key) ?? groupsOf(direct, memberships, names);
    lists.set(key, list);
    return shown(user, list);
  });
}

const shownBefore = new WeakMap<JsonObject, JsonObject>();

/** A stored user as the screens show it; the same object as long as neither it nor its groups change. */
function shown(user: JsonObject, groups: readonly JsonObject[]): JsonObject {
  const before = shownBefore.get(user);
  if (before && (before.groups === groups || sameJson(before.groups, groups))) return before;
  const now = { ...user, groups };
  shownBefore.set(user, now);
  return now;
}

function groupsOf(
  direct: readonly string[],
  memberships: Memberships,
  names: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  const reached = direct.flatMap((group) =>
    chainsFrom(group, memberships).map((chain) => chain.at(-1)!),
  );
  const indirect = [...new Set(reached)].filter((group) => !direct.includes(group));
  const listed = (type: 'direct' | 'indirect') => (value: string) => ({
    ...{ value, display: names.get(value), type },
  });
  return [...direct.map(listed('direct')), ...indirect.map(listed('indirect'))];
}
