// Checks how a request finds its tenant and clock, and what is kept of it, over the memory store.
import { beforeEach, expect, test } from 'vitest';
import northwind from '../../lessons/worlds/northwind.json' with { type: 'json' };
import { aloneUnder } from '../../src/app/alone.ts';
import { answer, type LabServer } from '../../src/app/answer.ts';
import { keyOf } from '../../src/app/places.ts';
import { ensureRoom, sowWorkbench } from '../../src/app/seeding.ts';
import { countingIds } from '../../src/base/ids.ts';
import { jumpedTo, standingAt } from '../../src/base/clock.ts';
import { headerOf } from '../../src/http/message.ts';
import { northwindTenants } from '../../src/server/tenants.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const users = 'https://secretserver.example.com/api/v1/scim/Users';
const get = (url: string, token = 'lab-northwind') => ({
  method: 'GET',
  url,
  headers: [['Authorization', `Bearer ${token}`]] as const,
});
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
let lab: LabServer;

beforeEach(() => {
  const store = memoryStore();
  lab = {
    store,
    keep: store.keepExchange,
    alone: aloneUnder('test'),
    seedNamed: () => Promise.resolve(northwind as unknown as WorldSeed),
    ids: countingIds('exchange'),
    wall: () => 0,
  };
});

test('the very first request seeds the company and is answered by it', async () => {
  const response = await answer(lab, get(`${users}?count=3`));
  expect(response.status).toBe(200);
  expect(JSON.parse(response.body!)).toMatchObject({ totalResults: 15, itemsPerPage: 3 });
});

test('every tenant answers at its own address, with its own token only', async () => {
  for (const { baseUrl, tokens } of northwindTenants(start)) {
    const url = `${baseUrl}/Users`;
    expect((await answer(lab, get(url, tokens[0]!.value))).status).toBe(200);
    expect((await answer(lab, get(url, 'wrong'))).status).toBe(401);
    expect((await answer(lab, { method: 'GET', url, headers: [] })).status).toBe(401);
  }
});

test('the exchange is kept under the id the answer carries, with lab time', async () => {
  const response = await answer(lab, get(`${users}/1007`));
  const id = headerOf(response.headers, 'x-request-id')!;
  const row = await lab.store.exchange(id);
  expect(row).toMatchObject({ id, no: 1, tenant: 'northwind-prod' });
  expect(row!.record).toMatchObject({
    id,
    tenant: 'northwind-prod',
    actor: 'You',
    at: '2026-11-30T09:00:00.000Z',
    request: get(`${users}/1007`),
    response,
    changes: [],
  });
});

test('a token that expired on the lab clock is refused', async () => {
  await answer(lab, get(users));
  const later = jumpedTo(standingAt(start), 0, start + 731 * 86_400_000);
  await lab.store.records.put(keyOf.clock('northwind'), { ...later });
  expect((await answer(lab, get(users))).status).toBe(401);
});

test('a clock that moved unheard is seen with the next request, which is carried out once', async () => {
  lab = { ...lab, store: { ...lab.store, watch: () => () => undefined } };
  const create = (userName: string) =>
    answer(lab, {
      method: 'POST',
      url: users,
      headers: get(users).headers,
      body: JSON.stringify({ schemas: [core], userName }),
    });
  expect((await create('ana')).status).toBe(201);
  const later = jumpedTo(standingAt(start), 0, start + 86_400_000);
  await lab.store.records.put(keyOf.clock('northwind'), { ...later });
  const { meta } = JSON.parse((await create('ben')).body!) as { meta: { created: string } };
  expect(meta.created).toBe('2026-12-01T09:00:00.000Z');
  expect(await lab.store.journal('northwind-prod')).toHaveLength(2);
  const discovery = users.replace('Users', 'ServiceProviderConfig');
  await lab.store.records.put(keyOf.clock('northwind'), {
    ...jumpedTo(later, 0, start + 2 * 86_400_000),
  });
  const id = headerOf((await answer(lab, get(discovery))).headers, 'x-request-id')!;
  expect((await lab.store.exchange(id))?.record.at).toBe('2026-12-02T09:00:00.000Z');
});

test('a room answers at its own address and leaves the workbench alone', async () => {
  const room = {
    name: 'lesson/find-a-user',
    world: 'northwind',
    clock: start,
    profile: 'strict',
  } as const;
  const tenant = await ensureRoom(lab, room);
  const deleted = await answer(lab, {
    ...get(`${tenant.baseUrl}/Users/1007`, 'lab-lesson-find-a-user'),
    method: 'DELETE',
  });
  expect(deleted.status).toBe(204);
  expect((await answer(lab, get(`${users}/1007`))).status).toBe(200);
});

test('a lab host without a tenant answers a SCIM error 404, and nothing is kept', async () => {
  const response = await answer(lab, get('https://nobody.secretservercloud.com/api/v1/scim/Users'));
  expect(response.status).toBe(404);
  expect(JSON.parse(response.body!)).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '404',
    detail:
      "No tenant lives at https://nobody.secretservercloud.com/api/v1/scim/Users. Compare the address with the tenant's base URL.",
  });
  expect(await lab.store.exchange('exchange-1')).toBeUndefined();
});

test('two first requests at once seed the company once', async () => {
  const create = (userName: string) =>
    answer(lab, {
      method: 'POST',
      url: users,
      headers: [
        ['Authorization', 'Bearer lab-northwind'],
        ['Content-Type', 'application/scim+json'],
      ],
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName }),
    });
  const both = await Promise.all([
    create('one@northwind.example'),
    create('two@northwind.example'),
  ]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  const all = await answer(lab, get(users));
  expect(JSON.parse(all.body!)).toMatchObject({ totalResults: 17 });
});

test('sowing the workbench again gives every tenant its first state back', async () => {
  await answer(lab, { ...get(`${users}/1007`), method: 'DELETE' });
  await sowWorkbench(lab, 'northwind');
  expect((await answer(lab, get(`${users}/1007`))).status).toBe(200);
});

test('a world may bring schemas and types of its own, to the workbench and to rooms', async () => {
  const schema = 'urn:example:Device';
  const definitions = {
    schemas: [{ id: schema, name: 'Device', attributes: [{ name: 'serial' }] }],
    resourceTypes: [{ name: 'Device', endpoint: '/Devices', schema }],
  };
  const world = { ...(northwind as unknown as WorldSeed), definitions };
  const own = { ...lab, seedNamed: () => Promise.resolve(world) };
  const count = async (url: string, token: string): Promise<unknown> => {
    const { status, body } = await answer(own, get(url, token));
    return status === 200 ? JSON.parse(body!).totalResults : status;
  };
  const devices = users.replace('/Users', '/Devices');
  expect(await count(devices, 'lab-northwind')).toBe(0);
  const room = { name: 'lesson/x', world: 'northwind', clock: start, profile: 'strict' } as const;
  await ensureRoom(own, room);
  const inRoom = 'https://lesson-x.secretservercloud.com/api/v1/scim/Devices';
  expect(await count(inRoom, 'lab-lesson-x')).toBe(0);
  await ensureRoom(lab, { ...room, name: 'lesson/y' });
  expect(await count(inRoom.replace('-x', '-y'), 'lab-lesson-y')).toBe(404);
});
