// Paging by cursor (RFC 9865).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, query, type Bench, type Seen } from './kit.ts';

type Parameters = Readonly<Record<string, string | number>>;

const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const ids = ({ json }: Seen) =>
  ((json.Resources ?? []) as JsonObject[]).map(({ id }) => String(id));
const next = ({ json }: Seen) => json.nextCursor as string | undefined;
const previous = ({ json }: Seen) => json.previousCursor as string | undefined;
const refusal = ({ status, json }: Seen) => [status, json.scimType];

/** Pages of `/Users`, or another endpoint, as a query lists them. */
const pages = (lab: Bench, parameters: Parameters = {}, endpoint = '/Users') => ({
  first: () => lab.get(`${endpoint}?${query({ cursor: '', ...parameters })}`),
  at: (cursor: string, more: Parameters = {}) =>
    lab.get(`${endpoint}?${query({ ...parameters, ...more, cursor })}`),
});

/** Every page from the first to the last, one after the other. */
async function walk(lab: Bench, parameters: Parameters, endpoint = '/Users') {
  const { first, at } = pages(lab, parameters, endpoint);
  const seen = [await first()];
  for (let cursor = next(seen[0]!); cursor; cursor = next(seen.at(-1)!))
    seen.push(await at(cursor));
  for (const page of seen) expect(page.status).toBe(200);
  return seen;
}

test.each(['?cursor&count=2', '?cursor=&count=2', '?count=2&cursor'])(
  'CUR-01 CUR-16 %s is the first page: a way on, none back, and no index',
  async (text) => {
    const lab = await bench();
    const { json } = await lab.get(`/Users${text}`);
    expect(Object.keys(json)).toEqual([
      ...['schemas', 'totalResults', 'nextCursor', 'itemsPerPage', 'Resources'],
    ]);
    expect([json.totalResults, json.itemsPerPage]).toEqual([15, 2]);
  },
);

test('CUR-02 a walk shows each person once, in the order of the list', async () => {
  const lab = await bench();
  const seen = await walk(lab, { count: 4 });
  expect(seen.map((page) => ids(page).length)).toEqual([4, 4, 4, 3]);
  expect(seen.flatMap(ids)).toEqual(ids(await lab.get('/Users')));
  for (const { json } of seen) expect(json.totalResults).toBe(15);
});

test('CUR-02b what fits on one page has no way on', async () => {
  const lab = await bench();
  for (const count of [15, 16, 1000]) {
    const seen = await pages(lab, { count }).first();
    expect([ids(seen).length, next(seen), previous(seen)]).toEqual([15, undefined, undefined]);
  }
  const none = await pages(lab, { filter: 'userName eq "nobody"' }).first();
  expect([none.json.totalResults, next(none)]).toEqual([0, undefined]);
});

test('CUR-03 a cursor is text that a URL takes as it is, and tells nothing', async () => {
  const lab = await bench();
  const seen = await pages(lab, { count: 2, sortBy: 'userName' }).first();
  const cursor = next(seen)!;
  expect(cursor).toMatch(/^[A-Za-z0-9\-._~]+$/);
  const plain = Buffer.from(cursor, 'base64url').toString('latin1');
  expect(plain).not.toContain('northwind');
  expect(plain).not.toContain('userName');
});

test('CUR-04 the way back shows the page before, and ends at the first', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 4, sortBy: 'userName', sortOrder: 'descending' });
  const one = await first();
  const two = await at(next(one)!);
  const three = await at(next(two)!);
  const back = await at(previous(three)!);
  expect(ids(back)).toEqual(ids(two));
  const start = await at(previous(back)!);
  expect([ids(start), previous(start)]).toEqual([ids(one), undefined]);
  expect(ids(await at(next(start)!))).toEqual(ids(two));
});

test.each(['made-up', 'VZUTiyhEQJ94IR', 'null', '0', '%00', ' ', 'A'.repeat(9000)])(
  'CUR-05 the cursor %s was never handed out',
  async (cursor) => {
    const lab = await bench();
    expect(refusal(await pages(lab).at(cursor))).toEqual([400, 'invalidCursor']);
  },
);

test('CUR-05 a cursor that was changed was never handed out', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 2 });
  const cursor = next(await first())!;
  const other = cursor.endsWith('A') ? 'B' : 'A';
  for (const text of [cursor.slice(1), cursor.slice(0, -1) + other, `${cursor}A`])
    expect(refusal(await at(text))).toEqual([400, 'invalidCursor']);
});

test('CUR-06 a cursor ends with its hour, by the clock of the lab', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 2 });
  const cursor = next(await first())!;
  const { json } = await lab.get('/ServiceProviderConfig');
  const { cursorTimeout } = json.pagination as JsonObject;
  lab.now += Number(cursorTimeout) * 1000;
  const later = await at(cursor);
  expect(later.status).toBe(200);
  lab.now += 1001;
  const late = await at(cursor);
  expect(refusal(late)).toEqual([400, 'expiredCursor']);
  expect(late.json.detail).toContain('3600 seconds');
  expect((await at(next(later)!)).status).toBe(200); // each page gives a fresh one
});

test('a cursor is good for its own query only', async () => {
  const lab = await bench();
  const filter = 'userName co "o"';
  const { first, at } = pages(lab, {
    count: 2,
    filter,
    sortBy: 'userName',
    attributes: 'userName',
  });
  const cursor = next(await first())!;
  for (const change of [
    { filter: 'userName co "a"' },
    { sortBy: 'displayName' },
    { sortOrder: 'descending' },
    { attributes: 'displayName' },
  ])
    expect(refusal(await at(cursor, change))).toEqual([400, 'invalidCursor']);
  expect(refusal(await lab.get(`/Groups?${query({ cursor, count: 2 })}`))).toEqual([
    ...[400, 'invalidCursor'],
  ]);
  const same = { filter: ' username CO "o"', sortBy: 'USERNAME', attributes: 'username' };
  expect(ids(await at(cursor, same))).toEqual(ids(await at(cursor)));
  expect((await at(cursor, { foo: 1 })).status).toBe(200);
});

test('a cursor is good for the token it was given to, with the rights it had', async () => {
  const lab = await bench();
  const path = (cursor: string) => `/Users?${query({ count: 2, cursor })}`;
  const tokens = lab.tenant.tokens as unknown as { value: string; scopes?: string[] }[];
  const audit = { token: 'lab-test-audit' };
  const cursor = next(await lab.get(path(''), audit))!;
  expect((await lab.get(path(cursor), audit)).status).toBe(200);
  const stolen = await lab.get(path(cursor));
  const madeUp = await lab.get(path('x'));
  expect(refusal(stolen)).toEqual([400, 'invalidCursor']);
  const words = ({ json }: Seen, text: string) => String(json.detail).replace(text, '…');
  expect(words(stolen, cursor)).toBe(words(madeUp, 'cursor x').replace('…', 'cursor …'));
  tokens.find(({ value }) => value === audit.token)!.scopes = ['users:read'];
  expect(refusal(await lab.get(path(cursor), audit))).toEqual([400, 'invalidCursor']);
});

test('a cursor is good in its own tenant only', async () => {
  const [here, there] = [await bench(), await bench()];
  Object.assign(there.tenant, { id: 'other' });
  await there.store.seed({ tenant: 'other', resources: [], documents: {}, nextIds: {} });
  const cursor = next(await pages(here, { count: 2 }).first())!;
  expect(refusal(await pages(there, { count: 2 }).at(cursor))).toEqual([400, 'invalidCursor']);
});

test('CUR-10 cursor and startIndex exclude each other', async () => {
  const lab = await bench();
  for (const cursor of ['', 'x'])
    expect((await lab.get(`/Users?${query({ cursor, startIndex: 1 })}`)).status).toBe(400);
});

test.each(['connector', 'cloud'] as const)(
  'CUR-11 DSC-34 where cursors are switched off, %s says so and refuses them',
  async (profile) => {
    const lab = await bench(profile);
    const { json } = await lab.get('/ServiceProviderConfig');
    expect(json.pagination).toEqual({
      cursor: false,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
    });
    for (const cursor of ['', 'x'])
      expect(refusal(await pages(lab).at(cursor))).toEqual([400, 'invalidCursor']);
  },
);

test('CUR-12 without cursor and startIndex, paging is by index', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Users?count=2');
  expect([json.startIndex, json.nextCursor]).toEqual([1, undefined]);
});

test('count stays what it was: left out it is remembered, another one is refused', async () => {
  const lab = await bench();
  const cursor = next(await lab.get('/Users?cursor&count=3'))!;
  expect(ids(await lab.get(`/Users?cursor=${cursor}`))).toHaveLength(3);
  expect(ids(await lab.get(`/Users?cursor=${cursor}&count=3`))).toHaveLength(3);
  expect(refusal(await lab.get(`/Users?cursor=${cursor}&count=4`))).toEqual([400, 'invalidCount']);
});

test.each(['1001', 'ten', '', '1.5'])(
  'a count of %j with a cursor is invalidCount',
  async (count) => {
    const lab = await bench();
    expect(refusal(await lab.get(`/Users?cursor&count=${count}`))).toEqual([400, 'invalidCount']);
  },
);

test.each(['0', '-3'])('a count of %s gives the number alone, and no way on', async (count) => {
  const lab = await bench();
  const seen = await lab.get(`/Users?cursor&count=${count}`);
  expect([seen.json.totalResults, ids(seen), next(seen)]).toEqual([15, [], undefined]);
});

test('people who come and go between two pages move nobody to another page', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 5 });
  const all = ids(await lab.get('/Users'));
  const one = await first();
  await lab.remove(`/Users/${all[0]!}`);
  await lab.remove(`/Users/${all[4]!}`); // the very one the cursor points at
  await lab.remove(`/Users/${all[5]!}`);
  const added = await lab.user('late');
  const two = await at(next(one)!);
  expect(ids(two)).toEqual(all.slice(6, 11));
  expect(two.json.totalResults).toBe(13);
  expect(ids(await at(next(two)!))).toEqual([...all.slice(11), added.id]);
  expect(ids(await at(previous(two)!))).toEqual(all.slice(1, 4));
});

test('a walk in an order goes on behind the last value, though its owner is gone', async () => {
  const lab = await bench('strict', 'northwind');
  const { first, at } = pages(lab, { count: 3, sortBy: 'userName', attributes: 'userName' });
  const one = await first();
  for (const id of ids(one)) await lab.remove(`/Users/${id}`);
  await lab.user('aaa'); // before the place: this walk does not see it
  const two = await at(next(one)!);
  const names = (two.json.Resources as JsonObject[]).map(({ userName }) => userName);
  expect(names).toEqual([
    'grace.okoye@northwind.example',
    'jdoe-old',
    'juergen.mueller@northwind.example',
  ]);
});

test('the last page may turn out empty, and has no cursors then', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 14 });
  const one = await first();
  await lab.remove(`/Users/${ids(await at(next(one)!))[0]!}`);
  const two = await at(next(one)!);
  expect(two.json).toMatchObject({ totalResults: 14, itemsPerPage: 0, Resources: [] });
  expect([next(two), previous(two)]).toEqual([undefined, undefined]);
});

test('a search pages by cursor as well, and takes the cursors of GET', async () => {
  const lab = await bench();
  const search = (cursor: string) =>
    lab.post('/Users/.search', { schemas: [searchUrn], cursor, count: 6, sortBy: 'userName' });
  const one = await search('');
  const two = await search(next(one)!);
  const list = pages(lab, { count: 6, sortBy: 'userName' });
  expect(two.json).toEqual((await list.at(next(await list.first())!)).json);
  expect(refusal(await search('x'))).toEqual([400, 'invalidCursor']);
  const number = await lab.post('/.search', { schemas: [searchUrn], cursor: 1 });
  expect(refusal(number)).toEqual([400, 'invalidValue']);
});

test('the trace tells how the page was found, and that the last one is the last', async () => {
  const lab = await bench();
  const { first, at } = pages(lab, { count: 10 });
  const one = await first();
  const two = await at(next(one)!);
  const step = ({ answer }: Seen) => answer.trace.find(({ what }) => what.startsWith('Took'));
  expect(step(one)).toMatchObject({
    what: 'Took 1 to 10 of 15',
    why: 'An empty `cursor` asks for the first page. `nextCursor` leads on.',
    source: { rfc: '9865', section: '2' },
  });
  expect(step(two)?.what).toBe('Took 11 to 15 of 15');
  expect(step(two)?.why).toContain('This is the last page');
});

const parameters: fc.Arbitrary<Parameters> = fc.record(
  {
    filter: fc.constantFrom('userName co "o"', 'title pr', 'not (title pr)', 'meta.created pr'),
    sortBy: fc.constantFrom(
      ...['userName', 'title', 'emails', 'active', 'meta.lastModified', 'userType'],
      ...['groups.display', 'displayName'],
    ),
    sortOrder: fc.constantFrom('ascending', 'descending'),
    attributes: fc.constant('id'),
    count: fc.integer({ min: 3, max: 9 }),
  },
  { requiredKeys: ['count', 'attributes'] },
) as fc.Arbitrary<Parameters>; // what is left out is absent

test('a walk by cursor and a walk by index show what the whole list shows', async () => {
  const lab = await bench();
  for (const name of ['Äpfel', 'apfel', 'zebra', 'Übermut']) await lab.user(name, { title: name });
  const endpoint = fc.constantFrom('/Users', '/');
  await fc.assert(
    fc.asyncProperty(endpoint, parameters, async (path, asked) => {
      const whole = await lab.get(`${path}?${query({ ...asked, count: 1000 })}`);
      expect((await walk(lab, asked, path)).flatMap(ids)).toEqual(ids(whole));
      const [indexed, step] = [[] as string[], Number(asked.count)];
      for (let at = 1; at <= Number(whole.json.totalResults); at += step)
        indexed.push(...ids(await lab.get(`${path}?${query({ ...asked, startIndex: at })}`)));
      expect(indexed).toEqual(ids(whole));
    }),
    { numRuns: 1000 },
  );
}, 300_000);

test('a walk back shows the same as the walk there, turned around', async () => {
  const lab = await bench();
  await fc.assert(
    fc.asyncProperty(parameters, async (asked) => {
      const there = await walk(lab, asked);
      const { at } = pages(lab, asked);
      const back = [there.at(-1)!];
      for (let cursor = previous(back[0]!); cursor; cursor = previous(back.at(-1)!))
        back.push(await at(cursor));
      expect(back.toReversed().map(ids)).toEqual(there.map(ids));
    }),
    { numRuns: 1000 },
  );
}, 300_000);
