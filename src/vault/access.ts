// Computes who can open which secret from users, groups and vault: pure, so that it can be asked about any moment.
import type { JsonObject } from '../base/json.ts';
import { chainsFrom, idOf, isEnabled, membershipsIn, nameOf, textOf } from './members.ts';
import type { Memberships, People } from './members.ts';
import type {
  Access,
  AccessChange,
  AccessGraph,
  Folder,
  FolderGrant,
  Grantee,
  GrantPath,
  SecretGrant,
  SecretRight,
  Vault,
} from './vault.ts';

const strength: readonly SecretRight[] = ['List', 'View', 'Edit', 'Owner'];

/** True if the right opens the secret: List shows its name only. */
export const opens = (right: SecretRight | undefined): boolean =>
  right !== undefined && right !== 'List';

/** The stronger of two rights. */
export const stronger = (left: SecretRight, right: SecretRight): SecretRight =>
  strength.indexOf(left) >= strength.indexOf(right) ? left : right;

/**
 * What everybody in `people` can do, ordered by user as given and secret as in the vault.
 * A right needs an enabled account, a grant on the secret's folder (its own, or the one it inherits)
 * to the person or to a group the person is in, and View on every folder above it in the vault.
 */
export function accessOf(people: People, vault: Vault): AccessGraph {
  const look = lookAt(people.groups, vault);
  return { access: people.users.flatMap((user) => accessOn(user, look)) };
}

/** What one person can do, with every path that gives it; nothing for an unknown or disabled person. */
export function accessOfUser(id: string, people: People, vault: Vault): readonly Access[] {
  const user = people.users.find((each) => idOf(each) === id);
  return user ? accessOn(user, lookAt(people.groups, vault, new Set([id]))) : [];
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
    lookWith(memberships?.before ?? membershipsIn(before.groups, people), vaultBefore),
    lookWith(memberships?.after ?? membershipsIn(after.groups, people), vault),
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
  const secrets = new Map(vaults.flatMap((vault) => vault.secrets.map((each) => [each.id, each])));
  return [...secrets.values()].flatMap(({ id, name }) => {
    const was = had.find((access) => access.secret === id);
    const is = has.find((access) => access.secret === id);
    if (was?.right === is?.right) return [];
    const before = was && { before: was.right, pathsBefore: was.paths };
    return [{ secret: id, name, ...before, ...(is && { after: is.right }) }];
  });
}

/** What is worked out once for a vault, whoever is asked about. */
interface VaultLook {
  /** Folders from the top down to each folder, itself last. */
  readonly wayTo: ReadonlyMap<string, readonly Folder[]>;
  readonly grantsOn: ReadonlyMap<string, readonly FolderGrant[]>;
  /** People who have a grant by hand. */
  readonly direct: ReadonlySet<string>;
  readonly grantsOnSecret: ReadonlyMap<string, readonly SecretGrant[]>;
}

/** What is worked out once for a vault and its groups, however many people are asked about. */
interface Look extends VaultLook {
  readonly vault: Vault;
  readonly memberships: Memberships;
  /** Answers already found, by the direct groups of a person without grants by hand. */
  readonly known: Map<string, readonly Omit<Access, 'user'>[]>;
}

const lookAt = (groups: readonly JsonObject[], vault: Vault, people?: ReadonlySet<string>): Look =>
  lookWith(membershipsIn(groups, people), vault);

const lookWith = (memberships: Memberships, vault: Vault): Look => ({
  ...lookAtVault(vault),
  vault,
  memberships,
  known: new Map(),
});

/** A vault never changes, and is asked about again and again: for each change of the past, for one. */
const vaultLooks = new WeakMap<Vault, VaultLook>();

function lookAtVault(vault: Vault): VaultLook {
  const seen = vaultLooks.get(vault);
  if (seen) return seen;
  const { wayTo, rightsAtEndOf } = foldersOf(vault);
  const ways = vault.folders.map((folder) => [folder.id, wayTo(folder)] as const);
  const look: VaultLook = {
    wayTo: new Map(ways),
    grantsOn: new Map(ways.map(([id, way]) => [id, rightsAtEndOf(way).grants])),
    direct: new Set(
      [...vault.grants, ...(vault.secretGrants ?? [])]
        .filter(({ to }) => to.kind === 'user')
        .map(({ to }) => to.id),
    ),
    grantsOnSecret: bySecret(vault.secretGrants ?? []),
  };
  vaultLooks.set(vault, look);
  return look;
}

function bySecret(grants: readonly SecretGrant[]): ReadonlyMap<string, readonly SecretGrant[]> {
  const found = new Map<string, SecretGrant[]>();
  for (const grant of grants) found.set(grant.secret, [...(found.get(grant.secret) ?? []), grant]);
  return found;
}

/** The rows of folder rights that hold on a folder, and the folder they stand on: itself, or one it inherits from. */
export interface RightsOnFolder {
  readonly from: Folder;
  readonly grants: readonly FolderGrant[];
}

/** What holds on each folder, by id, in the vault's order. */
export function rightsOnFolders(vault: Vault): ReadonlyMap<string, RightsOnFolder> {
  const { wayTo, rightsAtEndOf } = foldersOf(vault);
  return new Map(vault.folders.map((folder) => [folder.id, rightsAtEndOf(wayTo(folder))]));
}

/** The tree of a vault's folders, sorted once, so that thousands of them cost no more than one look each. */
function foldersOf(vault: Vault) {
  const byId = new Map(vault.folders.map((folder) => [folder.id, folder]));
  const grantsOf = new Map<string, FolderGrant[]>();
  for (const grant of vault.grants) {
    const rows = grantsOf.get(grant.folder);
    if (rows) rows.push(grant);
    else grantsOf.set(grant.folder, [grant]);
  }
  return {
    /** From the top down to the folder, itself last. */
    wayTo(folder: Folder): readonly Folder[] {
      const way = [folder];
      for (let above = byId.get(folder.parent ?? ''); above; above = byId.get(above.parent ?? '')) {
        if (way.includes(above)) break; // folders in a circle: damaged data must not hang the lab
        way.unshift(above);
      }
      return way;
    },
    /**
     * The grants that hold on the last folder of a way: its own, or those of the nearest folder that
     * does not inherit. A protected folder never inherits, whatever it says, and nothing comes down
     * past it.
     */
    rightsAtEndOf(way: readonly Folder[]): RightsOnFolder {
      const folder = way.at(-1)!;
      const from = way.findLast((each) => !each.inherits || each.protected) ?? way[0]!;
      const shut = from.protected && from !== folder;
      // Rights of groups never come down from, or stand on, a protected folder: SCIM cannot open it.
      const isOpenTo = ({ to }: FolderGrant): boolean => to.kind === 'user' || !folder.protected;
      return { from, grants: shut ? [] : (grantsOf.get(from.id) ?? []).filter(isOpenTo) };
    },
  };
}

function accessOn(user: JsonObject, look: Look): readonly Access[] {
  if (!isEnabled(user)) return [];
  const id = idOf(user);
  const groups = look.memberships.ofUser.get(id) ?? [];
  return rightsOf(id, groups, look).map((access) => ({ user: id, ...access }));
}

/** Rights of a person; those without grants by hand share the answer of others in the same groups. */
function rightsOf(
  id: string,
  groups: readonly string[],
  look: Look,
): readonly Omit<Access, 'user'>[] {
  if (look.direct.has(id)) return worksOut(id, groups, look);
  const key = groups.join(' ');
  const known = look.known.get(key) ?? worksOut(id, groups, look);
  look.known.set(key, known);
  return known;
}

function worksOut(
  id: string,
  groups: readonly string[],
  look: Look,
): readonly Omit<Access, 'user'>[] {
  const { holds, chains } = holdingOf(id, groups, look);
  const granted = new Set(look.vault.folders.filter((each) => isGranted(each, holds, look)));
  const isReachable = (folder: string): boolean =>
    look.wayTo.get(folder)?.every((each) => granted.has(each)) ?? false;
  return look.vault.secrets.flatMap(({ id: secret, folder }) => {
    if (!isReachable(folder)) return [];
    const onFolder = look.grantsOn.get(folder)!.filter(holds);
    const onSecret = (look.grantsOnSecret.get(secret) ?? []).filter(holds);
    const paths = [
      ...onFolder.flatMap((grant) => pathsBy(grant, chains)),
      ...onSecret.flatMap((grant) => pathsOnSecret(grant, folder, chains)),
    ];
    if (paths.length === 0) return [];
    return [{ secret, right: paths.map((path) => path.right).reduce(stronger), paths }];
  });
}

/** Which grants are a person's, and the chains of groups through which they come. */
interface Holding {
  readonly holds: (grant: Pick<FolderGrant, 'to'>) => boolean;
  readonly chains: readonly (readonly string[])[];
}

function holdingOf(id: string, groups: readonly string[], look: Look): Holding {
  const chains = groups.flatMap((group) => chainsFrom(group, look.memberships));
  const reached = new Set(chains.map((chain) => chain.at(-1)));
  const holds = ({ to }: Pick<FolderGrant, 'to'>): boolean =>
    to.kind === 'user' ? to.id === id : reached.has(to.id);
  return { holds, chains };
}

const isGranted = (folder: Folder, holds: Holding['holds'], look: Look): boolean =>
  look.grantsOn.get(folder.id)!.some((grant) => holds(grant) && showsFolder(grant));

/**
 * The first folder on the way to `folder`, from the top, on which an enabled person has no View;
 * undefined when the whole way is open, the folder itself included, or the folder does not exist.
 */
export function closedFolderOnWay(
  folder: string,
  user: JsonObject,
  { groups, vault }: { readonly groups: readonly JsonObject[]; readonly vault: Vault },
): Folder | undefined {
  const look = lookAt(groups, vault);
  const id = idOf(user);
  const { holds } = holdingOf(id, look.memberships.ofUser.get(id) ?? [], look);
  return look.wayTo.get(folder)?.find((each) => !isGranted(each, holds, look));
}

/** Add Secret lets one put secrets in without seeing the folder; the other folder rights include View. */
const showsFolder = (grant: FolderGrant): boolean => grant.folderRight !== 'Add Secret';

function pathsBy(
  { to, folder: grantedOn, secretRight: right }: FolderGrant,
  chains: readonly (readonly string[])[],
): readonly GrantPath[] {
  return right === 'None' ? [] : pathsTo(to, chains, { grantedOn, right });
}

const pathsOnSecret = (
  { to, right }: SecretGrant,
  grantedOn: string,
  chains: readonly (readonly string[])[],
): readonly GrantPath[] => pathsTo(to, chains, { grantedOn, right, onSecret: true });

/** The ways to whom a right is given: directly, or by each chain of groups that ends there. */
function pathsTo(
  to: Grantee,
  chains: readonly (readonly string[])[],
  path: Omit<GrantPath, 'kind' | 'groups'>,
): readonly GrantPath[] {
  if (to.kind === 'user') return [{ kind: 'direct', groups: [], ...path }];
  return chains
    .filter((chain) => chain.at(-1) === to.id)
    .map((groups) => ({ kind: 'group', groups, ...path }));
}
