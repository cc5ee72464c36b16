// Checks the comparison of two tenants: on the sample company, and that it is fair to both sides on any.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import europeWorld from '../../lessons/worlds/northwind-eu.json';
import type { JsonObject } from '../../src/base/json.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { accessOf } from '../../src/vault/access.ts';
import { accessIndex } from '../../src/vault/accessIndex.ts';
import {
  accessBeside,
  differs,
  settingRows,
  settingsOf,
  sideBySide,
  type Side,
  type SideBySide,
} from '../../src/vault/sideBySide.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { folder, grant, group, northwind, user, vault } from './sample.ts';

const europe = europeWorld as unknown as WorldSeed; // worlds.test.ts checks that the shape holds

const side = (of: {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
}): Side => ({ ...of, access: accessIndex(accessOf(of, of.vault)) });

const both = sideBySide(side(northwind), side(europe));
const person = (name: string) => both.people.find((row) => row.name === name)!;
const team = (name: string) => both.groups.find((row) => row.name === name)!;

test('people are found by externalId, then userName, then e-mail', () => {
  const found = both.people.filter(({ side: where }) => where === 'both');
  expect(found.map(({ name, by, key }) => [name, by, key])).toEqual([
    ['Omar Haddad', 'externalId', '1007~18'],
    ['Grace Okoye', 'externalId', '1019~15'],
    ['Priya Nair', 'externalId', '1033~17'],
    ['Jürgen Müller', 'email', '1058~20'],
    ['Anne-Marie Dubois', 'externalId', '1066~22'],
    ['Pedro Alves', 'externalId', '1077~19'],
    ['Tom Berg', 'userName', '2003~21'],
    ['Built-in administrator', 'userName', '9001~1'],
    ['SCIM application account', 'userName', '9012~3'],
  ]);
  expect(both.people.filter(({ side: where }) => where === 'left')).toHaveLength(6);
  expect(
    both.people.filter(({ side: where }) => where === 'right').map(({ name }) => name),
  ).toEqual([
    ...['Sofie Janssens', 'Lars Nyström', 'Mateusz Wójcik', 'Chiara Conti', 'Élodie Martin'],
    ...['Maria García', 'Break-glass administrator Europe', 'Backup job'],
  ]);
});

test('a leaver who is still at work there has what opens there, and why', () => {
  expect(person('Pedro Alves')).toMatchObject({
    differences: [{ what: 'active', left: 'disabled', right: 'enabled' }],
    opens: [0, 3],
    rights: [
      { secret: '\\IT\\Databases\\Prod\\ora-prod-1', right: 'Edit' },
      { secret: '\\IT\\Databases\\Prod\\ora-eu-1', right: 'Edit' },
      { secret: '\\IT\\Databases\\Prod\\pg-billing', right: 'Edit' },
    ],
  });
});

test('rights are compared by path and name, not by id', () => {
  expect(person('Omar Haddad')).toMatchObject({
    opens: [5, 3],
    rights: [
      { secret: '\\IT\\Databases\\Prod\\ora-prod-1', left: 'View', right: 'Edit' },
      { secret: '\\IT\\Databases\\Prod\\ora-prod-2', left: 'View' },
      { secret: '\\IT\\Databases\\Prod\\pg-billing', left: 'View', right: 'Edit' },
      { secret: '\\IT\\Databases\\Test\\ora-test-1', left: 'Edit' },
      { secret: '\\IT\\Databases\\Test\\pg-test', left: 'Edit' },
      { secret: '\\IT\\Databases\\Prod\\ora-eu-1', right: 'Edit' },
    ],
  });
});

test('two access lists of one person stand beside each other, with what is the same', () => {
  const lists = accessBeside(side(northwind), side(europe), person('Priya Nair'));
  expect(lists.filter(({ left, right }) => left === right).map(({ secret }) => secret)).toEqual([
    '\\IT\\Databases\\Prod\\ora-prod-1',
    '\\IT\\Databases\\Prod\\pg-billing',
    '\\IT\\Network\\core-sw-01',
    '\\Finance\\Treasury\\swift-alliance',
    '\\Finance\\Treasury\\bank-portal',
  ]);
  expect(lists.filter(({ left }) => left === undefined)).toEqual([
    { at: 12, secret: '\\IT\\Databases\\Prod\\ora-eu-1', right: 'List' },
    { at: 13, secret: '\\IT\\Network\\fw-eu-01', right: 'List' },
  ]);
  expect(accessBeside(side(northwind), side(europe), person('Backup job'))).toHaveLength(3);
});

test('groups differ in members and in what they give', () => {
  expect(team('SS-DBA-Prod')).toEqual({
    ...{ key: '7~5', name: 'SS-DBA-Prod', side: 'both', left: '7', right: '5' },
    differences: [{ what: '\\IT\\Databases\\Prod', left: 'View / View', right: 'Edit / Edit' }],
    members: [1, 3],
    only: [[], ['Lars Nyström', 'Pedro Alves']],
  });
  expect(both.groups.filter(({ side: where }) => where !== 'both').map(({ name }) => name)).toEqual(
    ['SS-DBA-Test', 'SS-Vendors-Contoso', 'SS-EU-Payments'],
  );
});

test('secrets are there or not, and differ in template, policy and who opens them', () => {
  const secret = (name: string) => both.secrets.find((row) => row.name.endsWith(name))!;
  expect(secret('swift-alliance')).toMatchObject({
    name: '\\Finance\\Treasury\\swift-alliance',
    side: 'both',
    differences: [{ what: 'policy', left: 'Requires approval' }],
    people: [3, 4],
    differing: 1,
  });
  expect(secret('sepa-gateway')).toMatchObject({ side: 'right', people: [0, 3], differing: 1 });
});

test('settings stand beside each other', () => {
  expect(settingRows(settingsOf(northwind), settingsOf(europe))).toEqual([
    { what: 'Licences', left: '25', right: '16', same: false },
    { what: 'Licences in use', left: '13', right: '15', same: false },
    { what: 'Default role', left: 'User', right: 'Read-Only User', same: false },
    { what: 'Unlimited Administration Mode', left: 'off', right: 'off', same: true },
    { what: 'Users', left: '15', right: '17', same: false },
    { what: 'Groups', left: '8', right: '7', same: false },
    { what: 'Folders', left: '7', right: '5', same: false },
    { what: 'Secrets', left: '12', right: '9', same: false },
  ]);
});

test('a member the directory does not know, and a group in a group, are compared by what they are', () => {
  const nested = (outer: string) => ({
    users: [user('1')],
    groups: [group('1', 'u1', 'g2', 'u99'), group('2'), group('3', outer)],
    vault: vault([], []),
  });
  const rows = sideBySide(side(nested('g1')), side(nested('g2'))).groups;
  expect(rows.map(({ name, only }) => [name, only])).toEqual([
    ['Group 1', [[], []]],
    ['Group 2', [[], []]],
    ['Group 3', [['Group 1'], ['Group 2']]],
  ]);
});

const letter = fc.constantFrom('', 'a', 'b', 'c');
const company = fc
  .record({
    people: fc.array(fc.tuple(letter, letter, fc.boolean()), { maxLength: 5 }),
    members: fc.array(fc.tuple(fc.nat(3), fc.constantFrom('u', 'g'), fc.nat(6)), { maxLength: 8 }),
    grants: fc.array(
      fc.tuple(fc.constantFrom('top', 'deep'), fc.constantFrom('u', 'g'), fc.nat(5)),
      { maxLength: 5 },
    ),
    names: fc.array(letter, { minLength: 4, maxLength: 4 }),
    folders: fc.subarray([folder('top'), folder('deep', 'top')]),
  })
  .map(({ people, members, grants, names, folders }) => {
    const there = new Set(folders.map(({ id }) => id));
    const groups = names.map((name, at) => ({
      ...group(
        String(at),
        ...members
          .filter(([to, kind, id]) => to === at && !(kind === 'g' && id <= at))
          .map(([, kind, id]) => `${kind}${id}`),
      ),
      displayName: name,
    }));
    return side({
      users: people.map(([externalId, mail, active], at) =>
        user(String(at), {
          ...{ externalId, active, userName: `user${at}` },
          emails: [{ value: mail, primary: true }],
        }),
      ),
      groups,
      vault: vault(
        folders,
        grants.filter(([id]) => there.has(id)).map(([id, kind, to]) => grant(id, `${kind}${to}`)),
      ),
    });
  });

const all = ({ people, groups, secrets }: SideBySide) => [...people, ...groups, ...secrets];

test('a tenant compared with itself differs in nothing', () => {
  fc.assert(
    fc.property(company, (one) => {
      const found = sideBySide(one, one);
      expect(all(found).filter(differs)).toEqual([]);
      expect(found.settings.every(({ same }) => same)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** A row with its sides swapped, as text; the order of a row's lists is of no weight. */
function mirrored(row: object): string {
  const swapped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swapped);
    if (typeof value !== 'object' || value === null) return value;
    const { left, right, ...rest } = value as Record<string, unknown>;
    const others = Object.entries(rest).map(([key, inner]) => [key, swapped(inner)]);
    return { ...Object.fromEntries(others), left: right, right: left };
  };
  const {
    side: where,
    key,
    ...rest
  } = swapped(row) as { side: string; key: string } & Record<string, unknown>;
  const pairs = ['opens', 'members', 'only', 'people'].flatMap((name) => {
    const value = rest[name];
    return Array.isArray(value) ? [[name, value.toReversed()]] : [];
  });
  return plain({
    ...rest,
    ...Object.fromEntries(pairs),
    key: key.split('~').toReversed().join('~'),
    side: { left: 'right', right: 'left' }[where] ?? where,
  });
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => {
    if (['rights', 'differences'].includes(key))
      return (inner as unknown[]).map((each) => plain(each)).sort();
    if (key === 'at') return undefined; // a place in one of the two comparisons
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  });

test('swapping the sides mirrors the comparison', () => {
  fc.assert(
    fc.property(company, company, (one, other) => {
      const there = all(sideBySide(one, other)).filter(({ side: where }) => where !== undefined);
      const back = all(sideBySide(other, one));
      // What only one side has is named after that side, what both have after the left: names are left out.
      const nameless = (row: object) => ({ ...row, name: '' });
      expect(back.map((row) => mirrored(nameless(row))).sort()).toEqual(
        there.map((row) => plain(nameless(row))).sort(),
      );
    }),
    { numRuns: 1000 },
  );
});

test('everyone and everything stands in exactly one row', () => {
  fc.assert(
    fc.property(company, company, (one, other) => {
      const { people, groups, secrets } = sideBySide(one, other);
      const count = (rows: readonly { readonly side: string }[], where: string) =>
        rows.filter((row) => row.side === where || row.side === 'both').length;
      expect([count(people, 'left'), count(people, 'right')]).toEqual([
        one.users.length,
        other.users.length,
      ]);
      expect([count(groups, 'left'), count(secrets, 'right')]).toEqual([
        one.groups.length,
        other.vault.secrets.length,
      ]);
    }),
    { numRuns: 1000 },
  );
});
