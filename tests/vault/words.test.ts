// Checks what the vault says: explanations, events in Secret Server's words, roles, licences.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { accessOfUser } from '../../src/vault/access.ts';
import { eventsOf } from '../../src/vault/events.ts';
import {
  directGrants,
  explainAccess,
  groupsOf,
  openedAndClosed,
  pathText,
  sentenceOfChange,
} from '../../src/vault/explain.ts';
import { licencesUsed, rolesOf } from '../../src/vault/roles.ts';
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

const ana = northwindAna.users.find((each) => each.id === '1042')!;

test('a path reads as a line', () => {
  const [access] = accessOfUser('1042', northwindAna, northwindAna.vault);
  expect(access!.paths.map((path) => pathText(path, northwindAna))).toEqual([
    'SS-DBA-Prod → \\IT\\Databases\\Prod → View',
  ]);
});

test('every way to a secret is explained', () => {
  const question = { user: '1042', secret: '301' };
  expect(explainAccess(question, northwindMover, northwindMover.vault)).toEqual([
    'Ana Ruiz opens ora-prod-1.',
    'SS-DBA-Prod gives View on \\IT\\Databases\\Prod.',
    'A direct grant gives View on \\IT\\Databases\\Prod; no group change takes it away.',
  ]);
});

test('a nested group is explained with the groups between', () => {
  const of = vault([folder('top')], [grant('top', 'g3')]);
  const people = { users: [user('1')], groups: [group('2', 'u1'), group('3', 'g2')] };
  expect(explainAccess({ user: '1', secret: 's-top' }, people, of)).toEqual([
    'User 1 opens secret of top.',
    'Group 2 is in Group 3, which gives View on \\top.',
  ]);
});

test.each([
  ['1077', '301', 'The account is disabled: its groups and grants open nothing.'],
  ['1064', '301', "No group of Kate O'Neil and no direct grant shows \\IT\\Databases\\Prod."],
  ['9001', '312', '\\Break Glass is protected: it opens by a direct grant only.'],
])('why %s cannot open %s is said', (id, secret, reason) => {
  const said = explainAccess({ user: id, secret }, northwind, northwind.vault);
  expect(said[1]).toBe(reason);
});

test('a missing View on the folder above is named', () => {
  const of = vault([folder('top'), folder('low', 'top')], [grant('low', 'u1')]);
  const people = { users: [user('1')], groups: [] };
  expect(explainAccess({ user: '1', secret: 's-low' }, people, of)).toEqual([
    'User 1 cannot open secret of low.',
    '\\top\\low is out of reach: View on \\top is missing.',
  ]);
});

test('a right without secrets is named', () => {
  const of = vault([folder('top')], [grant('top', 'u1', { secretRight: 'None' })]);
  expect(
    explainAccess({ user: '1', secret: 's-top' }, { users: [user('1')], groups: [] }, of),
  ).toEqual([
    'User 1 cannot open secret of top.',
    'The rights on \\top show the folder and open no secret in it.',
  ]);
});

test.each([
  [{ user: '7', secret: '301' }, 'There is no account with the id 7.'],
  [{ user: '1042', secret: '7' }, 'There is no secret with the id 7.'],
])('a question about nothing gets an answer: %o', (question, answer) => {
  expect(explainAccess(question, northwindAna, northwindAna.vault)).toEqual([answer]);
});

const change = {
  user: '1',
  userName: 'user1@northwind.example',
  displayName: 'User 1',
  opensBefore: 2,
  opensAfter: 1,
  secrets: [
    { secret: 'a', name: 'alpha', before: 'View' },
    { secret: 'b', name: 'beta', before: 'Edit', after: 'List' },
    { secret: 'c', name: 'gamma', before: 'List', after: 'Owner' },
    { secret: 'd', name: 'delta', after: 'List' },
  ],
} as const;

test('a change of access is one sentence', () => {
  expect(sentenceOfChange(change)).toBe('User 1 can open 1 secret now; before it was 2 secrets.');
  expect(sentenceOfChange({ ...change, opensAfter: 0 })).toBe(
    'User 1 can open nothing now; before it was 2 secrets.',
  );
  expect(sentenceOfChange({ ...change, opensAfter: 2 })).toBe(
    'User 1 can open 2 secrets, as before, but with other rights.',
  );
  expect(openedAndClosed(change)).toEqual({ opened: ['gamma'], closed: ['alpha', 'beta'] });
});

test('grants by hand are found, for one and for all', () => {
  expect(directGrants(northwindMover.vault, '1042')).toEqual([
    {
      user: '1042',
      folder: northwindMover.vault.folders[0],
      right: 'View',
      note: 'Given by admin on 24 November 2026, by hand, during an incident.',
    },
  ]);
  expect(directGrants(northwindMover.vault).map((each) => each.user)).toEqual(['9002', '1042']);
});

test('the groups of a person are found', () => {
  const names = groupsOf('1007', northwind.groups).map((each) => each['displayName']);
  expect(names).toEqual(['SS-Users', 'SS-DBA-Prod', 'SS-DBA-Test']);
});

const context = {
  users: northwindAna.users,
  groups: northwindAna.groups,
  vault: northwindAna.vault,
};

test('a new account is a User Create and gets its roles', () => {
  const changes = [{ kind: 'create', resourceType: 'User', id: '1042', after: ana }] as const;
  expect(eventsOf(changes, { ...context, licences: 14 })).toEqual([
    {
      name: 'User Create',
      subject: 'ana.ruiz@northwind.example',
      detail: 'id 1042, licence 14 of 25',
    },
    { name: 'Assigned User or Group', subject: 'ana.ruiz@northwind.example', detail: 'role User' },
  ]);
});

const replaced = (after: JsonObject) =>
  [{ kind: 'replace', resourceType: 'User', id: '1042', before: ana, after }] as const;

test('active false is User Disabled, active true is User Enable', () => {
  const off = { ...ana, active: false };
  expect(eventsOf(replaced(off), context)).toEqual([
    { name: 'User Disabled', subject: 'ana.ruiz@northwind.example', detail: 'account off' },
  ]);
  const back = [{ ...replaced(ana)[0], before: off }];
  expect(eventsOf(back, { ...context, licences: 14 })).toEqual([
    {
      name: 'User Enable',
      subject: 'ana.ruiz@northwind.example',
      detail: 'account on, licence 14 of 25',
    },
  ]);
});

test('other attributes are a User Edit that names them, extensions included, meta not', () => {
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const after = {
    ...ana,
    title: 'Network Engineer',
    meta: { version: 'W/"2"' },
    [enterprise]: { ...(ana[enterprise] as JsonObject), department: 'Network Operations' },
  };
  expect(eventsOf(replaced(after), context)).toEqual([
    { name: 'User Edit', subject: 'ana.ruiz@northwind.example', detail: 'title, department' },
  ]);
});

test('a change of nothing but meta is no event', () => {
  expect(eventsOf(replaced({ ...ana, meta: { version: 'W/"2"' } }), context)).toEqual([]);
});

test('an erased account is a User Disabled', () => {
  const changes = [{ kind: 'delete', resourceType: 'User', id: '1042', before: ana }] as const;
  expect(eventsOf(changes, context)).toEqual([
    { name: 'User Disabled', subject: 'ana.ruiz@northwind.example', detail: 'erased through SCIM' },
  ]);
});

test('members that come and go are events of the group, nested groups and strangers too', () => {
  const before = { ...group('7', 'u1042'), displayName: 'SS-DBA-Prod' };
  const after = { ...group('7', 'u1007', 'g9', 'u77'), displayName: 'SS-DBA-Prod' };
  const changes = [{ kind: 'replace', resourceType: 'Group', id: '7', before, after }] as const;
  expect(eventsOf(changes, context)).toEqual([
    { name: 'Added to Group', subject: 'omar.haddad@northwind.example', detail: 'SS-DBA-Prod' },
    { name: 'Added to Group', subject: 'SS-Net-Ops', detail: 'SS-DBA-Prod' },
    { name: 'Added to Group', subject: '77', detail: 'SS-DBA-Prod' },
    { name: 'Removed From Group', subject: 'ana.ruiz@northwind.example', detail: 'SS-DBA-Prod' },
  ]);
});

test('a deleted group lets its members go; a resource of another kind has no events', () => {
  const before = { ...group('7', 'u1042'), displayName: 'SS-DBA-Prod' };
  expect(
    eventsOf(
      [
        { kind: 'delete', resourceType: 'Group', id: '7', before },
        { kind: 'create', resourceType: 'Device', id: '3', after: { id: '3' } },
      ],
      context,
    ).map((event) => event.name),
  ).toEqual(['Removed From Group']);
});

test('everybody has the default role, groups add theirs, through nested groups too', () => {
  const of = vault([], []);
  const groups = [group('2', 'u1'), group('9', 'g2')];
  expect(rolesOf('1', groups, of).map(({ role, by }) => [role.name, by])).toEqual([
    ['Administrator', { group: '9' }],
    ['User', 'default'],
  ]);
  expect(rolesOf('3', groups, of).map(({ role }) => role.name)).toEqual(['User']);
});

test('licences are used by enabled people, not by application accounts', () => {
  expect(licencesUsed([user('1'), user('2', { active: false }), user('5')], vault([], []))).toBe(1);
  expect(licencesUsed(northwind.users, northwind.vault)).toBe(13);
  expect(licencesUsed(northwindAna.users, northwindAna.vault)).toBe(14);
});
