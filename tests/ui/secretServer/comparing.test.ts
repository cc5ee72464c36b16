// Checks what a comparison of two tenants says in words, which rows its choices show, and what its address holds.
import { expect, test } from 'vitest';
import europeWorld from '../../../lessons/worlds/northwind-eu.json';
import type { WorldSeed } from '../../../src/server/world.ts';
import type { Directory } from '../../../src/ui/lab.ts';
import { routeOf } from '../../../src/ui/routes.ts';
import { listed, tableOf } from '../../../src/ui/secretServer/list.ts';
import { lookAt } from '../../../src/ui/secretServer/look.ts';
import {
  columnsOf,
  compareHref,
  comparingOf,
  differenceWords,
  filtersOf,
  textOfRow,
  type AnyRow,
  type Compared,
  type Names,
} from '../../../src/ui/secretServer/tenants/comparing.ts';
import { startWorlds } from '../../../src/ui/secretServer/tenants/worlds.ts';
import { sideBySide } from '../../../src/vault/sideBySide.ts';
import { csvOf } from '../../../src/vault/table.ts';
import { worldNamed } from '../../server/kit.ts';
import { company, directoryOf } from './kit.ts';

const seed = europeWorld as unknown as WorldSeed; // worlds.test.ts checks that the shape holds
const europe = directoryOf(seed.users, seed.groups, seed.vault);
const side = (directory: Directory) => ({ ...directory, access: lookAt(directory).index });
const result = sideBySide(side(company), side(europe));
const names: Names = ['trust', 'europe'];

const shown = (show: Exclude<Compared, 'settings'>, filter: string, find = '') =>
  listed<AnyRow>(result[show], {
    ...{ find, textOf: textOfRow, column: undefined, down: false },
    filter: filtersOf(show, names).find(({ id }) => id === filter),
  });
const told = (rows: readonly AnyRow[]) =>
  rows.map((row) => `${row.name}: ${differenceWords(row, names)}`);

test('what differs is told in a few words', () => {
  expect(told(shown('people', 'differ')).slice(0, 5)).toEqual([
    'Omar Haddad: 6 rights',
    'Grace Okoye: 2 rights, department',
    'Priya Nair: 8 rights',
    'Li Wei: only in trust',
    'Jürgen Müller: userName, externalId',
  ]);
  expect(told(shown('groups', 'both'))).toEqual([
    'SS-Users: 10 members',
    'SS-DBA-Prod: 2 members, \\IT\\Databases\\Prod',
    'SS-Net-Ops: 2 members',
    'SS-Treasury: 3 members, \\Finance\\Treasury',
    'SS-Auditors: 1 member, \\IT\\Databases\\Test, \\Vendors\\Contoso, \\Acquired\\Fabrikam',
    'SS-Admins: 1 member, \\IT\\Databases\\Test, \\Vendors\\Contoso, \\Acquired\\Fabrikam, \\Finance\\SEPA',
  ]);
  expect(told(shown('secrets', 'both')).at(-1)).toBe('\\Break Glass\\root-ca: the same');
});

test('the choices find the leaver who is still at work, and who is the same', () => {
  expect(told(shown('people', 'enabledRight'))).toEqual([
    'Pedro Alves: enabled only in europe, 3 rights',
  ]);
  expect(told(shown('people', 'enabledLeft'))).toEqual([
    'Anne-Marie Dubois: enabled only in trust',
  ]);
  expect(told(shown('people', 'same'))).toEqual(['SCIM application account: the same']);
  expect(shown('people', 'onlyRight')).toHaveLength(8);
  expect(told(shown('people', 'attributes', 'muller'))).toEqual([
    'Jürgen Müller: userName, externalId',
  ]);
});

test('a person is found by what either tenant knows of them', () => {
  expect(told(shown('people', '', 'jmueller'))).toHaveLength(1);
  expect(told(shown('people', '', 'juergen.mueller'))).toHaveLength(1);
});

test('an export says of each tenant what the table does', () => {
  const rows = shown('people', 'enabledRight');
  const table = tableOf(rows, columnsOf('people', names), ({ key }) => key);
  expect(csvOf(table)).toBe(
    'id,Name,trust,europe,Difference\r\n1077~19,Pedro Alves,"disabled, opens 0","enabled, opens 3","enabled only in europe, 3 rights"\r\n',
  );
  const secrets = tableOf(
    shown('secrets', 'onlyRight').slice(0, 1),
    columnsOf('secrets', names),
    ({ key }) => key,
  );
  expect(secrets.rows).toEqual([
    ['~52', '\\IT\\Databases\\Prod\\ora-eu-1', 0, 7, 'only in europe'],
  ]);
});

test('an address holds both tenants, the table and the open row', () => {
  const href = compareHref({ left: 'a', right: 'b', show: 'groups' }, '7~5');
  const route = routeOf(href);
  expect(route).toMatchObject({ screen: 'secret-server', section: 'tenants', item: '7~5' });
  expect('query' in route && comparingOf(route.query)).toEqual({
    ...{ left: 'a', right: 'b', show: 'groups' },
  });
  expect(comparingOf({ compare: 'a', show: 'nonsense' })).toEqual({
    ...{ left: 'a', right: '', show: 'people' },
  });
});

test('every world that a tenant can begin in exists', () => {
  for (const { id } of startWorlds) expect(worldNamed(id)?.id).toBe(id);
});
