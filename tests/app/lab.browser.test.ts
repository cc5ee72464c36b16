// Checks the lab the screens work with, whole: real server, real IndexedDB, hosted by the page.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startLab } from '../../src/app/lab.ts';
import { uuidsFrom } from '../../src/base/ids.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { HttpRequest } from '../../src/http/message.ts';
import type { Lab, LabExchange, Room } from '../../src/ui/lab.ts';
import { chooseTheme, theme } from '../../src/ui/theme.svelte.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
let lab: Lab;
let room: Room;

beforeAll(async () => {
  lab = await startLab({
    basePath: `/test-${crypto.randomUUID()}/`,
    version: '0.0.0',
    build: 'test',
    withoutWorker: 'This test has no service worker.',
    ids: uuidsFrom((count) => crypto.getRandomValues(new Uint8Array(count))),
    wall: () => Date.now(),
    reload: () => undefined,
  });
});

afterAll(async () => {
  for (const { name } of await indexedDB.databases())
    if (name?.startsWith('/test-')) indexedDB.deleteDatabase(name);
});

beforeEach(async () => {
  await lab.reset();
  await lab.choose('northwind-prod');
  room = lab.current.get();
});

const asked = (method: string, path: string, body?: JsonObject): HttpRequest => ({
  method,
  url: room.tenant.baseUrl + path,
  headers: [
    ['Authorization', `Bearer ${room.tenant.token}`],
    ...(body ? ([['Content-Type', 'application/scim+json']] as const) : []),
  ],
  ...(body ? { body: JSON.stringify(body) } : {}),
});

async function sent(request: HttpRequest): Promise<LabExchange> {
  const result = await room.send(request);
  if (!result.ok) throw new Error(result.trouble);
  return result.value;
}

const ana = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'ana.ruiz@northwind.example',
  displayName: 'Ana Ruiz',
};
const userNames = (): readonly unknown[] =>
  room.directory.get().users.map((user) => user['userName']);

test('what send gives back is what history keeps, and the directory shows it at once', async () => {
  const exchange = await sent(asked('POST', '/Users', ana));
  expect(exchange).toMatchObject({ no: 1, tenant: 'northwind-prod', actor: 'You' });
  expect(exchange.response.status).toBe(201);
  expect(exchange.changes).toHaveLength(1);
  expect(exchange.trace.length).toBeGreaterThan(3);
  expect(room.history.get()).toEqual([exchange]);
  expect(userNames()).toContain(ana.userName);
});

test('a request to another host is refused with a sentence, and not sent', async () => {
  const refused = await room.send({ method: 'GET', url: 'https://example.org/Users', headers: [] });
  expect(refused).toEqual({
    ok: false,
    trouble:
      'The lab sends nothing to example.org: it only talks to its own server, at secretserver.example.com, *.northwind.example, *.secretservercloud.com. Nothing was sent.',
  });
  expect(room.history.get()).toEqual([]);
});

test.each([
  ['no address', { method: 'GET', url: 'Users', headers: [] }, 'is not an address'],
  [
    'a body with GET',
    { method: 'GET', url: 'https://secretserver.example.com/', headers: [], body: '{}' },
    'cannot send a body with GET',
  ],
  [
    'a header no browser sends',
    {
      method: 'GET',
      url: 'https://secretserver.example.com/',
      headers: [['Authorization', 'Bearer “lab”']],
    },
    'The browser refused to send this request',
  ],
] as const)('%s is refused with a sentence', async (_, request, words) => {
  const refused = await room.send(request);
  expect(refused).toEqual({ ok: false, trouble: expect.stringContaining(words) });
});

test('a lab host without a tenant answers 404, and the history keeps and explains it', async () => {
  const exchange = await sent({
    method: 'GET',
    url: 'https://nobody.secretservercloud.com/api/v1/scim/Users',
    headers: [],
  });
  expect(exchange.response.status).toBe(404);
  expect(exchange.trace[0]!.what).toBe('No tenant lives at this address');
  expect(room.history.get()).toEqual([exchange]);
});

test('users show their direct and indirect groups, and who can open what', () => {
  const { users, groups, access } = room.directory.get();
  const named = (name: string) => users.find((user) => user['displayName'] === name)!;
  const grace = named('Grace Okoye');
  const memberships = grace['groups'] as readonly JsonObject[];
  expect(memberships.length).toBeGreaterThan(0);
  for (const { value, display } of memberships)
    expect(groups.find(({ id }) => id === value)?.['displayName']).toBe(display);
  expect(access.access.some(({ user }) => user === grace['id'])).toBe(true);
});

test('undo puts back what an exchange changed', async () => {
  const before = room.directory.get();
  const exchange = await sent(asked('DELETE', '/Users/1007'));
  expect(room.directory.get().users).toHaveLength(before.users.length - 1);
  expect(await room.undo(exchange.id)).toEqual({ ok: true, value: undefined });
  expect(
    room.directory
      .get()
      .users.map(({ id }) => id)
      .toSorted(),
  ).toEqual(before.users.map(({ id }) => id).toSorted());
  expect(await room.undo(exchange.id)).toMatchObject({ ok: false });
});

test('a fault hits the next request, is shown while it is on, and goes with a reset', async () => {
  const plan = { kind: 'tooMany', hits: 'next', count: 2, seconds: 30 } as const;
  await room.setFaults(plan);
  expect(room.faults.get()).toEqual({ ...plan, seen: 0 });
  const exchange = await sent(asked('POST', '/Users', ana));
  expect([exchange.response.status, exchange.changes]).toEqual([429, []]);
  expect(exchange.trace[0]?.what).toBe('Fault injected: 429 Too Many Requests');
  await expect.poll(() => room.faults.get()?.seen).toBe(1);
  await lab.reset();
  await expect.poll(() => room.faults.get()).toBeUndefined();
  expect((await sent(asked('POST', '/Users', ana))).response.status).toBe(201);
});

test.each(['POST', 'DELETE'])('a lost %s is told, carried out once, and kept', async (method) => {
  await room.setFaults({ kind: 'lost', hits: 'next', count: 1, seconds: 0 });
  const request = method === 'POST' ? asked('POST', '/Users', ana) : asked('DELETE', '/Users/1007');
  const result = await room.send(request);
  expect(result).toMatchObject({
    ok: false,
    trouble: expect.stringContaining('lost on the way, as you asked for') as string,
  });
  const history = room.history.get();
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({ isLost: true, request: { method } });
  expect(userNames().includes('ana.ruiz@northwind.example')).toBe(method === 'POST');
  expect(userNames()).toHaveLength(method === 'POST' ? 16 : 14);
});

test('the clock stands, jumps and runs, and every tenant of the company follows it', async () => {
  expect(room.now()).toBe(start);
  await room.jumpTo(start + 3_600_000);
  await lab.choose('northwind-cloud');
  const other = lab.current.get();
  expect(other.now()).toBe(start + 3_600_000);
  await other.run(60);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await other.stand();
  const passed = other.now() - (start + 3_600_000);
  expect(passed).toBeGreaterThanOrEqual(50 * 60);
  expect(room.clock.get().mode).toBe('standing');
  expect(room.now()).toBe(other.now());
});

test('a tenant is added, chosen, renamed and removed, and the screens follow', async () => {
  const done = await lab.company.add({
    ...{ name: 'Berlin', kind: 'cloud', profile: 'strict' },
    baseUrl: 'https://berlin.secretservercloud.com/api/v1/scim',
    start: { kind: 'copy', tenant: 'northwind-prod' },
  });
  expect(done).toMatchObject({ ok: true, value: { id: 'berlin', kind: 'cloud' } });
  await expect.poll(() => lab.tenants.get().map(({ id }) => id)).toContain('berlin');
  await lab.choose('berlin');
  room = lab.current.get();
  const deleted = await sent(asked('DELETE', '/Users/1007'));
  expect(deleted).toMatchObject({ tenant: 'berlin', response: { status: 204 } });
  expect((await lab.company.open('northwind-prod')).directory.get().users).toHaveLength(15);

  await lab.company.rename('berlin', 'Berlin, Mitte');
  await expect.poll(() => lab.current.get().tenant.name).toBe('Berlin, Mitte');
  expect(lab.current.get().history.get()).toHaveLength(1);
  await room.restart();
  expect(room.directory.get().users).toHaveLength(15);

  await lab.company.remove('berlin');
  await expect.poll(() => lab.current.get().tenant.id).toBe('northwind-prod');
  expect(lab.tenants.get().map(({ id }) => id)).not.toContain('berlin');
  await expect(lab.company.open('berlin')).rejects.toThrow('The workbench has no tenant “berlin”.');
});

test('a reset takes added tenants away and brings removed ones back', async () => {
  await lab.company.remove('northwind-eu');
  await lab.company.add({
    ...{ name: 'Berlin', kind: 'cloud', profile: 'strict' },
    baseUrl: 'https://berlin.secretservercloud.com/api/v1/scim',
    start: { kind: 'world', world: 'empty' },
  });
  await expect.poll(() => lab.tenants.get().map(({ id }) => id)).toContain('berlin');
  await lab.choose('berlin');
  expect(lab.current.get().directory.get().users).toHaveLength(1);
  await lab.reset();
  await expect.poll(() => lab.current.get().tenant.id).toBe('northwind-prod');
  expect(lab.tenants.get().map(({ id }) => id)).toEqual([
    ...['northwind-prod', 'northwind-compat', 'northwind-onprem'],
    ...['northwind-cloud', 'northwind-eu'],
  ]);
});

test('a room has its own directory, history and clock, and outlives a second opening', async () => {
  const opening = { world: 'northwind-ana', clock: start, profile: 'lenient' } as const;
  const lesson = await lab.openRoom('lesson/find-a-user', opening);
  expect(lesson.tenant).toMatchObject({
    id: 'lesson/find-a-user',
    profile: 'lenient',
    baseUrl: 'https://lesson-find-a-user.secretservercloud.com/api/v1/scim',
    token: 'lab-lesson-find-a-user',
  });
  const done = await lesson.send({
    method: 'DELETE',
    url: `${lesson.tenant.baseUrl}/Users/1042`,
    headers: [['Authorization', `Bearer ${lesson.tenant.token}`]],
  });
  expect(done.ok && done.value.response.status).toBe(204);
  await lesson.jumpTo(start + 1);
  expect(room.now()).toBe(start);
  expect(room.history.get()).toEqual([]);

  const again = await lab.openRoom('lesson/find-a-user', opening);
  expect(again).toBe(lesson);
  expect(again.history.get()).toHaveLength(1);
  await again.restart();
  expect(again.history.get()).toEqual([]);
  expect(again.now()).toBe(start);
  expect(again.directory.get().users.map(({ id }) => id)).toContain('1042');
});

test('a reset brings open rooms back to their start, and leaves the shelf alone', async () => {
  const opening = { world: 'northwind', clock: start, profile: 'strict' } as const;
  const lesson = await lab.openRoom('lesson/reset', opening);
  await lesson.send({
    method: 'DELETE',
    url: `${lesson.tenant.baseUrl}/Users/1007`,
    headers: [['Authorization', `Bearer ${lesson.tenant.token}`]],
  });
  await lab.shelf.put('progress/x', { passed: true });
  await lab.reset();
  await expect.poll(() => lesson.directory.get().users.length).toBe(15);
  await expect.poll(() => lesson.history.get()).toEqual([]);
  expect(await lab.shelf.get('progress/x')).toEqual({ passed: true });
  await lab.eraseAll();
  expect(await lab.shelf.get('progress/x')).toBeUndefined();
});

test('erasing everything forgets the theme as well', async () => {
  chooseTheme('dark');
  expect(localStorage.getItem('scim-lab-theme')).toBe('dark');
  await lab.eraseAll();
  expect([localStorage.getItem('scim-lab-theme'), theme.choice]).toEqual([null, 'system']);
  expect(document.documentElement.dataset).not.toHaveProperty('theme');
});

test('export and import bring everything back; damaged data changes nothing', async () => {
  await sent(asked('POST', '/Users', ana));
  await lab.shelf.put('progress/y', { passed: true });
  const exported = await lab.exportAll();
  await lab.eraseAll();
  expect(userNames()).not.toContain(ana.userName);

  const damaged = structuredClone(exported) as { worlds: { records: Record<string, JsonObject> } };
  damaged.worlds.records['clock/northwind'] = { mode: 'flying' };
  const refused = await lab.importAll(damaged);
  expect(refused.ok ? [] : refused.trouble).toContain(
    'worlds.records["clock/northwind"].mode: expected one of standing, running.',
  );
  expect(await lab.shelf.get('progress/y')).toBeUndefined();

  expect(await lab.importAll(exported)).toEqual({ ok: true, value: undefined });
  await expect.poll(userNames).toContain(ana.userName);
  await expect.poll(() => room.history.get().length).toBe(1);
  expect(await lab.shelf.get('progress/y')).toEqual({ passed: true });
});

test('another context’s write reaches the live directory', async () => {
  const answer = await fetch(`${room.tenant.baseUrl}/Users/1007`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${room.tenant.token}` },
  });
  expect(answer.status).toBe(204);
  await expect.poll(userNames).not.toContain('omar.haddad@northwind.example');
  await expect.poll(() => room.history.get().length).toBe(1);
});

test('the host says why the page answers', () => {
  expect(lab.host.get()).toEqual({
    host: 'page',
    reason: 'This test has no service worker.',
    offline: 'unavailable',
    update: false,
  });
});
