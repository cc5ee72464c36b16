// Keeps tenants in IndexedDB through Dexie: the browser's store, shared by every tab and the service worker of one origin.
import Dexie, { type Table as DexieTable, type Transaction } from 'dexie';
import type { JsonObject } from '../base/json.ts';
import { inBatches } from './batches.ts';
import { channelOver, type Channel } from './channel.ts';
import { copies, type Copies } from './copies.ts';
import type { OrderedChange } from './draft.ts';
import { blankTenant, type StoreDump, type TenantDump } from './dump.ts';
import { Edits } from './edits.ts';
import { keyOf } from './keys.ts';
import {
  dumpFrom,
  entryFrom,
  exchangeFrom,
  exchangeText,
  journalRow,
  layout,
  memberKey,
  rowOf,
  storedOf,
  type BornTenant,
  type DocumentRow,
  type ExchangeText,
  type JournalRow,
  type RecordRow,
  type ResourceRow,
} from './rows.ts';
import {
  StorageError,
  type Cause,
  type Edit,
  type ExchangeRow,
  type IndexedAttribute,
  type Records,
  type Store,
  type StoredResource,
  type TenantSeed,
  type View,
} from './store.ts';
import { byOrder, type Table } from './table.ts';

// Trouble is handed on with its cause; Dexie need not tell the console as well.
Dexie.debug = false;

const resourceTables = ['tenants', 'resources', 'documents', 'journal', 'records'];
const allTables = Object.keys(layout);

/** The tables of a transaction; bound to it, so that no await can slip out of it. */
const tablesOf = (tx: Transaction) => ({
  tenants: tx.table('tenants') as DexieTable<BornTenant, string>,
  resources: tx.table('resources') as DexieTable<ResourceRow, [string, string, string]>,
  documents: tx.table('documents') as DexieTable<DocumentRow, [string, string]>,
  journal: tx.table('journal') as DexieTable<JournalRow, number>,
  records: tx.table('records') as DexieTable<RecordRow, string>,
});
type Tables = ReturnType<typeof tablesOf>;

/** What one connection works with. */
interface Connection {
  readonly database: Dexie;
  readonly copies: Copies;
  readonly channel: Channel;
  /** Tenants whose groups were looked for without a copy of them. */
  readonly withoutCopy: Set<string>;
  /** By tenant. */
  readonly writers: Map<string, Writer>;
}

/**
 * Opens the store in a database of this name, and makes the database if there is none. When another
 * context deletes or upgrades it, the connection closes and opens again with the next use.
 * @throws StorageError when the browser has no IndexedDB to give: blocked by a setting, broken, or full.
 */
export async function dexieStore(name: string): Promise<Store> {
  const database = new Dexie(name, { cache: 'disabled' });
  database.version(1).stores(layout);
  const connection: Connection = {
    database,
    copies: copies(),
    withoutCopy: new Set(),
    writers: new Map(),
    channel: channelOver(lineOf(name)),
  };
  giveWay(connection);
  await guarded(() => database.open());
  return storeOf(connection);
}

/** The line to other contexts with this database; very old browsers have none. */
const lineOf = (name: string): BroadcastChannel | undefined =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${name}/touched`);

/** Lets others delete or upgrade the database, quietly; what was copied from it is forgotten. */
function giveWay({ database, copies }: Connection): void {
  database.on('versionchange', () => {
    database.close({ disableAutoOpen: false });
    return false; // Dexie would do the same, with a warning on the console
  });
  database.on('blocked', () => false); // `erase` tells its caller instead of the console
  database.on('close', () => copies.forget());
}

function storeOf(connection: Connection): Store {
  const { database, channel } = connection;
  const { tell } = channel;
  return {
    read: async (tenant, work) => {
      const value = await guarded(() =>
        database.transaction('r', resourceTables, async (tx) =>
          work(await viewOf(connection, { tenant, tables: tablesOf(tx) })),
        ),
      );
      copyGroups(connection, tenant);
      return value;
    },
    write: (tenant, cause, work) => writeTo(connection, { tenant, cause }, work),
    seed: async (seed) => {
      await guarded(() =>
        database.transaction('rw', [...resourceTables, 'exchanges'], (tx) => sow(tx, seed)),
      );
      tell({ kind: 'tenant', tenant: seed.tenant });
    },
    tenants: () =>
      guarded(async () => {
        const rows: BornTenant[] = await database.table('tenants').toArray();
        return rows.filter(({ revision }) => revision > 0).map(({ tenant }) => tenant);
      }),
    journal: (tenant, since = 0) =>
      guarded(async () => {
        const rows = await inTenant(database.table<JournalRow>('journal'), {
          index: '[tenant+revision]',
          tenant,
          above: since,
        }).toArray();
        return rows.map(entryFrom);
      }),
    ...exchangesOf(connection),
    records: recordsOf(connection),
    watch: channel.watch,
    // a dump is JSON all through; what is loaded was checked by readBackup
    dump: async () =>
      (await guarded(() => database.transaction('r', allTables, dumpOf))) as unknown as JsonObject,
    load: async (data) => {
      const dump = data as unknown as StoreDump;
      await guarded(() => database.transaction('rw', allTables, (tx) => putInPlace(tx, dump)));
      tell({ kind: 'everything' });
    },
    erase: async () => {
      await guarded(() => deleted(database));
      tell({ kind: 'everything' });
    },
    close: () => {
      database.close();
      channel.close();
    },
  };
}

/** Rows of one tenant by a compound index that begins with it, in the order of the index. */
const inTenant = <Row>(
  table: DexieTable<Row>,
  { index, tenant, above = Dexie.minKey }: { index: string; tenant: string; above?: unknown },
) => table.where(index).between([tenant, above], [tenant, Dexie.maxKey], above === Dexie.minKey);

// — Reading

interface Reading {
  readonly tenant: string;
  readonly tables: Tables;
}

interface Look extends Reading, Pick<Connection, 'copies' | 'withoutCopy'> {
  readonly row: BornTenant;
}

async function lookAt({ copies, withoutCopy }: Connection, reading: Reading): Promise<Look> {
  const known = await reading.tables.tenants.get(reading.tenant);
  const row = known ?? { ...blankTenant(reading.tenant), born: newLife() };
  const look = { ...reading, row, copies, withoutCopy };
  const behind = copies.behind(row);
  if (behind !== undefined)
    copies.follow(row, { changes: await changesSince(look, behind), wroteDocument: true });
  return look;
}

async function changesSince({ tables, tenant }: Look, revision: number): Promise<OrderedChange[]> {
  const rows = await inTenant(tables.journal as DexieTable<JournalRow>, {
    index: '[tenant+revision]',
    tenant,
    above: revision,
  }).toArray();
  // only entries that were loaded can lack an order, and no copy follows those
  return rows.map(entryFrom).map(({ order = 0, change }) => ({ order, change }));
}

const viewOf = async (connection: Connection, reading: Reading): Promise<View> =>
  viewThrough(await lookAt(connection, reading));

/** Reads from the copy where it holds the type, else through the indexes; `all` makes the copy hold it. */
function viewThrough(look: Look): View {
  const { tenant, row } = look;
  const copyFor = (type: string) => look.copies.of(row, type);
  const gotten = new Map<string, Promise<readonly StoredResource[]>>(); // nothing changes meanwhile
  return {
    revision: row.revision,
    get: async (type, id) => {
      const copy = copyFor(type);
      if (copy) return copy.get(type, id);
      const key = `${type} ${id}`;
      const found = gotten.get(key) ?? singly(look, type, [id]);
      gotten.set(key, found);
      return (await found)[0];
    },
    getMany: async (type, ids) => {
      const once = [...new Set(ids)];
      const copy = copyFor(type);
      return copy
        ? once.map((id) => copy.get(type, id)).filter((one) => one !== undefined)
        : singly(look, type, once);
    },
    findBy: async (type, attribute, value) =>
      copyFor(type)?.findBy(type, attribute, value) ?? findBy(look, type, { attribute, value }),
    groupsWithMember: async (id) => {
      const copy = copyFor('Group');
      if (copy) return copy.groupsWithMember(id);
      look.withoutCopy.add(tenant);
      return groupsWithMember(look, id);
    },
    all: async (type) => (await copied(look, type)).all(type),
    document: async (key) => documentIn(look, key),
    stamp: async () => stampOf((await look.tables.records.get(stampKey))?.value),
  };
}

/** Resources one by one; those that were kept since they were last read need not be read again. */
async function singly(
  { tenant, tables, row, copies }: Look,
  type: string,
  ids: readonly string[],
): Promise<readonly StoredResource[]> {
  const known = ids.map((id) => copies.one(row, type, id));
  const missing = ids.filter((_, at) => !known[at]);
  if (missing.length === 0) return known.filter((one) => one !== undefined);
  const rows = await tables.resources.bulkGet(missing.map((id) => [tenant, type, id]));
  const read = rows.map((each) => storedOf(each));
  for (const one of read) if (one) copies.keep(row, one);
  return known.map((one) => one ?? read.shift()).filter((one) => one !== undefined);
}

async function documentIn(
  { tenant, tables, row, copies }: Look,
  key: string,
): Promise<JsonObject | undefined> {
  const known = copies.document(row, key);
  if (known) return known;
  const value = (await tables.documents.get([tenant, key]))?.value;
  if (value) copies.keepDocument(row, key, value);
  return value;
}

/** The copy, holding a type: read whole the first time, then followed by the journal. */
async function copied(look: Look, type: string): Promise<Table> {
  const { row, copies } = look;
  return copies.of(row, type) ?? copies.hold(row, type, await readAll(look, type));
}

/**
 * Groups are few, and each answer about a person asks for those that have him: who asked the database
 * for them gets a copy for the next time, made while nobody waits. Without it all goes on as before.
 */
function copyGroups(connection: Connection, tenant: string): void {
  if (!connection.withoutCopy.delete(tenant)) return;
  const made = connection.database.transaction('r', resourceTables, async (tx) =>
    copied(await lookAt(connection, { tenant, tables: tablesOf(tx) }), 'Group'),
  );
  made.catch(() => undefined);
}

/** Every resource of a type as the transaction sees it now. */
async function readAll({ tenant, tables }: Look, type: string): Promise<readonly StoredResource[]> {
  const rows = await tables.resources
    .where('[tenant+type+id]')
    .between([tenant, type, Dexie.minKey], [tenant, type, Dexie.maxKey])
    .toArray();
  return byOrder(rows.map((row) => storedOf(row))); // a table filled in order need not sort again
}

async function findBy(
  { tenant, tables }: Look,
  type: string,
  { attribute, value }: { readonly attribute: IndexedAttribute; readonly value: string },
): Promise<readonly StoredResource[]> {
  const rows = await tables.resources
    .where(`[tenant+type+${attribute}]`)
    .equals([tenant, type, keyOf(attribute, value)])
    .toArray();
  return byOrder(rows.map((row) => storedOf(row)));
}

async function groupsWithMember(
  { tenant, tables }: Look,
  id: string,
): Promise<readonly StoredResource[]> {
  const rows = await tables.resources.where('memberKeys').equals(memberKey(tenant, id)).toArray();
  return byOrder(rows.filter(({ type }) => type === 'Group').map((row) => storedOf(row)));
}

// — Writing

/** A write that waits for its turn. */
interface Job {
  readonly cause: Cause;
  readonly work: (edit: Edit) => Promise<unknown>;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** How a tenant's writes are done: those that come while others are under way share a transaction. */
type Writer = (job: Job) => Promise<Outcome>;

async function writeTo<Value>(
  connection: Connection,
  { tenant, cause }: { readonly tenant: string; readonly cause: Cause },
  work: (edit: Edit) => Promise<Value>,
): Promise<Value> {
  const { writers } = connection;
  const writer =
    writers.get(tenant) ?? inBatches((jobs: readonly Job[]) => written(connection, tenant, jobs));
  writers.set(tenant, writer);
  const outcome = await writer({ cause, work });
  copyGroups(connection, tenant);
  if ('error' in outcome) throw outcome.error;
  return outcome.value as Value; // what this very work gave
}

/** Does some writes in one transaction. Each is all or nothing for itself, unless the database fails. */
async function written(
  connection: Connection,
  tenant: string,
  jobs: readonly Job[],
): Promise<readonly Outcome[]> {
  const { database, copies, channel } = connection;
  const { outcomes, edits } = await guarded(() =>
    database.transaction('rw', resourceTables, async (tx) => {
      const look = await lookAt(connection, { tenant, tables: tablesOf(tx) });
      const edits = new Edits(viewThrough(look), look.row);
      const outcomes: Outcome[] = [];
      for (const job of jobs) outcomes.push(await outcomeOf(edits, job));
      await store(look, edits);
      return { outcomes, edits };
    }),
  );
  for (const { before, after, written: what } of edits.steps) copies.follow(after, what, before);
  if (edits.steps.length > 0) channel.tell({ kind: 'tenant', tenant });
  return outcomes;
}

/** An error of the database ends the transaction, and so all writes in it; any other ends its own. */
const outcomeOf = (edits: Edits, { cause, work }: Job): Promise<Outcome> =>
  edits.run(cause, work).then(
    (value) => ({ value }),
    (error: unknown) => {
      if (translated(error) !== error) throw error;
      return { error };
    },
  );

/** Writes what the edits came to; the writes need not wait for each other. */
async function store({ tenant, tables, row }: Look, edits: Edits): Promise<void> {
  const { desk, documents, entries } = edits;
  const resources = [...desk.touched].flatMap(([type, ids]) => {
    const rows = [...ids].flatMap((id) => desk.table.get(type, id) ?? []);
    const gone = [...ids].filter((id) => !desk.table.get(type, id));
    return [
      rows.length > 0 && tables.resources.bulkPut(rows.map((each) => rowOf(tenant, each))),
      gone.length > 0 && tables.resources.bulkDelete(gone.map((id) => [tenant, type, id])),
    ];
  });
  const documentRows = [...documents].map(([key, value]) => ({ tenant, key, value }));
  await Promise.all([
    ...resources,
    documentRows.length > 0 && tables.documents.bulkPut(documentRows),
    entries.length > 0 && tables.journal.bulkAdd(entries.map(journalRow)),
    edits.row !== row && tables.tenants.put(edits.row),
  ]);
}

// — Whole tenants and the whole store

async function sow(tx: Transaction, seed: TenantSeed): Promise<void> {
  const { tenant } = seed;
  const { tenants, documents, resources } = tablesOf(tx);
  const revision = ((await tenants.get(tenant))?.revision ?? 0) + 1;
  await clearTenant(tx, tenant);
  await resources.bulkPut(
    seed.resources.map(({ type, resource }, at) =>
      rowOf(tenant, { type, id: resource.id, order: at + 1, resource }),
    ),
  );
  await documents.bulkPut(
    Object.entries(seed.documents).map(([key, value]) => ({ tenant, key, value })),
  );
  await tenants.put({
    ...blankTenant(tenant),
    revision,
    lastOrder: seed.resources.length,
    nextIds: seed.nextIds,
    born: newLife(),
  });
}

async function clearTenant(tx: Transaction, tenant: string): Promise<void> {
  const range = (table: string, index: string, to: unknown[]) =>
    tx.table(table).where(index).between([tenant], to).delete();
  await range('resources', '[tenant+type+id]', [tenant, Dexie.maxKey]);
  await range('documents', '[tenant+key]', [tenant, Dexie.maxKey]);
  await range('journal', '[tenant+revision]', [tenant, Dexie.maxKey]);
  await range('exchanges', '[tenant+no]', [tenant, Dexie.maxKey]);
}

async function dumpOf(tx: Transaction): Promise<StoreDump> {
  const { tenants, resources, documents, journal } = tablesOf(tx);
  return dumpFrom({
    tenants: await tenants.toArray(),
    resources: await resources.toArray(),
    documents: await documents.toArray(),
    journal: await journal.toArray(),
    exchanges: ((await tx.table('exchanges').toArray()) as ExchangeText[]).map(exchangeFrom),
    records: ((await tx.table('records').toArray()) as RecordRow[]).filter(isRecord),
  });
}

async function putInPlace(tx: Transaction, dump: StoreDump): Promise<void> {
  const { tenants } = tablesOf(tx);
  const old = new Map((await tenants.toArray()).map((row) => [row.tenant, row.revision]));
  for (const table of allTables) await tx.table(table).clear();
  for (const tenant of dump.tenants) await putTenant(tx, tenant, old.get(tenant.tenant) ?? 0);
  const records = Object.entries(dump.records).map(([key, value]) => ({ key, value }));
  await tx.table('records').bulkPut([...records, stampRow()]);
}

async function putTenant(tx: Transaction, dump: TenantDump, old: number): Promise<void> {
  const { tenant, resources, documents, journal, exchanges, ...counters } = dump;
  const tables = tablesOf(tx);
  const revision = Math.max(old, counters.revision) + 1;
  await tables.tenants.put({ tenant, ...counters, revision, born: newLife() });
  await tables.resources.bulkPut(resources.map((each) => rowOf(tenant, each)));
  await tables.documents.bulkPut(
    Object.entries(documents).map(([key, value]) => ({ tenant, key, value })),
  );
  await tables.journal.bulkPut(journal.map(journalRow));
  await tx.table('exchanges').bulkPut(exchanges.map(exchangeText));
}

/** Names a new life of a tenant; 64 random bits never come twice. */
const newLife = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-');

// — Exchanges and records

type ExchangeParts = Pick<Store, 'keepExchange' | 'exchange' | 'exchanges'>;

function exchangesOf({ database, channel }: Connection): ExchangeParts {
  const table = () => database.table<ExchangeText, string>('exchanges');
  const keepAll = inBatches((exchanges: readonly Omit<ExchangeRow, 'no'>[]) =>
    guarded(() =>
      database.transaction('rw', 'exchanges', async (tx) => {
        const kept: Kept[] = [];
        const last = new Map<string, number>();
        for (const exchange of exchanges) {
          const { tenant } = exchange;
          const no = (last.get(tenant) ?? (await lastNo(tx, tenant))) + 1;
          const done = await keep(tx, { ...exchange, no });
          if (done.isNew) last.set(tenant, no);
          kept.push(done);
        }
        return kept;
      }),
    ),
  );
  return {
    keepExchange: async (tenant, id, record) => {
      const { no, isNew } = await keepAll({ tenant, id, record });
      if (isNew) channel.tell({ kind: 'exchange', tenant });
      return no;
    },
    exchange: (id) =>
      guarded(async () => {
        const row = await table().get(id);
        return row && exchangeFrom(row);
      }),
    exchanges: (tenant, limit) =>
      guarded(async () => {
        const own = inTenant(table() as DexieTable<ExchangeText>, { index: '[tenant+no]', tenant });
        return (await own.reverse().limit(limit).toArray()).map(exchangeFrom);
      }),
  };
}

interface Kept {
  readonly no: number;
  readonly isNew: boolean;
}

/** The number of the newest exchange of a tenant; read without the record that is there, which may be long. */
async function lastNo(tx: Transaction, tenant: string): Promise<number> {
  const table = tx.table<ExchangeText, string>('exchanges') as DexieTable<ExchangeText>;
  const keys = await inTenant(table, { index: '[tenant+no]', tenant }).reverse().limit(1).keys();
  const [, no = 0] = (keys[0] ?? []) as unknown as readonly [string?, number?]; // tenant and no
  return no;
}

async function keep(tx: Transaction, exchange: ExchangeRow): Promise<Kept> {
  const table = tx.table<ExchangeText, string>('exchanges');
  try {
    await table.add(exchangeText(exchange));
    return { no: exchange.no, isNew: true };
  } catch (error) {
    const known = await table.get(exchange.id); // few ids come twice, so nobody looks before
    if (!known) throw error;
    return { no: known.no, isNew: false };
  }
}

/** The row that holds the stamp of all records; no record has this key. */
const stampKey = '#';

const stampRow = (): RecordRow => ({ key: stampKey, value: { stamp: newLife() } });

const isRecord = ({ key }: RecordRow): boolean => key !== stampKey;

const stampOf = (value: JsonObject | undefined): string => String(value?.stamp ?? 'none');

const recordsIn = async (
  table: DexieTable<RecordRow, string>,
  keys: readonly string[],
): Promise<readonly (JsonObject | undefined)[]> =>
  (await table.bulkGet([...keys])).map((row) => row?.value);

function recordsOf({ database, channel }: Connection): Records {
  const table = () => database.table<RecordRow, string>('records');
  const told = async (key: string, work: () => PromiseLike<unknown>): Promise<void> => {
    await guarded(work);
    channel.tell({ kind: 'record', key });
  };
  return {
    get: (key) => guarded(async () => (await table().get(key))?.value),
    getMany: (keys) => guarded(() => recordsIn(table(), keys)),
    getStamped: (keys) =>
      guarded(async () => {
        const [stamp, ...records] = await recordsIn(table(), [stampKey, ...keys]);
        return { stamp: stampOf(stamp), records };
      }),
    list: (prefix) =>
      guarded(async () => {
        const rows = await table().where('key').startsWith(prefix).toArray();
        return rows.filter(isRecord).map(({ key, value }) => [key, value] as const);
      }),
    put: (key, value) => told(key, () => table().bulkPut([{ key, value }, stampRow()])),
    update: async (key, change) => {
      const value = await guarded(() =>
        database.transaction('rw', 'records', async (tx) => {
          const records = tx.table<RecordRow, string>('records');
          const next = change((await records.get(key))?.value);
          await records.bulkPut([{ key, value: next }, stampRow()]);
          return next;
        }),
      );
      channel.tell({ kind: 'record', key });
      return value;
    },
    delete: (key) =>
      told(key, () =>
        database.transaction('rw', 'records', (tx) => {
          const records = tx.table<RecordRow, string>('records');
          return Promise.all([records.delete(key), records.put(stampRow())]);
        }),
      ),
  };
}

// — Trouble

/** How long other contexts get to let go of a database that is being deleted, in milliseconds. */
const patience = 5_000;

/** Deletes the database; the next use makes a new one. */
function deleted(database: Dexie): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(
        new StorageError(
          'blocked',
          'Another tab holds the data of the lab. Close it and try again.',
        ),
      );
    }, patience);
    database
      .delete({ disableAutoOpen: false })
      .then(resolve, reject)
      .finally(() => clearTimeout(giveUp));
  });
}

/** Runs what touches the database; its failures come out as StorageError, any other error as it is. */
async function guarded<Value>(work: () => PromiseLike<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (!(error instanceof Dexie.DexieError) && !(error instanceof DOMException)) return error;
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  const names = [error, inner].map((each) => (each instanceof Error ? each.name : ''));
  const isOne = (...wanted: string[]): boolean => names.some((name) => wanted.includes(name));
  if (isOne('QuotaExceededError'))
    return new StorageError('full', 'The browser has no room left for the lab.', error);
  if (isOne('MissingAPIError', 'SecurityError', 'InvalidStateError', 'NotAllowedError'))
    return new StorageError('blocked', 'The browser does not let the lab keep data here.', error);
  if (isOne('VersionError'))
    return new StorageError(
      'broken',
      'The data here was made by a newer version of the lab.',
      error,
    );
  return new StorageError('broken', 'The database of the lab does not work.', error);
}
