// Joiner, mover, leaver at wire level, and what Secret Server makes of it.
import { expect, test } from 'vitest';
import { bench, core, coreGroup, type Bench } from './kit.ts';

const groupNamed = async (lab: Bench, name: string): Promise<string> => {
  const { json } = await lab.get(`/Groups?filter=displayName+eq+%22${name}%22`);
  return (json.Resources as { id: string }[])[0]!.id;
};

const join = async (lab: Bench, name: string, id: string) =>
  lab.patch(`/Groups/${await groupNamed(lab, name)}`, [
    { op: 'add', path: 'members', value: [{ value: id }] },
  ]);

test('LIF-01 a joiner in two groups has both as direct', async () => {
  const lab = await bench();
  const { id } = await lab.user('ana.ruiz@northwind.example', { displayName: 'Ana Ruiz' });
  await join(lab, 'SS-Users', id);
  await join(lab, 'SS-DBA-Prod', id);
  expect((await lab.get(`/Users/${id}`)).json.groups).toMatchObject([
    { display: 'SS-Users', type: 'direct' },
    { display: 'SS-DBA-Prod', type: 'direct' },
  ]);
});

test('a joiner is created in Secret Server, and each group opens secrets', async () => {
  const lab = await bench();
  const made = await lab.post('/Users', {
    schemas: [core],
    userName: 'ana.ruiz@northwind.example',
    displayName: 'Ana Ruiz',
  });
  expect(made.answer.events.map(({ name, subject }) => [name, subject])).toEqual([
    ['User Create', 'ana.ruiz@northwind.example'],
    ['Assigned User or Group', 'ana.ruiz@northwind.example'],
  ]);
  expect(made.answer.access).toEqual([]);
  await join(lab, 'SS-Users', '1042');
  const { answer } = await join(lab, 'SS-DBA-Prod', '1042');
  expect(answer.events).toEqual([
    { name: 'Added to Group', subject: 'ana.ruiz@northwind.example', detail: 'SS-DBA-Prod' },
  ]);
  expect(answer.access).toMatchObject([
    { user: '1042', displayName: 'Ana Ruiz', opensBefore: 0, opensAfter: 3 },
  ]);
  expect(answer.trace.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Secret Server added ana.ruiz@northwind.example to SS-DBA-Prod',
      'Ana Ruiz can open 3 secrets now; before it was nothing.',
    ]),
  );
});

test('LIF-04 a disabled leaver is still found, and opens nothing', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const { answer } = await lab.patch('/Users/1042', [
    { op: 'replace', path: 'active', value: false },
  ]);
  expect(answer.events.map(({ name }) => name)).toEqual(['User Disabled']);
  expect(answer.access).toMatchObject([{ user: '1042', opensBefore: 3, opensAfter: 0 }]);
  const filter = 'userName eq "ana.ruiz@northwind.example" and active eq false';
  expect(await lab.found(filter)).toEqual(['ana.ruiz@northwind.example']);
});

test('LIF-05 LIF-06 a deleted leaver is gone, the name is free, and a new account has a new id', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const { answer } = await lab.remove('/Users/1042');
  expect(answer.access).toMatchObject([{ user: '1042', opensBefore: 3, opensAfter: 0 }]);
  expect(answer.events.map(({ name }) => name)).toEqual([
    'User Disabled',
    'Removed From Group',
    'Removed From Group',
  ]);
  const again = await lab.user('ana.ruiz@northwind.example');
  expect(again.id).not.toBe('1042');
  expect(again.groups).toBeUndefined();
});

test('LIF-06 disabled and enabled again is the same account with the same groups', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const active = (value: boolean) =>
    lab.patch('/Users/1042', [{ op: 'replace', path: 'active', value }]);
  const before = (await lab.get('/Users/1042')).json;
  await active(false);
  const { json, answer } = await active(true);
  expect([json.id, json.groups]).toEqual(['1042', before.groups]);
  expect(answer.access).toMatchObject([{ opensBefore: 0, opensAfter: 3 }]);
});

test('taking a group out of a group closes what it gave to everybody in it', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const dba = await groupNamed(lab, 'SS-DBA-Prod');
  const { id } = await lab.user('new.dba@northwind.example', { displayName: 'New' });
  const inner = await lab.group('Night shift', id);
  const nested = await join(lab, 'SS-DBA-Prod', inner.id);
  const users = await join(lab, 'SS-Users', id);
  const seen = await lab.patch(`/Groups/${dba}`, [
    { op: 'remove', path: `members[value eq "${inner.id}"]` },
  ]);
  expect([nested, users].flatMap(({ answer }) => answer.access).at(-1)).toMatchObject({
    user: id,
    opensAfter: 3,
  });
  expect(seen.answer.access).toMatchObject([{ user: id, opensBefore: 3, opensAfter: 0 }]);
});

test('renaming a group touches nobody', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const id = await groupNamed(lab, 'SS-DBA-Prod');
  const { answer } = await lab.patch(`/Groups/${id}`, [
    { op: 'replace', path: 'displayName', value: 'SS-DBA' },
  ]);
  expect([answer.events, answer.access]).toEqual([[], []]);
});

test('a request that touches hundreds of people compares the first fifty', async () => {
  const lab = await bench();
  const ids = [];
  for (let at = 0; at < 120; at += 1) ids.push({ value: (await lab.user(`u${at}`)).id });
  const { answer } = await lab.post('/Groups', {
    schemas: [coreGroup],
    displayName: 'Many',
    members: ids,
  });
  expect(answer.events.length).toBeLessThanOrEqual(100);
  expect(answer.trace.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Secret Server added 120 members to Many',
      'Compared the access of the first 50 people of 120',
    ]),
  );
});
