// The users of the console: what their list says of each, and every group a person is in with the way there.
import { expect, test } from 'vitest';
import { nestingsOf } from '../../../src/ui/secretServer/nestings.ts';
import { userFilters, userRows } from '../../../src/ui/secretServer/users/userRows.ts';
import { company } from './kit.ts';

const rows = userRows(company);
const namesOf = (filter: string) =>
  rows.filter(userFilters.find(({ id }) => id === filter)!.fits).map(({ name }) => name);

test('a row says account, department, groups and how much opens', () => {
  const omar = { ...rows.find(({ id }) => id === '1007') };
  expect(omar).toEqual({
    id: '1007',
    name: 'Omar Haddad',
    userName: 'omar.haddad@northwind.example',
    department: 'Database Services',
    enabled: true,
    locked: false,
    kind: undefined,
    note: '',
    groups: 0, // derived `groups` are the server's; these users come without
    opens: 5,
    takesLicence: true,
  });
});

test('the application account takes no licence, and neither do disabled people', () => {
  expect(rows.filter(({ takesLicence }) => !takesLicence).map(({ name }) => name)).toEqual([
    'Pedro Alves',
    'SCIM application account',
  ]);
});

test('special accounts are those Secret Server has a note about', () => {
  expect(namesOf('noted')).toEqual([
    'Tom Berg',
    'John Doe (old)',
    'Built-in administrator',
    'Break-glass administrator 01',
    'SCIM application account',
  ]);
  expect(namesOf('disabled')).toEqual(['Pedro Alves']);
});

test('a group reached through others is listed once, with the groups between', () => {
  const group = (id: string, name: string, ...members: readonly [string, string][]) => ({
    id,
    displayName: name,
    members: members.map(([value, type]) => ({ value, type })),
  });
  const nested = [
    group('1', 'Oracle', ['7', 'User']),
    group('2', 'Databases', ['1', 'Group']),
    group('3', 'IT', ['2', 'Group'], ['7', 'User']),
  ];
  expect(nestingsOf('7', nested)).toEqual([
    { id: '1', name: 'Oracle', through: [] },
    { id: '3', name: 'IT', through: [] },
    { id: '2', name: 'Databases', through: ['Oracle'] },
  ]);
});
