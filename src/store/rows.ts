// Describes how a store lies in IndexedDB: its tables and indexes, and the way from resources to rows and back.
import type { JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { blankTenant, inOrder, type StoreDump, type TenantDump, type TenantRow } from './dump.ts';
import { keysOf } from './keys.ts';
import type { ExchangeRow, JournalEntry, StoredResource } from './store.ts';
import { byOrder } from './table.ts';

/** A tenant's counters. `born` names this life of the tenant: a copy made in another life is worthless. */
export interface BornTenant extends TenantRow {
  readonly born: string;
}

/** A resource with the keys it is found by. */
export interface ResourceRow extends StoredResource {
  readonly tenant: string;
  readonly userName?: string;
  readonly externalId?: string;
  readonly displayName?: string;
  /** Tenant and member id, since IndexedDB has no index that is compound and multi-valued at once. */
  readonly memberKeys: readonly string[];
}

/** A document of a tenant. */
export interface DocumentRow {
  readonly tenant: string;
  readonly key: string;
  readonly value: JsonObject;
}

/** A record of no tenant. */
export interface RecordRow {
  readonly key: string;
  readonly value: JsonObject;
}

/**
 * A kept exchange, its record as JSON text: that is written and read faster than an object. Databases of
 * older versions have the record itself.
 */
export type ExchangeText = Omit<ExchangeRow, 'record'> &
  ({ readonly text: string } | { readonly record: JsonObject });

/** The row of an exchange. */
export const exchangeText = ({ record, ...row }: ExchangeRow): ExchangeText => ({
  ...row,
  text: JSON.stringify(record),
});

/** The exchange of a row that was read. */
export function exchangeFrom(row: ExchangeText): ExchangeRow {
  const { id, no, tenant } = row;
  const record = 'text' in row ? (JSON.parse(row.text) as JsonObject) : row.record; // written above
  return { id, no, tenant, record };
}

/** A journal entry, its change as JSON text for the same reason; `seq` is given on writing. */
export type JournalRow = Omit<JournalEntry, 'seq' | 'change'> & { readonly seq?: number } & (
    { readonly text: string } | Pick<JournalEntry, 'change'>
  );

/** The row of a journal entry. */
export const journalRow = <Entry extends Pick<JournalEntry, 'change'>>({
  change,
  ...row
}: Entry): Omit<Entry, 'change'> & { readonly text: string } => ({
  ...row,
  text: JSON.stringify(change),
});

/** The first layout of the database, in Dexie's words. Later ones add a version with its upgrade. */
export const layout = {
  tenants: 'tenant',
  resources: [
    '[tenant+type+id]',
    ...['[tenant+type+userName]', '[tenant+type+externalId]', '[tenant+type+displayName]'],
    '*memberKeys',
  ].join(),
  documents: '[tenant+key]',
  journal: '++seq,[tenant+revision]',
  exchanges: 'id,&[tenant+no]',
  records: 'key',
};

/** The key of a member in a tenant. */
export const memberKey = (tenant: string, id: string): string => `${tenant}\n${id}`;

/** The row of a resource. */
export function rowOf(tenant: string, { type, id, order, resource }: StoredResource): ResourceRow {
  const { members, ...keys } = keysOf(resource);
  const memberKeys = members.map((member) => memberKey(tenant, member));
  return { tenant, type, id, order, resource, ...keys, memberKeys };
}

/** The resource of a row; no row, no resource. */
export function storedOf(row: ResourceRow): StoredResource;
export function storedOf(row: ResourceRow | undefined): StoredResource | undefined;
export function storedOf(row: ResourceRow | undefined): StoredResource | undefined {
  return row && { type: row.type, id: row.id, order: row.order, resource: row.resource };
}

/** The journal entry of a row that was read. */
export function entryFrom(row: JournalRow): JournalEntry {
  const { seq, exchange, actor, at, tenant, revision, order } = row;
  if (seq === undefined) throw new Error('Expected a journal row that was read to have its seq.');
  const place = order === undefined ? {} : { order };
  return { seq, exchange, actor, at, tenant, revision, ...place, change: changeIn(row) };
}

const changeIn = (row: JournalRow): Change =>
  'text' in row ? (JSON.parse(row.text) as Change) : row.change; // written above

/** Every row of a database. */
export interface AllRows {
  readonly tenants: readonly BornTenant[];
  readonly resources: readonly ResourceRow[];
  readonly documents: readonly DocumentRow[];
  readonly journal: readonly JournalRow[];
  readonly exchanges: readonly ExchangeRow[];
  readonly records: readonly RecordRow[];
}

/** The dump of a database. Tenants that were only looked at are left out. */
export function dumpFrom(rows: AllRows): StoreDump {
  const names = [
    ...rows.tenants.filter(({ revision }) => revision > 0).map(({ tenant }) => tenant),
    ...rows.exchanges.map(({ tenant }) => tenant),
  ];
  return {
    tenants: inOrder(new Set(names)).map((tenant) => tenantDump(tenant, rows)),
    records: Object.fromEntries(rows.records.map(({ key, value }) => [key, value])),
  };
}

function tenantDump(tenant: string, rows: AllRows): TenantDump {
  const isOurs = (row: { readonly tenant: string }): boolean => row.tenant === tenant;
  const { revision, lastOrder, nextIds, retired } =
    rows.tenants.find(isOurs) ?? blankTenant(tenant);
  return {
    ...{ tenant, revision, lastOrder, nextIds, retired },
    resources: byOrder(rows.resources.filter(isOurs).map((each) => storedOf(each))),
    documents: Object.fromEntries(
      rows.documents.filter(isOurs).map(({ key, value }) => [key, value]),
    ),
    journal: rows.journal.filter(isOurs).map(entryFrom),
    exchanges: rows.exchanges.filter(isOurs).toSorted((left, right) => left.no - right.no),
  };
}
