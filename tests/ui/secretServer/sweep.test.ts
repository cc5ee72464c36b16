// The orphans of the console: which accounts are proposed to be left alone, what a row says, and when a list is old.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { accountOf } from '../../../src/scim/account.ts';
import { compare } from '../../../src/idp/sweep/classify.ts';
import { northwindPeople } from '../../../src/scenarios/northwindPeople.ts';
import { proposedExemptions } from '../../../src/ui/secretServer/sweep/exempt.ts';
import { readingOf } from '../../../src/ui/secretServer/sweep/reading.ts';
import { isStale } from '../../../src/ui/secretServer/sweep/stale.ts';
import { sweepRows, sweepTable } from '../../../src/ui/secretServer/sweep/sweepRows.ts';
import { csvOf } from '../../../src/vault/table.ts';
import { company } from './kit.ts';

const at = '2026-11-30T09:00:00Z';
const users = company.users;
const accounts = users.map((user) => accountOf(user)!);
const exempt = proposedExemptions(company.vault);
const rowsOf = (more: readonly JsonObject[] = []) =>
  sweepRows(
    compare({
      accounts: [...accounts, ...more.map((user) => accountOf(user)!)],
      ...{ people: northwindPeople, exempt, at },
    }),
    at,
  );
const reading = readingOf(accounts, Date.parse(at), users);
const changed = (id: string, change: JsonObject) =>
  users.map((user) => (user['id'] === id ? { ...user, ...change } : user));

test('the application account, the break-glass account and the built-in one are proposed, a noted orphan is not', () => {
  expect(exempt.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    '9001 protected',
    '9002 protected',
    '9012 service',
  ]);
});

test('rows stand class after class, those that need somebody first', () => {
  expect(rowsOf().map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'orphan 2877',
    'drifted 1072',
    'missing E1042',
    'service 9012',
    'protected 9001',
    'protected 9002',
    ...['1007', '1019', '1033', '1051', '1058', '1064', '1066', '1071', '1077', '2003'].map(
      (id) => `matched ${id}`,
    ),
  ]);
});

test('each row says why it is where it is', () => {
  const twin = {
    id: '1100',
    userName: 'gokoye',
    emails: [{ value: 'grace.okoye@northwind.example' }],
  };
  const bare = { id: '1101' };
  const why = new Map(rowsOf([twin, bare]).map(({ key, reason }) => [key, reason]));
  expect(
    ['2877', '1101', '1100', '1072', 'E1042', '1007', '1077'].map((key) => why.get(key)),
  ).toEqual([
    'No externalId; nobody at HR has userName jdoe-old or e-mail jdoe@northwind.example.',
    'No externalId and no e-mail; nobody at HR has anything of it.',
    'Grace Okoye has grace.okoye@northwind.example, found by externalId; this one is found by e-mail.',
    'Found by externalId. Differs: title “HR Partner”, at HR “Senior HR Partner”.',
    'At work since 2026-11-30, and no account has E1042 or ana.ruiz@northwind.example.',
    'Found by externalId: Omar Haddad, E1007.',
    'Found by externalId: Pedro Alves, E1077, not at work.',
  ]);
});

test('the table to save says what was done', () => {
  const orphan = rowsOf().slice(0, 1);
  expect(csvOf(sweepTable(orphan, () => 'disabled by exchange 3'))).toBe(
    'Class,Name,userName,id,Enabled when read,Reason,Done\r\n' +
      'Orphan,John Doe (old),jdoe-old,2877,true,No externalId; nobody at HR has userName jdoe-old or e-mail jdoe@northwind.example.,disabled by exchange 3\r\n',
  );
});

test('a list is old when an account came, went, or changed in what is compared, but not by what the sweep did', () => {
  const off = changed('2877', { active: false });
  expect(isStale(reading, users, new Set())).toBe(false);
  expect(isStale(reading, off, new Set(['2877']))).toBe(false);
  expect(isStale(reading, off, new Set())).toBe(true);
  expect(isStale(reading, users, new Set(['2877']))).toBe(true); // it was undone
  expect(isStale(reading, users.slice(1), new Set())).toBe(true);
  expect(isStale(reading, [...users, { id: '1', userName: 'new' }], new Set())).toBe(true);
  expect(isStale(reading, changed('1007', { nickName: 'Om' }), new Set())).toBe(false);
});

test('an account that SCIM did not list is named, and makes no list old', () => {
  const part = readingOf(accounts.slice(0, -1), Date.parse(at), users);
  expect(part.unlisted).toEqual([{ id: '9012', name: 'SCIM application account' }]);
  expect(isStale(part, users, new Set())).toBe(false);
});
