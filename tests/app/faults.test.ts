// Makes requests go wrong on purpose and checks what the client sees, what is kept, and that nothing else is touched.
import { beforeEach, expect, test } from 'vitest';
import northwind from '../../lessons/worlds/northwind.json' with { type: 'json' };
import { aloneUnder } from '../../src/app/alone.ts';
import { answer, type LabServer } from '../../src/app/answer.ts';
import { faultsIn, faultsKey, setFaults } from '../../src/app/faultRecords.ts';
import { ensureRoom, sowRoom, sowTenant, sowWorkbench } from '../../src/app/seeding.ts';
import { countingIds } from '../../src/base/ids.ts';
import type { FaultPlan } from '../../src/http/fault.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../../src/http/message.ts';
import { northwindTenants } from '../../src/server/tenants.ts';
import type { Tenant, WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { LostAnswer } from '../../src/wire/handlers.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const [prod, compat] = northwindTenants(start) as [Tenant, Tenant];
const users = `${prod.baseUrl}/Users`;
const get = (url: string, token = 'lab-northwind'): HttpRequest => ({
  method: 'GET',
  url,
  headers: [['Authorization', `Bearer ${token}`]],
});
const post: HttpRequest = {
  method: 'POST',
  url: users,
  headers: [
    ['Authorization', 'Bearer lab-northwind-idp'],
    ['Content-Type', 'application/scim+json'],
  ],
  body: '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"new"}',
};
const next = (kind: FaultPlan['kind'], more: Partial<FaultPlan> = {}): FaultPlan => ({
  ...{ kind, hits: 'next', count: 1, seconds: 0 },
  ...more,
});
let lab: LabServer;

beforeEach(async () => {
  const store = memoryStore();
  lab = {
    store,
    keep: store.keepExchange,
    alone: aloneUnder('test'),
    seedNamed: () => Promise.resolve(northwind as unknown as WorldSeed),
    ids: countingIds('exchange'),
    wall: () => 0,
  };
  await sowWorkbench(lab, 'northwind');
});

const fault = (plan: FaultPlan | undefined, tenant = prod) =>
  setFaults(lab.store.records, tenant, plan);
const present = async (tenant = prod) =>
  faultsIn(await lab.store.records.get(faultsKey(tenant)), tenant);
const records = async () =>
  (await lab.store.exchanges(prod.id, 10)).map(({ record }) => record).toReversed();
const shown = ({ status, headers, body }: HttpResponse) => [
  status,
  headers.filter(([name]) => !/^(content-type|x-request-id)$/i.test(name)),
  body === undefined ? undefined : (JSON.parse(body) as unknown),
];
const errorBody = (status: string, detail: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status,
  detail,
});

test('without a fault nothing goes wrong', async () => {
  expect(await present()).toBeUndefined();
  expect((await answer(lab, get(users))).status).toBe(200);
});

test.each<[FaultPlan, unknown]>([
  [
    next('tooMany', { seconds: 30 }),
    [
      429,
      [
        ['Retry-After', '30'],
        ['X-Lab-Fault', 'tooMany'],
      ],
      errorBody('429', 'Too many requests. Try again in 30 seconds.'),
    ],
  ],
  [
    next('broken'),
    [
      500,
      [['X-Lab-Fault', 'broken']],
      errorBody('500', 'The server failed while it answered this request.'),
    ],
  ],
  [
    next('unavailable', { seconds: 1 }),
    [
      503,
      [
        ['Retry-After', '1'],
        ['X-Lab-Fault', 'unavailable'],
      ],
      errorBody('503', 'The server is not available. Try again in 1 second.'),
    ],
  ],
  [
    next('expired'),
    [
      401,
      [
        [
          'WWW-Authenticate',
          'Bearer realm="SCIM", error="invalid_token", error_description="The token has expired"',
        ],
        ['X-Lab-Fault', 'expired'],
      ],
      errorBody('401', 'The token has expired.'),
    ],
  ],
])(
  '%j refuses one POST, which changes nothing, and lets the next one through',
  async (plan, seen) => {
    await fault(plan);
    expect(shown(await answer(lab, post))).toEqual(seen);
    const [record] = await records();
    expect(record).toMatchObject({
      actor: 'Northwind IdP',
      changes: [],
      trace: [
        {
          kind: 'bad',
          what: expect.stringMatching(/^Fault injected: /) as string,
          source: { kind: 'simulated', note: expect.stringContaining("The lab's own") as string },
        },
        { kind: 'end' },
      ],
    });
    expect(await lab.store.journal(prod.id)).toEqual([]);
    expect((await answer(lab, post)).status).toBe(201);
    expect(await present()).toBeUndefined();
  },
);

test('a HEAD that is refused has no body', async () => {
  await fault(next('broken'));
  const seen = await answer(lab, { ...get(users), method: 'HEAD' });
  expect([seen.status, seen.body]).toEqual([500, undefined]);
});

test('a lost answer: the request was carried out, the client never heard, the record tells both', async () => {
  await fault(next('lost'));
  await expect(answer(lab, post)).rejects.toBeInstanceOf(LostAnswer);
  const [record] = await records();
  expect(record).toMatchObject({ isLost: true, response: { status: 201 }, actor: 'Northwind IdP' });
  expect((record!.trace as readonly { what: string }[]).at(-1)!.what).toBe(
    'Fault injected: the answer was lost on the way',
  );
  expect((await answer(lab, post)).status).toBe(409); // who sends it again without looking
});

test('a slow request is answered as ever, later, and says so', async () => {
  await fault(next('slow', { seconds: 1 }));
  const began = performance.now();
  const seen = await answer(lab, get(users));
  expect(performance.now() - began).toBeGreaterThan(990);
  expect([seen.status, headerOf(seen.headers, 'X-Lab-Fault')]).toEqual([200, 'slow']);
  const [record] = await records();
  expect((record!.trace as readonly { what: string }[])[0]!.what).toBe(
    'Fault injected: the request was held back for 1 second',
  );
});

test('every second request is hit, whoever sends it, until the fault is taken back', async () => {
  await fault(next('broken', { hits: 'every', count: 2 }));
  const statuses = [];
  for (const token of ['lab-northwind', 'lab-northwind-idp', 'wrong', 'lab-northwind'])
    statuses.push((await answer(lab, get(users, token))).status);
  expect(statuses).toEqual([200, 500, 401, 500]);
  expect(await present()).toMatchObject({ seen: 4 });
  await fault(undefined);
  expect((await answer(lab, get(users))).status).toBe(200);
  expect((await answer(lab, get(users))).status).toBe(200);
});

test('requests sent at once are counted one by one', async () => {
  await fault(next('tooMany', { count: 3, seconds: 1 }));
  const seen = await Promise.all(Array.from({ length: 8 }, () => answer(lab, get(users))));
  expect(seen.filter(({ status }) => status === 429)).toHaveLength(3);
});

test('a fault of one tenant leaves the others alone', async () => {
  await fault(next('broken', { count: 9 }));
  expect((await answer(lab, get(`${compat.baseUrl}/Users`, 'lab-compat'))).status).toBe(200);
  await fault(next('unavailable'), compat);
  expect((await answer(lab, get(`${compat.baseUrl}/Users`, 'lab-compat'))).status).toBe(503);
  expect(await present()).toMatchObject({ kind: 'broken', seen: 0 });
});

test('a room has faults of its own, which go when it starts again', async () => {
  const room = { name: 'lesson/x', world: 'northwind', clock: start, profile: 'strict' } as const;
  const tenant = await ensureRoom(lab, room);
  await fault(next('broken', { count: 9 }), tenant);
  const ask = () => answer(lab, get(`${tenant.baseUrl}/Users`, 'lab-lesson-x'));
  expect((await ask()).status).toBe(500);
  expect(await ensureRoom(lab, room)).toEqual(tenant);
  expect((await ask()).status).toBe(500);
  await sowRoom(lab, room);
  expect((await ask()).status).toBe(200);
});

test('faults go with a reset of the world, and with a new start of their tenant only', async () => {
  await fault(next('broken', { count: 9 }));
  await fault(next('broken', { count: 9 }), compat);
  await sowTenant(lab, { tenant: prod, world: 'northwind' });
  expect([await present(), (await present(compat))?.kind]).toEqual([undefined, 'broken']);
  await sowWorkbench(lab, 'northwind');
  expect(await present(compat)).toBeUndefined();
});

test('a fault out of bounds is refused with a sentence, and the one before stays', async () => {
  await fault(next('broken'));
  await expect(fault(next('slow', { seconds: 60 }))).rejects.toThrow(
    'Expected a fault with whole numbers within its bounds.',
  );
  expect(await present()).toMatchObject({ kind: 'broken' });
});
