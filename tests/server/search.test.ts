// Searches by POST, and queries of the server root (RFC 7644 §3.4.2.1, §3.4.3).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup, listUrn, query, type Bench, type Seen } from './kit.ts';

const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const search = (lab: Bench, path: string, body: JsonObject) =>
  lab.post(path, { schemas: [searchUrn], ...body });
const resources = ({ json }: Seen): readonly JsonObject[] => json.Resources as JsonObject[];
const told = ({ answer }: Seen) => answer.trace.map(({ what }) => what);

test('SRC-01 PRJ-19 a search honours filter, page, order and attributes', async () => {
  const lab = await bench();
  const seen = await search(lab, '/Users/.search', {
    filter: 'emails pr',
    startIndex: 2,
    count: 2,
    sortBy: 'userName',
    sortOrder: 'descending',
    attributes: ['userName', 'name.givenName'],
  });
  const { json, status } = seen;
  expect(status).toBe(200);
  expect(json).toMatchObject({ schemas: [listUrn], startIndex: 2, itemsPerPage: 2 });
  const { json: same } = await lab.get(
    `/Users?${query({ filter: 'emails pr', startIndex: 2, count: 2, sortBy: 'userName', sortOrder: 'descending', attributes: 'userName,name.givenName' })}`,
  );
  expect(json).toEqual(same);
  for (const resource of resources(seen))
    expect(Object.keys(resource).toSorted()).toEqual(['id', 'name', 'schemas', 'userName']);
  expect(seen.header('Location')).toBe(`${lab.tenant.baseUrl}/Users/.search`);
});

test('SRC-02 groups are searched too', async () => {
  const lab = await bench();
  const seen = await search(lab, '/Groups/.search', { excludedAttributes: ['members'] });
  expect([seen.status, seen.json.totalResults]).toEqual([200, 8]);
  for (const group of resources(seen)) expect(Object.keys(group)).not.toContain('members');
});

test('SRC-06 a search with schemas alone, and one with null for everything, shows the first page', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users');
  expect((await search(lab, '/Users/.search', {})).json).toEqual(json);
  const none = { filter: null, sortBy: null, count: null, attributes: null, cursor: null };
  expect((await search(lab, '/Users/.search', none)).json).toEqual(json);
});

test('names of parameters have no letter case, and unknown ones are ignored', async () => {
  const lab = await bench();
  const seen = await search(lab, '/Users/.search?count=1', { COUNT: 3, colour: 'red' });
  expect(seen.json.itemsPerPage).toBe(3);
  expect(told(seen)).toEqual(
    expect.arrayContaining(['Ignored the parameter `count`', 'Ignored `colour`']),
  );
});

test('SRC-07 GET of a search is 405', async () => {
  const lab = await bench();
  for (const path of ['/.search', '/Users/.search', '/Groups/.search']) {
    const seen = await lab.get(path);
    expect([seen.status, seen.header('Allow')]).toEqual([405, 'POST, OPTIONS']);
  }
});

test.each(['/Unknown/.search', '/Schemas/.search', '/Users/1007/.search', '/.search/1'])(
  'SRC-09 nothing is searched at %s',
  async (path) => {
    expect([404, 405]).toContain((await search(await bench(), path, {})).status);
  },
);

test.each<readonly [string, Json, string]>([
  ['no schemas', {}, 'invalidSyntax'],
  ['another message', { schemas: [core] }, 'invalidSyntax'],
  ['a list', [], 'invalidSyntax'],
  ['a filter that is no text', { schemas: [searchUrn], filter: 1 }, 'invalidValue'],
  ['a filter that cannot be read', { schemas: [searchUrn], filter: 'x y z' }, 'invalidFilter'],
  ['an empty filter', { schemas: [searchUrn], filter: '' }, 'invalidFilter'],
  ['a count that is text', { schemas: [searchUrn], count: '10' }, 'invalidValue'],
  ['half a resource', { schemas: [searchUrn], count: 1.5 }, 'invalidValue'],
  ['attributes that are text', { schemas: [searchUrn], attributes: 'userName' }, 'invalidValue'],
  ['an order of nothing', { schemas: [searchUrn], sortBy: 'nothing' }, 'invalidPath'],
  [
    'attributes and excludedAttributes',
    { schemas: [searchUrn], attributes: ['id'], excludedAttributes: ['name'] },
    'invalidValue',
  ],
])('ERR-03 a search with %s is refused', async (_, body, scimType) => {
  const lab = await bench();
  const { status, json } = await lab.post('/Users/.search', body);
  expect([status, json.scimType]).toEqual([400, scimType]);
});

test.each(['{"schemas":', '', 'null', '"x"'])(
  'ERR-03 ERR-04 the body %j is refused',
  async (text) => {
    const lab = await bench();
    const { status, json } = await lab.send('POST', '/.search', { text });
    expect([status, json.scimType]).toEqual([400, 'invalidSyntax']);
  },
);

test('a lenient tenant takes a search without schemas, and says so', async () => {
  const lab = await bench('lenient');
  const seen = await lab.post('/Users/.search', { count: 1 });
  expect([seen.status, seen.json.itemsPerPage]).toEqual([200, 1]);
  expect(told(seen)).toContain('Took the body for a SearchRequest message');
});

test('a search reads: a token that may only read may search', async () => {
  const lab = await bench();
  const auditor = { token: 'lab-test-audit' };
  const body = { schemas: [searchUrn] };
  for (const path of ['/.search', '/Users/.search', '/Groups/.search'])
    expect((await lab.post(path, body, auditor)).status).toBe(200);
  const omar = { token: 'lab-test-omar' };
  for (const path of ['/.search', '/Users/.search'])
    expect((await lab.post(path, body, omar)).status).toBe(403);
  expect((await lab.get('/', omar)).status).toBe(403);
});

test('SRC-08 a query of the root finds users and groups together, in the order they were created', async () => {
  const lab = await bench();
  const user = await lab.user('last-but-one');
  const group = await lab.group('Last', user.id);
  const seen = await lab.get('/?count=1000');
  expect([seen.status, seen.json.totalResults]).toEqual([200, 25]);
  expect(resources(seen).slice(-2)).toEqual([
    (await lab.get(`/Users/${user.id}`)).json,
    (await lab.get(`/Groups/${group.id}`)).json,
  ]);
  expect((await lab.get('?count=1000')).json).toEqual(seen.json);
  expect((await search(lab, '/.search', { count: 1000 })).json).toEqual(seen.json);
});

const kinds = (seen: Seen) => resources(seen).map((each) => (each.meta as JsonObject).resourceType);

test('an attribute that only another type has has no value at the root', async () => {
  const lab = await bench();
  const find = (filter: string) => lab.get(`/?${query({ filter, count: 1000 })}`);
  expect(new Set(kinds(await find('members pr')))).toEqual(new Set(['Group']));
  expect(new Set(kinds(await find('userName pr')))).toEqual(new Set(['User']));
  expect(kinds(await find('not (userName pr)'))).toHaveLength(8);
  expect(kinds(await find('userName eq "omar.haddad@northwind.example"'))).toEqual(['User']);
  expect(kinds(await find('displayName pr'))).toHaveLength(23);
  expect(kinds(await find('meta.resourceType eq "Group"'))).toHaveLength(8);
  expect(
    kinds(await find('(meta.resourceType eq "User") or (meta.resourceType eq "Group")')),
  ).toHaveLength(23);
  expect(kinds(await find('id eq "1007" or displayName eq "ss-users"'))).toHaveLength(2);
  const unknown = await find('nothing pr');
  expect([unknown.status, unknown.json.scimType]).toEqual([400, 'invalidFilter']);
});

test('the root sorts over all types; what has no value comes last', async () => {
  const lab = await bench();
  const seen = await lab.get(`/?${query({ sortBy: 'members.display', count: 1000 })}`);
  expect(kinds(seen).slice(-15)).toEqual(Array.from({ length: 15 }, () => 'User'));
  const named = await lab.get(`/?${query({ sortBy: 'displayName', count: 1000 })}`);
  const names = resources(named).map(({ displayName }) => String(displayName));
  expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
});

test('attributes of the root are chosen for each type', async () => {
  const lab = await bench();
  const seen = await lab.get(`/?${query({ attributes: 'userName,members.value', count: 1000 })}`);
  const [user, group] = [resources(seen)[0]!, resources(seen).at(-1)!];
  expect(Object.keys(user)).toContain('userName');
  expect(Object.keys(group)).not.toContain('userName');
  expect([user.schemas, group.schemas]).toEqual([expect.arrayContaining([core]), [coreGroup]]);
});

test('the root shows what a token may read', async () => {
  const lab = await bench();
  const tokens = lab.tenant.tokens as unknown as { value: string; scopes?: string[] }[];
  tokens.find(({ value }) => value === 'lab-test-audit')!.scopes = ['groups:read'];
  const seen = await lab.get('/', { token: 'lab-test-audit' });
  expect(new Set(kinds(seen))).toEqual(new Set(['Group']));
  expect((await lab.get('/Users', { token: 'lab-test-audit' })).status).toBe(403);
});

const attributes = fc.subarray(['userName', 'name.givenName', 'emails', 'members', 'meta', 'nope']);
const asked = fc.record(
  {
    filter: fc.constantFrom(
      ...['userName sw "o"', 'displayName co "a"', 'meta.resourceType eq "User"', 'not (title pr)'],
      ...['id eq "1007"', 'externalId pr', 'schemas co "enterprise"', 'nothing pr', 'x', ''],
    ),
    sortBy: fc.constantFrom(...['userName', 'displayName', 'meta.created', 'name', 'id', 'emails']),
    sortOrder: fc.constantFrom('ascending', 'descending', 'sideways'),
    startIndex: fc.integer({ min: -2, max: 30 }),
    count: fc.integer({ min: -2, max: 30 }),
    attributes,
    excludedAttributes: attributes,
  },
  { requiredKeys: [] },
);

test('FLT-70 a search finds what GET finds, refusals included', async () => {
  const lab = await bench();
  const endpoint = fc.constantFrom('', '/Users', '/Groups');
  await fc.assert(
    fc.asyncProperty(endpoint, asked, async (path, parameters) => {
      const text = Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [name, String(value)]),
      );
      const got = await lab.get(`${path}?${query(text)}`);
      const found = await search(lab, `${path}/.search`, parameters);
      expect([found.status, found.json]).toEqual([got.status, got.json]);
    }),
    { numRuns: 1000 },
  );
});
