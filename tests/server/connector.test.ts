// What Delinea's on-premises connector does otherwise: e-mail as key, reports behind lists, its own words, its threshold.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { connectorState, switchOn } from '../../src/server/threshold.ts';
import { bench, core, coreGroup, query, type Bench } from './kit.ts';

const person = (userName: string, mail?: string, more: JsonObject = {}): JsonObject => ({
  schemas: [core],
  userName,
  ...(mail === undefined ? {} : { emails: [{ value: mail, type: 'work', primary: true }] }),
  ...more,
});
const taken = 'omar.haddad@northwind.example';
const cause = { exchange: 'console', actor: 'You', at: '2026-11-30T09:00:00.000Z' };
const names = ({ json }: { readonly json: JsonObject }): readonly unknown[] =>
  (json.Resources as readonly JsonObject[]).map(({ userName }) => userName);
const rules = (seen: Awaited<ReturnType<Bench['get']>>): readonly string[] =>
  seen.answer.trace.flatMap(({ source }) => (source.kind === 'profile' ? [source.rule] : []));

test('a new e-mail with a userName that is taken makes an account named by the e-mail', async () => {
  const lab = await bench('connector');
  const seen = await lab.post('/Users', person(taken, 'o.haddad@fabrikam.example'));
  expect([seen.status, seen.json.userName]).toEqual([201, 'o.haddad@fabrikam.example']);
  expect(rules(seen)).toContain('A taken userName is replaced by the e-mail.');
  const strict = await bench();
  expect((await strict.post('/Users', person(taken, 'o.haddad@fabrikam.example'))).status).toBe(
    409,
  );
});

test('an e-mail that another account has is refused, in any letter case, also as a hidden account', async () => {
  const lab = await bench('connector');
  const again = (mail: string) => lab.post('/Users', person('somebody', mail));
  expect([(await again(taken.toUpperCase())).status, (await again(taken)).json]).toEqual([
    409,
    expect.objectContaining({
      scimType: 'uniqueness',
      detail: "Attribute 'emails' MUST be unique.",
    }),
  ]);
  await lab.remove('/Users/1007');
  expect((await again(taken)).status).toBe(409);
  const strict = await bench();
  expect((await strict.post('/Users', person('somebody', taken))).status).toBe(201);
});

test('without an e-mail, or when the e-mail is a userName already, a taken userName is a conflict', async () => {
  const lab = await bench('connector');
  expect((await lab.post('/Users', person(taken))).status).toBe(409);
  await lab.user('x@northwind.example', { emails: [{ value: 'y@northwind.example' }] });
  const seen = await lab.post('/Users', person(taken, 'x@northwind.example'));
  expect([seen.status, seen.json.detail]).toEqual([409, "Attribute 'userName' MUST be unique."]);
});

test('nobody gets the e-mail or the userName of another by PUT or PATCH', async () => {
  const lab = await bench('connector');
  const emails = [{ value: taken, primary: true }];
  for (const operation of [
    { op: 'replace', path: 'emails', value: emails },
    { op: 'replace', path: 'userName', value: taken },
  ])
    expect((await lab.patch('/Users/1019', [operation])).status).toBe(409);
  expect((await lab.put('/Users/1019', person('grace', taken))).status).toBe(409);
  expect((await lab.put('/Users/1019', person('grace', 'grace@northwind.example'))).status).toBe(
    200,
  );
});

test('within a bulk job each operation knows the e-mails of those before it', async () => {
  const lab = await bench('connector');
  const post = (userName: string, mail: string) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `${userName} ${mail}`,
    data: person(userName, mail),
  });
  const { json } = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      post('a', 'a@x.example'),
      post('b', 'A@x.example'),
      post('a', 'b@x.example'),
      { method: 'DELETE', path: '/Users/bulkId:a a@x.example' },
      post('c', 'a@x.example'),
    ],
  });
  const results = json.Operations as readonly { status: string; response?: JsonObject }[];
  expect(results.map(({ status }) => status)).toEqual(['201', '409', '201', '204', '409']);
  expect(results[1]!.response!.detail).toBe("Attribute 'emails' MUST be unique.");
  expect(await lab.found('userName eq "b@x.example"')).toEqual(['b@x.example']);
});

test('a list shows enabled users with an e-mail address; a filter and an id find the others too', async () => {
  const lab = await bench('connector');
  const listed = await lab.get('/Users');
  expect(listed.json.totalResults).toBe(12);
  expect(names(listed)).not.toContain('svc-scim');
  expect(names(listed)).not.toContain('pedro.alves@northwind.example');
  expect(rules(listed)).toEqual(['Lists hold enabled users with an e-mail address.']);
  expect(await lab.found('userName eq "svc-scim" or active eq false')).toEqual([
    'pedro.alves@northwind.example',
    'svc-scim',
  ]);
  expect((await lab.get('/Users/9012')).status).toBe(200);
  expect((await lab.get('/Groups')).json.totalResults).toBe(8);
});

test('pages of a list leave out the same users', async () => {
  const lab = await bench('connector');
  const whole = names(await lab.get('/Users'));
  const pages = [1, 6, 11].map((startIndex) =>
    lab.get(`/Users?${query({ startIndex, count: 5 })}`),
  );
  expect((await Promise.all(pages)).flatMap(names)).toEqual(whole);
});

test('errors are worded as the connector words them; the trace explains in our own words', async () => {
  const lab = await bench('connector');
  const detail = async (path: string) => (await lab.get(path)).json.detail;
  expect(await detail('/Users/nobody')).toBe("Resource 'nobody' not found.");
  expect(await detail(`/Users?${query({ filter: 'userName is "x"' })}`)).toBe(
    `Filter string 'userName is "x"' is not in proper format.`,
  );
  const search = await lab.post('/Users/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    filter: 'nothing eq 1',
  });
  expect(search.json.detail).toBe("Filter string 'nothing eq 1' is not in proper format.");
  const group = await lab.post('/Groups', {
    schemas: [coreGroup],
    displayName: 'x',
    members: [{ value: 'nobody' }],
  });
  expect(group.json.detail).toBe("'nobody' not found or disabled.");
  const patched = await lab.patch('/Groups/7', [
    { op: 'replace', path: 'members[value eq "1007"].value', value: '1019' },
  ]);
  expect(patched.json.detail).toBe("Attribute 'value' is immutable and cannot be changed.");
  expect(patched.answer.trace).toContainEqual(
    expect.objectContaining({ kind: 'bad', what: 'Attribute is immutable' }),
  );
  const many = Array(1001).fill({ method: 'DELETE', path: '/Users/x' });
  const bulk = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: many,
  });
  expect([bulk.status, bulk.json.detail]).toEqual([
    413,
    'The size of the bulk operation exceeds the maxOperation (1000).',
  ]);
  const missing = await lab.post('/Users', { schemas: [core] });
  expect(missing.json.detail).toContain('userName is required');
});

test('after 20 errors in a row the connector answers nothing until it is switched on again', async () => {
  const lab = await bench('connector');
  for (let error = 1; error < 20; error++) {
    const { status, answer } = await lab.get('/Users/nobody');
    expect([status, answer.trace.at(-2)?.what]).toEqual([
      404,
      `That is error ${error} of 20 in a row`,
    ]);
  }
  const last = await lab.get('/Users/nobody');
  expect([last.status, last.answer.trace.at(-2)?.what]).toEqual([
    404,
    'The connector switched itself off after 20 errors in a row',
  ]);
  const state = { errors: 20, offSince: '2026-11-30T09:00:00.000Z' };
  expect(await connectorState(lab.store, 'test')).toEqual(state);
  const journal = await lab.store.journal('test');
  for (const seen of [
    await lab.get('/Users/1007'),
    await lab.get('/ServiceProviderConfig', { token: null }),
    await lab.post('/Users', person('x', 'x@x.example')),
    await lab.get('/Users', { token: 'wrong' }),
  ])
    expect([seen.status, seen.answer.trace[0]?.what]).toEqual([403, 'Connector switched off']);
  expect(await lab.store.journal('test')).toEqual(journal);
  await switchOn(lab.store, 'test', cause);
  expect((await lab.get('/Users/1007')).status).toBe(200);
  expect(await connectorState(lab.store, 'test')).toEqual({ errors: 0 });
});

test('an answer that is no error sets the count back; a request without a valid token does not count', async () => {
  const lab = await bench('connector');
  for (let error = 0; error < 19; error++) await lab.get('/Users/nobody');
  await lab.get('/Users/1007', { token: 'wrong' });
  expect((await connectorState(lab.store, 'test')).errors).toBe(19);
  await lab.get('/Users/1007');
  expect((await connectorState(lab.store, 'test')).errors).toBe(0);
  for (let error = 0; error < 19; error++) await lab.get('/Users/nobody');
  expect((await lab.get('/Users/1007')).status).toBe(200);
});

test('other profiles go on after any number of errors', async () => {
  const lab = await bench('lenient');
  for (let error = 0; error < 25; error++) await lab.get('/Users/nobody');
  expect((await lab.get('/Users/1007')).status).toBe(200);
});

test.each([
  'userName eq "omar.haddad@northwind.example"',
  'externalId eq "E1007"',
  'emails[type eq "work"].value eq "omar.haddad@northwind.example"',
  'userName eq "omar.haddad@northwind.example" and active eq true',
])('the cloud connector takes the filter %s', async (filter) => {
  expect(await (await bench('cloud')).found(filter)).toEqual(['omar.haddad@northwind.example']);
});

test.each([
  ['or', 'userName eq "a" or userName eq "b"'],
  ['not', 'not (userName eq "a")'],
  ['pr', 'title pr'],
  ['sw', 'userName sw "a"'],
  ['gt', 'meta.lastModified gt "2026-01-01T00:00:00Z"'],
  ['ne', 'emails[type ne "work"]'],
  ['co', 'active eq true and userName co "a"'],
])('the cloud connector refuses %s in a filter', async (operator, filter) => {
  const lab = await bench('cloud');
  for (const path of [`/Users?${query({ filter })}`, `/?${query({ filter })}`]) {
    const { status, json } = await lab.get(path);
    expect([status, json.scimType, json.detail]).toEqual([
      400,
      'invalidFilter',
      expect.stringContaining(`it has ${operator}.`),
    ]);
  }
});

test('the cloud connector still takes any filter in the path of a PATCH', async () => {
  const lab = await bench('cloud');
  const path = 'members[value eq "1007" or value sw "x"]';
  expect((await lab.patch('/Groups/7', [{ op: 'remove', path }])).status).toBe(200);
});
