// What an answer shows: attributes and excludedAttributes (RFC 7644 §3.9).
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, core, enterprise, without, type Bench } from './kit.ts';

const ana = {
  displayName: 'Ana Ruiz',
  title: 'DBA',
  name: { familyName: 'Ruiz', givenName: 'Ana' },
  emails: [{ value: 'ana@x.example', type: 'work' }],
  [enterprise]: { department: 'IT', costCenter: '1' },
};

const shown = async (lab: Bench, text: string): Promise<JsonObject> => {
  const { id } = await lab.user('ana', ana);
  return (await lab.get(`/Users/${id}?${text}`)).json;
};
const keys = (json: JsonObject): readonly string[] =>
  Object.keys(json).filter((key) => key !== 'meta');

test.each<readonly [string, string, JsonObject]>([
  ['PRJ-01', 'attributes=userName', { userName: 'ana' }],
  ['PRJ-02', 'attributes=name.givenName', { name: { givenName: 'Ana' } }],
  ['PRJ-03', 'attributes=name', { name: ana.name }],
  ['PRJ-07', `attributes=${enterprise}:department`, { [enterprise]: { department: 'IT' } }],
  ['PRJ-14', 'attributes=USERNAME', { userName: 'ana' }],
  ['PRJ-14', 'attributes=NAME.givenname,Title', { name: { givenName: 'Ana' }, title: 'DBA' }],
  ['PRJ-13', 'attributes=userName,password', { userName: 'ana' }],
])('%s %s shows only that', async (_, text, expected) => {
  const json = await shown(await bench(), text);
  expect(without(json, 'meta')).toEqual({ schemas: [core, enterprise], id: '1042', ...expected });
});

test.each<readonly [string, string, readonly string[], JsonObject]>([
  [
    'PRJ-08',
    'excludedAttributes=emails,name.givenName',
    ['emails'],
    { name: { familyName: 'Ruiz' }, title: 'DBA' },
  ],
  ['PRJ-09b', 'excludedAttributes=schemas,id', [], { schemas: [core, enterprise], id: '1042' }],
  [
    'PRJ-11',
    `excludedAttributes=${enterprise}:department,title`,
    ['title'],
    { [enterprise]: { costCenter: '1' }, displayName: 'Ana Ruiz' },
  ],
  ['PRJ-11', `excludedAttributes=${enterprise}`, [enterprise], { displayName: 'Ana Ruiz' }],
])('%s %s leaves only that out', async (...[, text, gone, expected]) => {
  const json = await shown(await bench(), text);
  for (const key of gone) expect(keys(json)).not.toContain(key);
  expect(json).toMatchObject(expected);
});

test('PRJ-17 an empty attributes parameter shows at least the id', async () => {
  expect(await shown(await bench(), 'attributes=')).toMatchObject({ id: '1042' });
});

test('PRJ-18 a projection shapes the answers to POST, PUT and PATCH too', async () => {
  const lab = await bench();
  const made = await lab.post('/Users?attributes=userName', {
    schemas: [core],
    userName: 'ana',
    title: 'DBA',
  });
  const put = await lab.put('/Users/1042?excludedAttributes=title', {
    schemas: [core],
    userName: 'ana',
    title: 'Lead',
  });
  const patched = await lab.patch('/Users/1042?attributes=title', [
    { op: 'replace', path: 'title', value: 'Head' },
  ]);
  expect([made, put, patched].map(({ json }) => [json.userName, json.title])).toEqual([
    ['ana', undefined],
    ['ana', undefined],
    [undefined, 'Head'],
  ]);
});

test('PRJ-19 PRJ-22 a projection shapes every resource of a list, and filters still see all', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users?attributes=displayName&filter=userName+sw+%22omar%22');
  expect((json.Resources as JsonObject[]).map((one) => without(one, 'meta', 'schemas'))).toEqual([
    { id: '1007', displayName: 'Omar Haddad' },
  ]);
});

test('PRJ-21 groups and members can be asked for', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const { json: user } = await lab.get('/Users/1042?attributes=groups');
  const [first] = user.groups as JsonObject[];
  const { json: group } = await lab.get(`/Groups/${String(first!.value)}?attributes=members`);
  expect(keys(user).toSorted()).toEqual(['groups', 'id', 'schemas']);
  expect((group.members as JsonObject[]).map(({ value }) => value)).toContain('1042');
});

test('both parameters together are 400, and a write with both writes nothing', async () => {
  const lab = await bench();
  const text = 'attributes=id&excludedAttributes=name';
  expect((await lab.get(`/Users?${text}`)).status).toBe(400);
  const made = await lab.post(`/Users?${text}`, { schemas: [core], userName: 'x' });
  expect(made.status).toBe(400);
  expect(await lab.found('userName eq "x"')).toEqual([]);
});
