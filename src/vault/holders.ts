// Finds the people whose access a change of folders, secrets, rights or roles can touch.
import { isObject, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { RightsOnFolder } from './folderTree.ts';
import { idOf, membersOf, textOf } from './members.ts';
import { bookOf, type RightsBook } from './rights.ts';
import type { FolderGrant, Grantee, Vault } from './vault.ts';

/** Who is there: all groups, and the ids of all users, asked for only where everybody may be touched. */
export interface Everybody {
  readonly groups: readonly JsonObject[];
  readonly users?: () => readonly string[];
}

/**
 * SCIM ids of the users whose access may differ: of a row of rights, the user or the people of the
 * group it is about; of folders and secrets, whoever has a right on a secret whose ways differ between
 * the two `vaults`, before and after. `groups` are all groups.
 */
export function holdersTouched(
  changes: readonly Change[],
  vaults: readonly [before: Vault, after: Vault],
  groups: readonly JsonObject[],
): readonly string[] {
  const named = changes.flatMap(({ resourceType, before, after }) =>
    resourceType.endsWith('Permission')
      ? [before, after].flatMap((row) => granteesIn(row ?? {}))
      : [],
  );
  const isOfPlaces = changes.some(
    ({ resourceType: type }) => type === 'Container' || type === 'PrivilegedData',
  );
  const between = isOfPlaces ? holdersBetween(...vaults, { groups }) : [];
  return [...new Set([...peopleAmong(named, groups), ...between])];
}

const granteesIn = (row: JsonObject): readonly Grantee[] =>
  (['user', 'group'] as const).flatMap((kind) => {
    const reference = row[kind];
    return isObject(reference) ? [{ kind, id: textOf(reference, 'value') }] : [];
  });

/** The users among these, and everybody in the groups among them, each once. */
export function peopleAmong(
  grantees: Iterable<Grantee>,
  groups: readonly JsonObject[],
): readonly string[] {
  const people = new Set<string>();
  const inside = new Set<string>();
  for (const { kind, id } of grantees) (kind === 'user' ? people : inside).add(id);
  if (inside.size === 0) return [...people];
  const byId = new Map(groups.map((each) => [idOf(each), each]));
  for (const id of inside)
    // a set that grows while it is walked visits what was added
    for (const member of membersOf(byId.get(id) ?? {}))
      (member.kind === 'group' ? inside : people).add(member.id);
  return [...people];
}

/**
 * SCIM ids of the users whose access may differ between two vaults over the same directory: whoever has
 * a right on a secret that is not reached in the same way in both, and whoever Unlimited Administration
 * Mode lets in, where it, its holders or the secrets differ.
 */
export function holdersBetween(
  before: Vault,
  after: Vault,
  { groups, users }: Everybody,
): readonly string[] {
  if (before === after) return [];
  const books = [bookOf(before), bookOf(after)] as const;
  const touched: Grantee[] = differingHolders(...books);
  const isOfMode = touched.length > 0 || modeKey(before) !== modeKey(after);
  const modes = isOfMode ? books.map(({ mode }) => mode) : [];
  if (modes.some(({ everybody }) => everybody) && users) return users();
  for (const mode of modes) {
    for (const id of mode.groups) touched.push({ kind: 'group', id });
    for (const id of mode.users) touched.push({ kind: 'user', id });
  }
  return peopleAmong(touched, groups);
}

/** All that decides who may use the mode; empty while it is off. */
const modeKey = ({
  unlimited,
  roles,
  defaultRole,
  roleOfGroup,
  roleOfUser = [],
  secrets,
}: Vault) =>
  unlimited
    ? JSON.stringify([
        roles,
        defaultRole,
        roleOfGroup,
        roleOfUser,
        secrets.map(({ id, folder }) => [id, folder]),
      ])
    : '';

/** Whom the rows are for that stand, in either vault, on a secret that stands otherwise in the other. */
function differingHolders(before: RightsBook, after: RightsBook): Grantee[] {
  const found = new Map<string, Grantee>();
  const [was, is] = [standsIn(before), standsIn(after)];
  const ways = waysBetween(before, after);
  const looked = new Set<string>();
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(id) ?? nowhere, is.get(id) ?? nowhere];
    const way = one.folder === other.folder ? ways(one.folder) : 'other';
    if (way === 'same' && sameRows(one.own, other.own)) continue;
    const isLikeOthers = one.folder === other.folder && one.own.length + other.own.length === 0;
    if (isLikeOthers && looked.has(one.folder)) continue; // another secret of the folder was looked at
    if (isLikeOthers) looked.add(one.folder);
    const [left, right] = [heldBy(one, before), heldBy(other, after)];
    for (const [, to] of way === 'other' ? [...left, ...right] : unlike(left, right))
      found.set(`${to.kind} ${to.id}`, to);
  }
  return [...found.values()];
}

/** A row of rights as a text, with whom it is for. */
type Row = readonly [text: string, to: Grantee];

/** Where a secret lies, and the rows that stand on itself. */
interface Stand {
  readonly folder: string;
  readonly own: readonly Row[];
}

/** Where a secret lies that is not there; no folder is called so. */
const nowhere: Stand = { folder: '\n', own: [] };

function standsIn({ vault }: RightsBook): ReadonlyMap<string, Stand> {
  const own = new Map<string, Row[]>();
  for (const { secret, to, right } of vault.secretGrants ?? []) {
    const row: Row = [`${to.kind} ${to.id} ${right} on it`, to];
    const known = own.get(secret);
    if (known) known.push(row);
    else own.set(secret, [row]);
  }
  return new Map(vault.secrets.map(({ id, folder }) => [id, { folder, own: own.get(id) ?? [] }]));
}

const sameRows = (one: readonly Row[], other: readonly Row[]): boolean =>
  one === other || (one.length === other.length && without(one, other).length === 0);

function without(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const texts = new Set(others.map(([text]) => text));
  return rows.filter(([text]) => !texts.has(text));
}

const unlike = (one: readonly Row[], other: readonly Row[]): readonly Row[] => [
  ...without(one, other),
  ...without(other, one),
];

/** Everything that gives a right on a secret. */
function heldBy(stand: Stand, { rights, placeOf }: RightsBook): readonly Row[] {
  const on = rights[placeOf.get(stand.folder) ?? -1];
  if (!on) return [];
  const { from, grants, personal } = on;
  if (personal?.personalOf !== undefined)
    return [
      [`${personal.id} of ${personal.personalOf}`, { kind: 'user', id: personal.personalOf }],
    ];
  return [...grants.map((grant): Row => [`${from.id} ${rowText(grant)}`, grant.to]), ...stand.own];
}

const rowText = ({ to, folderRight, secretRight }: FolderGrant): string =>
  `${to.kind} ${to.id} ${folderRight} ${secretRight}`;

/** How the way into a folder compares: the same, with other rows on the folder alone, or another way. */
function waysBetween(
  before: RightsBook,
  after: RightsBook,
): (folder: string) => 'same' | 'rows' | 'other' {
  const on = (folder: string) =>
    [before, after].map(({ rights, placeOf }) => rights[placeOf.get(folder) ?? -1]);
  const shown = cached((folder: string): boolean => {
    const [was, is] = on(folder);
    return was && is ? sameShown(was, is) : was === is;
  });
  return cached((folder) => {
    const [was, is] = on(folder);
    if (!was || !is) return was === is ? 'same' : 'other';
    const [one, other] = [before.wayTo.get(folder)!, after.wayTo.get(folder)!];
    const isSameWay =
      one.length === other.length && one.every(({ id }, at) => id === other[at]!.id && shown(id));
    if (!isSameWay) return 'other';
    return sameGrants(was, is) ? 'same' : 'rows';
  });
}

function cached<Value>(work: (id: string) => Value): (id: string) => Value {
  const known = new Map<string, Value>();
  return (id) => {
    if (!known.has(id)) known.set(id, work(id));
    return known.get(id)!; // set the line before
  };
}

/** The same people see the folder. */
function sameShown(was: RightsOnFolder, is: RightsOnFolder): boolean {
  if (sameGrants(was, is)) return true;
  if (was.personal || is.personal) return false;
  const seers = ({ grants }: RightsOnFolder): readonly Row[] =>
    grants
      .filter(({ folderRight }) => folderRight !== 'Add Secret')
      .map(({ to }) => [`${to.kind} ${to.id}`, to]);
  const [one, other] = [seers(was), seers(is)];
  return unlike(one, other).length === 0;
}

/** The same rows stand there, on the same folder. */
const sameGrants = (was: RightsOnFolder, is: RightsOnFolder): boolean =>
  was.from.id === is.from.id &&
  was.personal?.id === is.personal?.id &&
  was.personal?.personalOf === is.personal?.personalOf &&
  was.grants.length === is.grants.length &&
  was.grants.every((grant, at) => {
    const other = is.grants[at]!;
    return grant === other || rowText(grant) === rowText(other);
  });
