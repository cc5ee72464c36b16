// Checks effective access: groups, nesting, inheritance, the way to a folder, protection, and what changes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { accessChanges, accessOf, accessOfUser, openSecretsOf } from '../../src/vault/access.ts';
import type { People } from '../../src/vault/members.ts';
import { touchedPeople } from '../../src/vault/touched.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { built, company } from './company.ts';
import {
  folder,
  grant,
  group,
  northwind,
  northwindAna,
  northwindMover,
  user,
  vault,
} from './sample.ts';

const namesOpenTo = (id: string, people: People, of: Vault): readonly string[] =>
  openSecretsOf(id, people, of).map(
    (secret) => of.secrets.find((each) => each.id === secret)!.name,
  );

test('in northwind everybody can open what the table says', () => {
  const opens = Object.fromEntries(
    northwind.users.map((each) => [
      each['userName'],
      namesOpenTo(each.id, northwind, northwind.vault),
    ]),
  );
  const all = northwind.vault.secrets.map(({ name }) => name).filter((name) => name !== 'root-ca');
  expect(opens).toEqual({
    'omar.haddad@northwind.example': [
      'ora-prod-1',
      'ora-prod-2',
      'pg-billing',
      'ora-test-1',
      'pg-test',
    ],
    'grace.okoye@northwind.example': ['swift-alliance', 'bank-portal'],
    'priya.nair@northwind.example': [],
    'LWEI@NORTHWIND.EXAMPLE': ['core-sw-01', 'fw-edge-01', 'vpn-gw'],
    'juergen.mueller@northwind.example': [],
    "kate.o'neil@northwind.example": [],
    'anne-marie.dubois@northwind.example': [],
    'maria.garcia@northwind.example': ['swift-alliance', 'bank-portal'],
    'maria.garcia2@northwind.example': [],
    'pedro.alves@northwind.example': [],
    'tom.berg@contoso.example': ['contoso-jump'],
    'jdoe-old': [],
    admin: all,
    'bg-admin-01': ['root-ca'],
    'svc-scim': [],
  });
});

test('an auditor has List on every secret except the protected ones, and opens none', () => {
  const rights = accessOfUser('1033', northwind, northwind.vault);
  expect(rights.map(({ right }) => right)).toEqual(Array.from({ length: 11 }, () => 'List'));
});

test('Ana opens three production secrets through SS-DBA-Prod', () => {
  const path = { kind: 'group', groups: ['7'], grantedOn: '21', right: 'View' };
  expect(accessOfUser('1042', northwindAna, northwindAna.vault)).toEqual([
    { user: '1042', secret: '301', right: 'View', paths: [path] },
    { user: '1042', secret: '302', right: 'View', paths: [path] },
    { user: '1042', secret: '303', right: 'View', paths: [path] },
  ]);
});

test('a grant by hand stays when the group is taken away', () => {
  const groups = northwindMover.groups.map((each): JsonObject =>
    each.id === '7' ? { ...each, members: [] } : each,
  );
  const left = accessOfUser('1042', { users: northwindMover.users, groups }, northwindMover.vault);
  expect(left.map(({ secret }) => secret)).toEqual(['301', '302', '303']);
  expect(left[0]!.paths).toEqual([{ kind: 'direct', groups: [], grantedOn: '21', right: 'View' }]);
});

test('a disabled account opens nothing, not even by hand', () => {
  const of = vault([folder('top')], [grant('top', 'u1'), grant('top', 'g2')]);
  const groups = [group('2', 'u1')];
  expect(openSecretsOf('1', { users: [user('1')], groups }, of)).toEqual(['s-top']);
  expect(openSecretsOf('1', { users: [user('1', { active: false })], groups }, of)).toEqual([]);
});

test('somebody unknown opens nothing', () => {
  expect(accessOfUser('77', { users: [], groups: [] }, vault([], []))).toEqual([]);
});

test('a right comes through groups in groups, by the shortest chain', () => {
  const of = vault([folder('top')], [grant('top', 'g4')]);
  const groups = [group('2', 'u1'), group('3', 'g2'), group('4', 'g3', 'g2')];
  expect(accessOfUser('1', { users: [user('1')], groups }, of)).toEqual([
    {
      user: '1',
      secret: 's-top',
      right: 'View',
      paths: [{ kind: 'group', groups: ['2', '4'], grantedOn: 'top', right: 'View' }],
    },
  ]);
});

test('groups in a circle are walked once', () => {
  const of = vault([folder('top')], [grant('top', 'g3')]);
  const groups = [group('2', 'u1', 'g3'), group('3', 'g2')];
  expect(openSecretsOf('1', { users: [user('1')], groups }, of)).toEqual(['s-top']);
});

test('a member without type is a person, unless its $ref points to a group', () => {
  const of = vault([folder('top')], [grant('top', 'g3')]);
  const inner: JsonObject = { id: '2', members: [{ value: '1' }] };
  const outer: JsonObject = {
    id: '3',
    members: [{ value: '2', $ref: 'https://lab.example/Groups/2' }],
  };
  const people = { users: [user('1'), user('2')], groups: [inner, outer] };
  expect(accessOf(people, of).access.map((each) => each.user)).toEqual(['1']);
});

test('a folder that inherits has the grants of the one above, and none of its own', () => {
  const folders = [folder('top'), folder('low', 'top', { inherits: true })];
  const of = vault(folders, [grant('top', 'u1'), grant('low', 'u2')]);
  const people = { users: [user('1'), user('2')], groups: [] };
  expect(openSecretsOf('1', people, of)).toEqual(['s-top', 's-low']);
  expect(openSecretsOf('2', people, of)).toEqual([]);
  expect(accessOfUser('1', people, of)[1]!.paths[0]!.grantedOn).toBe('top');
});

test('a right on a folder opens nothing while View is missing on the folder above', () => {
  const folders = [folder('top'), folder('low', 'top')];
  const people = { users: [user('1')], groups: [] };
  expect(openSecretsOf('1', people, vault(folders, [grant('low', 'u1')]))).toEqual([]);
  const both = [grant('low', 'u1'), grant('top', 'u1', { secretRight: 'None' })];
  expect(openSecretsOf('1', people, vault(folders, both))).toEqual(['s-low']);
});

test('Add Secret shows neither folder nor secrets', () => {
  const of = vault([folder('top')], [grant('top', 'u1', { folderRight: 'Add Secret' })]);
  expect(openSecretsOf('1', { users: [user('1')], groups: [] }, of)).toEqual([]);
});

test('of several rights the strongest counts, and every path is kept', () => {
  const of = vault(
    [folder('top')],
    [grant('top', 'g2', { secretRight: 'Edit' }), grant('top', 'u1')],
  );
  const [access] = accessOfUser('1', { users: [user('1')], groups: [group('2', 'u1')] }, of);
  expect(access!.right).toBe('Edit');
  expect(access!.paths.map((path) => path.right)).toEqual(['Edit', 'View']);
});

test('a protected folder opens by a direct grant only', () => {
  const folders = [
    folder('safe', undefined, { protected: true }),
    folder('low', 'safe', { inherits: true }),
  ];
  const of = vault(folders, [grant('safe', 'g2'), grant('safe', 'u3')]);
  const people = { users: [user('1'), user('3')], groups: [group('2', 'u1')] };
  expect(openSecretsOf('1', people, of)).toEqual([]);
  expect(openSecretsOf('3', people, of)).toEqual(['s-safe']);
});

test('nothing is inherited past a protected folder, although it says that it inherits', () => {
  const folders = [
    folder('top'),
    folder('guarded', 'top', { inherits: true, protected: true }),
    folder('below', 'guarded', { inherits: true }),
  ];
  const onTop = grant('top', 'u1');
  const byHand = grant('guarded', 'u1', { secretRight: 'None' });
  const people = { users: [user('1')], groups: [] };
  expect(openSecretsOf('1', people, vault(folders, [onTop, byHand]))).toEqual(['s-top']);
});

test('folders in a circle do not hang', () => {
  const folders = [folder('a', 'b', { inherits: true }), folder('b', 'a', { inherits: true })];
  const of = vault(folders, [grant('a', 'u1')]);
  expect(openSecretsOf('1', { users: [user('1')], groups: [] }, of)).toBeInstanceOf(Array);
});

test('a disabling is told with every secret that was lost, and the way it came by', () => {
  const after = northwindAna.users.map((each): JsonObject =>
    each.id === '1042' ? { ...each, active: false } : each,
  );
  const pathsBefore = [{ kind: 'group', groups: ['7'], grantedOn: '21', right: 'View' }];
  expect(
    accessChanges({
      before: northwindAna,
      after: { users: after, groups: northwindAna.groups },
      vault: northwindAna.vault,
      people: ['1042', '1007', '1042'],
    }),
  ).toEqual([
    {
      user: '1042',
      userName: 'ana.ruiz@northwind.example',
      displayName: 'Ana Ruiz',
      opensBefore: 3,
      opensAfter: 0,
      secrets: [
        { secret: '301', name: 'ora-prod-1', before: 'View', pathsBefore },
        { secret: '302', name: 'ora-prod-2', before: 'View', pathsBefore },
        { secret: '303', name: 'pg-billing', before: 'View', pathsBefore },
      ],
    },
  ]);
});

test('an erased and a new person are compared with nothing', () => {
  const of = vault([folder('top')], [grant('top', 'g2')]);
  const groups = [group('2', 'u1', 'u3')];
  const changes = accessChanges({
    before: { users: [user('1')], groups },
    after: { users: [user('3')], groups },
    vault: of,
    people: ['1', '3'],
  });
  expect(changes.map((each) => [each.user, each.opensBefore, each.opensAfter])).toEqual([
    ['1', 1, 0],
    ['3', 0, 1],
  ]);
});

test('a change of a group touches those who joined or left, through nested groups too', () => {
  const before = group('2', 'u1', 'u3', 'g4');
  const after = group('2', 'u3', 'u5');
  const changes = [{ kind: 'replace', resourceType: 'Group', id: '2', before, after }] as const;
  expect(touchedPeople(changes, [after, group('4', 'u6', 'g7'), group('7', 'u8')])).toEqual([
    '5',
    '1',
    '6',
    '8',
  ]);
});

/** The rule again, written as slowly and plainly as it can be. */
function plainlyOpen(id: string, { users, groups }: People, of: Vault): readonly string[] {
  const listed = (each: JsonObject): readonly { value: string; type: string }[] =>
    each['members'] as unknown as readonly { value: string; type: string }[]; // built above
  const isIn = (groupId: string, seen: readonly string[]): boolean =>
    !seen.includes(groupId) &&
    groups
      .filter((each) => each['id'] === groupId)
      .some((each) =>
        listed(each).some(({ value, type }) =>
          type === 'User' ? value === id : isIn(value, [...seen, groupId]),
        ),
      );
  const folderOf = (folderId: string) => of.folders.find((each) => each.id === folderId)!;
  const sourceOf = (folderId: string): string => {
    const each = folderOf(folderId);
    if (each.protected || !each.inherits || !each.parent) return folderId;
    return sourceOf(each.parent);
  };
  const rowsOn = (folderId: string) =>
    of.grants.filter((row) => {
      const source = sourceOf(folderId);
      if (row.folder !== source) return false;
      if (folderOf(source).protected && source !== folderId) return false;
      if (row.to.kind === 'user') return row.to.id === id;
      return !folderOf(folderId).protected && isIn(row.to.id, []);
    });
  const reaches = (folderId: string): boolean => {
    const { parent } = folderOf(folderId);
    const shows = rowsOn(folderId).some((row) => row.folderRight !== 'Add Secret');
    return shows && (parent === undefined || reaches(parent));
  };
  if (users.find((each) => each['id'] === id)!['active'] !== true) return [];
  return of.secrets
    .filter(
      (secret) =>
        reaches(secret.folder) &&
        rowsOn(secret.folder).some((row) => !['None', 'List'].includes(row.secretRight)),
    )
    .map((secret) => secret.id);
}

test('access agrees with the rule written plainly, for any company', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      for (const id of ['0', '1', '2', '3', '4'])
        expect(openSecretsOf(id, people, of)).toEqual(plainlyOpen(id, people, of));
    }),
    { numRuns: 1000 },
  );
});

test('the whole graph is the sum of what each person has, from any part of the users', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const each = ['0', '1', '2', '3', '4'].flatMap((id) => {
        const alone = people.users.filter((one) => one['id'] === id);
        return accessOfUser(id, { ...people, users: alone }, of);
      });
      expect(accessOf(people, of).access).toEqual(each);
    }),
    { numRuns: 1000 },
  );
});
