// The lab's own worker, whole, and beside it in the same script the floor: MSW handlers that do one thing with Dexie each.
import '../../../src/app/sw.ts';
import Dexie, { type Table } from 'dexie';
import { getResponse } from 'msw';
import { http, HttpResponse, type HttpHandler } from 'msw/http';
import type { JsonObject } from '../../../src/base/json.ts';
import { basePathOf, databasesOf } from '../../../src/app/names.ts';
import { withPeople } from '../../../src/headless/people.ts';
import { seedOf } from '../../../src/server/seed.ts';
import type { WorldSeed } from '../../../src/server/world.ts';
import { dexieStore } from '../../../src/store/dexie.ts';
import { layout, rowOf, type ResourceRow } from '../../../src/store/rows.ts';
import type { TenantSeed } from '../../../src/store/store.ts';
import { floorUrl, tenant } from './names.ts';

declare const self: ServiceWorkerGlobalScope;

interface FloorUser {
  readonly seq?: number;
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
  readonly user: JsonObject;
}

class Floor extends Dexie {
  users!: Table<FloorUser, number>;
  constructor() {
    super('floor');
    this.version(1).stores({ users: '++seq,&id,&userName,externalId' });
  }
}

const floor = new Floor();
const worlds = databasesOf(basePathOf(self.registration.scope)).worlds;
const created = '2026-11-30T09:00:00.000Z';

/** What the lab adds to a user on its way out, so that the bodies are of one size. */
const shown = (user: JsonObject, id: string): JsonObject => ({
  ...user,
  id,
  meta: {
    resourceType: 'User',
    created,
    lastModified: created,
    version: 'W/"1"',
    location: `https://secretserver.example.com/api/v1/scim/Users/${id}`,
  },
});

const floorUser = (user: JsonObject, id: string): FloorUser => ({
  id,
  userName: String(user.userName).toLowerCase(),
  ...(typeof user.externalId === 'string' ? { externalId: user.externalId } : {}),
  user: shown(user, id),
});

const scim = { headers: { 'Content-Type': 'application/scim+json', ETag: 'W/"1"' } };
let next = Date.now() * 1000;

const listed = (found: FloorUser | undefined): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 1,
  startIndex: 1,
  itemsPerPage: 1,
  Resources: found ? [found.user] : [],
  padding: '-'.repeat(330), // as long as the groups and the manager that the lab shows
});

interface Seeding {
  readonly world: WorldSeed;
  readonly people: number;
}

const inBody = async (request: Request): Promise<TenantSeed> => {
  const { world, people } = (await request.json()) as Seeding; // sent by page.ts
  return seedOf(withPeople(world, people), tenant);
};

/** A handler for a method and a path below the floor's URL; what the path ends with is handed over. */
const on = (
  method: string,
  path: string,
  answer: (request: Request, rest: string) => Promise<Response>,
): HttpHandler =>
  http.all(
    ({ request }) => request.method === method && request.url.startsWith(floorUrl + path),
    ({ request }) =>
      answer(request, decodeURIComponent(request.url.slice((floorUrl + path).length))),
  );

const handlers = [
  on('POST', '/users', async (request) => {
    const one = floorUser((await request.json()) as JsonObject, String(next++));
    await floor.users.add(one);
    return HttpResponse.json(one.user, { status: 201, ...scim });
  }),
  on('GET', '/users/', async (_, id) => {
    const found = await floor.users.where('id').equals(id).first();
    return HttpResponse.json(found?.user, scim);
  }),
  on('GET', '/named/', async (_, name) => {
    const found = await floor.users.where('userName').equals(name).first();
    return HttpResponse.json(listed(found), scim);
  }),
  on('POST', '/seed', async (request) => {
    await seedBoth(await inBody(request));
    return HttpResponse.json({ ms: 0, count: 0 });
  }),
  on('POST', '/rate/ours', async (request) =>
    HttpResponse.json(await seedTime(await inBody(request))),
  ),
  on('POST', '/rate/raw', async (request) =>
    HttpResponse.json(await bulkAddTime(await inBody(request))),
  ),
  on('GET', '/scan', async () => HttpResponse.json(await scanTime())),
  on('GET', '/getAll', async () => HttpResponse.json(await getAllTime())),
];

// The floor runs in the same worker as the lab, after its listener has let the request pass.
self.addEventListener('fetch', (event) => {
  if (!event.request.url.startsWith(floorUrl)) return;
  event.respondWith(
    getResponse(handlers, event.request).then((response) => response ?? Response.error()),
  );
});

/** Puts the same people before the lab and the floor. */
async function seedBoth(seed: TenantSeed): Promise<void> {
  const store = await dexieStore(worlds);
  await store.seed(seed);
  store.close();
  const users = seed.resources.filter(({ type }) => type === 'User');
  await floor.users.clear();
  await floor.users.bulkAdd(users.map(({ resource }) => floorUser(resource, resource.id)));
}

/** Milliseconds that the lab's store takes to seed a tenant in a new database. */
async function seedTime(seed: TenantSeed): Promise<{ ms: number; count: number }> {
  await Dexie.delete('bench-ours');
  const store = await dexieStore('bench-ours');
  const started = performance.now();
  await store.seed(seed);
  const ms = performance.now() - started;
  const count = await store.read(tenant, async (view) => (await view.all('User')).length);
  store.close();
  await Dexie.delete('bench-ours');
  return { ms, count };
}

/** Milliseconds that Dexie's bulkAdd takes for the same rows, made before, with the same indexes. */
async function bulkAddTime(seed: TenantSeed): Promise<{ ms: number; count: number }> {
  await Dexie.delete('bench-raw');
  const database = new Dexie('bench-raw');
  database.version(1).stores({ resources: layout.resources });
  await database.open();
  const rows = seed.resources.map(({ type, resource }, at) =>
    rowOf(tenant, { type, id: resource.id, order: at + 1, resource }),
  );
  const table = database.table<ResourceRow>('resources');
  const started = performance.now();
  await table.bulkAdd(rows);
  const ms = performance.now() - started;
  const count = await table
    .where('[tenant+type+id]')
    .between([tenant, 'User'], [tenant, 'User', []])
    .count();
  database.close();
  await Dexie.delete('bench-raw');
  return { ms, count };
}

const opened = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

/** Milliseconds that a raw cursor takes over the floor's users, asking each the question of row 6. */
async function scanTime(): Promise<{ ms: number; count: number }> {
  const database = await opened('floor');
  const started = performance.now();
  const count = await new Promise<number>((resolve, reject) => {
    let matches = 0;
    const asked = database.transaction('users').objectStore('users').openCursor();
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const cursor = asked.result;
      if (!cursor) return resolve(matches);
      const { user } = cursor.value as FloorUser;
      const mails = (user.emails ?? []) as readonly { readonly value: string }[];
      if (mails.some(({ value }) => value.toLowerCase().endsWith('.777@northwind.example')))
        matches += 1;
      cursor.continue();
    };
  });
  const ms = performance.now() - started;
  database.close();
  return { ms, count };
}

/** Milliseconds that a raw getAll of the lab's own resources takes. */
async function getAllTime(): Promise<{ ms: number; count: number }> {
  const database = await opened(worlds);
  const started = performance.now();
  const count = await new Promise<number>((resolve, reject) => {
    const asked = database.transaction('resources').objectStore('resources').getAll();
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => resolve(asked.result.length);
  });
  const ms = performance.now() - started;
  database.close();
  return { ms, count };
}
