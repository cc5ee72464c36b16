// Describes everything a store holds as one JSON value: the shape both stores write and read for export and import.
import type { JsonObject } from '../base/json.ts';
import type { ExchangeRow, JournalEntry, StoredResource } from './store.ts';

/** A tenant's counters. `retired` are deleted ids that the counter of their type has yet to pass. */
export interface TenantRow {
  readonly tenant: string;
  readonly revision: number;
  readonly lastOrder: number;
  readonly nextIds: Readonly<Record<string, number>>;
  readonly retired: Readonly<Record<string, readonly string[]>>;
}

/** A tenant nobody has written to yet. */
export const blankTenant = (tenant: string): TenantRow => ({
  tenant,
  revision: 0,
  lastOrder: 0,
  nextIds: {},
  retired: {},
});

/** One tenant with all that is its own. Lists are in order: creation, journal, exchange number. */
export interface TenantDump extends TenantRow {
  readonly resources: readonly StoredResource[];
  readonly documents: Readonly<Record<string, JsonObject>>;
  readonly journal: readonly JournalEntry[];
  readonly exchanges: readonly ExchangeRow[];
}

/** Everything in a store. Tenants and records are in the order of their names. */
export interface StoreDump {
  readonly tenants: readonly TenantDump[];
  readonly records: Readonly<Record<string, JsonObject>>;
}

/** Names in the order that IndexedDB keeps them: by UTF-16 code unit. */
export const inOrder = (names: Iterable<string>): readonly string[] => [...names].sort();

/** The next free id of a type, and the counters after it was given (RFC 7643 §3.1: never reassigned). */
export async function takeId(
  row: TenantRow,
  type: string,
  isTaken: (id: string) => Promise<boolean>,
): Promise<{ readonly id: string; readonly row: TenantRow }> {
  const retired = new Set(row.retired[type]);
  let next = row.nextIds[type] ?? 1;
  while (retired.has(String(next)) || (await isTaken(String(next)))) next += 1;
  return { id: String(next), row: withNext(row, type, next + 1) };
}

function withNext(row: TenantRow, type: string, next: number): TenantRow {
  const ahead = (row.retired[type] ?? []).filter((id) => Number(id) >= next);
  return {
    ...row,
    nextIds: { ...row.nextIds, [type]: next },
    retired: { ...row.retired, [type]: ahead },
  };
}

/** The counters after a resource was deleted: an id the counter has yet to reach is remembered as gone. */
export function retire(row: TenantRow, type: string, id: string): TenantRow {
  const isAhead = /^\d+$/.test(id) && Number(id) >= (row.nextIds[type] ?? 1);
  const known = row.retired[type] ?? [];
  if (!isAhead || known.includes(id)) return row;
  return { ...row, retired: { ...row.retired, [type]: [...known, id] } };
}
