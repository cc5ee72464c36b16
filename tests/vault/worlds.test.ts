// Checks the starting worlds: every reference resolves, numbers are as promised, and no lab value stands twice.
import { expect, test } from 'vitest';
import { isList, isObject } from '../../src/base/json.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { WorldSeed } from '../../src/server/world.ts';

const files: Record<string, unknown> = import.meta.glob('/lessons/worlds/*.json', {
  import: 'default',
  eager: true,
});
// The tests below check the shape that this cast promises.
const worlds = Object.entries(files).map(([path, seed]) => [path, seed as WorldSeed] as const);
const worldOf = (id: string): WorldSeed => worlds.find(([, seed]) => seed.id === id)![1];

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const extensionOf = (user: JsonObject): JsonObject =>
  isObject(user[enterprise]) ? user[enterprise] : {};
const listOf = (value: Json | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];
const valueOf = (reference: JsonObject): string => String(reference['value']);
const repeated = (values: readonly (Json | undefined)[]): readonly (Json | undefined)[] =>
  values.filter((value, at) => value !== undefined && values.indexOf(value) !== at);
const lower = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value.toLowerCase() : undefined;

/** The company at one moment or another, as lessons and scenarios begin. */
const companies = worlds.filter(([, { id }]) => /^northwind(-ana|-mover)?$/.test(id));

test('each world is named after its file', () => {
  expect(worlds.map(([path, seed]) => [path, seed.id])).toEqual([
    ['/lessons/worlds/empty.json', 'empty'],
    ['/lessons/worlds/northwind-ana.json', 'northwind-ana'],
    ['/lessons/worlds/northwind-cloud.json', 'northwind-cloud'],
    ['/lessons/worlds/northwind-eu.json', 'northwind-eu'],
    ['/lessons/worlds/northwind-mover.json', 'northwind-mover'],
    ['/lessons/worlds/northwind.json', 'northwind'],
  ]);
});

test('the empty world holds only what Secret Server comes with', () => {
  const { users, groups, vault } = worldOf('empty');
  expect(users.map((user) => user['userName'])).toEqual(['admin']);
  expect(vault.roles).toEqual(worldOf('northwind').vault.roles.slice(0, 3));
  expect(vault.roleOfUser).toEqual([{ user: users[0]!.id, role: '1' }]);
  expect([groups, vault.folders, vault.secrets, vault.grants]).toEqual([[], [], [], []]);
});

test('the three tenants of the product differ in ways worth comparing', () => {
  const [trust, cloud, europe] = ['northwind', 'northwind-cloud', 'northwind-eu'].map(worldOf);
  const stateOf = (seed: WorldSeed | undefined, externalId: string): unknown =>
    seed?.users.find((user) => user['externalId'] === externalId)?.['active'];
  // Pedro Alves has left, and is still at work in Europe; the CFO the other way round.
  expect([trust, cloud, europe].map((seed) => stateOf(seed, 'E1077'))).toEqual([
    false,
    false,
    true,
  ]);
  expect([trust, cloud, europe].map((seed) => stateOf(seed, 'E1066'))).toEqual([true, true, false]);
  expect([trust, cloud, europe].map((seed) => seed?.vault.licences)).toEqual([25, 40, 16]);
  expect([trust, cloud, europe].map((seed) => seed?.vault.defaultRole)).toEqual(['2', '2', '3']);
  const onlyHere = (one: WorldSeed, other: WorldSeed): readonly unknown[] =>
    one.vault.secrets
      .map(({ name }) => name)
      .filter((name) => !other.vault.secrets.some((secret) => secret.name === name));
  expect(onlyHere(cloud!, trust!)).toEqual(['cloud-root', 'tf-state-key', 'k8s-admin']);
  expect(onlyHere(europe!, trust!)).toEqual(['ora-eu-1', 'fw-eu-01', 'sepa-gateway']);
});

test('every world starts at nine', () => {
  for (const [path, { clock }] of worlds) expect(clock, path).toBe('2026-11-30T09:00:00Z');
});

test.each(companies)('%s has 8 groups, 7 folders and 12 secrets', (_, { groups, vault }) => {
  expect([groups.length, vault.folders.length, vault.secrets.length]).toEqual([8, 7, 12]);
});

test('northwind has 15 users and Ana is the next', () => {
  const { users, nextIds } = worldOf('northwind');
  expect(users).toHaveLength(15);
  expect(users.slice(0, 3).map((user) => user['displayName'])).toEqual([
    'Omar Haddad',
    'Grace Okoye',
    'Priya Nair',
  ]);
  expect(nextIds).toEqual({ User: 1042, Group: 14 });
  expect(users.some((user) => user['externalId'] === 'E1042')).toBe(false);
});

test.each(worlds)('%s repeats no id, name, number, address or phone', (_, seed) => {
  const { users, groups, vault } = seed;
  const columns = {
    userId: users.map((user) => user.id),
    userName: users.map((user) => lower(user['userName'])),
    externalId: users.map((user) => user['externalId']),
    employeeNumber: users.map((user) => extensionOf(user)['employeeNumber']),
    email: users.flatMap((user) => listOf(user['emails']).map((email) => lower(email['value']))),
    phone: users.flatMap((user) => listOf(user['phoneNumbers']).map((phone) => phone['value'])),
    groupId: groups.map((group) => group.id),
    groupName: groups.map((group) => group['displayName']),
    folder: vault.folders.flatMap((folder) => [folder.id, folder.path]),
    secret: vault.secrets.flatMap((secret) => [secret.id, secret.name]),
    policy: (vault.policies ?? []).flatMap((policy) => [policy.id, policy.name]),
    role: vault.roles.flatMap((role) => [role.id, role.name]),
    grant: vault.grants.map((grant) => JSON.stringify([grant.folder, grant.to])),
  };
  for (const [column, values] of Object.entries(columns))
    expect(repeated(values), column).toEqual([]);
});

test.each(worlds)('%s refers only to what it has', (_, seed) => {
  const { users, groups, vault } = seed;
  const userIds = users.map((user) => user.id);
  const groupIds = groups.map((group) => group.id);
  const folderIds = vault.folders.map((folder) => folder.id);
  const roleIds = vault.roles.map((role) => role.id);
  const members = groups.flatMap((group) => listOf(group['members']));
  const managers = users.flatMap((user) => listOf([extensionOf(user)['manager'] ?? null]));
  expect(userIds).toEqual(expect.arrayContaining(members.map(valueOf)));
  expect(members.every((member) => member['type'] === 'User')).toBe(true);
  expect(userIds).toEqual(expect.arrayContaining(managers.map(valueOf)));
  for (const { to, folder } of vault.grants) {
    expect(to.kind === 'group' ? groupIds : userIds).toContain(to.id);
    expect(folderIds).toContain(folder);
  }
  const policyIds = vault.policies?.map(({ id }) => id);
  for (const secret of vault.secrets) {
    expect(folderIds).toContain(secret.folder);
    if (secret.policy) expect(policyIds).toContain(secret.policy);
  }
  for (const { group, role } of vault.roleOfGroup) {
    expect(groupIds).toContain(group);
    expect(roleIds).toContain(role);
  }
  expect(roleIds).toContain(vault.defaultRole);
  for (const { user } of vault.accounts) expect(userIds).toContain(user);
  for (const { user, secret, at } of vault.views ?? []) {
    expect(userIds).toContain(user);
    expect(vault.secrets.map((each) => each.id)).toContain(secret);
    expect(Date.parse(at)).toBeLessThan(Date.parse(seed.clock));
  }
});

test.each(companies)('%s gives every employee what a PAM administrator looks for', (_, seed) => {
  const staff = seed.users.filter((user) => user['externalId'] !== undefined);
  for (const user of staff) {
    expect(user).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      userName: expect.stringContaining('@'),
      name: { givenName: expect.any(String), familyName: expect.any(String) },
      displayName: expect.any(String),
      title: expect.any(String),
      active: expect.any(Boolean),
      emails: [{ value: user['userName'], type: 'work', primary: true }],
      [enterprise]: { employeeNumber: user['externalId'], department: expect.any(String) },
    });
    expect(user).not.toHaveProperty('meta');
  }
  const accounts = seed.users.filter((user) => user['externalId'] === undefined);
  expect(accounts.map((user) => user['userName'])).toEqual([
    'jdoe-old',
    'admin',
    'bg-admin-01',
    'svc-scim',
  ]);
});

test('no group or folder of the three worlds differs except where its story needs it', () => {
  const [plain, withAna, mover] = ['northwind', 'northwind-ana', 'northwind-mover'].map(worldOf);
  const without = (seed: WorldSeed): unknown => ({
    users: seed.users.filter((user) => user.id !== '1042'),
    groups: seed.groups.map((group) => ({
      ...group,
      members: listOf(group['members']).filter((member) => member['value'] !== '1042'),
    })),
    vault: {
      ...seed.vault,
      grants: seed.vault.grants.filter((grant) => grant.to.id !== '1042'),
      views: (seed.vault.views ?? []).filter((view) => view.user !== '1042'),
    },
  });
  expect(without(withAna!)).toEqual(without(plain!));
  expect(without(mover!)).toEqual(without(plain!));
  expect(mover!.users).toEqual(withAna!.users);
  expect(mover!.vault.grants.filter((grant) => grant.to.id === '1042')).toEqual([
    {
      folder: '21',
      to: { kind: 'user', id: '1042' },
      folderRight: 'View',
      secretRight: 'View',
      note: 'Given by admin on 24 November 2026, by hand, during an incident.',
    },
  ]);
});

test('the names that catch careless clients are there', () => {
  const names = worldOf('northwind').users.map((user) => user['userName']);
  expect(names).toEqual(
    expect.arrayContaining([
      'LWEI@NORTHWIND.EXAMPLE',
      "kate.o'neil@northwind.example",
      'anne-marie.dubois@northwind.example',
    ]),
  );
  const displayNames = worldOf('northwind').users.map((user) => user['displayName']);
  expect(displayNames.filter((name) => name === 'Maria Garcia')).toHaveLength(2);
  expect(displayNames).toContain('Jürgen Müller');
});
