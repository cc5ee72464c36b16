// Compares two tenants side by side: whose accounts, groups, secrets and settings are there, here or in both, and how they differ.
import type { JsonObject } from '../base/json.ts';
import { paired, pairedInTurn, type Key, type Pair } from '../base/pairing.ts';
import { accountName, accountOf, type Account } from '../scim/account.ts';
import { opens } from './access.ts';
import type { AccessIndex } from './accessIndex.ts';
import { idOf, membersOf, nameOf, type People } from './members.ts';
import { policyName } from './policies.ts';
import { licencesUsed } from './roles.ts';
import type { Secret, SecretRight, Vault } from './vault.ts';

/** One of the two tenants. */
export interface Side extends People {
  readonly vault: Vault;
  readonly access: AccessIndex;
}

/** By what two accounts were found to be one person's, the surest first. */
export type PersonKey = 'externalId' | 'userName' | 'email';

/** Something that is not the same on both sides; absent where a side has none. */
export interface Difference {
  readonly what: string;
  readonly left?: string;
  readonly right?: string;
}

/** A person's rights on one secret where they differ; `secret` is its path and name. */
export interface RightDifference {
  /** Place of the secret among the rows of secrets; -1 for one the vault does not know. */
  readonly at: number;
  readonly secret: string;
  readonly left?: SecretRight;
  readonly right?: SecretRight;
}

/** What all rows have. `key` holds both ids with a tilde between them; it is the same as long as the pair is. */
interface Row {
  readonly key: string;
  readonly name: string;
  readonly side: 'both' | 'left' | 'right';
  readonly differences: readonly Difference[];
}

/** An account of one tenant, or two that belong to the same person. */
export interface PersonRow extends Row {
  readonly left: Account | undefined;
  readonly right: Account | undefined;
  readonly by: PersonKey | undefined;
  /** Secrets that open, on each side. */
  readonly opens: readonly [left: number, right: number];
  /** Of a person of both tenants, the rights that differ. */
  readonly rights: readonly RightDifference[];
}

/** A group by its name. */
export interface GroupRow extends Row {
  /** Ids on each side. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly members: readonly [left: number, right: number];
  /** Names of members that are not the same people. */
  readonly only: readonly [left: readonly string[], right: readonly string[]];
}

/** A secret by its path and name. */
export interface SecretRow extends Row {
  readonly left: Secret | undefined;
  readonly right: Secret | undefined;
  /** How many people can open it, on each side. */
  readonly people: readonly [left: number, right: number];
  /** How many people of both tenants have another right there than here. */
  readonly differing: number;
}

/** Everything that can be compared, rows that do not differ included. */
export interface SideBySide {
  readonly people: readonly PersonRow[];
  readonly groups: readonly GroupRow[];
  readonly secrets: readonly SecretRow[];
  readonly settings: readonly SettingRow[];
}

/** A setting of both tenants. */
export interface SettingRow {
  readonly what: string;
  readonly left: string;
  readonly right: string;
  readonly same: boolean;
}

/** Letter case decides in an externalId (RFC 7643 §3.1), in a userName and an e-mail it does not. */
const personKeys: readonly Key<Account, PersonKey>[] = [
  ['externalId', ({ externalId }) => externalId],
  ['userName', ({ userName }) => userName.toLowerCase()],
  ['email', ({ email }) => email.toLowerCase()],
];

/** Compares two tenants. Swapping them swaps left and right, and nothing else. */
export function sideBySide(left: Side, right: Side): SideBySide {
  const people = paired(accountsOf(left), accountsOf(right), personKeys);
  const between = betweenOf(left, right);
  const count = between.secrets.length;
  const counts = (): Uint32Array => new Uint32Array(count);
  const tally: Tally = { left: counts(), right: counts(), differing: counts(), there: [] };
  const rows = people.map((pair) => personRow(pair, between, tally));
  const groups = pairedInTurn(left.groups, right.groups, ['name', groupName]);
  const known = { names: memberNames(people, groups), left: factsOf(left), right: factsOf(right) };
  return {
    people: rows,
    groups: groups.map((pair) => groupRow(pair, known)),
    secrets: secretRows(between, tally),
    settings: settingRows(settingsOf(left), settingsOf(right)),
  };
}

const accountsOf = ({ users }: Side): readonly Account[] =>
  users.flatMap((user) => accountOf(user) ?? []);

const groupName = (group: JsonObject): string => nameOf(group).toLowerCase();

/** A secret with its path and name; its policy by name, since ids differ from tenant to tenant. */
interface Placed {
  readonly secret: Secret;
  readonly path: string;
}

function placed({ vault }: Side): readonly Placed[] {
  const paths = new Map(vault.folders.map(({ id, path }) => [id, path]));
  return vault.secrets.map((secret) => ({
    secret: secret.policy ? { ...secret, policy: policyName(vault, secret.policy) } : secret,
    path: `${paths.get(secret.folder) ?? ''}\\${secret.name}`,
  }));
}

const keyOf = (left: string | undefined, right: string | undefined): string =>
  `${left ?? ''}~${right ?? ''}`;

const sideOf = ({ left, right }: Pair<unknown, string>): Row['side'] =>
  left === undefined ? 'right' : right === undefined ? 'left' : 'both';

/** Both tenants with their secrets in pairs: rights are compared by pair, ids of two tenants mean nothing to each other. */
interface Between {
  readonly left: Side;
  readonly right: Side;
  readonly secrets: readonly Pair<Placed, 'path'>[];
  /** Place of the pair a secret is in, by its id. */
  readonly ofLeft: ReadonlyMap<string, number>;
  readonly ofRight: ReadonlyMap<string, number>;
}

function betweenOf(left: Side, right: Side): Between {
  const secrets = pairedInTurn(placed(left), placed(right), ['path', ({ path }) => path]);
  const [ofLeft, ofRight] = [new Map<string, number>(), new Map<string, number>()];
  secrets.forEach((pair, at) => {
    if (pair.left) ofLeft.set(pair.left.secret.id, at);
    if (pair.right) ofRight.set(pair.right.secret.id, at);
  });
  return { left, right, secrets, ofLeft, ofRight };
}

/** What one person can do on one side: the place of each secret, and the right on it. */
interface Held {
  readonly at: readonly number[];
  readonly rights: readonly SecretRight[];
}

function heldBy(side: Side, id: string | undefined, placeOf: ReadonlyMap<string, number>): Held {
  const access = (id === undefined ? undefined : side.access.byUser.get(id)) ?? [];
  return {
    at: access.map(({ secret }) => placeOf.get(secret) ?? -1),
    rights: access.map(({ right }) => right),
  };
}

/** Compares what is held on both sides; `isWanted` says which pairs of rights are told. `there` is empty before and after. */
function beside(
  of: { readonly left: Held; readonly right: Held; readonly there: (SecretRight | undefined)[] },
  secrets: Between['secrets'],
  isWanted: (left: SecretRight | undefined, right: SecretRight | undefined) => boolean,
): readonly RightDifference[] {
  const { left, right, there } = of;
  const found: RightDifference[] = [];
  const add = (at: number, here?: SecretRight, other?: SecretRight) => {
    if (!isWanted(here, other)) return;
    const secret = (secrets[at]?.left ?? secrets[at]?.right)?.path ?? '';
    found.push({ at, secret, ...(here && { left: here }), ...(other && { right: other }) });
  };
  right.at.forEach((at, nth) => (there[at] = right.rights[nth]));
  left.at.forEach((at, nth) => {
    add(at, left.rights[nth], there[at]);
    there[at] = undefined;
  });
  for (const at of right.at) {
    if (there[at]) add(at, undefined, there[at]);
    there[at] = undefined;
  }
  return found;
}

/** The access lists of one person in both tenants beside each other: every secret that is on either. */
export function accessBeside(
  left: Side,
  right: Side,
  person: Pick<PersonRow, 'left' | 'right'>,
): readonly RightDifference[] {
  const between = betweenOf(left, right);
  const held = {
    left: heldBy(left, person.left?.id, between.ofLeft),
    right: heldBy(right, person.right?.id, between.ofRight),
  };
  return beside({ ...held, there: [] }, between.secrets, () => true);
}

/** How many people can open each pair of secrets on each side, and how many have different rights on it. */
interface Tally {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly differing: Uint32Array;
  /** Room to lay out the rights of one person in, by place. */
  readonly there: (SecretRight | undefined)[];
}

/** Counts whom each secret opens to, and gives how many of them open. */
function counted({ at, rights }: Held, tally: Uint32Array): number {
  let open = 0;
  rights.forEach((right, nth) => {
    if (!opens(right)) return;
    open += 1;
    tally[at[nth]!]! += 1; // a secret the vault does not know has no place, and counts nowhere
  });
  return open;
}

const stateWord = (enabled: boolean): string => (enabled ? 'enabled' : 'disabled');

/** What is compared of an account; where letter case does not matter, the third says so. */
const attributes: readonly (readonly [
  what: string,
  valueOf: (account: Account) => string,
  ignoresCase?: true,
])[] = [
  ['active', ({ enabled }) => stateWord(enabled)],
  ['userName', ({ userName }) => userName, true],
  ['externalId', ({ externalId }) => externalId],
  ['displayName', ({ displayName }) => displayName],
  ['emails', ({ email }) => email, true],
  ['title', ({ title }) => title],
  ['department', ({ department }) => department],
];

function personRow(pair: Pair<Account, PersonKey>, between: Between, tally: Tally): PersonRow {
  const { left, right, by } = pair;
  const held = {
    left: heldBy(between.left, left?.id, between.ofLeft),
    right: heldBy(between.right, right?.id, between.ofRight),
  };
  const rights =
    left && right
      ? beside({ ...held, there: tally.there }, between.secrets, (here, there) => here !== there)
      : [];
  for (const { at } of rights) tally.differing[at]! += 1;
  return {
    key: keyOf(left?.id, right?.id),
    name: accountName((left ?? right)!), // a pair has at least one
    side: sideOf(pair),
    differences: left && right ? attributeDifferences(left, right) : [],
    ...{ left, right, by },
    opens: [counted(held.left, tally.left), counted(held.right, tally.right)],
    rights,
  };
}

const attributeDifferences = (left: Account, right: Account): readonly Difference[] =>
  attributes.flatMap(([what, valueOf, ignoresCase]) => {
    const [one, other] = [valueOf(left), valueOf(right)];
    const isSame = ignoresCase ? one.toLowerCase() === other.toLowerCase() : one === other;
    return isSame ? [] : [difference(what, one, other)];
  });

const difference = (
  what: string,
  left: string | undefined,
  right: string | undefined,
): Difference => ({ what, ...(left && { left }), ...(right && { right }) });

/** What is known of the members and of what groups give, on each side. */
interface OfGroups {
  readonly names: MemberNames;
  readonly left: Facts;
  readonly right: Facts;
}

/** What each group gives, by group id and then by what it is: its role, and its rights on folders. */
type Facts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Members under one name on both sides: that of the pair they belong to. */
interface MemberNames {
  readonly left: ReadonlyMap<string, MemberName>;
  readonly right: ReadonlyMap<string, MemberName>;
}

interface MemberName {
  /** The same on both sides for the same person or group. */
  readonly mark: string;
  readonly name: string;
}

function memberNames(
  people: readonly Pair<Account, PersonKey>[],
  groups: readonly Pair<JsonObject, 'name'>[],
): MemberNames {
  const sides = ['left', 'right'] as const;
  const names = { left: new Map<string, MemberName>(), right: new Map<string, MemberName>() };
  people.forEach((pair, at) => {
    for (const side of sides) {
      const account = pair[side];
      if (account)
        names[side].set(`user ${account.id}`, { mark: `u${at}`, name: accountName(account) });
    }
  });
  groups.forEach((pair, at) => {
    for (const side of sides) {
      const group = pair[side];
      if (group) names[side].set(`group ${idOf(group)}`, { mark: `g${at}`, name: nameOf(group) });
    }
  });
  return names;
}

function groupRow(pair: Pair<JsonObject, 'name'>, { left, right, names }: OfGroups): GroupRow {
  const [here, there] = [pair.left && idOf(pair.left), pair.right && idOf(pair.right)];
  const [one, other] = [inGroup(pair.left, names.left), inGroup(pair.right, names.right)];
  const isBoth = pair.left && pair.right;
  return {
    key: keyOf(here, there),
    name: nameOf((pair.left ?? pair.right)!), // a pair has at least one
    side: sideOf(pair),
    differences: isBoth ? groupDifferences(left.get(here!), right.get(there!)) : [],
    ...{ left: here, right: there },
    members: [one.size, other.size],
    only: isBoth ? [without(one, other), without(other, one)] : [[], []],
  };
}

/** Members by the mark of their pair; one that the directory does not know stands for itself. */
function inGroup(
  group: JsonObject | undefined,
  names: ReadonlyMap<string, MemberName>,
): ReadonlyMap<string, string> {
  return new Map(
    (group ? membersOf(group) : []).map(({ kind, id }) => {
      const found = names.get(`${kind} ${id}`);
      return found ? [found.mark, found.name] : [`${kind} ${id}`, id];
    }),
  );
}

const without = (
  members: ReadonlyMap<string, string>,
  others: ReadonlyMap<string, string>,
): readonly string[] => [...members].filter(([mark]) => !others.has(mark)).map(([, name]) => name);

function factsOf({ vault }: Side): Facts {
  const facts = new Map<string, Map<string, string>>();
  const add = (group: string, what: string, value: string): void => {
    const known = facts.get(group);
    if (known) known.set(what, value);
    else facts.set(group, new Map([[what, value]]));
  };
  const roles = new Map(vault.roles.map(({ id, name }) => [id, name]));
  const paths = new Map(vault.folders.map(({ id, path }) => [id, path]));
  for (const { group, role } of vault.roleOfGroup) add(group, 'role', roles.get(role) ?? role);
  for (const { to, folder, folderRight, secretRight } of vault.grants)
    if (to.kind === 'group')
      add(to.id, paths.get(folder) ?? folder, `${folderRight} / ${secretRight}`);
  return facts;
}

const nothing: ReadonlyMap<string, string> = new Map();

const groupDifferences = (left = nothing, right = nothing): readonly Difference[] =>
  [...new Set([...left.keys(), ...right.keys()])]
    .filter((what) => left.get(what) !== right.get(what))
    .map((what) => difference(what, left.get(what), right.get(what)));

const secretRows = ({ secrets }: Between, tally: Tally): readonly SecretRow[] =>
  secrets.map((pair, at) => {
    const [here, there] = [pair.left?.secret, pair.right?.secret];
    return {
      key: keyOf(here?.id, there?.id),
      name: (pair.left ?? pair.right)!.path, // a pair has at least one
      side: sideOf(pair),
      differences: here && there ? secretDifferences(here, there) : [],
      ...{ left: here, right: there },
      people: [tally.left[at]!, tally.right[at]!],
      differing: tally.differing[at]!,
    };
  });

const secretDifferences = (left: Secret, right: Secret): readonly Difference[] =>
  (['template', 'policy'] as const).flatMap((what) =>
    left[what] === right[what] ? [] : [difference(what, left[what], right[what])],
  );

/** What is set in a tenant and how much there is of everything, in the order it is shown. */
export type Settings = readonly (readonly [what: string, value: string])[];

/** The settings of a vault. */
export function settingsOf({ users, groups, vault }: Omit<Side, 'access'>): Settings {
  const defaultRole = vault.roles.find(({ id }) => id === vault.defaultRole)?.name;
  return [
    ['Licences', String(vault.licences)],
    ['Licences in use', String(licencesUsed(users, vault))],
    ['Default role', defaultRole ?? 'none'],
    ['Unlimited Administration Mode', vault.unlimited ? 'on' : 'off'],
    ['Users', String(users.length)],
    ['Groups', String(groups.length)],
    ['Folders', String(vault.folders.length)],
    ['Secrets', String(vault.secrets.length)],
  ];
}

/** Two lists of the same settings beside each other. */
export const settingRows = (left: Settings, right: Settings): readonly SettingRow[] =>
  left.map(([what, value], at) => {
    const other = right[at]?.[1] ?? '';
    return { what, left: value, right: other, same: value === other };
  });

/** True for a row that is not the same on both sides. */
export const differs = (row: PersonRow | GroupRow | SecretRow): boolean =>
  row.side !== 'both' ||
  row.differences.length > 0 ||
  ('rights' in row && row.rights.length > 0) ||
  ('only' in row && row.only.some((names) => names.length > 0)) ||
  ('differing' in row && row.differing > 0);
