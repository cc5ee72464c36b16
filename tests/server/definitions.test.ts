// Types that a tenant defines itself are served with every characteristic of their schema.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { badgeUrn, careUrn, definitions, deviceUrn } from './devices.ts';
import { benchOf, core, patchOp, query, without, type Bench, type Sent } from './kit.ts';

const open = (): Promise<Bench> => benchOf({ profile: 'strict', more: { definitions } });
const device = (serial: string, more: JsonObject = {}): JsonObject => ({
  schemas: [deviceUrn],
  serial,
  ...more,
});
async function made(lab: Bench, serial: string, more: JsonObject = {}) {
  const seen = await lab.post('/Devices', device(serial, more));
  expect(seen.status, seen.text).toBe(201);
  return seen.json as JsonObject & { readonly id: string };
}
const found = (lab: Bench, filter: string) => lab.found(filter, '/Devices');
const change = async (lab: Bench, id: string, operation: JsonObject, sent?: Sent) =>
  lab.patch(`/Devices/${id}`, [operation], sent);
const refused = async (seen: Promise<{ readonly status: number; readonly json: JsonObject }>) => {
  const { status, json } = await seen;
  return [status, json.scimType];
};

test('discovery lists the types and schemas of the tenant, each once', async () => {
  const lab = await open();
  const types = (await lab.get('/ResourceTypes')).json.Resources as readonly JsonObject[];
  expect(types.map(({ name, endpoint, schema }) => [name, endpoint, schema])).toContainEqual([
    'Device',
    '/Devices',
    deviceUrn,
  ]);
  expect(types.find(({ name }) => name === 'User')?.schemaExtensions).toContainEqual({
    schema: badgeUrn,
    required: false,
  });
  const schemas = (await lab.get('/Schemas')).json.Resources as readonly JsonObject[];
  const ids = schemas.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([deviceUrn, careUrn, badgeUrn]));
  const [pin] = (schemas.find(({ id }) => id === deviceUrn)!.attributes as JsonObject[]).filter(
    ({ name }) => name === 'pin',
  );
  expect(pin).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
});

test('other tenants know nothing of them', async () => {
  const lab = await benchOf({ profile: 'strict' });
  expect((await lab.get('/Devices')).status).toBe(404);
  expect((await lab.get(`/Schemas/${deviceUrn}`)).status).toBe(404);
});

test('a device is created, read, replaced, changed, found and deleted like any resource', async () => {
  const lab = await open();
  const seen = await lab.post('/Devices', device('A-1', { displayName: 'Printer', ports: 4 }));
  const { id } = seen.json as { id: string };
  const location = `${lab.tenant.baseUrl}/Devices/${id}`;
  expect(seen.header('Location')).toBe(location);
  expect(seen.json).toEqual({
    schemas: [deviceUrn],
    id,
    serial: 'A-1',
    displayName: 'Printer',
    ports: 4,
    meta: {
      resourceType: 'Device',
      created: '2026-11-30T09:00:00.000Z',
      lastModified: '2026-11-30T09:00:00.000Z',
      location,
      version: 'W/"1"',
    },
  });
  expect((await lab.get(`/Devices/${id}`)).json).toEqual(seen.json);
  expect((await lab.put(`/Devices/${id}`, device('A-1', { ports: 8 }))).json.ports).toBe(8);
  expect((await change(lab, id, { op: 'add', path: 'weight', value: 1.5 })).json.weight).toBe(1.5);
  expect((await lab.get(`/Devices?${query({ filter: 'ports gt 7' })}`)).json.totalResults).toBe(1);
  const sorted = await lab.get('/Devices?sortBy=weight');
  expect((sorted.json.Resources as JsonObject[])[0]?.id).toBe(id);
  expect((await lab.remove(`/Devices/${id}`)).status).toBe(204);
  expect((await lab.get(`/Devices/${id}`)).status).toBe(404);
  expect((await made(lab, 'A-1')).id).not.toBe(id);
});

test('the root, .search and bulk know devices too', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1', { displayName: 'Printer' });
  const root = await lab.get(`/?${query({ filter: 'serial eq "A-1"' })}`);
  expect((root.json.Resources as JsonObject[]).map((each) => each.id)).toEqual([id]);
  const search = await lab.post('/Devices/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    filter: 'displayName sw "print"',
  });
  expect(search.json.totalResults).toBe(1);
  const bulk = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      {
        ...{ method: 'POST', path: '/Devices', bulkId: 'hub' },
        data: device('H-1', { attachedTo: [{ value: 'bulkId:lamp' }] }),
      },
      {
        ...{ method: 'POST', path: '/Devices', bulkId: 'lamp' },
        data: device('L-1', {
          attachedTo: [{ value: 'bulkId:hub' }],
          owner: { value: 'bulkId:u' },
        }),
      },
      { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [core], userName: 'u' } },
    ],
  });
  const results = bulk.json.Operations as readonly JsonObject[];
  expect(results.map(({ status }) => status)).toEqual(['201', '201', '201']);
  const [hub, lamp, user] = results.map(({ location }) => String(location));
  expect((await lab.get(hub!)).json.attachedTo).toMatchObject([{ $ref: lamp }]);
  expect((await lab.get(lamp!)).json.owner).toMatchObject({ $ref: user, display: 'u' });
});

test.each<[string, JsonObject]>([
  ['integer', { ports: 1.5 }],
  ['integer as text', { ports: '4' }],
  ['decimal', { weight: 'heavy' }],
  ['boolean', { managed: 'True' }],
  ['dateTime', { boughtAt: 'yesterday' }],
  ['binary', { certificate: 'no base64!' }],
  ['reference', { manual: 'no uri' }],
  ['multi-valued', { tags: 'one' }],
  ['elements', { scores: [1, 'two'] }],
  ['complex', { lock: 'closed' }],
])('a value of another type than %s is refused', async (_, more) => {
  const lab = await open();
  expect(await refused(lab.post('/Devices', device('A-1', more)))).toEqual([400, 'invalidValue']);
});

test('values of every type come back as they were, and filters compare them as their type asks', async () => {
  const lab = await open();
  const values = {
    ...{ ports: 4, weight: 1.25, managed: false, boughtAt: '2026-01-02T03:04:05+02:00' },
    ...{ certificate: 'TUlJQg==', manual: 'https://northwind.example/m', tags: ['b', 'A'] },
    ...{ scores: [3, 1], label: 'Left' },
  };
  expect(await made(lab, 'A-1', values)).toMatchObject(values);
  for (const filter of [
    'ports ge 4 and ports lt 5',
    'weight gt 1.2',
    'managed eq false',
    'boughtAt eq "2026-01-02T01:04:05Z"',
    'certificate eq "TUlJQg=="',
    'manual co "northwind"',
    'tags eq "a"',
    'tags[value eq "B"]',
    'scores gt 2',
    'label eq "Left"',
    'not (label eq "left")',
    'meta.resourceType eq "Device"',
  ])
    expect([filter, (await found(lab, filter)).length]).toEqual([filter, 1]);
  expect(await refused(lab.get(`/Devices?${query({ filter: 'ports eq "4"' })}`))).toEqual([
    400,
    'invalidFilter',
  ]);
});

test('required: neither a create nor a PUT nor a PATCH leaves it out', async () => {
  const lab = await open();
  expect(await refused(lab.post('/Devices', { schemas: [deviceUrn] }))).toEqual([
    400,
    'invalidValue',
  ]);
  const { id } = await made(lab, 'A-1');
  expect(await refused(lab.put(`/Devices/${id}`, { schemas: [deviceUrn], ports: 1 }))).toEqual([
    200,
    undefined,
  ]); // serial is immutable, so it stays when it is left out
  expect(await refused(change(lab, id, { op: 'remove', path: 'serial' }))).toEqual([
    400,
    'mutability',
  ]);
});

test('required parts: of a single value and of elements, by create and by PATCH', async () => {
  const lab = await open();
  const lock = { model: 'M' };
  expect(await refused(lab.post('/Devices', device('A-1', { lock })))).toEqual([
    400,
    'invalidValue',
  ]);
  const { id } = await made(lab, 'A-2');
  const add = (path: string, value: Json) => refused(change(lab, id, { op: 'add', path, value }));
  expect(await add('lock', lock)).toEqual([400, 'invalidValue']);
  expect(await add('lock', { ...lock, state: 'open' })).toEqual([200, undefined]);
  expect(await add('interfaces', [{ speed: 10 }])).toEqual([400, 'invalidValue']);
  expect(await refused(change(lab, id, { op: 'remove', path: 'lock.state' }))).toEqual([
    400,
    'mutability', // RFC 7644 §3.5.2.2
  ]);
  expect(await refused(change(lab, id, { op: 'remove', path: 'lock' }))).toEqual([200, undefined]);
});

test('required in an extension: asked for when the extension is there', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1');
  expect(await refused(lab.post('/Devices', device('A-2', { [careUrn]: { phone: '1' } })))).toEqual(
    [400, 'invalidValue'],
  );
  const phone = { op: 'add', path: `${careUrn}:phone`, value: '1' };
  const contract = { op: 'add', path: `${careUrn}:contract`, value: 'C' };
  expect(await refused(change(lab, id, phone))).toEqual([400, 'invalidValue']);
  const both = await lab.patch(`/Devices/${id}`, [phone, contract]);
  expect([both.status, both.json.schemas]).toEqual([200, [deviceUrn, careUrn]]);
  expect(await refused(change(lab, id, { op: 'remove', path: contract.path }))).toEqual([
    400,
    'mutability',
  ]);
  const gone = await change(lab, id, { op: 'remove', path: careUrn });
  expect([gone.status, gone.json.schemas]).toEqual([200, [deviceUrn]]);
});

test('an extension that a type requires must be there', async () => {
  const required = {
    ...definitions,
    resourceTypes: [
      {
        ...{ name: 'Device', endpoint: '/Devices', schema: deviceUrn },
        schemaExtensions: [{ schema: careUrn, required: true }],
      },
    ],
  };
  const lab = await benchOf({ profile: 'strict', more: { definitions: required } });
  expect(await refused(lab.post('/Devices', device('A-1')))).toEqual([400, 'invalidValue']);
  const { json } = await lab.post('/Devices', device('A-1', { [careUrn]: { contract: 'C' } }));
  expect(await refused(lab.put(`/Devices/${String(json.id)}`, device('A-1')))).toEqual([
    400,
    'invalidValue',
  ]);
});

test('immutable: set once, and refused when it would change', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1', { lock: { state: 'open' } });
  const lock = (model: string) => ({ op: 'add', path: 'lock', value: { model } });
  expect(await refused(change(lab, id, lock('M')))).toEqual([200, undefined]);
  for (const operation of [
    lock('N'),
    { op: 'replace', path: 'lock.model', value: 'N' },
    { op: 'remove', path: 'lock.model' },
    { op: 'replace', path: 'serial', value: 'B' },
  ])
    expect(await refused(change(lab, id, operation))).toEqual([400, 'mutability']);
  expect(await refused(change(lab, id, lock('M')))).toEqual([200, undefined]);
  const put = (more: JsonObject) => refused(lab.put(`/Devices/${id}`, device('A-1', more)));
  expect(await put({ lock: { state: 'open', model: 'N' } })).toEqual([400, 'mutability']);
  expect(await refused(lab.put(`/Devices/${id}`, device('B')))).toEqual([400, 'mutability']);
  expect(await put({ lock: { state: 'shut' } })).toEqual([200, undefined]);
  expect((await lab.get(`/Devices/${id}`)).json.lock).toEqual({ model: 'M', state: 'shut' });
});

test('writeOnly: taken, kept, never shown and never asked about', async () => {
  const lab = await open();
  const seen = await made(lab, 'A-1', {
    pin: '1234',
    lock: { state: 'open', code: '9' },
    [careUrn]: { contract: 'C', secret: 's' },
  });
  const { id } = seen;
  await lab.put(
    `/Devices/${id}`,
    device('A-1', { lock: { state: 'open' }, [careUrn]: { contract: 'C' } }),
  );
  const kept = (await lab.store.read('test', (view) => view.get('Device', id)))!.resource;
  const fingerprint = expect.stringContaining('fingerprint:');
  expect([kept.pin, kept.lock, kept[careUrn]]).toEqual([
    fingerprint,
    { state: 'open', code: fingerprint },
    { contract: 'C', secret: fingerprint },
  ]);
  for (const path of [
    `/Devices/${id}`,
    `/Devices/${id}?attributes=pin,lock.code,lock,${careUrn}`,
    `/Devices?attributes=pin,${careUrn}:secret`,
  ])
    expect((await lab.get(path)).text).not.toMatch(/"(pin|code|secret)"|fingerprint/);
  for (const filter of ['pin pr', 'lock.code eq "9"', `${careUrn}:secret sw "s"`])
    expect(await refused(lab.get(`/Devices?${query({ filter })}`))).toEqual([400, 'invalidFilter']);
});

test('readOnly: passed over in bodies, refused as the target of a PATCH', async () => {
  const lab = await open();
  const { id, firmware } = await made(lab, 'A-1', { firmware: '1' });
  expect(firmware).toBeUndefined();
  for (const op of ['add', 'replace', 'remove'])
    expect(await refused(change(lab, id, { op, path: 'firmware', value: '1' }))).toEqual([
      400,
      'mutability',
    ]);
});

test('returned: request, always and never', async () => {
  const lab = await open();
  const more = {
    notes: 'n',
    site: 's',
    hidden: 'h',
    label: 'l',
    lock: { state: 'open', trace: 't' },
  };
  const seen = await made(lab, 'A-1', more);
  const { id } = seen;
  // asked for by being sent
  expect([seen.notes, seen.site, seen.hidden, seen.lock]).toEqual([
    'n',
    's',
    undefined,
    { state: 'open', trace: 't' },
  ]);
  const get = async (parameters: string) =>
    without((await lab.get(`/Devices/${id}${parameters}`)).json, 'schemas', 'id', 'meta');
  expect(await get('')).toEqual({ serial: 'A-1', site: 's', label: 'l', lock: { state: 'open' } });
  expect(await get('?attributes=notes')).toEqual({ notes: 'n', site: 's' });
  expect(await get('?attributes=hidden')).toEqual({ site: 's' });
  expect(await get('?attributes=lock')).toEqual({ lock: { state: 'open' }, site: 's' });
  expect(await get('?attributes=lock.trace')).toEqual({ lock: { trace: 't' }, site: 's' });
  expect(await get('?excludedAttributes=site,label,serial')).toEqual({
    site: 's',
    lock: { state: 'open' },
  });
  expect(await get(`?attributes=${deviceUrn}`)).toEqual(await get(''));
  const patched = async (operation: JsonObject) => (await change(lab, id, operation)).json;
  expect((await patched({ op: 'replace', path: 'label', value: 'm' })).notes).toBeUndefined();
  expect((await patched({ op: 'replace', path: 'notes', value: 'o' })).notes).toBe('o');
  expect((await patched({ op: 'replace', value: { notes: 'p' } })).notes).toBe('p');
  expect((await patched({ op: 'replace', path: 'lock.trace', value: 'u' })).lock).toEqual({
    state: 'open',
    trace: 'u',
  });
  const put = await lab.put(`/Devices/${id}`, device('A-1', { notes: 'q' }));
  expect(put.json.notes).toBe('q');
});

test('the URN of an extension shows what is shown unasked, and no secret', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1', {
    [careUrn]: { contract: 'C', secret: 's', until: '2027-01-01T00:00:00Z' },
  });
  const { json } = await lab.get(`/Devices/${id}?attributes=${careUrn}`);
  expect(json[careUrn]).toEqual({ contract: 'C' });
  const one = await lab.get(`/Devices/${id}?attributes=${careUrn}:until`);
  expect(one.json[careUrn]).toEqual({ until: '2027-01-01T00:00:00Z' });
  const none = await lab.get(`/Devices/${id}?excludedAttributes=${careUrn}`);
  expect(none.json[careUrn]).toBeUndefined();
});

test('uniqueness: server and global, in parts and extensions, with the letter case of the schema', async () => {
  const lab = await open();
  const first = await made(lab, 'A-1', {
    assetTag: 'T1',
    interfaces: [{ value: 'aa' }, { value: 'bb' }],
  });
  const taken = [409, 'uniqueness'];
  expect(await refused(lab.post('/Devices', device('A-1')))).toEqual(taken);
  expect(await refused(lab.post('/Devices', device('a-1')))).toEqual([201, undefined]); // caseExact
  expect(await refused(lab.post('/Devices', device('B', { assetTag: 't1' })))).toEqual(taken);
  const interfaces = [{ value: 'cc' }, { value: 'BB' }];
  expect(await refused(lab.post('/Devices', device('C', { interfaces })))).toEqual(taken);
  expect(await refused(lab.put(`/Devices/${first.id}`, device('A-1', { assetTag: 'T1' })))).toEqual(
    [200, undefined],
  );
  const user = (userName: string, number: string) =>
    refused(lab.post('/Users', { schemas: [core, badgeUrn], userName, [badgeUrn]: { number } }));
  expect(await user('a', '7')).toEqual([201, undefined]);
  expect(await user('b', '7')).toEqual(taken);
});

test('references: they must exist, and their address and label are the server’s', async () => {
  const lab = await open();
  const hub = await made(lab, 'H', { displayName: 'Hub' });
  const seen = await made(lab, 'A-1', {
    owner: { value: '1007', display: 'Somebody', $ref: 'https://elsewhere.example' },
    attachedTo: [{ value: hub.id }],
  });
  const base = lab.tenant.baseUrl;
  expect(seen.owner).toEqual({ value: '1007', $ref: `${base}/Users/1007`, display: 'Omar Haddad' });
  expect(seen.attachedTo).toEqual([
    { value: hub.id, $ref: `${base}/Devices/${hub.id}`, display: 'Hub' },
  ]);
  const group = await made(lab, 'A-2', { owner: { value: '7', type: 'Group' } });
  expect((group.owner as JsonObject).$ref).toBe(`${base}/Groups/7`);
  expect(await refused(lab.post('/Devices', device('B', { owner: { value: 'nobody' } })))).toEqual([
    400,
    'invalidValue',
  ]);
  await lab.remove(`/Devices/${hub.id}`);
  expect((await lab.get(`/Devices/${seen.id}`)).json.attachedTo).toEqual([{ value: hub.id }]);
  expect(await refused(change(lab, seen.id, { op: 'add', path: 'label', value: 'x' }))).toEqual([
    200,
    undefined,
  ]);
});

test('a user’s own extension follows the same rules beside the enterprise one', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1', { displayName: 'Laptop' });
  const add = (value: JsonObject) =>
    lab.patch('/Users/1007', [{ op: 'add', path: badgeUrn, value }]);
  const seen = await add({ number: '1', color: 'red', device: { value: id } });
  expect(seen.json[badgeUrn]).toEqual({
    number: '1',
    color: 'red',
    device: { value: id, $ref: `${lab.tenant.baseUrl}/Devices/${id}`, display: 'Laptop' },
  });
  expect(await refused(add({ color: 'blue' }))).toEqual([400, 'mutability']);
  expect(await lab.found(`${badgeUrn}:number eq "1"`)).toEqual(['omar.haddad@northwind.example']);
});

test('elements of a list keep one primary, and a displayName that is a list is no index', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1', { interfaces: [{ value: 'a', primary: true }] });
  const value = [{ value: 'b', primary: true }];
  const { json } = await change(lab, id, { op: 'add', path: 'interfaces', value });
  expect(json.interfaces).toEqual([
    { value: 'a', primary: false },
    { value: 'b', primary: true },
  ]);
  const listed = {
    schemas: [
      {
        id: deviceUrn,
        name: 'Device',
        attributes: [{ name: 'displayName', type: 'string', multiValued: true }],
      },
    ],
    resourceTypes: [{ name: 'Device', endpoint: '/Devices', schema: deviceUrn }],
  };
  const other = await benchOf({ profile: 'strict', more: { definitions: listed } });
  await other.post('/Devices', { schemas: [deviceUrn], displayName: ['one', 'two'] });
  expect(await other.found('displayName eq "two"', '/Devices')).toEqual([['one', 'two']]);
});

test('a PATCH names its own message, whatever the type', async () => {
  const lab = await open();
  const { id } = await made(lab, 'A-1');
  const body = { schemas: [patchOp], Operations: [{ op: 'add', path: 'nothing', value: 1 }] };
  expect(await refused(lab.send('PATCH', `/Devices/${id}`, { body }))).toEqual([
    400,
    'invalidPath',
  ]);
});
