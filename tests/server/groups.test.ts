// Groups over HTTP: members, what users see of them, and groups in groups (RFC 7643 §4.2, §4.1.2).
import { expect, test } from 'vitest';
import { isList, isObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { bench, coreGroup, query, without, type Bench } from './kit.ts';

const membersOf = (json: JsonObject): readonly Json[] =>
  isList(json.members)
    ? json.members.map((member) => (isObject(member) ? member.value! : member))
    : [];

const members = async (lab: Bench, id: string): Promise<readonly Json[]> =>
  membersOf((await lab.get(`/Groups/${id}`)).json);

const groupsOf = async (lab: Bench, id: string): Promise<readonly Json[]> => {
  const { groups } = (await lab.get(`/Users/${id}`)).json;
  return isList(groups) ? groups : [];
};

const versionOf = (json: JsonObject): unknown => (json.meta as JsonObject).version;

test('GRP-01 GRP-02 a group is created, with no members where there are none', async () => {
  const lab = await bench();
  const seen = await lab.post('/Groups', {
    schemas: [coreGroup],
    displayName: 'Team',
    members: [],
  });
  expect(seen.status).toBe(201);
  expect(seen.json).toMatchObject({ displayName: 'Team', meta: { resourceType: 'Group' } });
  expect(seen.header('Location')).toBe((seen.json.meta as JsonObject).location);
  expect('members' in seen.json).toBe(false);
});

test('GRP-03 GRP-03b members have an address, a type and a name', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one', { displayName: 'Uno' }), await lab.user('two')];
  const made = await lab.group('Team', one.id, two.id);
  const users = `${lab.tenant.baseUrl}/Users`;
  expect(made.members).toEqual([
    { value: one.id, $ref: `${users}/${one.id}`, type: 'User', display: 'Uno' },
    { value: two.id, $ref: `${users}/${two.id}`, type: 'User', display: 'two' },
  ]);
  expect((await lab.get(`/Groups/${made.id}`)).json).toEqual(made);
});

test.each([
  [
    'POST',
    async (lab: Bench) =>
      lab.post('/Groups', { schemas: [coreGroup], displayName: 'G', members: [{ value: '404' }] }),
  ],
  [
    'PUT',
    async (lab: Bench) =>
      lab.put('/Groups/1', { schemas: [coreGroup], displayName: 'G', members: [{ value: '404' }] }),
  ],
  [
    'PATCH',
    async (lab: Bench) =>
      lab.patch('/Groups/1', [{ op: 'add', path: 'members', value: [{ value: '404' }] }]),
  ],
])('a member that does not exist is refused by %s', async (_, send) => {
  const lab = await bench();
  await lab.store.write('test', { exchange: 'x', actor: 'x', at: '' }, (edit) =>
    edit.put('Group', {
      id: '1',
      schemas: [coreGroup],
      displayName: 'G',
      meta: { version: 'W/"1"' },
    }),
  );
  const before = await lab.get('/Groups/1');
  const seen = await send(lab);
  expect([seen.status, seen.json.scimType]).toEqual([400, 'invalidValue']);
  expect((await lab.get('/Groups/1')).json).toEqual(before.json);
});

test('GRP-08 excludedAttributes=members leaves the members out', async () => {
  const lab = await bench();
  const { id } = await lab.group('Team', (await lab.user('one')).id);
  const { json } = await lab.get(`/Groups/${id}?excludedAttributes=members`);
  expect(['members' in json, json.displayName]).toEqual([false, 'Team']);
});

test('GRP-11 GRP-13 groups are found by displayName in any case, and by id and member', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team', one.id);
  expect(await lab.found('displayName eq "TEAM"', '/Groups')).toEqual(['Team']);
  expect(await lab.found(`id eq "${id}" and members eq "${one.id}"`, '/Groups')).toEqual(['Team']);
  expect(await lab.found(`id eq "${id}" and members eq "1007"`, '/Groups')).toEqual([]);
});

test('GRP-14 GRP-15 GRP-16 a PUT gives exactly its members, none where it names none', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  const { id } = await lab.group('Team', one.id);
  const put = (more: JsonObject) =>
    lab.put(`/Groups/${id}`, { schemas: [coreGroup], displayName: 'Team', ...more });
  expect(membersOf((await put({ members: [{ value: two.id }] })).json)).toEqual([two.id]);
  expect(membersOf((await put({ members: [] })).json)).toEqual([]);
  await put({ members: [{ value: two.id }] });
  expect(membersOf((await put({})).json)).toEqual([]);
});

test('GRP-18 GRP-31 adding who is there already, or twice, changes nothing or counts once', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  const made = await lab.group('Team', one.id);
  lab.now += 60_000;
  const again = await lab.patch(`/Groups/${made.id}`, [
    { op: 'add', path: 'members', value: [{ value: one.id }] },
  ]);
  expect([again.status, again.json]).toEqual([200, made]);
  const twice = await lab.patch(`/Groups/${made.id}`, [
    { op: 'add', path: 'members', value: [{ value: two.id }, { value: two.id }] },
  ]);
  expect(membersOf(twice.json)).toEqual([one.id, two.id]);
});

test('GRP-21 GRP-22 GRP-23 members are removed by filter, or all at once', async () => {
  const lab = await bench();
  const ids = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push((await lab.user(name)).id);
  const [a, b, c, d] = ids as [string, string, string, string];
  const { id } = await lab.group('Team', a, b, c, d);
  const removed = async (path: string) =>
    membersOf((await lab.patch(`/Groups/${id}`, [{ op: 'remove', path }])).json);
  expect(await removed(`members[value eq "${a}"]`)).toEqual([b, c, d]);
  expect(await removed(`members[value eq "${b}" or value eq "${c}"]`)).toEqual([d]);
  expect(await removed('members')).toEqual([]);
});

test('members can be picked by the name they are shown with', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one', { displayName: 'Uno' }), await lab.user('two')];
  const { id } = await lab.group('Team', one.id, two.id);
  const seen = await lab.patch(`/Groups/${id}`, [
    { op: 'remove', path: 'members[display eq "Uno"]' },
  ]);
  expect(membersOf(seen.json)).toEqual([two.id]);
  const stored = await lab.store.read('test', (view) => view.get('Group', id));
  expect(stored?.resource.members).toEqual([{ value: two.id, type: 'User' }]);
});

test('GRP-28 GRP-29 GRP-30 operations of one PATCH see each other', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  const { id } = await lab.group('Team', one.id);
  const swapped = await lab.patch(`/Groups/${id}`, [
    { op: 'remove', path: `members[value eq "${one.id}"]` },
    { op: 'add', path: 'members', value: [{ value: two.id }] },
    { op: 'replace', path: 'externalId', value: 'X2' },
  ]);
  expect([membersOf(swapped.json), swapped.json.externalId]).toEqual([[two.id], 'X2']);
  const undone = await lab.patch(`/Groups/${id}`, [
    { op: 'add', path: 'members', value: [{ value: one.id }] },
    { op: 'remove', path: `members[value eq "${one.id}"]` },
  ]);
  expect(membersOf(undone.json)).toEqual([two.id]);
});

test('GRP-32b a member cannot be turned into another', async () => {
  const lab = await bench();
  const [one, two] = [await lab.user('one'), await lab.user('two')];
  const { id } = await lab.group('Team', one.id);
  const seen = await lab.patch(`/Groups/${id}`, [
    { op: 'replace', path: `members[value eq "${one.id}"].value`, value: two.id },
  ]);
  expect([seen.status, seen.json.scimType]).toEqual([400, 'mutability']);
  expect(await members(lab, id)).toEqual([one.id]);
});

test('GRP-33 GRP-33b the groups of a user follow every change at once', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team');
  const path = `/Groups/${id}`;
  const inTeam = {
    value: id,
    $ref: `${lab.tenant.baseUrl}/Groups/${id}`,
    display: 'Team',
    type: 'direct',
  };
  const put = (list: readonly Json[]) =>
    lab.put(path, { schemas: [coreGroup], displayName: 'Team', members: list });
  await lab.patch(path, [{ op: 'add', path: 'members', value: [{ value: one.id }] }]);
  expect(await groupsOf(lab, one.id)).toEqual([inTeam]);
  await lab.patch(path, [{ op: 'remove', path: `members[value eq "${one.id}"]` }]);
  expect(await groupsOf(lab, one.id)).toEqual([]);
  await put([{ value: one.id }]);
  expect(await groupsOf(lab, one.id)).toEqual([inTeam]);
  await put([]);
  expect(await groupsOf(lab, one.id)).toEqual([]);
  await put([{ value: one.id }]);
  await lab.remove(path);
  expect(await groupsOf(lab, one.id)).toEqual([]);
});

test('GRP-34 a renamed group shows its new name in the groups of its members', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team', one.id);
  await lab.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: 'Crew' }]);
  expect(await groupsOf(lab, one.id)).toMatchObject([{ display: 'Crew' }]);
});

test('a renamed user shows its new name among the members', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team', one.id);
  await lab.patch(`/Users/${one.id}`, [{ op: 'add', path: 'displayName', value: 'Uno' }]);
  expect((await lab.get(`/Groups/${id}`)).json.members).toMatchObject([{ display: 'Uno' }]);
});

test('GRP-35 groups of a user cannot be patched', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team');
  const seen = await lab.patch(`/Users/${one.id}`, [
    { op: 'add', path: 'groups', value: [{ value: id }] },
  ]);
  expect([seen.status, seen.json.scimType]).toEqual([400, 'mutability']);
  expect(await members(lab, id)).toEqual([]);
});

test('GRP-37 groups in groups give direct and indirect membership', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const a = await lab.group('A', one.id);
  const b = await lab.group('B', a.id);
  const c = await lab.group('C', b.id, one.id);
  expect(b.members).toMatchObject([
    { value: a.id, type: 'Group', display: 'A', $ref: `${lab.tenant.baseUrl}/Groups/${a.id}` },
  ]);
  expect(await groupsOf(lab, one.id)).toMatchObject([
    { display: 'A', type: 'direct' },
    { display: 'C', type: 'direct' },
    { display: 'B', type: 'indirect' },
  ]);
  const { json } = await lab.get(`/Users?${query({ filter: `groups.value eq "${b.id}"` })}`);
  expect(json.totalResults).toBe(1);
  expect(await lab.found(`id eq "${c.id}" and members.display eq "B"`, '/Groups')).toEqual(['C']);
});

test('the groups of people are the same one by one and in a list', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const { json } = await lab.get('/Users?count=100');
  for (const listed of json.Resources as JsonObject[])
    expect((await lab.get(`/Users/${String(listed.id)}`)).json).toEqual(listed);
});

test('a group cannot contain itself, nor a group that contains it', async () => {
  const lab = await bench();
  const a = await lab.group('A');
  const b = await lab.group('B', a.id);
  const c = await lab.group('C', b.id);
  for (const inner of [a, b, c]) {
    const seen = await lab.patch(`/Groups/${a.id}`, [
      { op: 'add', path: 'members', value: [{ value: inner.id }] },
    ]);
    expect([seen.status, seen.json.scimType]).toEqual([400, 'invalidValue']);
  }
  expect((await lab.get(`/Groups/${a.id}`)).json).toEqual(a);
});

test('groups that came into a circle in another way do not hang the server', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const inCircle = (id: string, next: string) => ({
    id,
    schemas: [coreGroup],
    displayName: `Ring ${id}`,
    members: [
      { value: next, type: 'Group' },
      { value: one.id, type: 'User' },
    ],
    meta: { version: 'W/"1"', lastModified: '2026-11-30T09:00:00.000Z' },
  });
  await lab.store.write('test', { exchange: 'x', actor: 'x', at: '' }, async (edit) => {
    await edit.put('Group', inCircle('501', '502'));
    await edit.put('Group', inCircle('502', '501'));
  });
  expect(await groupsOf(lab, one.id)).toMatchObject([{ value: '501' }, { value: '502' }]);
  expect((await lab.remove('/Groups/501')).status).toBe(204);
  expect(await groupsOf(lab, one.id)).toMatchObject([{ value: '502' }]);
});

test('GRP-40 a deleted group is gone everywhere, also as a member of groups', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const a = await lab.group('A', one.id);
  const b = await lab.group('B', a.id);
  expect((await lab.remove(`/Groups/${a.id}`)).status).toBe(204);
  expect((await lab.get(`/Groups/${a.id}`)).status).toBe(404);
  expect(await groupsOf(lab, one.id)).toEqual([]);
  const { json } = await lab.get(`/Groups/${b.id}`);
  expect([membersOf(json), versionOf(json)]).toEqual([[], 'W/"2"']);
});

test('GRP-41 a group of 200 members shows all, and is small without them', async () => {
  const lab = await bench();
  const ids = [];
  for (let at = 0; at < 200; at += 1) ids.push((await lab.user(`u${at}`)).id);
  const { id } = await lab.group('Many', ...ids);
  expect(await members(lab, id)).toEqual(ids);
  const { text } = await lab.get(`/Groups/${id}?excludedAttributes=members`);
  expect(text!.length).toBeLessThan(500);
});

test('GRP-42 an unknown attribute of a group is not stored', async () => {
  const lab = await bench();
  const { status, json } = await lab.post('/Groups', {
    schemas: [coreGroup],
    displayName: 'Team',
    colour: 'red',
  });
  expect([status, 'colour' in json]).toEqual([201, false]);
});

test('two groups of one name are allowed in strict and refused in lenient', async () => {
  for (const [profile, status] of [
    ['strict', 201],
    ['lenient', 409],
  ] as const) {
    const lab = await bench(profile);
    await lab.group('Team');
    const seen = await lab.post('/Groups', { schemas: [coreGroup], displayName: 'TEAM' });
    expect(seen.status).toBe(status);
  }
});

test('a new id is never one that a user or a group has', async () => {
  const lab = await bench();
  const { id: first } = await lab.group('First');
  await lab.store.write('test', { exchange: 'x', actor: 'x', at: '' }, (edit) =>
    edit.put('User', { id: String(Number(first) + 1), userName: 'in the way', meta: {} }),
  );
  expect((await lab.group('Second')).id).toBe(String(Number(first) + 2));
});

test('the display of a member follows its name, and the same member in two groups is one', async () => {
  const lab = await bench();
  const one = await lab.user('one', { displayName: 'One' });
  const [a, b] = [await lab.group('A', one.id), await lab.group('B', one.id)];
  const display = async (id: string) => {
    const { json } = await lab.get(`/Groups/${id}`);
    return (json.members as JsonObject[]).map((member) => member.display);
  };
  expect([await display(a.id), await display(b.id)]).toEqual([['One'], ['One']]);
  await lab.patch(`/Users/${one.id}`, [{ op: 'replace', path: 'displayName', value: 'Uno' }]);
  expect([await display(a.id), await display(b.id)]).toEqual([['Uno'], ['Uno']]);
});

test('GRP-08 what is not shown is not worked out, and what is shown is the same', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const [group] = (await lab.get('/Groups?filter=members+pr')).json.Resources as JsonObject[];
  const { json } = await lab.get(`/Groups/${String(group!.id)}?excludedAttributes=members`);
  expect(json).toEqual(without(group!, 'members'));
  const only = await lab.get(`/Groups/${String(group!.id)}?attributes=members.display`);
  expect(only.json.members).toEqual(
    (group!.members as JsonObject[]).map(({ display }) => ({ display })),
  );
  const user = await lab.get('/Users/1042');
  const less = await lab.get('/Users/1042?excludedAttributes=groups');
  expect(less.json).toEqual(without(user.json, 'groups'));
});
