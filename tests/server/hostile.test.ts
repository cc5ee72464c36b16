// Sends what a hostile reader of the RFCs would send: odd JSON, odd names, odd addresses.
import { expect, test } from 'vitest';
import { isList, type Json, type JsonObject } from '../../src/base/json.ts';
import { readDefinitions } from '../../src/scim/definitions.ts';
import { definitions, deviceUrn } from './devices.ts';
import { bench, benchOf, core, coreGroup, enterprise, query } from './kit.ts';

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const textOf = (attributes: string): string => `{"schemas":["${core}"],${attributes}}`;

test.each([
  ['userName', '"userName":"one","USERNAME":"two"'],
  ['name.givenName', '"userName":"one","name":{"givenName":"a","GivenName":"b"}'],
  [
    `${enterprise}:department`,
    `"userName":"one","${enterprise}":{"department":"a","DEPARTMENT":"b"}`,
  ],
])('%s given twice in two letter cases is refused, not chosen from', async (at, attributes) => {
  const lab = await bench();
  const { status, json } = await lab.send('POST', '/Users', { text: textOf(attributes) });
  expect([status, json.scimType]).toEqual([400, 'invalidSyntax']);
  expect(json.detail).toContain(`gives ${at} twice`);
});

test.each([
  { value: { title: 'A', TITLE: 'B' } },
  { path: 'name', value: { givenName: 'A', GIVENNAME: 'B' } },
  { value: { [enterprise]: { department: 'A', Department: 'B' } } },
])('a PATCH that gives one attribute twice is refused too: %j', async (operation) => {
  const lab = await bench();
  const { json: before } = await lab.get('/Users/1007');
  const { status, json } = await lab.patch('/Users/1007', [{ op: 'replace', ...operation }]);
  expect([status, json.scimType]).toEqual([400, 'invalidSyntax']);
  expect((await lab.get('/Users/1007')).json).toEqual(before);
});

test('half a character is refused, a whole one and a written backslash are not', async () => {
  const lab = await bench();
  const send = (name: string) =>
    lab.send('POST', '/Users', { text: textOf(`"userName":"${name}"`) });
  expect((await send('a\\ud800b')).status).toBe(400);
  expect((await send('a\\udc00\\ud800')).json.scimType).toBe('invalidSyntax');
  expect((await send('a\\ud83d\\ude00b')).json.userName).toBe('a😀b');
  expect((await send('a\\\\ud800b')).json.userName).toBe('a\\ud800b');
});

test('a userName is one name however its letters are written (RFC 7644 §5)', async () => {
  const lab = await bench();
  const joined = 'ren\u00e9';
  const apart = 'rene\u0301';
  expect((await lab.user(apart)).userName).toBe(joined);
  expect((await lab.post('/Users', { schemas: [core], userName: joined })).status).toBe(409);
  expect((await lab.post('/Users', { schemas: [core], userName: 'REN\u00c9' })).status).toBe(409);
  expect(await lab.found(`userName eq "${apart}"`)).toEqual([joined]);
  expect(await lab.found(`userName sw "${apart}"`)).toEqual([joined]);
  await lab.user('\uff41\uff42\uff43');
  expect(await lab.found('userName eq "ABC"')).toEqual(['abc']);
  expect(await lab.found('userName eq "\uff21bc"')).toEqual(['abc']);
});

test.each(['   ', ' ana', 'ana\t', 'a\u0000na', '\u00a0ana'])(
  'the userName %j is refused, since nobody could tell it from others',
  async (userName) => {
    const lab = await bench();
    const refused = await lab.post('/Users', { schemas: [core], userName });
    expect([refused.status, refused.json.scimType]).toEqual([400, 'invalidValue']);
    const { id } = await lab.user('ana');
    const patched = await lab.patch(`/Users/${id}`, [
      { op: 'replace', path: 'userName', value: userName },
    ]);
    expect(patched.status).toBe(400);
  },
);

test.each([
  ['application/json; charset=iso-8859-1', 415],
  ['application/scim+json;charset="UTF-16"', 415],
  ['application/json; charset=UTF-8', 201],
  ['application/scim+json; charset="utf-8"; v=1', 201],
])('a body as %s is answered with %d', async (type, status) => {
  const lab = await bench();
  const sent = { headers: [['Content-Type', type]] as const };
  expect((await lab.post('/Users', { schemas: [core], userName: 'ana' }, sent)).status).toBe(
    status,
  );
});

test('cursors stay short and lead through texts of any length, in their order', async () => {
  const lab = await bench();
  const long = 'z'.repeat(5000);
  const titles = [`${long}b`, `${long}a`, 'z', 'a', `${'z'.repeat(255)}😀`];
  for (const [at, title] of titles.entries()) await lab.user(`long.${at}`, { title });
  const asked = {
    filter: 'userName sw "long."',
    sortBy: 'title',
    count: 1,
    attributes: 'userName',
  };
  const seen: unknown[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const { status, json } = await lab.get(`/Users?${query({ ...asked, cursor })}`);
    expect(status).toBe(200);
    seen.push(...(json.Resources as JsonObject[]).map(({ userName }) => userName));
    cursor = json.nextCursor as string | undefined;
    expect(cursor?.length ?? 0).toBeLessThan(1000);
  }
  expect(seen.toSorted()).toEqual(titles.map((_, at) => `long.${at}`));
  expect(seen.slice(0, 2)).toEqual(['long.3', 'long.2']);
});

test('elements that a PATCH makes alike become one', async () => {
  const lab = await bench();
  const emails = [
    { value: 'a@x.example', type: 'work' },
    { value: 'b@x.example', type: 'work', display: 'B' },
    { value: 'c@x.example', type: 'home' },
  ];
  const { id } = await lab.user('ana', { emails });
  const { json } = await lab.patch(`/Users/${id}`, [
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'A@x.example' },
  ]);
  expect(json.emails).toEqual([
    { value: 'A@x.example', type: 'work', display: 'B' },
    { value: 'c@x.example', type: 'home' },
  ]);
});

test('an operation of a bulk job may name its target by the whole URL, and is told of by a whole one', async () => {
  const lab = await bench();
  const { id } = await lab.user('ana');
  const { json } = await lab.post('/Bulk', {
    schemas: [bulkUrn],
    Operations: [
      { method: 'DELETE', path: `${lab.tenant.baseUrl}/Users/${id}` },
      { method: 'DELETE', path: 'https://elsewhere.example/Users/1' },
      { method: 'DELETE', path: 'People/1' },
    ],
  });
  const results = isList(json.Operations) ? (json.Operations as readonly JsonObject[]) : [];
  expect(results.map(({ status, location }) => [status, location])).toEqual([
    ['204', `${lab.tenant.baseUrl}/Users/${id}`],
    ['404', `${lab.tenant.baseUrl}/https://elsewhere.example/Users/1`],
    ['404', `${lab.tenant.baseUrl}/People/1`],
  ]);
});

test('no schema may name an attribute as every object of JavaScript does', () => {
  for (const name of ['constructor', 'toString', 'valueOf']) {
    const attributes = [{ name, type: 'string' }];
    const read = readDefinitions({ schemas: [{ id: 'urn:example:x', name: 'X', attributes }] });
    expect(read.ok).toBe(false);
  }
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'the key %s in a body, a value, an element and a bulkId means nothing',
  async (key) => {
    const lab = await bench();
    const own = `"${key}":{"userName":"evil","value":"evil"}`;
    const text = textOf(
      `"userName":"ana",${own},"name":{${own},"givenName":"Ana"},"emails":[{${own},"value":"a@x.example"}]`,
    );
    const { status, json } = await lab.send('POST', '/Users', { text });
    expect(status).toBe(201);
    expect(JSON.stringify(json)).not.toContain('evil');
    expect(json).toMatchObject({ userName: 'ana', name: { givenName: 'Ana' } });
    const job = await lab.send('POST', '/Bulk', {
      text: JSON.stringify({
        schemas: [bulkUrn],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: key, data: { schemas: [core], userName: 'b' } },
          {
            ...{ method: 'POST', path: '/Groups', bulkId: 'g' },
            data: { schemas: [coreGroup], displayName: 'G', members: [{ value: `bulkId:${key}` }] },
          },
        ],
      }),
    });
    expect((job.json.Operations as JsonObject[]).map((each) => each.status)).toEqual([
      '201',
      '201',
    ]);
    expect(({} as Record<string, unknown>).userName).toBeUndefined();
  },
);

test('a required part that is taken out is 400 mutability, one that never came 400 invalidValue', async () => {
  const lab = await benchOf({ profile: 'strict', more: { definitions } });
  const device = await lab.post('/Devices', {
    schemas: [deviceUrn],
    ...{ serial: 's-1', lock: { model: 'm', state: 'open' } },
    interfaces: [{ value: 'a' }, { value: 'b', speed: 1 }],
  });
  const patch = (...operations: readonly Json[]) =>
    lab.patch(`/Devices/${String(device.json.id)}`, operations);
  const refusals = [
    await patch({ op: 'remove', path: 'lock.state' }),
    await patch({ op: 'remove', path: 'interfaces[value eq "b"].value' }),
    await patch({ op: 'add', path: 'interfaces', value: [{ speed: 3 }] }),
  ];
  expect(refusals.map(({ status, json }) => [status, json.scimType])).toEqual([
    [400, 'mutability'],
    [400, 'mutability'],
    [400, 'invalidValue'],
  ]);
  const moved = await patch(
    { op: 'remove', path: 'lock.state' },
    { op: 'add', path: 'lock.state', value: 'shut' },
  );
  expect(moved.json.lock).toEqual({ model: 'm', state: 'shut' });
});
