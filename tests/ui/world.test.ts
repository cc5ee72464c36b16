// What the world pane works out: the ways to secrets, those that closed, and whom an exchange was about.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import type { Directory, LabExchange } from '../../src/ui/lab.ts';
import { lostWays, waysOf } from '../../src/ui/world/access.ts';
import { subjectOf } from '../../src/ui/world/rows.ts';
import { accessChanges, accessOf } from '../../src/vault/access.ts';
import type { Vault } from '../../src/vault/vault.ts';

const vault: Vault = {
  roles: [],
  defaultRole: '',
  roleOfGroup: [],
  folders: [{ id: '21', name: 'Prod', path: '\\IT\\Prod', inherits: false, protected: false }],
  grants: [
    {
      folder: '21',
      to: { kind: 'group', id: '7' },
      folderRight: 'View',
      secretRight: 'View',
    },
  ],
  secrets: [
    { id: '301', name: 'ora-prod-1', folder: '21', template: 'Oracle' },
    { id: '302', name: 'ora-prod-2', folder: '21', template: 'Oracle' },
  ],
  accounts: [],
  licences: 25,
};
const ana: JsonObject = { id: '1042', userName: 'ana', displayName: 'Ana Ruiz', active: true };
const groups: readonly JsonObject[] = [
  { id: '7', displayName: 'SS-DBA-Prod', members: [{ value: '1042', type: 'User' }] },
];

const directory = (user: JsonObject): Directory => ({
  tenant: 'northwind-prod',
  revision: 1,
  users: [user],
  groups,
  vault,
  access: accessOf({ users: [user], groups }, vault),
});
const exchange = (more: Partial<LabExchange>): LabExchange => ({
  id: 'x1',
  no: 1,
  tenant: 'northwind-prod',
  actor: 'You',
  at: '2026-11-30T09:40:08.000Z',
  ms: 7,
  request: { method: 'PATCH', url: 'https://secretserver.example.com', headers: [] },
  response: { status: 200, headers: [] },
  trace: [],
  changes: [],
  access: [],
  events: [],
  ...more,
});

const way = ['SS-DBA-Prod', '\\IT\\Prod', 'View'];
const texts = (ways: ReturnType<typeof waysOf>) =>
  ways.map(({ parts, secrets }) => [parts.map(({ text }) => text), secrets]);

test('a way stands once, with every secret it leads to', () => {
  expect(texts(waysOf('1042', directory(ana)))).toEqual([[way, ['ora-prod-1', 'ora-prod-2']]]);
});

test('a way that closed is told as it was', () => {
  const after = { users: [{ ...ana, active: false }], groups };
  const before = { users: [ana], groups };
  const [change] = accessChanges({ before, after, vault, people: ['1042'] });
  expect(texts(lostWays(change!, { groups, vault }))).toEqual([
    [way, ['ora-prod-1', 'ora-prod-2']],
  ]);
});

test('an exchange is about the user it changed, or about whoever gained or lost by it', () => {
  const gained = {
    ...{ user: '1042', userName: 'ana', displayName: 'Ana Ruiz' },
    ...{ opensBefore: 0, opensAfter: 2, secrets: [] },
  };
  const deleted = {
    kind: 'delete',
    resourceType: 'User',
    id: '9',
    before: { id: '9' },
  } as const;
  expect(subjectOf(undefined, directory(ana))).toBeUndefined();
  expect(subjectOf(exchange({ access: [gained] }), directory(ana))).toEqual({ user: ana });
  expect(subjectOf(exchange({ changes: [deleted] }), directory(ana))).toEqual({
    user: { id: '9' },
    mark: 'del',
  });
});
