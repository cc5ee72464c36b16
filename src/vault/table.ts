// Writes a table as CSV or JSON, for people who take it to a spreadsheet or keep it as evidence.
import type { Json, JsonObject } from '../base/json.ts';

/** A column; `id` names it in JSON, `title` in CSV and on screen. */
export interface TableColumn {
  readonly id: string;
  readonly title: string;
}

/** What a cell holds; nothing is an empty field in CSV and left out in JSON. */
export type Cell = string | number | boolean | undefined;

/** Columns, and rows with one cell for each. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The table as CSV (RFC 4180): CRLF, a header line, fields quoted where they must be. */
export const csvOf = ({ columns, rows }: Table): string =>
  [columns.map(({ title }) => title), ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

/**
 * A spreadsheet takes a text that begins with one of these for a formula and runs it, also where it
 * stands in quotes; the names in a directory come from outside. An apostrophe before it makes it a text.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function field(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows as JSON objects, by the ids of their columns. */
export const objectsOf = ({ columns, rows }: Table): readonly JsonObject[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ id }, at): readonly (readonly [string, Json])[] => {
        const cell = row[at];
        return cell === undefined ? [] : [[id, cell]];
      }),
    ),
  );
