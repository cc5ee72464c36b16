// Sorting (RFC 7644 §3.4.2.3).
import { expect, test } from 'vitest';
import { isList, isObject, type JsonObject } from '../../src/base/json.ts';
import { bench, enterprise, query, type Bench } from './kit.ts';

type Person = JsonObject & { readonly userName: string };

/** The userNames of our own people (they have a `userType`), without it, as a query lists them. */
async function order(lab: Bench, parameters: Readonly<Record<string, string | number>>) {
  const filter = 'userType eq "sorted"';
  const { status, json } = await lab.get(`/Users?${query({ filter, ...parameters })}`);
  const people = isList(json.Resources) ? json.Resources.filter(isObject) : [];
  return status === 200
    ? people.map(({ userName }) => userName)
    : [status, json.scimType, json.detail];
}

async function people(...people: readonly Person[]): Promise<Bench> {
  const lab = await bench();
  for (const { userName, ...more } of people)
    await lab.user(userName, { userType: 'sorted', ...more });
  return lab;
}

const names = (...userNames: readonly string[]) =>
  people(...userNames.map((userName) => ({ userName })));

test('SRT-01 letter case does not count where the schema says so', async () => {
  const lab = await names('b', 'C', 'a', 'D');
  expect(await order(lab, { sortBy: 'userName' })).toEqual(['a', 'b', 'C', 'D']);
  expect(await order(lab, { sortBy: 'USERNAME', sortOrder: 'ascending' })).toEqual([
    ...['a', 'b', 'C', 'D'],
  ]);
});

test('the alphabet is that of Unicode: an accent does not send a name behind z', async () => {
  const lab = await names('zoë', 'émile', 'eva', 'Ängström', 'anna');
  expect(await order(lab, { sortBy: 'userName' })).toEqual([
    ...['Ängström', 'anna', 'émile', 'eva', 'zoë'],
  ]);
});

test('letter case counts where the schema says so', async () => {
  const lab = await people(
    { userName: '1', externalId: 'b' },
    { userName: '2', externalId: 'B' },
    { userName: '3', externalId: 'a' },
  );
  expect(await order(lab, { sortBy: 'externalId' })).toEqual(['2', '3', '1']);
});

test('SRT-02 descending is ascending turned around, equals and all', async () => {
  const lab = await people(
    { userName: '1', title: 'b' },
    { userName: '2', title: 'A' },
    { userName: '3', title: 'a' },
    { userName: '4' },
  );
  const up = await order(lab, { sortBy: 'title' });
  expect(up).toEqual(['2', '3', '1', '4']);
  expect(await order(lab, { sortBy: 'title', sortOrder: 'descending' })).toEqual(up.toReversed());
});

test('SRT-03 what has no value comes last ascending and first descending', async () => {
  const lab = await people(
    { userName: '1' },
    { userName: '2', title: 'b' },
    { userName: '3', title: 'a' },
  );
  expect(await order(lab, { sortBy: 'title' })).toEqual(['3', '2', '1']);
  expect(await order(lab, { sortBy: 'title', sortOrder: 'descending' })).toEqual(['1', '2', '3']);
});

test('SRT-04 SRT-04b of several values the primary one counts, else the first', async () => {
  const mail = (value: string, primary?: boolean) => ({ value, ...(primary && { primary }) });
  const lab = await people(
    { userName: '1', emails: [mail('a@x'), mail('d@x', true)] },
    { userName: '2', emails: [mail('c@x'), mail('a@x')] },
    { userName: '3', emails: [mail('b@x', true), mail('z@x')] },
    { userName: '4' },
  );
  for (const sortBy of ['emails.value', 'emails', 'EMAILS.Value'])
    expect(await order(lab, { sortBy })).toEqual(['3', '2', '1', '4']);
});

test('SRT-05 a part of a complex attribute, letter case ignored', async () => {
  const lab = await people(
    { userName: '1', name: { familyName: 'ruiz' } },
    { userName: '2', name: { familyName: 'Haddad' } },
    { userName: '3', name: { givenName: 'Ana' } },
  );
  expect(await order(lab, { sortBy: 'name.familyName' })).toEqual(['2', '1', '3']);
});

test('dates are sorted by their instant, booleans false before true', async () => {
  const lab = await names('1', '2', '3');
  lab.now += 60_000;
  await lab.user('4', { userType: 'sorted' });
  lab.now -= 120_000;
  await lab.user('5', { userType: 'sorted', active: false });
  expect(await order(lab, { sortBy: 'meta.created' })).toEqual(['5', '1', '2', '3', '4']);
  expect(await order(lab, { sortBy: 'active' })).toEqual(['5', '1', '2', '3', '4']);
});

test('attributes of an extension, by URN and without', async () => {
  const lab = await people(
    { userName: '1', [enterprise]: { department: 'it' } },
    { userName: '2', [enterprise]: { department: 'Finance' } },
    { userName: '3' },
  );
  for (const sortBy of [`${enterprise}:department`, 'department', `${enterprise}:DEPARTMENT`])
    expect(await order(lab, { sortBy })).toEqual(['2', '1', '3']);
});

test('what is only worked out for the answer can be sorted by as well', async () => {
  const lab = await people(
    { userName: '1', [enterprise]: { manager: { value: '1033' } } }, // Priya
    { userName: '2', [enterprise]: { manager: { value: '1007' } } }, // Omar
  );
  expect(await order(lab, { sortBy: `${enterprise}:manager.displayName` })).toEqual(['2', '1']);
  await lab.group('Zulu', (await lab.user('3', { userType: 'sorted' })).id);
  await lab.group('Alpha', (await lab.user('4', { userType: 'sorted' })).id);
  expect(await order(lab, { sortBy: 'groups.display' })).toEqual(['4', '3', '1', '2']);
});

test.each([
  ['nothing', '?sortBy=nothing', 'invalidPath'],
  ['name.nothing', '?sortBy=name.nothing', 'invalidPath'],
  ['another type', '?sortBy=members', 'invalidPath'],
  ['an empty name', '?sortBy=', 'invalidPath'],
  ['a path with brackets', '?sortBy=emails%5Btype%20eq%20%22work%22%5D.value', 'invalidPath'],
  ['a complex attribute', '?sortBy=name', 'invalidPath'],
  ['an extension', `?sortBy=${enterprise}`, 'invalidPath'],
  ['a password', '?sortBy=password', 'invalidPath'],
  ['__proto__', '?sortBy=__proto__', 'invalidPath'],
  ['another order', '?sortBy=userName&sortOrder=up', 'invalidValue'],
  ['an empty order', '?sortBy=userName&sortOrder=', 'invalidValue'],
])('SRT-09 SRT-10 sorting by %s is refused', async (_, text, scimType) => {
  const lab = await bench();
  const { status, json } = await lab.get(`/Users${text}`);
  expect([status, json.scimType]).toEqual([400, scimType]);
});

test('a complex attribute is refused with a part that would do', async () => {
  const lab = await bench();
  expect((await lab.get('/Users?sortBy=name')).json.detail).toBe(
    'name has parts, and no order as a whole. Name a part, such as name.formatted.',
  );
});

test('sortOrder without sortBy is ignored, and the trace says so', async () => {
  const lab = await bench();
  const seen = await lab.get('/Users?sortOrder=descending');
  expect(seen.json).toEqual((await lab.get('/Users')).json);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({ kind: 'warn', what: 'Ignored `sortOrder`' }),
  );
});

test('SRT-12 pages by an attribute that is equal for all show nobody twice', async () => {
  const lab = await names('a', 'b', 'c', 'd', 'e');
  const seen = [];
  for (let startIndex = 1; startIndex <= 5; startIndex += 2)
    seen.push(...(await order(lab, { sortBy: 'userType', startIndex, count: 2 })));
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a list that was sorted is sorted again when something changed', async () => {
  const lab = await names('b', 'c');
  const all = async () => {
    const { json } = await lab.get('/Users?sortBy=userName&count=2&attributes=userName');
    return (json.Resources as JsonObject[]).map(({ userName }) => userName);
  };
  const before = await all();
  await lab.user('a-first');
  expect([before, await all()]).toEqual([
    ['admin', 'anne-marie.dubois@northwind.example'],
    ['a-first', 'admin'],
  ]);
});

test('groups are sorted like users', async () => {
  const lab = await bench();
  const { json } = await lab.get('/Groups?sortBy=displayName&sortOrder=descending');
  const shown = (json.Resources as JsonObject[]).map(({ displayName }) => String(displayName));
  expect(shown).toEqual(shown.toSorted().toReversed());
  expect(shown).toHaveLength(8);
});
