// Searches, filters and sorts the rows of a list, for every list of the console alike.

/**
 * A column. One with `sort` can be sorted by; `wide` ones are left out where there is little room;
 * `share` is its part of the width (1 if absent).
 */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly sort?: (row: Row) => string | number;
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
