// Users over HTTP: create, read, replace, delete (RFC 7644 §3.3–3.6).
import { expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../src/base/json.ts';
import { bench, core, enterprise, without } from './kit.ts';

const meta = (json: JsonObject): JsonObject => (isObject(json.meta) ? json.meta : {});

test('USR-03 USR-04 a created user has a Location, and created equals lastModified', async () => {
  const lab = await bench();
  const seen = await lab.post('/Users', { schemas: [core], userName: 'new' });
  expect(seen.status).toBe(201);
  expect(seen.header('Location')).toBe(`${lab.tenant.baseUrl}/Users/1042`);
  expect(seen.json).toEqual({
    schemas: [core],
    id: '1042',
    userName: 'new',
    active: true,
    meta: {
      resourceType: 'User',
      created: '2026-11-30T09:00:00.000Z',
      lastModified: '2026-11-30T09:00:00.000Z',
      location: `${lab.tenant.baseUrl}/Users/1042`,
      version: 'W/"1"',
    },
  });
});

test('USR-05 USR-30 what is sent comes back from POST, GET and list alike', async () => {
  const lab = await bench();
  const body = {
    schemas: [core],
    userName: 'ana.ruiz',
    name: { familyName: 'Ruiz', givenName: 'Ana' },
    displayName: 'Ana Ruiz',
    locale: 'es-ES',
    active: true,
    emails: [{ value: 'ana.ruiz@northwind.example', type: 'work', primary: true }],
  };
  const { json: made } = await lab.post('/Users', body);
  expect(made).toMatchObject(body);
  const { json: read } = await lab.get(`/Users/${String(made.id)}`);
  const { json: list } = await lab.get('/Users?filter=userName%20eq%20%22ana.ruiz%22');
  expect(read).toEqual(made);
  expect(list.Resources).toEqual([made]);
});

test('USR-06 USR-07 the enterprise extension is kept, and its URN added where it is missing', async () => {
  const lab = await bench();
  const extension = { [enterprise]: { department: 'IT', employeeNumber: 'E1' } };
  const named = await lab.user('one', { schemas: [core, enterprise], ...extension });
  const unnamed = await lab.user('two', extension);
  for (const made of [named, unnamed]) {
    expect(made.schemas).toEqual([core, enterprise]);
    expect((await lab.get(`/Users/${made.id}`)).json[enterprise]).toEqual(extension[enterprise]);
  }
});

test.each([[undefined], [''], [null]])(
  'USR-12 USR-13 a user without a userName is refused: %j',
  async (userName) => {
    const lab = await bench();
    const seen = await lab.post('/Users', {
      schemas: [core],
      displayName: 'Nobody',
      ...(userName === undefined ? {} : { userName }),
    });
    expect([seen.status, seen.json.scimType]).toEqual([400, 'invalidValue']);
  },
);

test.each(['grace', 'GRACE', 'Grace'])(
  'USR-14 USR-15 a second user of the same userName is refused with 409 uniqueness: %s',
  async (userName) => {
    const lab = await bench();
    await lab.user('grace');
    const seen = await lab.post('/Users', { schemas: [core], userName });
    expect([seen.status, seen.json.scimType]).toEqual([409, 'uniqueness']);
    expect(await lab.found('userName eq "grace"')).toEqual(['grace']);
  },
);

test('a userName stays taken while its user is inactive', async () => {
  const lab = await bench();
  await lab.user('grace', { active: false });
  expect((await lab.post('/Users', { schemas: [core], userName: 'grace' })).status).toBe(409);
});

test('USR-58 three creates of one userName at once: one is made, two are refused', async () => {
  const lab = await bench();
  const seen = await Promise.all(
    ['dana', 'Dana', 'DANA'].map((userName) => lab.post('/Users', { schemas: [core], userName })),
  );
  expect(seen.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
});

test('USR-16 USR-23 one externalId twice and two e-mails of one type are allowed', async () => {
  const lab = await bench();
  await lab.user('one', { externalId: 'X' });
  const two = await lab.user('two', {
    externalId: 'X',
    emails: [
      { value: 'a@x.example', type: 'work' },
      { value: 'b@x.example', type: 'work' },
    ],
  });
  expect(two.emails).toHaveLength(2);
});

test('USR-19 a password is never shown and never stored', async () => {
  const lab = await bench();
  const made = await lab.user('secret', { password: 'Sw0rdfish-1042' });
  for (const path of [
    `/Users/${made.id}`,
    `/Users/${made.id}?attributes=password`,
    '/Users?attributes=password',
    '/Users?filter=userName%20eq%20%22secret%22',
  ]) {
    const { text } = await lab.get(path);
    expect(text).not.toMatch(/password|Sw0rdfish/i);
  }
  expect(JSON.stringify(await lab.store.dump())).not.toContain('Sw0rdfish');
});

test('USR-20 a user created without active is active', async () => {
  expect((await (await bench()).user('someone')).active).toBe(true);
});

test('USR-22 two primary e-mails are refused', async () => {
  const lab = await bench();
  const seen = await lab.post('/Users', {
    schemas: [core],
    userName: 'two',
    emails: [
      { value: 'a@x.example', primary: true },
      { value: 'b@x.example', primary: true },
    ],
  });
  expect(seen.status).toBe(400);
});

test('USR-26 names in any letter case are stored as declared', async () => {
  const lab = await bench();
  const { json } = await lab.post('/Users', {
    schemas: [core],
    USERNAME: 'x',
    DisplayNAME: 'X',
    NAME: { GIVENNAME: 'Xenia' },
  });
  expect(json).toMatchObject({ userName: 'x', displayName: 'X', name: { givenName: 'Xenia' } });
});

test('USR-27 null and [] leave an attribute unassigned', async () => {
  const lab = await bench();
  const made = await lab.user('empty', { title: null, emails: [], name: { givenName: null } });
  expect(Object.keys(made).toSorted()).toEqual(['active', 'id', 'meta', 'schemas', 'userName']);
  for (const filter of ['title pr', 'emails pr', 'name pr'])
    expect(await lab.found(filter)).not.toContain('empty');
});

test.each([
  'Renée Müller',
  '山田 太郎',
  'مريم',
  '👩🏽‍💻',
  'quote " and \\ and \n',
  "O'Neil",
  'x'.repeat(1000),
])('USR-28 a displayName round-trips exactly: %s', async (displayName) => {
  const lab = await bench();
  const { id } = await lab.user('u', { displayName });
  expect((await lab.get(`/Users/${id}`)).json.displayName).toBe(displayName);
});

test('USR-32 ids are case-sensitive', async () => {
  const lab = await bench();
  await lab.store.write('test', { exchange: 'x', actor: 'x', at: '' }, (edit) =>
    edit.put('User', { id: 'aB', userName: 'mixed', meta: { version: 'W/"1"' } }),
  );
  expect((await lab.get('/Users/aB')).status).toBe(200);
  expect((await lab.get('/Users/ab')).status).toBe(404);
});

test('USR-33 USR-34 a list says how many there are, also when there are none', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users');
  expect([json.totalResults, json.startIndex, json.itemsPerPage]).toEqual([15, 1, 15]);
  for (const resource of json.Resources as JsonObject[])
    expect(Object.keys(resource)).toEqual(expect.arrayContaining(['id', 'schemas', 'meta']));
  const none = await lab.get('/Users?filter=userName%20eq%20%22nobody%22');
  expect([none.status, none.json.totalResults]).toEqual([200, 0]);
});

test('USR-35 USR-35b a PUT replaces all, and clears what it does not name', async () => {
  const lab = await bench();
  const made = await lab.user('old', { title: 'DBA', externalId: 'E1', nickName: 'O' });
  const full = await lab.put(`/Users/${made.id}`, {
    schemas: [core],
    userName: 'new',
    title: 'Lead',
  });
  expect(full.status).toBe(200);
  expect(without(full.json, 'meta')).toEqual({
    schemas: [core],
    id: made.id,
    userName: 'new',
    title: 'Lead',
    active: true,
  });
  const least = await lab.put(`/Users/${made.id}`, { schemas: [core], userName: 'new' });
  expect(without(least.json, 'meta')).toEqual({
    schemas: [core],
    id: made.id,
    userName: 'new',
    active: true,
  });
});

test('a PUT without active keeps it as it was', async () => {
  const lab = await bench();
  const { id } = await lab.user('off', { active: false });
  const { json } = await lab.put(`/Users/${id}`, { schemas: [core], userName: 'off' });
  expect(json.active).toBe(false);
});

test('USR-38 an id in the body of a PUT never changes the id', async () => {
  const lab = await bench();
  const { id } = await lab.user('one');
  const { status, json } = await lab.put(`/Users/${id}`, {
    schemas: [core],
    userName: 'one',
    id: '999',
  });
  expect([status, json.id]).toEqual([200, id]);
  expect((await lab.get('/Users/999')).status).toBe(404);
});

test('USR-41 a PUT without a password keeps it and does not show it', async () => {
  const lab = await bench();
  const { id } = await lab.user('one', { password: 'Sw0rdfish-1' });
  const seen = await lab.put(`/Users/${id}`, { schemas: [core], userName: 'one', title: 'T' });
  expect(seen.status).toBe(200);
  const stored = await lab.store.read('test', (view) => view.get('User', id));
  expect(stored?.resource.password).toEqual(expect.any(String));
});

test('USR-42 a PUT to the userName of another user is refused and changes nothing', async () => {
  const lab = await bench();
  await lab.user('taken');
  const made = await lab.user('mine', { title: 'T' });
  const seen = await lab.put(`/Users/${made.id}`, { schemas: [core], userName: 'TAKEN' });
  expect([seen.status, seen.json.scimType]).toEqual([409, 'uniqueness']);
  expect((await lab.get(`/Users/${made.id}`)).json).toEqual(made);
});

test('a user may be given its own userName in other letters', async () => {
  const lab = await bench();
  const { id } = await lab.user('mine');
  const { status, json } = await lab.put(`/Users/${id}`, { schemas: [core], userName: 'Mine' });
  expect([status, json.userName]).toEqual([200, 'Mine']);
});

test('USR-44 an unknown attribute is not stored, and the trace says so', async () => {
  const lab = await bench();
  const { id } = await lab.user('one');
  const seen = await lab.put(`/Users/${id}`, { schemas: [core], userName: 'one', titel: 'T' });
  expect([seen.status, 'titel' in seen.json]).toEqual([200, false]);
  expect(seen.answer.trace.filter(({ kind }) => kind === 'warn').map(({ what }) => what)).toEqual([
    'Ignored `titel`',
  ]);
});

test('USR-46 a PUT without the extension takes it away, URN included', async () => {
  const lab = await bench();
  const { id } = await lab.user('one', { [enterprise]: { department: 'IT' } });
  const { json } = await lab.put(`/Users/${id}`, { schemas: [core], userName: 'one' });
  expect([json.schemas, json[enterprise]]).toEqual([[core], undefined]);
});

test('USR-47 the same PUT twice leaves the same state and version', async () => {
  const lab = await bench();
  const { id } = await lab.user('one');
  const body = { schemas: [core], userName: 'one', title: 'T' };
  const first = await lab.put(`/Users/${id}`, body);
  lab.now += 60_000;
  const second = await lab.put(`/Users/${id}`, body);
  expect(second.json).toEqual(first.json);
  expect(second.answer.changes).toEqual([]);
});

test('USR-48 a change moves lastModified and version on, and keeps created', async () => {
  const lab = await bench();
  const made = await lab.user('one');
  const standing = await lab.put(`/Users/${made.id}`, {
    schemas: [core],
    userName: 'one',
    title: 'A',
  });
  lab.now += 3_600_000;
  const later = await lab.put(`/Users/${made.id}`, {
    schemas: [core],
    userName: 'one',
    title: 'B',
  });
  expect([meta(made), meta(standing.json), meta(later.json)]).toMatchObject([
    { lastModified: '2026-11-30T09:00:00.000Z', version: 'W/"1"' },
    { lastModified: '2026-11-30T09:00:00.001Z', version: 'W/"2"' },
    { lastModified: '2026-11-30T10:00:00.000Z', version: 'W/"3"' },
  ]);
  expect(meta(later.json).created).toBe('2026-11-30T09:00:00.000Z');
});

test('USR-50 USR-52 after a DELETE all is 404, and the userName is free for a new id', async () => {
  const lab = await bench();
  const { id } = await lab.user('gone');
  const deleted = await lab.remove(`/Users/${id}`);
  expect([deleted.status, deleted.text]).toEqual([204, undefined]);
  expect((await lab.get(`/Users/${id}`)).status).toBe(404);
  expect((await lab.put(`/Users/${id}`, { schemas: [core], userName: 'gone' })).status).toBe(404);
  const operation = { op: 'replace', path: 'active', value: true };
  expect((await lab.patch(`/Users/${id}`, [operation])).status).toBe(404);
  expect((await lab.remove(`/Users/${id}`)).status).toBe(404);
  expect((await lab.user('gone')).id).not.toBe(id);
});

test('USR-54 a deleted user leaves its groups, whose other members stay', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  const group = await lab.group('Team', one.id, two.id);
  const seen = await lab.remove(`/Users/${one.id}`);
  const { json } = await lab.get(`/Groups/${group.id}`);
  expect(json.members).toMatchObject([{ value: two.id }]);
  expect(meta(json).version).toBe('W/"2"');
  expect(seen.answer.changes.map(({ kind, id }) => [kind, id])).toEqual([
    ['delete', one.id],
    ['replace', group.id],
  ]);
});

test.each([
  ['POST', '/Users/1007'],
  ['PUT', '/Users'],
  ['PATCH', '/Users'],
  ['DELETE', '/Users'],
])('USR-55 USR-56 %s %s is 405 and says what is allowed', async (method, path) => {
  const lab = await bench();
  const seen = await lab.send(method, path, { body: {} });
  expect(seen.status).toBe(405);
  expect(seen.header('Allow')?.split(', ')).not.toContain(method);
});

test('USR-59 a made-up name of the manager is ignored', async () => {
  const lab = await bench();
  const made = await lab.user('one', {
    [enterprise]: { manager: { value: '1007', displayName: 'Somebody Else', $ref: 'http://x' } },
  });
  expect(made[enterprise]).toEqual({
    manager: {
      value: '1007',
      $ref: `${lab.tenant.baseUrl}/Users/1007`,
      displayName: 'Omar Haddad',
    },
  });
});

test("a manager's name and address follow the manager", async () => {
  const lab = await bench();
  const boss = await lab.user('boss', { displayName: 'Bea Boss' });
  const { id } = await lab.user('one', { [enterprise]: { manager: { value: boss.id } } });
  const manager = async (): Promise<unknown> =>
    ((await lab.get(`/Users/${id}`)).json[enterprise] as JsonObject).manager;
  expect(await manager()).toEqual({
    value: boss.id,
    $ref: `${lab.tenant.baseUrl}/Users/${boss.id}`,
    displayName: 'Bea Boss',
  });
  await lab.patch(`/Users/${boss.id}`, [{ op: 'replace', path: 'displayName', value: 'B. Boss' }]);
  expect(await manager()).toMatchObject({ displayName: 'B. Boss' });
  await lab.remove(`/Users/${boss.id}`);
  expect(await manager()).toEqual({ value: boss.id });
});
