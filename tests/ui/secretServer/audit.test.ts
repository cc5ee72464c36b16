// Checks what the audit screen shows: names, sources in words, filters, the table to take away, and before and after.
import { expect, test } from 'vitest';
import { readAudit } from '../../../src/app/auditBook.ts';
import { act } from '../../../src/app/command/act.ts';
import { undo } from '../../../src/app/undo.ts';
import {
  auditRows,
  auditTable,
  choicesIn,
  everything,
  fitting,
} from '../../../src/ui/secretServer/audit/auditRows.ts';
import { diffRows } from '../../../src/ui/secretServer/audit/diffRows.ts';
import { bench, type Bench } from '../../server/kit.ts';

/** A mover's day: a group left and joined, a right taken by hand, a title changed and undone. */
async function moverDay(): Promise<Bench> {
  const lab = await bench('strict', 'northwind-mover');
  const keep = async (
    path: string,
    operations: readonly { readonly [key: string]: string | object }[],
  ) => {
    lab.now += 1000;
    const seen = await lab.patch(path, operations as never);
    const id = seen.header('X-Request-Id')!;
    await lab.store.keepExchange(lab.tenant.id, id, {
      request: { method: 'PATCH' },
      response: { status: seen.status },
    });
    return id;
  };
  await keep('/Groups/7', [{ op: 'remove', path: 'members[value eq "1042"]' }]);
  await keep('/Groups/9', [{ op: 'add', path: 'members', value: [{ value: '1042' }] }]);
  const title = await keep('/Users/1042', [{ op: 'replace', path: 'title', value: 'Engineer' }]);
  const at = (seconds: number) => new Date(lab.now + seconds * 1000).toISOString();
  const { store, tenant } = lab;
  const command = { kind: 'removeGrant', user: '1042', folder: '21' } as const;
  await act(store, { tenant: tenant.id, command, exchange: 'vault-1', at: at(1) });
  const back = { exchange: `undo-${title}`, actor: 'You', at: at(2) };
  await undo(store, { tenant: tenant.id, exchange: title, cause: back });
  return lab;
}

async function shownDay() {
  const { store, tenant } = await moverDay();
  const book = await readAudit(store, tenant.id);
  return { book, rows: auditRows(book) };
}

const lineOf = ({ clock, event, subject, source }: ReturnType<typeof auditRows>[number]) =>
  `${clock} ${event.name}, ${subject}, ${source}`;

test('rows name people, and say how each change came about', async () => {
  const { rows } = await shownDay();
  expect(rows.slice(0, 5).map(lineOf)).toEqual([
    '11-30 09:00:05 User Edit, Ana Ruiz, You, undo of exchange 3',
    '11-30 09:00:04 Folder Edit Permissions, \\IT\\Databases\\Prod, You, by hand',
    '11-30 09:00:03 User Edit, Ana Ruiz, You, PATCH 3',
    '11-30 09:00:02 Added to Group, Ana Ruiz, You, PATCH 2',
    '11-30 09:00:01 Removed From Group, Ana Ruiz, You, PATCH 1',
  ]);
});

test.each([
  [{ event: 'User Edit' }, 2],
  [{ how: 'hand', withEffect: true }, 1],
  [{ how: 'undo' }, 1],
  [{ person: '1042', withEffect: true }, 3],
  [{ actor: 'You' }, 5],
  [{ find: 'ruiz net-ops' }, 1],
  [{ find: 'RUÏZ nothing' }, 0],
  [{ from: Date.parse('2026-11-30T09:00:02Z'), to: Date.parse('2026-11-30T09:00:03Z') }, 2],
] as const)('%o leaves %i events', async (asked, count) => {
  const { rows } = await shownDay();
  expect(fitting(rows, { ...everything, ...asked })).toHaveLength(count);
});

test('only what leads to something can be chosen', async () => {
  const { book, rows } = await shownDay();
  const { events, actors, people } = choicesIn(rows, book);
  expect(events).toContain('Secret View');
  expect(events.filter((name) => name !== 'Secret View')).toEqual([
    'Added to Group',
    'Folder Edit Permissions',
    'Removed From Group',
    'User Edit',
  ]);
  expect(actors).toContain('You');
  expect(people.find(({ id }) => id === '1042')).toEqual({ id: '1042', name: 'Ana Ruiz' });
});

test('the table to take away has exact instants, ids and numbers', async () => {
  const { rows } = await shownDay();
  const { columns, rows: cells } = auditTable(rows.slice(1, 2));
  expect(Object.fromEntries(columns.map(({ id }, at) => [id, cells[0]![at]]))).toEqual({
    at: '2026-11-30T09:00:04.000Z',
    event: 'Folder Edit Permissions',
    eventName: 'Secret Server',
    subject: '\\IT\\Databases\\Prod',
    subjectId: '\\IT\\Databases\\Prod',
    detail: 'View for ana.ruiz@northwind.example removed by hand',
    actor: 'You',
    how: 'by hand',
    exchange: undefined,
    effect: '−3 secrets',
    opened: 0,
    closed: 3,
  });
});

test('an audit read again keeps the numbers of the exchanges it knew', async () => {
  const { store, tenant } = await moverDay();
  const first = await readAudit(store, tenant.id);
  await store.keepExchange(tenant.id, 'later', {
    request: { method: 'GET' },
    response: { status: 200 },
  });
  const again = await readAudit(store, tenant.id, first);
  expect([...again.exchanges.values()]).toEqual([
    { no: 3, method: 'PATCH', status: 200 },
    { no: 2, method: 'PATCH', status: 200 },
    { no: 1, method: 'PATCH', status: 200 },
    { no: 4, method: 'GET', status: 200 },
  ]);
});

test('before and after are compared attribute by attribute, members one by one', () => {
  const change = {
    ...({ kind: 'replace', resourceType: 'User', id: '1' } as const),
    before: {
      id: '1',
      name: { familyName: 'Ruiz' },
      members: [{ value: '1' }, { value: '2' }],
      'urn:x:User': { department: 'DBA' },
      password: 'a',
      meta: { version: 'W/"1"' },
      title: 'DBA',
    },
    after: {
      id: '1',
      name: { familyName: 'Ruiz-Vega' },
      members: [{ value: '2' }, { value: '3' }],
      'urn:x:User': { department: 'Net' },
      password: 'b',
      meta: { version: 'W/"2"' },
      nickName: 'Ana',
    },
  } as const;
  expect(diffRows(change)).toEqual([
    { path: 'name.familyName', kind: 'chg', before: '"Ruiz"', after: '"Ruiz-Vega"' },
    { path: 'members', kind: 'del', before: '{"value":"1"}' },
    { path: 'members', kind: 'add', after: '{"value":"3"}' },
    { path: 'urn:x:User:department', kind: 'chg', before: '"DBA"', after: '"Net"' },
    { path: 'password', kind: 'chg', before: '••••••', after: '••••••' },
    { path: 'title', kind: 'del', before: '"DBA"' },
    { path: 'nickName', kind: 'add', after: '"Ana"' },
    { path: 'meta.version', kind: 'chg', before: 'W/"1"', after: 'W/"2"' },
  ]);
});

test('a list that only changed its order is shown whole', () => {
  const change = {
    ...({ kind: 'replace', resourceType: 'Group', id: '1' } as const),
    before: { members: [1, 2] },
    after: { members: [2, 1] },
  } as const;
  expect(diffRows(change)).toEqual([
    { path: 'members', kind: 'chg', before: '[1,2]', after: '[2,1]' },
  ]);
});
