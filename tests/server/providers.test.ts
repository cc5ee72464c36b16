// Requests as identity providers really send them, against the lenient profile: Okta and Microsoft Entra ID.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup, enterprise, patchOp, query, type Bench } from './kit.ts';

const oktaUser = (userName: string): JsonObject => ({
  schemas: [core],
  userName,
  name: { givenName: 'Ana', familyName: 'Ruiz' },
  emails: [{ primary: true, value: userName, type: 'work' }],
  displayName: 'Ana Ruiz',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
});

const patched = (lab: Bench, path: string, ...operations: readonly JsonObject[]) =>
  lab.send('PATCH', path, { body: { schemas: [patchOp], Operations: operations } });

test('OKF-03 OKF-17 Okta finds, creates, meets the account again and links it by PUT', async () => {
  const lab = await bench('lenient');
  const name = 'Ana.Ruiz@northwind.example';
  expect(await lab.found(`userName eq "${name}"`)).toEqual([]);
  const made = await lab.post('/Users', oktaUser(name));
  expect([made.status, made.json.userName]).toEqual([201, name]);
  expect((await lab.post('/Users', oktaUser(name.toLowerCase()))).status).toBe(409);
  const { json: found } = await lab.get(
    `/Users?${query({ filter: `userName eq "${name}"`, startIndex: 1, count: 100 })}`,
  );
  const [one] = found.Resources as JsonObject[];
  const put = await lab.put(`/Users/${String(one!.id)}`, { ...one!, externalId: 'linked' });
  expect([put.status, put.json.externalId]).toEqual([200, 'linked']);
});

test('OKF-05 OKF-06 OKF-08 OKF-09 Okta deactivates by PATCH without a path or by PUT, and sets passwords', async () => {
  const lab = await bench('lenient');
  const { json: made } = await lab.post('/Users', oktaUser('ana@northwind.example'));
  const path = `/Users/${String(made.id)}`;
  const off = await patched(lab, path, { op: 'replace', value: { active: false } });
  expect([off.status, off.json.active]).toEqual([200, false]);
  const on = await patched(lab, path, { op: 'replace', value: { active: true } });
  expect(on.json.active).toBe(true);
  const { json } = await lab.get(path);
  const put = await lab.put(path, { ...json, active: false, password: 'n3w-Secret' });
  expect([put.status, put.json.active]).toEqual([200, false]);
  expect(await lab.found('userName eq "ana@northwind.example"')).toHaveLength(1);
  const secret = await patched(lab, path, { op: 'replace', value: { password: 'n3w-Secret2' } });
  expect([secret.status, secret.text?.includes('Secret')]).toEqual([200, false]);
});

test('OKF-11 OKF-12 OKF-14 Okta pushes a group', async () => {
  const lab = await bench('lenient');
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  expect(await lab.found('displayName eq "Pushed"', '/Groups')).toEqual([]);
  const { id } = await lab.group('Pushed');
  const members = async (...operations: readonly JsonObject[]) => {
    const seen = await patched(lab, `/Groups/${id}`, ...operations);
    expect(seen.status).toBe(200);
    return ((seen.json.members ?? []) as JsonObject[]).map(({ value }) => value);
  };
  const add = { op: 'add', path: 'members', value: [{ value: one.id, display: 'one' }] };
  expect(await members(add)).toEqual([one.id]);
  expect(await members({ op: 'remove', path: `members[value eq "${one.id}"]` })).toEqual([]);
  const all = [
    { value: one.id, display: 'one' },
    { value: two.id, display: 'two' },
  ];
  expect(await members({ op: 'replace', path: 'members', value: all })).toEqual([one.id, two.id]);
  const rename = { op: 'replace', value: { id, displayName: 'Renamed' } };
  expect(await members(rename)).toEqual([one.id, two.id]);
  expect(await lab.found('displayName eq "renamed"', '/Groups')).toEqual(['Renamed']);
  expect((await lab.remove(`/Groups/${id}`)).status).toBe(204);
  expect((await lab.get(`/Groups/${id}`)).status).toBe(404);
});

const entraUser = (userName: string): JsonObject => ({
  schemas: [core, enterprise, 'urn:ietf:params:scim:schemas:extension:contoso:2.0:User'],
  externalId: '58342554-38d6-4ec8-948c-50044d0a33fd',
  userName,
  active: 'True',
  title: null,
  nickName: '',
  emails: [{ primary: true, type: 'work', value: userName }],
  roles: [{ primary: 'True', type: 'x', value: 'Admin' }],
  meta: { resourceType: 'User' },
  'urn:ietf:params:scim:schemas:extension:contoso:2.0:User': { tag: 'x' },
});

test('ENF-02 ENF-15 USR-08d USR-21d Entra creates with strings for booleans, nulls and foreign schemas', async () => {
  const lab = await bench('lenient');
  const { status, json, text } = await lab.post('/Users', entraUser('ana@northwind.example'));
  expect(status).toBe(201);
  expect(json).toMatchObject({
    active: true,
    roles: [{ primary: true, type: 'x', value: 'Admin' }],
  });
  expect(text).not.toMatch(/null|contoso/);
  expect(['title' in json, 'nickName' in json]).toEqual([false, false]);
  for (const filter of [
    'userName eq "ana@northwind.example"',
    'externalId eq "58342554-38d6-4ec8-948c-50044d0a33fd"',
  ])
    expect(await lab.found(filter)).toEqual(['ana@northwind.example']);
});

test('ENF-03 ENF-04 ENF-08 ENF-12 Entra changes many things in one PATCH', async () => {
  const lab = await bench('lenient');
  const { json: made } = await lab.post('/Users', entraUser('ana@northwind.example'));
  const path = `/Users/${String(made.id)}?aadOptscim062020`;
  const seen = await patched(
    lab,
    path,
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'Add', path: 'displayName', value: 'Ana Ruiz' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@northwind.example' },
    { op: 'Replace', path: 'addresses[type eq "work"].country', value: 'ES' },
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+34 1' },
    { op: 'Replace', path: 'name.givenName', value: 'Ana' },
    { op: 'Add', path: `${enterprise}:department`, value: 'IT' },
    { op: 'Add', path: `${enterprise}:manager`, value: '1007' },
    { op: 'Remove', path: 'roles' },
  );
  expect(seen.status).toBe(200);
  expect(seen.json).toMatchObject({
    active: false,
    displayName: 'Ana Ruiz',
    emails: [{ value: 'new@northwind.example', type: 'work', primary: true }],
    addresses: [{ type: 'work', country: 'ES' }],
    phoneNumbers: [{ type: 'mobile', value: '+34 1' }],
    name: { givenName: 'Ana' },
    [enterprise]: { department: 'IT', manager: { value: '1007', displayName: 'Omar Haddad' } },
  });
  expect('roles' in seen.json).toBe(false);
  const on = await patched(lab, path, { op: 'Replace', path: 'active', value: 'True' });
  expect(on.json.active).toBe(true);
});

test('ENF-10 ENF-13 Entra probes memberships and asks for windows of time', async () => {
  const lab = await bench('lenient');
  const one = await lab.user('one');
  const { id } = await lab.group('Team', one.id);
  const probe = async (member: string) =>
    (
      await lab.get(
        `/Groups?${query({ filter: `id eq "${id}" and members eq "${member}"`, attributes: 'id' })}`,
      )
    ).json;
  expect((await probe(one.id)).Resources).toMatchObject([{ id }]);
  expect((await probe('1007')).totalResults).toBe(0);
  lab.now += 3_600_000;
  await patched(lab, `/Users/${one.id}`, { op: 'Replace', path: 'title', value: 'T' });
  const filter =
    'meta.lastModified gt "2026-11-30T09:30:00Z" and meta.lastModified lt "2026-11-30T10:30:00Z" and active eq true';
  const { json } = await lab.get(`/Users?${query({ filter, startIndex: 0, count: 10 })}`);
  expect([json.totalResults, json.startIndex]).toEqual([1, 1]);
});

test('a group posted before its user is refused, and can be sent again afterwards', async () => {
  const lab = await bench('lenient');
  const body = { schemas: [coreGroup], displayName: 'Early', members: [{ value: '1042' }] };
  expect((await lab.post('/Groups', body)).status).toBe(400);
  await lab.user('late');
  expect((await lab.post('/Groups', body)).status).toBe(201);
});
