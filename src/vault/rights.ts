// Works out what each group and each single person was given in a vault, once, so that thousands of people cost little.
import { foldersOf, type RightsOnFolder } from './folderTree.ts';
import { heldBy, joined, stronger, type Held, type Way } from './held.ts';
import { chainsFrom, type Memberships } from './members.ts';
import type { Access, Folder, FolderGrant, Grantee, GrantPath, Vault } from './vault.ts';

/**
 * What comes from one side: from one of a person's own groups, with all that are reached through it, or
 * from what the person was given alone. Places are those of folders in the vault's list.
 */
export interface Given {
  /** Tells it from every other of its book. */
  readonly id: number;
  readonly folders: readonly (readonly [source: number, held: Held])[];
  /** By place of the secret: what stands on the secret itself. */
  readonly secrets: readonly (readonly [secret: number, held: Held])[];
  /** It opens everything: Unlimited Administration Mode is on, and this side brings the permission for it. */
  readonly unlimited: boolean;
}

/** A grant as it holds on a source: its place there orders the ways. */
interface Row {
  readonly source: number;
  readonly at: number;
  readonly grant: FolderGrant;
}

/** A vault sorted for reading, and what was worked out of it so far. */
export interface RightsBook {
  readonly vault: Vault;
  /** The folders from the top down to each folder, itself last. */
  readonly wayTo: ReadonlyMap<string, readonly Folder[]>;
  /** By place of a folder: what holds on it, and the place of the one it stands on, one past the last for nothing. */
  readonly rights: readonly RightsOnFolder[];
  readonly sourceOf: readonly number[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** By place of a secret: the source its rights come from, and all that must show on the way to it. */
  readonly secrets: readonly Stand[];
  readonly rowsTo: ReadonlyMap<string, readonly Row[]>;
  readonly onSecretTo: ReadonlyMap<string, readonly (readonly [secret: number, way: Way])[]>;
  readonly personal: ReadonlyMap<string, readonly number[]>;
  readonly mode: Mode;
  readonly groups: Map<string, { readonly key: string; readonly given: Given }>;
  readonly alone: Map<string, Given>;
  readonly people: Map<
    string,
    { readonly sides: readonly Given[]; readonly access: readonly Access[] }
  >;
  /** What somebody has on whom all the same sides give, by their ids: colleagues differ in their names only. */
  readonly alike: Map<string, readonly Access[]>;
  /** By source: what the person being looked at holds there. Empty between two people. */
  readonly here: (Held | undefined)[];
  /** The path of Unlimited Administration Mode, by folder. */
  readonly modePaths: Map<string, GrantPath>;
}

interface Stand {
  readonly source: number;
  readonly needs: readonly number[];
}

/** Who opens everything while Unlimited Administration Mode is on. */
interface Mode {
  readonly everybody: boolean;
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

/** A vault never changes, and is asked about again and again: for each change of the past, for one. */
const books = new WeakMap<Vault, RightsBook>();

/** The book of a vault; asked again for the same vault it is the same. */
export function bookOf(vault: Vault): RightsBook {
  const known = books.get(vault);
  if (known) return known;
  const book = madeFrom(vault);
  books.set(vault, book);
  return book;
}

function madeFrom(vault: Vault): RightsBook {
  const { wayTo, rightsAtEndOf } = foldersOf(vault);
  const placeOf = new Map(vault.folders.map(({ id }, at) => [id, at]));
  const ways = new Map(vault.folders.map((folder) => [folder.id, wayTo(folder)]));
  const rights = vault.folders.map(({ id }) => rightsAtEndOf(ways.get(id)!));
  const nowhere = vault.folders.length;
  const sourceOf = rights.map((on) => sourceIn(on, placeOf) ?? nowhere);
  const standOf = (folder: string): Stand => {
    const at = placeOf.get(folder);
    if (at === undefined) return { source: nowhere, needs: [] };
    const source = sourceOf[at]!;
    if (rights[at]!.personal) return { source, needs: [source] };
    const needs = new Set(ways.get(folder)!.map(({ id }) => sourceOf[placeOf.get(id)!]!));
    return { source, needs: [...needs] };
  };
  const isPersonal = (folder: string): boolean =>
    rights[placeOf.get(folder) ?? nowhere]?.personal !== undefined;
  const stands = new Map(vault.folders.map(({ id }) => [id, standOf(id)]));
  return {
    ...{ vault, wayTo: ways, rights, sourceOf, placeOf, rowsTo: rowsIn(vault, rights, sourceOf) },
    secrets: vault.secrets.map(({ folder }) => stands.get(folder) ?? standOf(folder)),
    ...{
      onSecretTo: onSecretsIn(vault, isPersonal),
      personal: personalIn(vault),
      mode: modeOf(vault),
    },
    ...{
      groups: new Map(),
      alone: new Map(),
      people: new Map(),
      modePaths: new Map(),
      alike: new Map(),
    },
    here: [...vault.folders.map(() => undefined), undefined],
  };
}

/** Nothing comes down from a folder that lets none of its rights past. */
const sourceIn = (
  { from, grants, personal }: RightsOnFolder,
  placeOf: ReadonlyMap<string, number>,
): number | undefined => (personal || grants.length > 0 ? placeOf.get(from.id) : undefined);

const keyOf = ({ kind, id }: Grantee): string => `${kind} ${id}`;

function pushTo<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** The rows of each grantee, each once: on the folder it stands on, for all that inherit it. */
function rowsIn(
  { folders }: Vault,
  rights: readonly RightsOnFolder[],
  sourceOf: readonly number[],
): RightsBook['rowsTo'] {
  const rows = new Map<string, Row[]>();
  const seen = new Set<number>();
  for (const [at, { grants, personal }] of rights.entries()) {
    const source = sourceOf[at]!;
    if (personal || source === folders.length || seen.has(source)) continue;
    seen.add(source);
    for (const [place, grant] of grants.entries())
      pushTo(rows, keyOf(grant.to), { source, at: place, grant });
  }
  return rows;
}

/** Nothing is given on a secret in a personal folder, whatever the data says. */
function onSecretsIn(
  { secrets, secretGrants = [] }: Vault,
  isPersonal: (folder: string) => boolean,
): RightsBook['onSecretTo'] {
  const placeOf = new Map(secrets.map(({ id }, at) => [id, at]));
  const found = new Map<string, (readonly [number, Way])[]>();
  for (const [at, { secret, to, right }] of secretGrants.entries()) {
    const place = placeOf.get(secret);
    if (place === undefined || isPersonal(secrets[place]!.folder)) continue;
    const grantedOn = secrets[place]!.folder;
    const path = { kind: 'direct', groups: [], grantedOn, right, onSecret: true } as const;
    pushTo(found, keyOf(to), [place, { at, path }] as const);
  }
  return found;
}

function personalIn({ folders }: Vault): RightsBook['personal'] {
  const found = new Map<string, number[]>();
  for (const [at, { personalOf }] of folders.entries())
    if (personalOf !== undefined) pushTo(found, personalOf, at);
  return found;
}

/** The role permission that lets somebody open everything while the mode is on; the name is Delinea's. */
export const unlimitedPermission = 'Unlimited Administrator';

function modeOf({ unlimited, roles, defaultRole, roleOfGroup, roleOfUser = [] }: Vault): Mode {
  const able = new Set(
    unlimited
      ? roles
          .filter(({ permissions }) => permissions.includes(unlimitedPermission))
          .map(({ id }) => id)
      : [],
  );
  return {
    everybody: able.has(defaultRole),
    groups: new Set(roleOfGroup.filter(({ role }) => able.has(role)).map(({ group }) => group)),
    users: new Set(roleOfUser.filter(({ role }) => able.has(role)).map(({ user }) => user)),
  };
}

/** What membership of one group brings; worked out again only where the groups above it are others. */
export function givenByGroup(group: string, memberships: Memberships, book: RightsBook): Given {
  const chains = memberships.ofGroup.size === 0 ? [[group]] : chainsFrom(group, memberships);
  const key = chains.map((chain) => chain.join(' ')).join('\n');
  const known = book.groups.get(group);
  if (known?.key === key) return known.given;
  const given = {
    id: idIn(book),
    folders: gathered(chains.flatMap((chain) => waysOf(chain, book))),
    secrets: gathered(chains.flatMap((chain) => waysOnSecrets(chain, book))),
    unlimited: chains.some((chain) => book.mode.groups.has(chain.at(-1)!)),
  };
  book.groups.set(group, { key, given });
  return given;
}

/** What a person was given alone: by hand, a personal folder, a role; undefined for nothing. */
export function givenAlone(user: string, book: RightsBook): Given | undefined {
  const known = book.alone.get(user);
  if (known) return known;
  const key = keyOf({ kind: 'user', id: user });
  const { rowsTo, onSecretTo, personal, mode, vault } = book;
  const unlimited = mode.everybody || mode.users.has(user);
  if (!rowsTo.has(key) && !onSecretTo.has(key) && !personal.has(user) && !unlimited)
    return undefined;
  const own = (personal.get(user) ?? []).map((source): Placed => {
    const grantedOn = vault.folders[source]!.id;
    return [
      source,
      { at: 0, path: { kind: 'personal', groups: [], grantedOn, right: 'Owner' } },
      true,
    ];
  });
  const given = {
    id: idIn(book),
    folders: gathered([...rowsFor(key, { kind: 'direct', groups: [] }, book), ...own]),
    secrets: gathered(
      (onSecretTo.get(key) ?? []).map(([secret, way]): Placed => [secret, way, true]),
    ),
    unlimited,
  };
  book.alone.set(user, given);
  return given;
}

const ids = new WeakMap<RightsBook, number>();

function idIn(book: RightsBook): number {
  const id = (ids.get(book) ?? 0) + 1;
  ids.set(book, id);
  return id;
}

/** A way at a place; one without a way only shows the folder. */
type Placed = readonly [place: number, way: Way | undefined, shows: boolean];

const waysOf = (chain: readonly string[], book: RightsBook): readonly Placed[] =>
  rowsFor(keyOf({ kind: 'group', id: chain.at(-1)! }), { kind: 'group', groups: chain }, book);

function rowsFor(
  key: string,
  through: Pick<GrantPath, 'kind' | 'groups'>,
  { rowsTo }: RightsBook,
): readonly Placed[] {
  return (rowsTo.get(key) ?? []).map(({ source, at, grant }): Placed => {
    const { folder: grantedOn, folderRight, secretRight: right } = grant;
    const way = right === 'None' ? undefined : { at, path: { ...through, grantedOn, right } };
    // Add Secret lets one put secrets in without seeing the folder; the other folder rights include View.
    return [source, way, folderRight !== 'Add Secret'];
  });
}

const waysOnSecrets = (chain: readonly string[], { onSecretTo }: RightsBook): readonly Placed[] =>
  (onSecretTo.get(keyOf({ kind: 'group', id: chain.at(-1)! })) ?? []).map(
    ([secret, { at, path }]): Placed => [
      secret,
      { at, path: { ...path, kind: 'group', groups: chain } },
      true,
    ],
  );

function gathered(placed: readonly Placed[]): Given['folders'] {
  const ways = new Map<number, Way[]>();
  const showing = new Set<number>();
  for (const [place, way, shows] of placed) {
    if (shows) showing.add(place);
    if (way) pushTo(ways, place, way);
    else if (!ways.has(place)) ways.set(place, []);
  }
  return [...ways].map(([place, list]) => [
    place,
    heldBy(
      list.sort((one, other) => one.at - other.at),
      showing.has(place),
    ),
  ]);
}

/** What a person can do to whom all these sides give, in the order of the secrets; kept for the next time. */
export function accessBy(
  user: string,
  sides: readonly Given[],
  book: RightsBook,
): readonly Access[] {
  const known = book.people.get(user);
  if (known?.sides.length === sides.length && known.sides.every((side, at) => side === sides[at]))
    return known.access;
  const key = sides.map(({ id }) => id).join(' ');
  const alike = book.alike.get(key);
  const access = alike
    ? alike.map(({ secret, right, paths }) => ({ user, secret, right, paths }))
    : worksOut(user, sides, book);
  if (book.alike.size > mostAlike) book.alike.clear();
  if (!alike) book.alike.set(key, access);
  book.people.set(user, { sides, access });
  return access;
}

/** So many different sets of groups are kept in mind; a company of more gains little by it. */
const mostAlike = 4_000;

function worksOut(user: string, sides: readonly Given[], book: RightsBook): readonly Access[] {
  const { here, secrets, vault } = book;
  const used = hold(sides, here);
  const isOpen = (source: number): boolean => here[source]?.shows === true;
  const onSecrets = onSecretsOf(sides);
  const unlimited = sides.some((side) => side.unlimited);
  const found: Access[] = [];
  for (let at = 0; at < secrets.length; at += 1) {
    const { source, needs } = secrets[at]!;
    const held = here[source];
    const reached = held && needs.every(isOpen) ? holdingOf(held, onSecrets?.get(at)) : undefined;
    const all = unlimited ? withMode(reached, vault.secrets[at]!.folder, book) : reached;
    if (all?.right)
      found.push({ user, secret: vault.secrets[at]!.id, right: all.right, paths: all.paths });
  }
  for (const source of used) here[source] = undefined;
  return found;
}

/** Puts what all sides give in its places, and names the places. */
function hold(sides: readonly Given[], here: (Held | undefined)[]): readonly number[] {
  const used: number[] = [];
  for (const { folders } of sides)
    for (const [source, held] of folders) {
      const known = here[source];
      if (known === undefined) used.push(source);
      here[source] = known ? joined(known, held) : held;
    }
  return used;
}

function onSecretsOf(sides: readonly Given[]): ReadonlyMap<number, Held> | undefined {
  let found: Map<number, Held> | undefined;
  for (const { secrets } of sides)
    for (const [secret, held] of secrets) {
      found ??= new Map();
      const known = found.get(secret);
      found.set(secret, known ? joined(known, held) : held);
    }
  return found;
}

type Holding = Pick<Held, 'paths' | 'right'>;

/** The ways of the folder, and after them those that stand on the secret itself. */
function holdingOf(onFolder: Held, onSecret: Held | undefined): Holding {
  if (!onSecret?.right) return onFolder;
  const right = onFolder.right ? stronger(onFolder.right, onSecret.right) : onSecret.right;
  return { right, paths: [...onFolder.paths, ...onSecret.paths] };
}

function withMode(
  held: Holding | undefined,
  grantedOn: string,
  { modePaths }: RightsBook,
): Holding {
  const path = modePaths.get(grantedOn) ?? {
    kind: 'unlimited',
    groups: [],
    grantedOn,
    right: 'Owner',
  };
  modePaths.set(grantedOn, path);
  return { right: 'Owner', paths: [...(held?.paths ?? []), path] };
}

/** The first folder on the way to `folder`, from the top, that does not show to whom all these sides give. */
export function closedOnWay(
  folder: string,
  sides: readonly Given[],
  book: RightsBook,
): Folder | undefined {
  const way = book.wayTo.get(folder) ?? [];
  if (sides.some(({ unlimited }) => unlimited)) return undefined;
  const used = hold(sides, book.here);
  const sourceAt = ({ id }: Folder): number => book.sourceOf[book.placeOf.get(id)!]!;
  const personal = way.findLastIndex(({ personalOf }) => personalOf !== undefined);
  const closed = way.slice(Math.max(0, personal)).find((each) => !book.here[sourceAt(each)]?.shows);
  for (const source of used) book.here[source] = undefined;
  return closed;
}
