// The lists of the console: what a search, a filter and a column leave, and which rows are drawn.
import { expect, test } from 'vitest';
import { listed, tableOf, type Column } from '../../../src/ui/secretServer/list.ts';
import { rowForKey, rowsToDraw } from '../../../src/ui/secretServer/windowed.ts';

interface Row {
  readonly name: string;
  readonly opens: number;
}
const rows: readonly Row[] = [
  { name: 'Jürgen Müller', opens: 0 },
  { name: 'ora-prod-10', opens: 3 },
  { name: 'Ana Ruiz', opens: 3 },
  { name: 'ora-prod-2', opens: 11 },
];
const byName: Column<Row> = { id: 'name', title: 'Name', sort: ({ name }) => name };
const byOpens: Column<Row> = { id: 'opens', title: 'Can open', sort: ({ opens }) => opens };
const nothing = { id: 'nothing', label: 'Nothing', fits: ({ opens }: Row) => opens === 0 };

const asked = { find: '', textOf: ({ name }: Row) => name, filter: undefined, down: false };
const names = (more: Partial<Parameters<typeof listed<Row>>[1]>) =>
  listed(rows, { ...asked, column: undefined, ...more }).map(({ name }) => name);

test('nothing asked gives every row in its order', () => {
  expect(names({})).toEqual(rows.map(({ name }) => name));
});

test('every word must be found, whatever its letter case and accents', () => {
  expect(names({ find: 'MULLER jur' })).toEqual(['Jürgen Müller']);
  expect(names({ find: 'ora ana' })).toEqual([]);
});

test('a filter leaves the rows that fit', () => {
  expect(names({ filter: nothing })).toEqual(['Jürgen Müller']);
});

test('names sort as people read numbers in them, and numbers by size', () => {
  expect(names({ column: byName })).toEqual([
    'Ana Ruiz',
    'Jürgen Müller',
    'ora-prod-2',
    'ora-prod-10',
  ]);
  expect(names({ column: byOpens, down: true })).toEqual([
    'ora-prod-2',
    'ora-prod-10',
    'Ana Ruiz',
    'Jürgen Müller',
  ]);
});

test('of ten thousand rows only those in view are drawn, and a few beyond', () => {
  const place = { count: 10_000, rowHeight: 28, height: 560 };
  expect(rowsToDraw({ ...place, above: 0 })).toEqual({ from: 0, to: 32 });
  expect(rowsToDraw({ ...place, above: 28 * 5000 })).toEqual({ from: 4988, to: 5032 });
  expect(rowsToDraw({ ...place, above: 28 * 9999 })).toEqual({ from: 9987, to: 10_000 });
});

test('a list that became shorter than where one had scrolled still draws its last rows', () => {
  expect(rowsToDraw({ count: 3, rowHeight: 28, above: 5000, height: 560 })).toEqual({
    from: 2,
    to: 3,
  });
  expect(rowsToDraw({ count: 0, rowHeight: 28, above: 0, height: 560 })).toEqual({
    from: 0,
    to: 0,
  });
});

test('keys move by a row, a page, or to the ends, and stop there', () => {
  const list = { count: 100, page: 20 };
  expect(rowForKey('ArrowDown', 5, list)).toBe(6);
  expect(rowForKey('ArrowUp', 0, list)).toBe(0);
  expect(rowForKey('PageDown', 90, list)).toBe(99);
  expect(rowForKey('End', 5, list)).toBe(99);
  expect(rowForKey('Home', 5, list)).toBe(0);
  expect(rowForKey('a', 5, list)).toBeUndefined();
});

test('a table to take away has every column, what it says or else what it is sorted by', () => {
  const state: Column<Row> = {
    ...{ id: 'state', title: 'State', sort: ({ opens }) => -opens },
    value: ({ opens }) => (opens > 0 ? 'open' : undefined),
  };
  expect(tableOf(rows.slice(0, 2), [byName, state], ({ name }) => `id of ${name}`)).toEqual({
    columns: [
      { id: 'id', title: 'id' },
      { id: 'name', title: 'Name' },
      { id: 'state', title: 'State' },
    ],
    rows: [
      ['id of Jürgen Müller', 'Jürgen Müller', undefined],
      ['id of ora-prod-10', 'ora-prod-10', 'open'],
    ],
  });
});
