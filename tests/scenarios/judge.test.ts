// Checks how a learner's request is judged: by answer and directory, whatever way it was written.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { Intent } from '../../src/idp/conversation.ts';
import type { Change } from '../../src/scim/change.ts';
import { unmetBy } from '../../src/scenarios/judge.ts';
import type { Scene } from '../../src/scenarios/scene.ts';
import type { Sent } from '../../src/scenarios/stage.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { answer, listed, refused } from '../idp/sample.ts';

const vault: Vault = {
  roles: [],
  defaultRole: '',
  roleOfGroup: [],
  folders: [],
  grants: [],
  secrets: [],
  accounts: [],
  licences: 5,
};
const ana: JsonObject = {
  id: '1042',
  userName: 'ana.ruiz@northwind.example',
  displayName: 'Ana Ruiz',
  externalId: 'E1042',
  active: true,
  title: 'Database Administrator',
};
const omar: JsonObject = {
  id: '1007',
  userName: 'omar.haddad@northwind.example',
  displayName: 'Omar Haddad',
};
const dba = (...ids: readonly string[]): JsonObject => ({
  id: '7',
  displayName: 'SS-DBA-Prod',
  members: ids.map((value) => ({ value, type: 'User' })),
});
const scene = (users: readonly JsonObject[], groups: readonly JsonObject[] = []): Scene => ({
  users,
  groups,
  vault,
});
const sent = (
  response: Sent['response'],
  more: { readonly url?: string; readonly changes?: readonly Change[] } = {},
): Sent => ({
  id: 'x',
  no: 1,
  tenant: 't',
  actor: 'You',
  at: '2026-11-30T09:00:00Z',
  ms: 1,
  request: {
    method: 'GET',
    url: `https://x.secretservercloud.com/api/v1/scim${more.url ?? '/Users'}`,
    headers: [],
  },
  response,
  changes: more.changes ?? [],
  access: [],
  events: [],
});

const findAna: Intent = {
  kind: 'findUser',
  by: 'userName',
  value: 'ana.ruiz@northwind.example',
  who: 'Ana Ruiz',
  person: ana,
};

test.each([
  '/Users',
  '/Users?filter=userName%20eq%20%22ana.ruiz@northwind.example%22',
  '/Users?filter=userName+eq+%22ANA.RUIZ@northwind.example%22',
  '/Users?attributes=id&filter=externalId%20eq%20%22E1042%22',
  '/Users?filter=userName%20sw%20%22ana%22%20and%20title%20pr',
])('looking for somebody who is not there yet is done by %s', (url) => {
  expect(unmetBy(findAna, sent(listed(), { url }), scene([omar]))).toEqual([]);
});

test.each([
  '/Users?filter=userName%20eq%20%22bob@northwind.example%22',
  '/Users?filter=externalId%20eq%20%22e1042%22',
  '/Users?filter=%%%',
  '/Groups?filter=displayName%20eq%20%22Ana%20Ruiz%22',
])('looking for somebody who is not there is not done by %s', (url) => {
  expect(unmetBy(findAna, sent(listed(), { url }), scene([omar]))).toEqual([
    'Nothing came back, but this question would not have found Ana Ruiz either.',
  ]);
});

test('somebody who is there must be in the list', () => {
  expect(unmetBy(findAna, sent(listed(omar, ana)), scene([omar, ana]))).toEqual([]);
  expect(unmetBy(findAna, sent(listed(omar)), scene([omar, ana]))).toEqual([
    'Ana Ruiz is there with the id 1042, but not in this list.',
  ]);
});

test('one resource is no search', () => {
  expect(unmetBy(findAna, sent(answer(200, ana)), scene([ana]))).toEqual([
    'The provider does not know an id yet: it needs a list from /Users, not one resource.',
  ]);
});

test('a refusal changes nothing', () => {
  expect(unmetBy(findAna, sent(refused(400)), scene([]))).toEqual([
    'The server answered 400: nothing was changed, and the story still waits.',
  ]);
});

const findGroup: Intent = { kind: 'findGroup', displayName: 'SS-DBA-Prod' };

test('a group is found by any list that has it', () => {
  const here = scene([], [dba()]);
  expect(unmetBy(findGroup, sent(listed(dba()), { url: '/Groups' }), here)).toEqual([]);
  expect(
    unmetBy(findGroup, sent(listed(), { url: '/Groups?filter=id%20eq%20%229%22' }), here),
  ).toEqual(['SS-DBA-Prod is there with the id 7, but not in this list.']);
});

const create: Intent = { kind: 'createUser', user: ana };

test('a new account must be there, on, and have the number that finds it again', () => {
  const made = sent(answer(201, ana));
  expect(unmetBy(create, made, scene([ana]))).toEqual([]);
  expect(unmetBy(create, made, scene([omar]))).toEqual([
    'There is no account with the userName ana.ruiz@northwind.example yet.',
  ]);
  expect(unmetBy(create, made, scene([{ ...ana, active: false, externalId: 'E1' }]))).toEqual([
    'The account is there, but not enabled.',
    'externalId should be E1042: by it the provider finds the account again.',
  ]);
});

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const update: Intent = {
  kind: 'updateUser',
  id: '1042',
  user: { title: 'Network Engineer', [enterprise]: { manager: { value: '1064' } } },
};

test('an update is judged attribute by attribute, whatever the server added', () => {
  const right = {
    ...ana,
    title: 'Network Engineer',
    [enterprise]: { manager: { value: '1064', displayName: 'Kate' } },
  };
  expect(unmetBy(update, sent(answer(200)), scene([right]))).toEqual([]);
  expect(unmetBy(update, sent(answer(200)), scene([ana]))).toEqual([
    'title is Database Administrator; it should be Network Engineer.',
    'manager is missing; it should be {"value":"1064"}.',
  ]);
});

test('a switch is judged by the account, and an erased account is told apart', () => {
  const off: Intent = { kind: 'setActive', id: '1042', active: false };
  expect(unmetBy(off, sent(answer(204)), scene([{ ...ana, active: false }]))).toEqual([]);
  expect(unmetBy(off, sent(answer(204)), scene([ana]))).toEqual(['The account is still enabled.']);
  expect(unmetBy(off, sent(answer(204)), scene([omar]))[0]).toMatch(/^The account 1042 is gone/);
});

const join: Intent = {
  kind: 'setMember',
  group: '7',
  groupName: 'SS-DBA-Prod',
  user: '1042',
  present: true,
};

test('a membership is judged by the group', () => {
  expect(unmetBy(join, sent(answer(204)), scene([ana], [dba('1007', '1042')]))).toEqual([]);
  expect(unmetBy(join, sent(answer(204)), scene([ana], [dba('1007')]))).toEqual([
    '1042 is not in SS-DBA-Prod yet.',
  ]);
  expect(unmetBy(join, sent(answer(204)), scene([ana]))).toEqual([
    'The group SS-DBA-Prod is gone. Undo the request, or skip.',
  ]);
  const leave: Intent = { ...join, present: false };
  expect(unmetBy(leave, sent(answer(204)), scene([ana], [dba('1042')]))).toEqual([
    '1042 is still in SS-DBA-Prod.',
  ]);
});

test('a PUT that throws others out is noticed, though the member is in', () => {
  const changes: readonly Change[] = [
    { kind: 'replace', resourceType: 'Group', id: '7', before: dba('1007'), after: dba('1042') },
  ];
  const there = scene([ana, omar], [dba('1042')]);
  expect(unmetBy(join, sent(answer(200), { changes }), there)).toEqual([
    'This request also took Omar Haddad out of SS-DBA-Prod. Undo it, or put them back.',
  ]);
  const leaving = scene([ana, omar], [dba('1007')]);
  const left: readonly Change[] = [
    {
      kind: 'replace',
      resourceType: 'Group',
      id: '7',
      before: dba('1007', '1042'),
      after: dba('1007'),
    },
  ];
  expect(
    unmetBy({ ...join, present: false }, sent(answer(200), { changes: left }), leaving),
  ).toEqual([]);
});
