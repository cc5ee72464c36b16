// Saves what a screen of the console shows as a file of the reader's own, for a spreadsheet or as evidence.
import type { JsonObject } from '../../base/json.ts';
import { csvOf, objectsOf, type Table } from '../../vault/table.ts';
import { toast } from '../toasts.svelte.ts';

/** A table to save: `name` begins the name of the file, `about` says in JSON what it is. */
export interface Saving {
  readonly name: string;
  /** Lab time in milliseconds, as it is now. */
  readonly now: number;
  readonly table: Table;
  readonly about: JsonObject;
}

/** Saves the rows as CSV (RFC 4180). */
export const saveCsv = (saving: Saving): void =>
  save(saving, 'csv', new Blob([csvOf(saving.table)], { type: 'text/csv;charset=utf-8' }));

/** Saves the rows as JSON, with what they are; `rows` stand in the place of the table's own. */
export function saveJson(
  saving: Saving,
  rows: readonly JsonObject[] = objectsOf(saving.table),
): void {
  const exportedAt = new Date(saving.now).toISOString();
  const whole = { ...saving.about, exportedAtLabTime: exportedAt, count: rows.length, rows };
  save(saving, 'json', new Blob([JSON.stringify(whole, null, 2)], { type: 'application/json' }));
}

function save({ name, now, table }: Saving, ending: 'csv' | 'json', blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}-${new Date(now).toISOString().slice(0, 10)}.${ending}`;
  link.click();
  URL.revokeObjectURL(link.href);
  const count = table.rows.length === 1 ? '1 row' : `${table.rows.length} rows`;
  toast({ tone: 'ok', lead: 'Saved.', text: `${link.download}, ${count}.` });
}
