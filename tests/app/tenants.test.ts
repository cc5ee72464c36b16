// Checks that tenants are added, renamed, copied and removed, each with a directory of its own, over the memory store.
import { beforeEach, expect, test } from 'vitest';
import { aloneUnder } from '../../src/app/alone.ts';
import { answer, type LabServer } from '../../src/app/answer.ts';
import { asWorld, companyTenants, keyOf } from '../../src/app/places.ts';
import { recordMistakes } from '../../src/app/recordShapes.ts';
import { doDeed } from '../../src/app/setupBook.ts';
import { setupIn, setupKey } from '../../src/app/setupRecords.ts';
import { ensureRoom, sowTenant, sowWorkbench } from '../../src/app/seeding.ts';
import { addTenant, readSummaries, removeTenant, renameTenant } from '../../src/app/tenantBook.ts';
import { jumpedTo, standingAt } from '../../src/base/clock.ts';
import { countingIds } from '../../src/base/ids.ts';
import type { Tenant } from '../../src/server/world.ts';
import { readBackup, backupOf } from '../../src/store/backup.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { TenantPlan } from '../../src/ui/lab.ts';
import { worldNamed } from '../server/kit.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
let lab: LabServer;
let asked: string[];

beforeEach(() => {
  const store = memoryStore();
  asked = [];
  lab = {
    store,
    keep: store.keepExchange,
    alone: aloneUnder('test'),
    seedNamed: (id) => {
      asked.push(id);
      return Promise.resolve(worldNamed(id));
    },
    ids: countingIds('exchange'),
    wall: () => 0,
  };
});

const berlin: TenantPlan = {
  name: 'Berlin',
  kind: 'onPrem',
  profile: 'lenient',
  baseUrl: 'https://berlin.northwind.example/SecretServer/api/v1/scim',
  start: { kind: 'world', world: 'northwind' },
};

async function added(plan: TenantPlan) {
  const done = await addTenant(lab, plan);
  if (!done.ok) throw new Error(done.trouble);
  return done.value;
}

async function tenants(): Promise<readonly Tenant[]> {
  const record = await lab.store.records.get(keyOf.world);
  return companyTenants(record && asWorld(record));
}

const idsOf = async (): Promise<readonly string[]> => (await tenants()).map(({ id }) => id);

async function send(
  method: string,
  tenant: { readonly baseUrl: string; readonly token: string },
  path: string,
  body?: unknown,
) {
  const response = await answer(lab, {
    ...{ method, url: `${tenant.baseUrl}${path}` },
    headers: [
      ['Authorization', `Bearer ${tenant.token}`],
      ['Content-Type', 'application/scim+json'],
    ],
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    body: response.body ? (JSON.parse(response.body) as Record<string, unknown>) : {},
  };
}

const userNames = async (tenant: { readonly baseUrl: string; readonly token: string }) =>
  ((await send('GET', tenant, '/Users')).body['Resources'] as { userName: string }[]).map(
    ({ userName }) => userName,
  );

const eu = {
  baseUrl: 'https://northwind-eu.secretservercloud.com/api/v1/scim',
  token: 'lab-eu',
};
const prod = { baseUrl: 'https://secretserver.example.com/api/v1/scim', token: 'lab-northwind' };

test('each product tenant has people of its own, and its world is fetched when it is first asked', async () => {
  expect((await send('GET', prod, '/Users')).body['totalResults']).toBe(15);
  expect(asked).not.toContain('northwind-eu');
  expect(await userNames(eu)).toContain('chiara.conti@northwind.example');
  expect(asked).toContain('northwind-eu');
});

test('an empty tenant holds only the built-in account, and its SCIM set-up is still to do', async () => {
  const tenant = await added({ ...berlin, start: { kind: 'world', world: 'empty' } });
  expect(tenant).toMatchObject({ id: 'berlin', token: '', tokens: [] });
  expect((await send('GET', { ...tenant, token: 'lab-berlin' }, '/Users')).status).toBe(403);
  const users = await lab.store.read('berlin', (view) => view.all('User'));
  expect(users.map(({ resource }) => resource['userName'])).toEqual(['admin']);

  const place = { store: lab.store, tenant: (await tenants()).at(-1)!, now: () => start };
  await doDeed({ ...place, ids: lab.ids }, { kind: 'enableScim' });
  const made = await doDeed(
    { ...place, ids: lab.ids },
    { kind: 'generateToken', name: 'first', holder: 'You', days: 30, keep: true },
  );
  if (!made.ok || !made.value) throw new Error('Expected a token.');
  const token = made.value.secret;
  expect(await userNames({ ...tenant, token })).toEqual(['admin']);

  await sowTenant(lab, { tenant: place.tenant });
  expect((await send('GET', { ...tenant, token }, '/Users')).status).toBe(403);
  await removeTenant(lab, 'berlin');
  const setups = await lab.store.records.get(setupKey('northwind'));
  expect(setupIn(setups, tenant)).toBeUndefined();
});

test('a new tenant answers at its own address with its own token, and leaves others alone', async () => {
  const tenant = await added(berlin);
  expect(tenant).toMatchObject({
    ...{ id: 'berlin', name: 'Berlin', kind: 'onPrem', profile: 'lenient', world: 'northwind' },
    ...{ baseUrl: berlin.baseUrl, token: 'lab-berlin' },
  });
  expect(await userNames(tenant)).toHaveLength(15);
  expect((await send('GET', { ...tenant, token: 'lab-northwind' }, '/Users')).status).toBe(401);
  const user = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'first@northwind.example',
  };
  expect((await send('POST', tenant, '/Users', user)).status).toBe(201);
  expect((await send('GET', prod, '/Users')).body['totalResults']).toBe(15);
});

test('its tokens are issued when it is added, on the lab clock', async () => {
  await send('GET', prod, '/Users');
  const later = start + 700 * 86_400_000;
  const moved = jumpedTo(standingAt(start), 0, later);
  await lab.store.records.put(keyOf.clock('northwind'), { ...moved });
  await added(berlin);
  const [token] = (await tenants()).at(-1)!.tokens;
  expect(token).toMatchObject({ issuedAt: later, expiresAt: later + 730 * 86_400_000 });
});

test.each([
  [{ name: ' ' }, 'The name is missing.'],
  [{ name: 'NORTHWIND-PROD' }, 'There is a tenant northwind-prod already.'],
  [{ baseUrl: prod.baseUrl }, 'northwind-prod has this base URL already.'],
  [
    { baseUrl: `${prod.baseUrl}/berlin` },
    `This stands below the base URL of northwind-prod, ${prod.baseUrl}: a request to either could mean both.`,
  ],
  [{ start: { kind: 'copy', tenant: 'nowhere' } as const }, 'The tenant to copy is gone.'],
  [
    { start: { kind: 'copy', tenant: 'northwind-eu' } as const },
    'northwind-eu has nothing to copy yet: open it first.',
  ],
])('%j is refused, and nothing is added', async (wrong, trouble) => {
  expect(await addTenant(lab, { ...berlin, ...wrong })).toEqual({ ok: false, trouble });
  expect(await idsOf()).toHaveLength(5);
});

test('two of almost the same name get ids of their own', async () => {
  await added({ ...berlin, name: 'Berlin', baseUrl: 'https://a.northwind.example/scim' });
  const second = await added({
    ...berlin,
    ...{ name: 'Berlin!', baseUrl: 'https://b.northwind.example/scim' },
  });
  expect(second.id).toBe('berlin-2');
});

test('a copy has the directory as it was, goes its own way, and returns to it', async () => {
  await send('DELETE', eu, '/Users/19');
  const copy = await added({ ...berlin, start: { kind: 'copy', tenant: 'northwind-eu' } });
  const before = await userNames(copy);
  expect(before).toEqual(await userNames(eu));
  expect(before).not.toContain('pedro.alves@northwind.example');
  await send('DELETE', copy, '/Users/18');
  expect(await userNames(eu)).toEqual(before);
  const tenant = (await tenants()).find(({ id }) => id === 'berlin')!;
  await sowTenant(lab, { tenant });
  expect(await userNames(copy)).toEqual(before);
  expect(await lab.store.journal('berlin')).toEqual([]);
});

test('a restart puts a tenant back into the world it began in', async () => {
  await send('DELETE', eu, '/Users/19');
  const tenant = (await tenants()).find(({ id }) => id === 'northwind-eu')!;
  await sowTenant(lab, { tenant });
  expect(await userNames(eu)).toContain('pedro.alves@northwind.example');
});

test('a name changes, its address and data do not', async () => {
  const tenant = await added(berlin);
  expect(await renameTenant(lab, 'berlin', ' Berlin 2 ')).toEqual({ ok: true, value: undefined });
  expect((await tenants()).at(-1)).toMatchObject({ id: 'berlin', name: 'Berlin 2' });
  expect((await send('GET', tenant, '/Users')).status).toBe(200);
  expect(await renameTenant(lab, 'berlin', 'northwind-eu')).toEqual({
    ok: false,
    trouble: 'There is a tenant northwind-eu already.',
  });
  expect(await renameTenant(lab, 'nowhere', 'x')).toMatchObject({ ok: false });
});

test('a removed tenant answers 404 and leaves nothing behind; a shipped one comes back with a reset', async () => {
  const copy = await added({
    ...berlin,
    start: { kind: 'copy', tenant: 'northwind-prod' },
  }).then(async (tenant) => {
    await send('GET', tenant, '/Users');
    return tenant;
  });
  expect(await removeTenant(lab, 'berlin')).toEqual({ ok: true, value: undefined });
  expect(await removeTenant(lab, 'northwind-eu')).toEqual({ ok: true, value: undefined });
  expect((await send('GET', copy, '/Users')).status).toBe(404);
  expect((await send('GET', eu, '/Users')).status).toBe(404);
  expect(await lab.store.exchanges('berlin', 5)).toEqual([]);
  expect(await lab.store.read('berlin', (view) => view.all('User'))).toEqual([]);
  expect(await lab.store.records.get(keyOf.start('berlin'))).toBeUndefined();
  await lab.store.erase();
  await sowWorkbench(lab, 'northwind');
  expect(await userNames(eu)).toContain('pedro.alves@northwind.example');
});

test('the last tenant stays', async () => {
  const ids = await idsOf();
  for (const id of ids.slice(1)) expect(await removeTenant(lab, id)).toMatchObject({ ok: true });
  expect(await removeTenant(lab, ids[0]!)).toEqual({
    ok: false,
    trouble: 'This is the last tenant, and the lab needs one. Add another one first.',
  });
});

test('a room keeps its address, whatever tenants there are', async () => {
  await added({ ...berlin, baseUrl: 'https://berlin.secretservercloud.com/api/v1/scim' });
  const record = { name: 'lesson/x', world: 'northwind', clock: start, profile: 'strict' } as const;
  await ensureRoom(lab, record);
  const room = {
    ...{ baseUrl: 'https://lesson-x.secretservercloud.com/api/v1/scim', token: 'lab-lesson-x' },
  };
  expect((await send('DELETE', room, '/Users/1007')).status).toBe(204);
  expect((await send('GET', prod, '/Users/1007')).status).toBe(200);
});

test('the numbers of the list are those of each tenant', async () => {
  await added(berlin);
  await send('DELETE', eu, '/Users/24');
  const rows = (await readSummaries(lab)).map((row) => [
    ...[row.tenant.name, row.users, row.enabled, row.groups, row.folders, row.secrets],
    ...[`${row.used} of ${row.licences}`, row.last?.method, row.last?.no],
  ]);
  expect(rows).toEqual([
    ['northwind-prod', 15, 14, 8, 7, 12, '13 of 25', undefined, undefined],
    ['northwind-compat', 15, 14, 8, 7, 12, '13 of 25', undefined, undefined],
    ['northwind-onprem', 15, 14, 8, 7, 12, '13 of 25', undefined, undefined],
    ['northwind-cloud', 14, 13, 7, 6, 10, '11 of 40', undefined, undefined],
    ['northwind-eu', 16, 15, 7, 5, 9, '14 of 16', 'DELETE', 1],
    ['Berlin', 15, 14, 8, 7, 12, '13 of 25', undefined, undefined],
  ]);
});

test('an export holds added tenants, and comes back as it was; one of an older lab does too', async () => {
  await added({ ...berlin, start: { kind: 'copy', tenant: 'northwind-prod' } });
  await renameTenant(lab, 'northwind-prod', 'Head office');
  const file = backupOf({
    worlds: await lab.store.dump(),
    learner: { tenants: [], records: {} },
    savedAt: '2026-11-30T09:00:00Z',
  });
  const read = readBackup(file);
  if (!read.ok) throw new Error(read.trouble.join(' '));
  expect(recordMistakes(read.value.worlds.records)).toEqual([]);
  const names = (await tenants()).map(({ name }) => name);
  await lab.store.erase();
  await lab.store.load(file['worlds'] as never);
  expect((await tenants()).map(({ name }) => name)).toEqual(names);
  expect(await userNames({ ...berlin, token: 'lab-berlin' })).toHaveLength(15);

  const older = { seed: 'northwind', clock: start, seeded: ['northwind-prod', 'northwind-cloud'] };
  expect(recordMistakes({ [keyOf.world]: older })).toEqual([]);
  await lab.store.records.put(keyOf.world, older);
  expect(await idsOf()).toHaveLength(5);
});

test.each([
  ['none at all', []],
  ['one without a token', [{ ...berlin, id: 'berlin' }]],
  ['the address of a room as id', [{ ...berlin, id: 'lesson/x', token: 'x' }]],
  ['a foreign host', [{ ...berlin, id: 'b', token: 'x', baseUrl: 'https://example.org/scim' }]],
  [
    'two at one address',
    [
      { ...berlin, id: 'a', token: 'x' },
      { ...berlin, id: 'b', token: 'x', name: 'Other' },
    ],
  ],
])('an import with %s among its tenants is refused', (_, list) => {
  const record = { seed: 'northwind', clock: 0, seeded: [], tenants: list };
  expect(recordMistakes({ [keyOf.world]: record as never })).toEqual([
    'worlds.records["world/northwind"].tenants: expected tenants with different ids, names and base URLs at hosts of the lab.',
  ]);
});
