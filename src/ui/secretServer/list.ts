// Searches, filters, sorts and exports the rows of a list, for every list of the console alike.
import type { Cell, Table } from '../../vault/table.ts';

/**
 * A column. One with `sort` can be sorted by; `wide` ones are left out where there is little room;
 * `share` is its part of the width (1 if absent). `value` is what it says in an export, where that is not
 * what it is sorted by.
 */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly sort?: (row: Row) => string | number;
  readonly value?: (row: Row) => Cell;
  readonly num?: boolean;
  readonly wide?: boolean;
  readonly share?: number;
}

/** A choice of rows: `Disabled`. */
export interface RowFilter<Row> {
  readonly id: string;
  readonly label: string;
  readonly fits: (row: Row) => boolean;
}

/** How a list is sorted: by which column, and which way. */
export interface Order {
  readonly column: string;
  readonly down: boolean;
}

/** What is asked of a list. */
export interface Asked<Row> {
  readonly find: string;
  readonly textOf: (row: Row) => string;
  readonly filter: RowFilter<Row> | undefined;
  readonly column: Column<Row> | undefined;
  readonly down: boolean;
}

/** The rows that fit, in the order asked for; equal ones stay as they came. */
export function listed<Row>(rows: readonly Row[], asked: Asked<Row>): readonly Row[] {
  const words = plain(asked.find).split(/\s+/).filter(Boolean);
  const left = rows.filter((row) => {
    if (asked.filter && !asked.filter.fits(row)) return false;
    if (words.length === 0) return true;
    const text = plain(asked.textOf(row));
    return words.every((word) => text.includes(word));
  });
  const valueOf = asked.column?.sort;
  if (!valueOf) return left;
  const sign = asked.down ? -1 : 1;
  const keyed = left.map((row) => ({ row, value: valueOf(row) }));
  return keyed.sort((one, other) => sign * compared(one.value, other.value)).map(({ row }) => row);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compared = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : collator.compare(String(one), String(other));

/** Text without accents and letter case, so that `muller` finds Müller. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** The rows as a table to take away: the id first, then every column, those too that had no room on screen. */
export const tableOf = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  keyOf: (row: Row) => string,
): Table => ({
  columns: [{ id: 'id', title: 'id' }, ...columns.map(({ id, title }) => ({ id, title }))],
  rows: rows.map((row) => [
    keyOf(row),
    ...columns.map(({ value, sort }) => (value ?? sort)?.(row)),
  ]),
});
