// What the lists of groups, folders and secrets say of each row, and which rows their filters leave.
import { expect, test } from 'vitest';
import { folderFilters, folderRows } from '../../../src/ui/secretServer/folders/folderRows.ts';
import {
  groupFilters,
  groupRows,
  groupsHolding,
} from '../../../src/ui/secretServer/groups/groupRows.ts';
import type { RowFilter } from '../../../src/ui/secretServer/list.ts';
import { secretFilters, secretRows } from '../../../src/ui/secretServer/secrets/secretRows.ts';
import { folder, grant, group, user, vault } from '../../vault/sample.ts';
import { company, directoryOf } from './kit.ts';

const left = <Row>(rows: readonly Row[], filters: readonly RowFilter<Row>[], id: string) =>
  rows.filter(filters.find((filter) => filter.id === id)!.fits);

test('a group says members, people, role and on how many folders it has rights', () => {
  const rows = groupRows(company);
  expect(rows.find(({ id }) => id === '11')).toEqual({
    id: '11',
    name: 'SS-Auditors',
    members: 1,
    people: 1,
    nested: false,
    roles: ['Read-Only User'],
    folders: 6,
    domain: '',
  });
  expect(left(rows, groupFilters, 'none').map(({ name }) => name)).toEqual(['SS-Users']);
});

test('people of a nested group count, and it is known who holds whom', () => {
  const groups = [group('1', 'g2', 'u1'), group('2', 'u2', 'u3')];
  const rows = groupRows(directoryOf([], groups, vault([], [])));
  expect(rows[0]).toMatchObject({ members: 2, people: 3, nested: true });
  expect(groupsHolding('2', groups)).toEqual([groups[0]]);
  expect(groupsHolding('1', groups)).toEqual([]);
});

test('folders stand as a tree: below the one they are in, neighbours by name', () => {
  const at = (id: string, path: string, parent?: string) =>
    folder(id, parent, { path, name: path.split('\\').at(-1)! });
  const of = vault(
    [at('4', '\\IT-Old'), at('3', '\\IT\\b2', '1'), at('2', '\\IT\\b10', '1'), at('1', '\\IT')],
    [],
  );
  const rows = folderRows(directoryOf([], [], of));
  expect(rows.map((row) => [row.depth, row.start + row.folder.name])).toEqual([
    [0, '\\IT'],
    [1, '\\IT\\b2'],
    [1, '\\IT\\b10'],
    [0, '\\IT-Old'],
  ]);
});

test('a folder says from where it inherits, and what was given by hand', () => {
  const of = vault(
    [folder('top'), folder('low', 'top', { inherits: true })],
    [grant('top', 'g1'), grant('top', 'u5')],
  );
  const rows = folderRows(directoryOf([user('5')], [group('1')], of));
  const low = rows.find((row) => row.folder.id === 'low')!;
  expect(low.inheritsFrom?.id).toBe('top');
  expect(low).toMatchObject({ secrets: 1, people: 1, byHand: 1 });
  expect(left(rows, folderFilters, 'own').map((row) => row.folder.id)).toEqual(['top']);
});

test('folders in a circle do not hang the list', () => {
  const of = vault([folder('a', 'b'), folder('b', 'a')], []);
  expect(folderRows(directoryOf([], [], of))).toHaveLength(2);
});

test('a secret says how many can open it and how many see its name only', () => {
  const rows = secretRows(company);
  const ora = rows.find(({ secret }) => secret.id === '301')!;
  expect(ora).toMatchObject({ folder: '\\IT\\Databases\\Prod', seen: 3, open: 2, byHand: false });
  expect(left(rows, secretFilters, 'hand').map(({ secret }) => secret.name)).toEqual(['root-ca']);
  expect(left(rows, secretFilters, 'policy')).toHaveLength(3);
});
