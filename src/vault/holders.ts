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
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const [was, is] = [standsIn(before, numberOf), standsIn(after, numberOf)];
  const found = new Map<string, Grantee>();
  const seen = new Set<string>();
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const [one, other] = [was.get(id), is.get(id)];
    if (one && other && one.key === other.key && one.rows === other.rows) continue;
    const pair = `${one?.key} ${one?.rows} ${other?.key} ${other?.rows}`;
    if (seen.has(pair)) continue; // another secret of the same folder
    seen.add(pair);
    for (const to of whoDiffers(one, other)) found.set(`${to.kind} ${to.id}`, to);
  }
  return [...found.values()];
}

/** How a secret stands in a vault. */
interface Stand {
  /** What must show on the way to it, as a text. */
  readonly key: string;
  /** The rows that hold on it, as a number: the same rows have the same one. */
  readonly rows: number;
  readonly held: () => readonly (readonly [text: string, to: Grantee])[];
}

/** With the same way to it, whom a row is for that only one of them has; else whom any row is for. */
function whoDiffers(one: Stand | undefined, other: Stand | undefined): readonly Grantee[] {
  const [left, right] = [one?.held() ?? [], other?.held() ?? []];
  const isSameWay = one?.key === other?.key;
  const without = (rows: typeof left, others: typeof left): typeof left => {
    const texts = new Set(others.map(([text]) => text));
    return rows.filter(([text]) => !texts.has(text));
  };
  const rows = isSameWay ? [...without(left, right), ...without(right, left)] : [...left, ...right];
  return rows.map(([, to]) => to);
}

function standsIn(
  book: RightsBook,
  numberOf: (text: string) => number,
): ReadonlyMap<string, Stand> {
  const folders = foldersIn(book, numberOf);
  const onSecret = new Map<string, [text: string, to: Grantee][]>();
  for (const { secret, to, right } of book.vault.secretGrants ?? []) {
    const row: [string, Grantee] = [`${to.kind} ${to.id} ${right} on it`, to];
    const known = onSecret.get(secret);
    if (known) known.push(row);
    else onSecret.set(secret, [row]);
  }
  return new Map(
    book.vault.secrets.map(({ id, folder }) => {
      const on = folders(folder);
      const own = onSecret.get(id);
      if (!own) return [id, on];
      const rows = numberOf([on.rows, ...own.map(([text]) => text)].join('\n'));
      return [id, { key: on.key, rows, held: () => [...on.held(), ...own] }];
    }),
  );
}

/** How whatever lies in a folder stands. */
function foldersIn(
  { rights, wayTo, placeOf }: RightsBook,
  numberOf: (text: string) => number,
): (folder: string) => Stand {
  const showing = new Map<string, number>();
  const shows = (id: string): number => {
    const { from, grants } = rights[placeOf.get(id)!]!;
    // all that inherit from a folder have its rows, but for those below a protected one, which have none
    const name = `${from.id} ${grants.length}`;
    const open = grants
      .filter(({ folderRight }) => folderRight !== 'Add Secret')
      .map(({ to }) => to);
    const known =
      showing.get(name) ?? numberOf(open.map(({ kind, id: to }) => `${kind} ${to}`).join('\n'));
    showing.set(name, known);
    return known;
  };
  const standOf = (folder: string): Stand => {
    const on = rights[placeOf.get(folder) ?? -1];
    if (!on) return { key: '', rows: numberOf(''), held: () => [] };
    const held = heldOn(on);
    const rows = numberOf(held.map(([text]) => text).join('\n'));
    if (on.personal) return { key: 'personal', rows, held: () => held };
    const key = (wayTo.get(folder) ?? []).map(({ id }) => shows(id)).join(' ');
    return { key, rows, held: () => held };
  };
  const known = new Map<string, Stand>();
  return (folder) => {
    const stand = known.get(folder) ?? standOf(folder);
    known.set(folder, stand);
    return stand;
  };
}

const heldOn = ({
  from,
  grants,
  personal,
}: RightsOnFolder): readonly (readonly [string, Grantee])[] =>
  personal?.personalOf === undefined
    ? grants.map((grant) => [`${from.id} ${rowText(grant)}`, grant.to])
    : [[`${personal.id} of ${personal.personalOf}`, { kind: 'user', id: personal.personalOf }]];

const rowText = ({ to, folderRight, secretRight }: FolderGrant): string =>
  `${to.kind} ${to.id} ${folderRight} ${secretRight}`;
