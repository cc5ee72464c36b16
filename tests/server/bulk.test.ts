// Many operations in one request: references, order, failures, limits, and what the journal keeps (RFC 7644 §3.7).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { bench, core, coreGroup, enterprise, errorUrn, patchOp, type Bench } from './kit.ts';

const request = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const response = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

const bulk = (lab: Bench, Operations: readonly Json[], more: JsonObject = {}) =>
  lab.post('/Bulk', { schemas: [request], ...more, Operations });

const user = (bulkId: string, more: JsonObject = {}): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [core], userName: bulkId, ...more },
});

const group = (bulkId: string, ...members: readonly string[]): JsonObject => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { schemas: [coreGroup], displayName: bulkId, members: members.map((value) => ({ value })) },
});

const results = ({ json }: { readonly json: JsonObject }): readonly JsonObject[] =>
  json.Operations as readonly JsonObject[];
const statuses = (seen: { readonly json: JsonObject }): readonly Json[] =>
  results(seen).map(({ status }) => status ?? null);
const idIn = (result: JsonObject | undefined): string =>
  String(result?.location).replace(/.*\//, '');
const membersOf = async (lab: Bench, id: string): Promise<readonly Json[]> => {
  const { json } = await lab.get(`/Groups/${id}`);
  return ((json.members ?? []) as readonly { value: string }[]).map(({ value }) => value);
};

test('BLK-01b BLK-02 every method works in one job, in order, and the answer says where and which version', async () => {
  const lab = await bench();
  const made = await lab.user('old');
  const operation = { op: 'replace', path: 'title', value: 'Clerk' };
  const seen = await bulk(lab, [
    user('new'),
    { method: 'PUT', path: `/Users/${made.id}`, data: { schemas: [core], userName: 'renamed' } },
    { method: 'PATCH', path: '/Users/1007', data: { schemas: [patchOp], Operations: [operation] } },
    { method: 'DELETE', path: '/Users/1019' },
  ]);
  expect(seen.status).toBe(200);
  const base = lab.tenant.baseUrl;
  const id = idIn(results(seen)[0]);
  expect(seen.json).toEqual({
    schemas: [response],
    Operations: [
      {
        location: `${base}/Users/${id}`,
        method: 'POST',
        bulkId: 'new',
        version: 'W/"1"',
        status: '201',
      },
      { location: `${base}/Users/${made.id}`, method: 'PUT', version: 'W/"2"', status: '200' },
      { location: `${base}/Users/1007`, method: 'PATCH', version: 'W/"2"', status: '200' },
      { location: `${base}/Users/1019`, method: 'DELETE', status: '204' },
    ],
  });
  expect((await lab.get(`/Users/${id}`)).json.meta).toMatchObject({ version: 'W/"1"' });
  expect((await lab.get(`/Users/${made.id}`)).json.userName).toBe('renamed');
  expect((await lab.get('/Users/1007')).json.title).toBe('Clerk');
  expect((await lab.get('/Users/1019')).status).toBe(404);
});

test('BLK-04 a group may come before the user it refers to', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [group('g', 'bulkId:u'), user('u')]);
  expect(results(seen).map(({ bulkId, status }) => [bulkId, status])).toEqual([
    ['g', '201'],
    ['u', '201'],
  ]);
  const [made, member] = results(seen).map(idIn) as [string, string];
  expect(await membersOf(lab, made)).toEqual([member]);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({ what: 'Did operation 2 earlier than it stands' }),
  );
});

test('BLK-05 BLK-05b two groups may refer to each other', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [group('a', 'bulkId:b'), group('b', 'bulkId:a', '1007')]);
  expect(statuses(seen)).toEqual(['201', '201']);
  const [a, b] = results(seen).map(idIn) as [string, string];
  expect(await membersOf(lab, a)).toEqual([b]);
  expect(await membersOf(lab, b)).toEqual([a, '1007']);
  expect((await lab.get('/Users/1007')).json.groups).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ value: b, type: 'direct' }),
      expect.objectContaining({ value: a, type: 'indirect' }),
    ]),
  );
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({
      what: 'Operations 1 and 2 refer to each other, so they are done as one',
      source: { kind: 'rfc', rfc: '7644', section: '3.7.1' },
    }),
  );
});

test('groups in a circle can be changed afterwards, and leave it', async () => {
  const lab = await bench();
  const [a, b] = results(await bulk(lab, [group('a', 'bulkId:b'), group('b', 'bulkId:a')])).map(
    idIn,
  );
  const add = { op: 'add', path: 'members', value: [{ value: '1007' }] };
  expect((await lab.patch(`/Groups/${b}`, [add])).status).toBe(200);
  expect((await lab.remove(`/Groups/${a}`)).status).toBe(204);
  expect(await membersOf(lab, b!)).toEqual(['1007']);
});

test('three users may be each other’s managers, and one its own', async () => {
  const lab = await bench();
  const managed = (bulkId: string, manager: string): JsonObject =>
    user(bulkId, { [enterprise]: { manager: { value: `bulkId:${manager}` } } });
  const seen = await bulk(lab, [
    managed('a', 'b'),
    managed('b', 'c'),
    managed('c', 'a'),
    managed('d', 'd'),
  ]);
  const ids = results(seen).map(idIn);
  const managers = await Promise.all(
    ids.map(async (id) => (await lab.get(`/Users/${id}`)).json[enterprise] as JsonObject),
  );
  expect(managers.map(({ manager }) => (manager as JsonObject).value)).toEqual([
    ids[1],
    ids[2],
    ids[0],
    ids[3],
  ]);
});

test('a circle with an operation that fails is not done at all, and leaves nothing behind', async () => {
  const lab = await bench();
  const before = (await lab.get('/Groups')).json;
  const seen = await bulk(lab, [
    group('a', 'bulkId:b'),
    group('b', 'bulkId:a', 'nobody'),
    group('c', 'bulkId:c'),
    user('u'),
  ]);
  expect(statuses(seen)).toEqual(['409', '400', '400', '201']);
  expect((results(seen)[0]!.response as JsonObject).detail).toContain('operation 2');
  expect((await lab.get('/Groups')).json).toEqual(before);
  expect((await lab.store.journal('test')).map(({ change }) => change.resourceType)).toEqual([
    'User',
  ]);
});

test('BLK-07 a reference to a bulkId that no operation has fails, and is never stored', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [
    group('g', 'bulkId:nobody'),
    user('u', { title: 'bulkId:nobody' }),
    user('v'),
  ]);
  expect(statuses(seen)).toEqual(['400', '400', '201']);
  expect(results(seen)[0]).toEqual({
    method: 'POST',
    bulkId: 'g',
    status: '400',
    response: {
      schemas: [errorUrn],
      status: '400',
      scimType: 'invalidValue',
      detail:
        'No POST of this request has the bulkId nobody. Refer to one that has, or to the id of a resource that exists.',
    },
  });
  expect(JSON.stringify((await lab.get('/Users?count=1000')).json)).not.toContain('bulkId');
});

test('BLK-08 what refers to an operation that failed fails too', async () => {
  const lab = await bench();
  const taken = 'omar.haddad@northwind.example';
  const patch = {
    schemas: [patchOp],
    Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:u' }] }],
  };
  const seen = await bulk(lab, [
    user('u', { userName: taken }),
    group('g', 'bulkId:u'),
    { method: 'PATCH', path: '/Groups/bulkId:g', data: patch },
    { method: 'PATCH', path: '/Groups/6', data: patch },
    user('v'),
  ]);
  expect(statuses(seen)).toEqual(['409', '409', '409', '409', '201']);
  expect((await lab.get('/Groups/6')).json.meta).toMatchObject({ version: 'W/"1"' });
});

test('BLK-09 BLK-10 bulkIds are resolved in managers, in paths, and in values of a PATCH with and without a path', async () => {
  const lab = await bench();
  const patch = (...operations: readonly JsonObject[]) => ({
    data: { schemas: [patchOp], Operations: operations },
    method: 'PATCH',
  });
  const value = [{ value: 'bulkId:u' }];
  const seen = await bulk(lab, [
    user('u', { [enterprise]: { manager: { value: 'bulkId:boss' } } }),
    user('boss'),
    group('g', 'bulkId:boss'),
    { ...patch({ op: 'add', path: 'members', value }), path: '/Groups/bulkId:g' },
    { ...patch({ op: 'add', value: { members: value } }), path: '/Groups/6' },
    {
      ...patch({ op: 'remove', path: 'members[value eq "bulkId:boss"]' }),
      path: '/Groups/bulkId%3Ag',
    },
    {
      ...patch({ op: 'replace', path: `${enterprise}:manager.value`, value: 'bulkId:u' }),
      path: '/Users/1007',
    },
    { method: 'DELETE', path: '/Users/bulkId:boss' },
  ]);
  expect(statuses(seen)).toEqual(['201', '201', '201', '200', '200', '200', '200', '204']);
  const [u, , g] = results(seen).map(idIn) as [string, string, string];
  expect(await membersOf(lab, g)).toEqual([u]);
  expect(await membersOf(lab, '6')).toContain(u);
  expect((await lab.get('/Users/1007')).json[enterprise]).toMatchObject({ manager: { value: u } });
  expect(results(seen)[3]!.location).toBe(`${lab.tenant.baseUrl}/Groups/${g}`);
});

test('BLK-13 of two operations with one bulkId the second fails, and references mean the first', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [user('u'), { ...user('v'), bulkId: 'u' }, group('g', 'bulkId:u')]);
  expect(statuses(seen)).toEqual(['201', '400', '201']);
  expect(await membersOf(lab, idIn(results(seen)[2]))).toEqual([idIn(results(seen)[0])]);
});

test.each<[string, Json, string]>([
  ['BLK-14 method missing', { path: '/Users', data: { schemas: [core], userName: 'x' } }, '400'],
  ['BLK-14 path missing', { method: 'DELETE' }, '400'],
  ['BLK-14 path no text', { method: 'DELETE', path: 7 }, '400'],
  ['BLK-14 data missing', { method: 'POST', path: '/Users', bulkId: 'x' }, '400'],
  ['data no object', { method: 'POST', path: '/Users', data: 'x' }, '400'],
  ['no operation at all', 'POST /Users', '400'],
  ['bulkId no text', { ...user('x'), bulkId: 7 }, '400'],
  ['version no text', { method: 'DELETE', path: '/Users/1007', version: 1 }, '400'],
  ['BLK-15 GET', { method: 'GET', path: '/Users/1007' }, '400'],
  ['BLK-15 HEAD', { method: 'HEAD', path: '/Users/1007' }, '400'],
  ['BLK-15 FOO', { method: 'FOO', path: '/Users/1007' }, '400'],
  ['a method in lower case', { method: 'delete', path: '/Users/1007' }, '400'],
  ['BLK-16 POST with an id', { ...user('x'), path: '/Users/1007' }, '405'],
  ['BLK-16 PUT without an id', { method: 'PUT', path: '/Users', data: {} }, '405'],
  ['BLK-16 PATCH without an id', { method: 'PATCH', path: '/Users', data: {} }, '405'],
  ['BLK-16 DELETE without an id', { method: 'DELETE', path: '/Users' }, '405'],
  ['BLK-17 unknown type', { ...user('x'), path: '/Robots' }, '404'],
  ['BLK-17 an absolute URL', { method: 'DELETE', path: 'https://x.example/Users/1007' }, '404'],
  ['BLK-17 /Bulk', { ...user('x'), path: '/Bulk' }, '400'],
  ['BLK-17 discovery', { ...user('x'), path: '/Schemas' }, '405'],
  ['ME-06 /Me', { method: 'DELETE', path: '/Me' }, '400'],
])('%s fails that operation, and nothing else', async (_, operation, status) => {
  const lab = await bench();
  const seen = await bulk(lab, [operation, user('good')]);
  expect(seen.status).toBe(200);
  expect(statuses(seen)).toEqual([status, '201']);
  expect((results(seen)[0]!.response as JsonObject).status).toBe(status);
  expect((await lab.get('/Users')).json.totalResults).toBe(16);
});

test('ME-06 SRC .search is no operation', async () => {
  const lab = await bench();
  const [only] = results(await bulk(lab, [{ ...user('x'), path: '/Users/.search' }]));
  expect(['400', '404', '405', '501']).toContain(only!.status);
});

test('BLK-19b after so many errors as failOnErrors says, the rest is not tried and not in the answer', async () => {
  const lab = await bench();
  const bad = { method: 'DELETE', path: '/Users/nobody' };
  const seen = await bulk(lab, [bad, user('before'), bad, bad, user('after')], { failOnErrors: 2 });
  expect(seen.status).toBe(200);
  expect(statuses(seen)).toEqual(['404', '201', '404']);
  expect(await lab.found('userName eq "before" or userName eq "after"')).toEqual(['before']);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({
      kind: 'warn',
      what: 'Stopped after 2 errors: 2 of 5 operations were not tried',
    }),
  );
});

test('BLK-20 without failOnErrors every operation is tried', async () => {
  const lab = await bench();
  const bad = { method: 'DELETE', path: '/Users/nobody' };
  expect(statuses(await bulk(lab, [...Array(30).fill(bad), user('last')]))).toEqual([
    ...Array(30).fill('404'),
    '201',
  ]);
});

test.each<Json>([0, -1, 1.5, '1', true])(
  'BLK-21 failOnErrors %j is refused',
  async (failOnErrors) => {
    const lab = await bench();
    const { status, json } = await bulk(lab, [user('x')], { failOnErrors });
    expect([status, json.scimType]).toEqual([400, 'invalidValue']);
    expect(await lab.found('userName eq "x"')).toEqual([]);
  },
);

test('BLK-22 a failed operation has an Error with its status, and a location unless it is a POST', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [
    { ...user('x'), data: { schemas: [core] } },
    { method: 'PUT', path: '/Users/nobody', data: { schemas: [core], userName: 'x' } },
    { method: 'PATCH', path: '/Users/1007', data: { schemas: [patchOp], Operations: [] } },
    { method: 'DELETE', path: '/Users/1007', version: 'W/"9"' },
  ]);
  expect(statuses(seen)).toEqual(['400', '404', '400', '412']);
  for (const { status, response: error } of results(seen))
    expect(error).toMatchObject({ schemas: [errorUrn], status, detail: expect.any(String) });
  const base = lab.tenant.baseUrl;
  expect(results(seen).map(({ location }) => location)).toEqual([
    undefined,
    `${base}/Users/nobody`,
    `${base}/Users/1007`,
    `${base}/Users/1007`,
  ]);
});

test.each<[string, JsonObject]>([
  ['schemas missing', { Operations: [user('x')] }],
  ['another schema', { schemas: [patchOp], Operations: [user('x')] }],
  ['no Operations', { schemas: [request] }],
  ['Operations no list', { schemas: [request], Operations: user('x') }],
  ['empty Operations', { schemas: [request], Operations: [] }],
])('BLK-26 %s: the job is refused', async (_, body) => {
  const lab = await bench();
  const { status, json } = await lab.post('/Bulk', body);
  expect([status, json.scimType]).toEqual([400, 'invalidSyntax']);
  expect(await lab.found('userName eq "x"')).toEqual([]);
});

test('BLK-28 of one userName twice in a job the second is taken', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [
    user('one'),
    { ...user('two'), data: { schemas: [core], userName: 'ONE' } },
  ]);
  expect(statuses(seen)).toEqual(['201', '409']);
  expect((results(seen)[1]!.response as JsonObject).scimType).toBe('uniqueness');
});

test('BLK-30 bare operations as data are refused in strict and taken in lenient', async () => {
  const operations = [{ op: 'replace', path: 'title', value: 'Clerk' }];
  const job = (data: Json) => [{ method: 'PATCH', path: '/Users/1007', data }];
  const strict = await bench();
  expect(statuses(await bulk(strict, job({ Operations: operations })))).toEqual(['400']);
  expect(statuses(await bulk(strict, job(operations)))).toEqual(['400']);
  const lenient = await bench('lenient');
  expect(statuses(await bulk(lenient, job({ Operations: operations })))).toEqual(['200']);
  expect(statuses(await bulk(lenient, job(operations)))).toEqual(['200']);
});

test('BLK-31 only POST is allowed', async () => {
  const lab = await bench();
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const seen = await lab.send(method, '/Bulk', method === 'GET' ? {} : { body: {} });
    expect([seen.status, seen.header('Allow')?.includes('POST')]).toEqual([405, true]);
  }
});

test('BLK-32 each profile offers what it declares', async () => {
  for (const profile of ['strict', 'lenient', 'connector', 'cloud'] as const) {
    const lab = await bench(profile);
    const { json } = await lab.get('/ServiceProviderConfig');
    expect(json.bulk).toEqual({
      supported: profile !== 'cloud',
      maxOperations: 1000,
      maxPayloadSize: 1_048_576,
    });
    const seen = await bulk(lab, [user('x', { emails: [{ value: 'x@northwind.example' }] })]);
    expect(seen.status).toBe(profile === 'cloud' ? 501 : 200);
  }
});

test('more operations or bytes than the server takes are refused with 413 that names the limit', async () => {
  const lab = await bench();
  const many = Array.from({ length: 1001 }, (_, at) => user(`u${at}`));
  const tooMany = await bulk(lab, many);
  expect([tooMany.status, tooMany.json.detail]).toEqual([
    413,
    expect.stringContaining('1000 at once (maxOperations)'),
  ]);
  const tooLong = await bulk(lab, [user('x', { title: 'x'.repeat(1_048_576) })]);
  expect([tooLong.status, tooLong.json.detail]).toEqual([
    413,
    expect.stringContaining('1048576 (maxPayloadSize)'),
  ]);
});

test('the version of an operation is its If-Match; that of the job means nothing', async () => {
  const lab = await bench();
  const patch = { schemas: [patchOp], Operations: [{ op: 'add', path: 'title', value: 'x' }] };
  const operation = (path: string, version: string) => ({
    method: 'PATCH',
    path,
    version,
    data: patch,
  });
  const seen = await lab.post(
    '/Bulk',
    {
      schemas: [request],
      Operations: [
        operation('/Users/1007', 'W/"1"'),
        operation('/Users/1007', 'W/"1"'),
        operation('/Users/1007', '*'),
      ],
    },
    { headers: [['If-Match', 'W/"77"']] },
  );
  expect(statuses(seen)).toEqual(['200', '412', '200']);
});

test('the journal has an entry for each operation, all of one exchange', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [
    user('u'),
    { method: 'PUT', path: '/Users/bulkId:u', data: { schemas: [core], userName: 'u2' } },
    { method: 'DELETE', path: '/Users/bulkId:u' },
  ]);
  const entries = await lab.store.journal('test');
  expect(
    entries.map(({ change: { kind, before, after } }) => [kind, before?.userName, after?.userName]),
  ).toEqual([
    ['create', undefined, 'u'],
    ['replace', 'u', 'u2'],
    ['delete', 'u2', undefined],
  ]);
  expect(new Set(entries.map(({ exchange }) => exchange)).size).toBe(1);
  const told = entries.map(({ change }) => expect.objectContaining(change) as unknown);
  expect(seen.answer.changes).toEqual(told);
});

test('access and events of a job are those of all its operations together', async () => {
  const lab = await bench();
  const seen = await bulk(lab, [
    user('ana'),
    group('team', 'bulkId:ana'),
    {
      method: 'PATCH',
      path: '/Groups/7',
      data: {
        schemas: [patchOp],
        Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:ana' }] }],
      },
    },
  ]);
  expect(
    seen.answer.access.map(({ userName, opensBefore, opensAfter }) => [
      userName,
      opensBefore,
      opensAfter,
    ]),
  ).toEqual([['ana', 0, 3]]);
  expect(seen.answer.events.map(({ name, subject }) => [name, subject])).toEqual([
    ['User Create', 'ana'],
    ['Assigned User or Group', 'ana'],
    ['Added to Group', 'ana'],
    ['Added to Group', 'ana'],
  ]);
});

test('somebody put into a group and taken out again in one job has the access they had', async () => {
  const lab = await bench();
  const patch = (op: string) => ({
    method: 'PATCH',
    path: '/Groups/7',
    data: {
      schemas: [patchOp],
      Operations: [
        {
          op,
          path: op === 'add' ? 'members' : 'members[value eq "1019"]',
          value: op === 'add' ? [{ value: '1019' }] : undefined,
        },
      ],
    },
  });
  const before = await membersOf(lab, '7');
  expect(before).not.toContain('1019');
  const seen = await bulk(lab, [patch('add'), patch('remove')] as never);
  expect([statuses(seen), seen.answer.access]).toEqual([['200', '200'], []]);
});

test('the trace of a small job tells every step, that of a large one sums up', async () => {
  const lab = await bench();
  const small = await bulk(lab, [user('one')]);
  expect(small.answer.trace.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Read 1 operation: 1 POST',
      'Checked the body against the User schema',
      expect.stringMatching(/^Operation 1: POST \/Users \(`one`\) → 201, user \d+$/),
      'Answered 200 OK with the result',
    ]),
  );
  const many = Array.from({ length: 500 }, (_, at) => user(`u${at}`));
  const large = await bulk(lab, [...many, ...many]);
  expect(large.answer.trace.length).toBeLessThan(40);
  expect(large.answer.trace.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Read 1000 operations: 1000 POST',
      'And 490 more operations: 490 POST → 201',
      'And 490 more operations: 490 POST → 400',
    ]),
  );
});

// — Bulk equals the same operations sent one by one

const ids = fc.constantFrom('1007', '1019', '1033', '6', '7', '8', '2000', 'nobody');
const names = fc.constantFrom('ana', 'BEN', 'cleo', 'omar.haddad@northwind.example');
const members = fc.array(fc.record({ value: ids }), { maxLength: 3 });
const patchOperation = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant('title'), value: names }),
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constant('members'),
    value: members,
  }),
  fc.record({ op: fc.constant('remove'), path: ids.map((id) => `members[value eq "${id}"]`) }),
  fc.record({
    op: fc.constant('replace'),
    path: fc.constantFrom('active', 'userName'),
    value: fc.oneof(fc.boolean(), names),
  }),
);
const operation: fc.Arbitrary<{ method: string; path: string; data?: unknown; version?: string }> =
  fc.oneof(
    fc.record({
      method: fc.constant('POST'),
      path: fc.constant('/Users'),
      data: fc.record({ schemas: fc.constant([core]), userName: names }),
    }),
    fc.record({
      method: fc.constant('POST'),
      path: fc.constant('/Groups'),
      data: fc.record({ schemas: fc.constant([coreGroup]), displayName: names, members }),
    }),
    fc.record({
      method: fc.constant('PUT'),
      path: ids.map((id) => `/Users/${id}`),
      data: fc.record({ schemas: fc.constant([core]), userName: names }),
    }),
    fc.record(
      {
        method: fc.constant('PATCH'),
        path: fc.oneof(
          ids.map((id) => `/Users/${id}`),
          ids.map((id) => `/Groups/${id}`),
        ),
        data: fc.record({
          schemas: fc.constant([patchOp]),
          Operations: fc.array(patchOperation, { minLength: 1, maxLength: 3 }),
        }),
        version: fc.constantFrom('W/"1"', 'W/"2"'),
      },
      { requiredKeys: ['method', 'path', 'data'] },
    ),
    fc.record({
      method: fc.constant('DELETE'),
      path: fc.oneof(
        ids.map((id) => `/Users/${id}`),
        ids.map((id) => `/Groups/${id}`),
      ),
    }),
  );

async function everything(lab: Bench): Promise<unknown> {
  const journal = await lab.store.journal('test');
  return {
    users: (await lab.get('/Users?count=1000')).json,
    groups: (await lab.get('/Groups?count=1000')).json,
    journal: journal.map(({ change }) => change),
  };
}

test('a job does what its operations do one by one', async () => {
  const profiles = fc.constantFrom<ProfileId>('strict', 'lenient');
  await fc.assert(
    fc.asyncProperty(
      profiles,
      fc.array(operation, { minLength: 1, maxLength: 12 }),
      async (profile, given) => {
        const [together, apart] = [await bench(profile), await bench(profile)];
        const answers = results(await bulk(together, given as never));
        const single: JsonObject[] = [];
        for (const { method, path, data, version } of given) {
          const headers = version === undefined ? [] : ([['If-Match', version]] as const);
          const { status, header, json } = await apart.send(method, path, {
            headers,
            ...(data === undefined ? {} : { body: data as Json }),
          });
          const location = header('Content-Location');
          single.push({
            status: String(status),
            ...(status < 300 && status !== 204 ? { location, version: header('ETag') } : {}),
            ...(status >= 400 ? { response: json } : {}),
          } as JsonObject);
        }
        for (const [at, expected] of single.entries()) expect(answers[at]).toMatchObject(expected);
        expect(answers).toHaveLength(single.length);
        expect(await everything(together)).toEqual(await everything(apart));
      },
    ),
    { numRuns: 1000 },
  );
}, 300_000);
