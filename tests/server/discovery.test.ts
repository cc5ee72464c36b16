// What the server says about itself (RFC 7644 §4, RFC 7643 §5–7).
import { expect, test } from 'vitest';
import { isList, isObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup, enterprise, type Bench } from './kit.ts';

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];

const schemas = async (lab: Bench): Promise<readonly JsonObject[]> =>
  objects((await lab.get('/Schemas')).json.Resources);

const attribute = async (name: string): Promise<JsonObject> => {
  const lab = await bench();
  const { json } = await lab.get(`/Schemas/${core}`);
  return objects(json.attributes).find((each) => each.name === name)!;
};

test('DSC-01 the configuration is one bare object', async () => {
  const lab = await bench();
  const { status, json } = await lab.get('/ServiceProviderConfig');
  expect(status).toBe(200);
  expect(json.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig']);
  expect((json.meta as JsonObject).location).toBe(`${lab.tenant.baseUrl}/ServiceProviderConfig`);
});

test.each(['/ServiceProviderConfig', '/ResourceTypes', '/Schemas', `/Schemas/${core}`])(
  'DSC-05 %s is readable without a token',
  async (path) => {
    const lab = await bench();
    expect((await lab.get(path, { token: null })).status).toBe(200);
    expect((await lab.get(path, { token: 'wrong' })).status).toBe(200);
  },
);

test.each([
  '/ServiceProviderConfig/anything',
  '/ServiceProviderConfigs',
  '/ResourceTypes/Nope',
  '/Schemas/urn:nope',
  '/Nothing',
  '/v1/Users',
])('DSC-06 DSC-07 DSC-12 DSC-18 %s is 404', async (path) => {
  expect((await (await bench()).get(path)).status).toBe(404);
});

test('DSC-08 DSC-09 there are two resource types, each with its own address', async () => {
  const lab = await bench();
  const { json } = await lab.get('/ResourceTypes');
  const types = objects(json.Resources);
  expect(types.map(({ name, endpoint, schema }) => [name, endpoint, schema])).toEqual([
    ['User', '/Users', core],
    ['Group', '/Groups', coreGroup],
  ]);
  expect(json.totalResults).toBe(2);
  for (const type of types) {
    expect(type.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:ResourceType']);
    expect((await lab.get(`/ResourceTypes/${String(type.name)}`)).json).toEqual(type);
  }
});

test('DSC-15 DSC-15b DSC-16 all schemas are listed, those of discovery too', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Schemas');
  const ids = objects(json.Resources).map(({ id }) => id);
  expect([json.totalResults, json.itemsPerPage]).toEqual([ids.length, ids.length]);
  const discovery = ['Schema', 'ResourceType', 'ServiceProviderConfig'];
  expect(ids).toEqual(
    expect.arrayContaining([
      ...[core, coreGroup, enterprise],
      ...discovery.map((name) => `urn:ietf:params:scim:schemas:core:2.0:${name}`),
    ]),
  );
});

test('DSC-17 DSC-17b each schema is found by its URN, in any letter case', async () => {
  const lab = await bench();
  for (const schema of await schemas(lab)) {
    const id = String(schema.id);
    expect((await lab.get(`/Schemas/${id}`)).json).toEqual(schema);
    expect((await lab.get(`/Schemas/${id.toUpperCase()}`)).json.id).toBe(id);
  }
});

test('DSC-19 DSC-21 userName and password are declared as the RFC says', async () => {
  expect(await attribute('userName')).toMatchObject({
    type: 'string',
    multiValued: false,
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  });
  expect(await attribute('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
});

test('DSC-26b DSC-27 every attribute is described in full, and no part has parts', async () => {
  const lab = await bench();
  const check = (declared: JsonObject, isPart: boolean): void => {
    expect(declared).toMatchObject({
      description: expect.any(String),
      required: expect.any(Boolean),
    });
    if (declared.type === 'string')
      expect(Object.keys(declared)).toEqual(expect.arrayContaining(['caseExact', 'uniqueness']));
    if (declared.type === 'reference') expect(isList(declared.referenceTypes)).toBe(true);
    if (isPart && declared.name !== 'subAttributes') expect(declared.type).not.toBe('complex');
    for (const part of objects(declared.subAttributes)) check(part, true);
  };
  for (const schema of await schemas(lab))
    if (!String(schema.id).endsWith(':Schema'))
      for (const declared of objects(schema.attributes)) check(declared, false);
});

test.each([
  'id eq "1007"',
  'externalId eq "E1007"',
  'meta.created le "2030-01-01T00:00:00Z" and userName sw "omar"',
  `schemas eq "${core}" and userName sw "omar"`,
])('DSC-28 a filter on what no schema lists resolves: %s', async (filter) => {
  const lab = await bench();
  expect(await lab.found(filter)).toEqual(['omar.haddad@northwind.example']);
});

test.each(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])(
  'DSC-30 a filter on %s is 403',
  async (path) => {
    expect((await (await bench()).get(`${path}?filter=id%20pr`)).status).toBe(403);
  },
);

test('DSC-32 other parameters of discovery are ignored', async () => {
  const lab = await bench();
  expect((await lab.get('/Schemas?attributes=id&startIndex=2&count=1')).json).toEqual(
    (await lab.get('/Schemas')).json,
  );
});

test('DSC-33 what is declared as supported works, what is not says so', async () => {
  for (const profile of ['strict', 'lenient', 'connector', 'cloud'] as const) {
    const lab = await bench(profile);
    const { json } = await lab.get('/ServiceProviderConfig');
    const supports = (name: string): unknown => (json[name] as JsonObject).supported;
    expect([supports('patch'), supports('filter'), supports('etag')]).toEqual([true, true, true]);
    expect([supports('bulk'), supports('sort')]).toEqual([profile !== 'cloud', true]);
    expect((await lab.post('/Bulk', {})).status).toBe(supports('bulk') ? 400 : 501);
    const sorted = await lab.get('/Users?sortBy=id&sortOrder=descending&count=1');
    const last = profile === 'connector' ? '9001' : '9012'; // 9012 has no e-mail address
    expect((sorted.json.Resources as JsonObject[])[0]?.id).toBe(last);
    const { cursor } = json.pagination as JsonObject;
    expect((await lab.get('/Users?cursor')).status).toBe(cursor ? 200 : 400);
  }
});

test('DSC-34 the limits of paging are declared', async () => {
  const { json } = await (await bench()).get('/ServiceProviderConfig');
  expect(json.pagination).toEqual({
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: 100,
    maxPageSize: 1000,
    cursorTimeout: 3600,
  });
  expect((json.filter as JsonObject).maxResults).toBe(1000);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s to discovery is 405', async (method) => {
  const lab = await bench();
  for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas', '/Schemas/x'])
    expect((await lab.send(method, path, { body: {} })).status).toBe(405);
});

test('INV-06 resources show only what their schemas declare', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const declared = new Set(
    (await schemas(lab)).flatMap((schema) => [
      String(schema.id),
      ...objects(schema.attributes).map(({ name }) => String(name)),
    ]),
  );
  for (const path of ['/Users', '/Groups'])
    for (const resource of objects((await lab.get(path)).json.Resources))
      for (const name of Object.keys(resource))
        expect([...declared, 'id', 'externalId', 'meta', 'schemas']).toContain(name);
});
