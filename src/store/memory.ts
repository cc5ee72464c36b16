// Keeps tenants in memory: the store of tests, of the Node front door, and of a browser that has no database to give.
import type { JsonObject } from '../base/json.ts';
import { draft, entryOf, type Draft } from './draft.ts';
import {
  blankTenant,
  inOrder,
  retire,
  takeId,
  type StoreDump,
  type TenantDump,
  type TenantRow,
} from './dump.ts';
import { turns, type Turns } from './turns.ts';
import type {
  Cause,
  Edit,
  ExchangeRow,
  JournalEntry,
  Records,
  Store,
  StoredResource,
  TenantSeed,
  Touched,
  View,
} from './store.ts';
import { tableOf, type Table } from './table.ts';

/** Everything the store holds. `load` and `erase` put another one in its place. */
interface Holdings {
  readonly tenants: Map<string, Holding>;
  readonly records: Map<string, JsonObject>;
  readonly exchanges: Map<string, ExchangeRow>;
  lastSeq: number;
}

/** One tenant: its counters, resources, documents, journal and exchanges. */
interface Holding {
  row: TenantRow;
  table: Table;
  documents: Map<string, JsonObject>;
  journal: JournalEntry[];
  exchanges: ExchangeRow[];
  readonly turns: Turns;
}

type Tell = (touched: Touched) => void;

/** Makes an empty store. Values are kept as they are given: who puts JSON in must not change it later. */
export function memoryStore(): Store {
  let holdings = emptyHoldings();
  const listeners = new Set<Tell>();
  const tell: Tell = (touched) => {
    for (const listener of [...listeners]) listener(touched);
  };
  const replace = async (next: Holdings): Promise<void> => {
    holdings = next;
    tell({ kind: 'everything' });
  };
  return {
    read: async (tenant, work) => {
      const holding = holdingOf(holdings, tenant);
      return holding.turns.shared(() => work(viewOf(holding, holdings)));
    },
    write: async (tenant, cause, work) => {
      const holding = holdingOf(holdings, tenant);
      return holding.turns.alone(() => writeTo({ holdings, holding, cause, tell }, work));
    },
    seed: async (seed) => {
      const holding = holdingOf(holdings, seed.tenant);
      await holding.turns.alone(async () => sow(holdings, holding, seed));
      tell({ kind: 'tenant', tenant: seed.tenant });
    },
    tenants: async () => inOrder(writtenTo(holdings).map(({ row }) => row.tenant)),
    journal: async (tenant, since = 0) =>
      (holdings.tenants.get(tenant)?.journal ?? []).filter(({ revision }) => revision > since),
    keepExchange: async (tenant, id, record) => keep(holdings, { tenant, id, record }, tell),
    exchange: async (id) => holdings.exchanges.get(id),
    exchanges: async (tenant, limit) =>
      (holdings.tenants.get(tenant)?.exchanges ?? []).slice(-limit || Infinity).toReversed(),
    records: recordsOf(() => holdings.records, tell),
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dump: async () => dumpOf(holdings) as unknown as JsonObject, // a dump is JSON all through
    load: (dump) => replace(loaded(dump as unknown as StoreDump, holdings)), // checked by readBackup
    erase: () => replace(emptyHoldings()),
    close: () => listeners.clear(),
  };
}

const emptyHoldings = (): Holdings => ({
  tenants: new Map(),
  records: new Map(),
  exchanges: new Map(),
  lastSeq: 0,
});

const emptyHolding = (tenant: string): Holding => ({
  row: blankTenant(tenant),
  table: tableOf([]),
  documents: new Map(),
  journal: [],
  exchanges: [],
  turns: turns(),
});

function holdingOf(holdings: Holdings, tenant: string): Holding {
  const holding = holdings.tenants.get(tenant) ?? emptyHolding(tenant);
  holdings.tenants.set(tenant, holding);
  return holding;
}

/** Tenants that exist: reading a name does not make one. */
const writtenTo = (holdings: Holdings): readonly Holding[] =>
  [...holdings.tenants.values()].filter(({ row }) => row.revision > 0);

function viewOf(holding: Holding, { records }: Holdings): View {
  const { table } = holding;
  return {
    revision: holding.row.revision,
    get: async (type, id) => table.get(type, id),
    getMany: async (type, ids) =>
      [...new Set(ids)].map((id) => table.get(type, id)).filter((found) => found !== undefined),
    findBy: async (type, attribute, value) => table.findBy(type, attribute, value),
    groupsWithMember: async (id) => table.groupsWithMember(id),
    all: async (type) => table.all(type),
    document: async (key) => holding.documents.get(key),
    stamp: async () => stampOf(records),
  };
}

interface Writing {
  readonly holdings: Holdings;
  readonly holding: Holding;
  readonly cause: Cause;
  readonly tell: Tell;
}

async function writeTo<Value>(
  writing: Writing,
  work: (edit: Edit) => Promise<Value>,
): Promise<Value> {
  const { holdings, holding, tell } = writing;
  const undo: (() => void)[] = [];
  const done = draft();
  try {
    const value = await work(editOf(holding, { holdings, done, undo }));
    if (commit(writing, done)) tell({ kind: 'tenant', tenant: holding.row.tenant });
    return value;
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
}

/** Journals the changes and moves the revision on; a write that only took ids or changed nothing does not. */
function commit({ holdings, holding, cause }: Writing, done: Draft): boolean {
  const changes = done.changes();
  if (changes.length === 0 && !done.wroteDocument) return false;
  const { tenant, revision } = holding.row;
  holding.row = { ...holding.row, revision: revision + 1 };
  for (const each of changes) {
    const entry = entryOf(each, { cause, tenant, revision: revision + 1 });
    holding.journal.push({ seq: ++holdings.lastSeq, ...entry });
  }
  return true;
}

interface Traces {
  readonly holdings: Holdings;
  readonly done: Draft;
  readonly undo: (() => void)[];
}

function editOf(holding: Holding, traces: Traces): Edit {
  const { undo, done } = traces;
  return {
    ...viewOf(holding, traces.holdings),
    nextId: async (type) => {
      const before = holding.row;
      undo.push(() => (holding.row = before));
      const taken = await takeId(before, type, async (id) => !!holding.table.get(type, id));
      holding.row = taken.row;
      return taken.id;
    },
    put: async (type, resource, order) => putInto(holding, { type, resource, order }, traces),
    delete: async (type, id) => deleteFrom(holding, { type, id }, traces),
    putDocument: async (key, value) => {
      const before = holding.documents.get(key);
      undo.push(() => restore(holding.documents, key, before));
      holding.documents.set(key, value);
      done.noteDocument();
    },
    note: done.note,
    endPart: done.endPart,
  };
}

function putInto(
  holding: Holding,
  what: {
    readonly type: string;
    readonly resource: JsonObject & { readonly id: string };
    readonly order: number | undefined;
  },
  { done, undo }: Traces,
): void {
  const { table, row } = holding;
  const { type, resource } = what;
  const before = table.get(type, resource.id);
  const order = before?.order ?? done.orderOf(type, resource.id) ?? what.order ?? row.lastOrder + 1;
  const after: StoredResource = { type, id: resource.id, order, resource };
  undo.push(() => {
    holding.row = row;
    if (before) table.put(before);
    else table.delete(type, resource.id);
  });
  table.put(after);
  holding.row = { ...row, lastOrder: Math.max(row.lastOrder, order) };
  done.note(before, after);
}

function deleteFrom(
  holding: Holding,
  what: { readonly type: string; readonly id: string },
  { done, undo }: Traces,
): void {
  const { table, row } = holding;
  const before = table.get(what.type, what.id);
  if (!before) return;
  undo.push(() => {
    holding.row = row;
    table.put(before);
  });
  table.delete(what.type, what.id);
  holding.row = retire(row, what.type, what.id);
  done.note(before, undefined);
}

function restore<Value>(map: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function sow(holdings: Holdings, holding: Holding, seed: TenantSeed): void {
  const revision = holding.row.revision + 1;
  const resources = seed.resources.map(({ type, resource }, at) => ({
    type,
    id: resource.id,
    order: at + 1,
    resource,
  }));
  for (const { id } of holding.exchanges) holdings.exchanges.delete(id);
  holding.row = {
    ...blankTenant(seed.tenant),
    revision,
    lastOrder: resources.length,
    nextIds: seed.nextIds,
  };
  holding.table = tableOf(resources);
  holding.documents = new Map(Object.entries(seed.documents));
  holding.journal = [];
  holding.exchanges = [];
}

function keep(holdings: Holdings, row: Omit<ExchangeRow, 'no'>, tell: Tell): number {
  const known = holdings.exchanges.get(row.id);
  if (known) return known.no;
  const { exchanges } = holdingOf(holdings, row.tenant);
  const kept = { ...row, no: (exchanges.at(-1)?.no ?? 0) + 1 };
  exchanges.push(kept);
  holdings.exchanges.set(row.id, kept);
  tell({ kind: 'exchange', tenant: row.tenant });
  return kept.no;
}

/** How often each set of records was written to; a set that is put in place of another is another set. */
const writes = new WeakMap<Map<string, JsonObject>, { readonly set: number; writes: number }>();
let sets = 0;

function countOf(records: Map<string, JsonObject>) {
  const count = writes.get(records) ?? { set: (sets += 1), writes: 0 };
  writes.set(records, count);
  return count;
}

function stampOf(records: Map<string, JsonObject>): string {
  const count = countOf(records);
  return `${count.set}-${count.writes}`;
}

function recordsOf(current: () => Map<string, JsonObject>, tell: Tell): Records {
  const written = (key: string): void => {
    countOf(current()).writes += 1;
    tell({ kind: 'record', key });
  };
  const put = async (key: string, value: JsonObject): Promise<void> => {
    current().set(key, value);
    written(key);
  };
  return {
    get: async (key) => current().get(key),
    getMany: async (keys) => keys.map((key) => current().get(key)),
    getStamped: async (keys) => ({
      stamp: stampOf(current()),
      records: keys.map((key) => current().get(key)),
    }),
    list: async (prefix) =>
      inOrder(current().keys())
        .filter((key) => key.startsWith(prefix))
        .map((key) => [key, current().get(key)!] as const),
    put,
    update: async (key, change) => {
      const value = change(current().get(key));
      await put(key, value);
      return value;
    },
    delete: async (key) => {
      if (current().delete(key)) written(key);
    },
  };
}

function dumpOf(holdings: Holdings): StoreDump {
  const tenants = [...holdings.tenants.values()].filter(
    ({ row, exchanges }) => row.revision > 0 || exchanges.length > 0,
  );
  return {
    tenants: tenants
      .toSorted((left, right) => (left.row.tenant < right.row.tenant ? -1 : 1))
      .map(tenantDump),
    records: Object.fromEntries(
      inOrder(holdings.records.keys()).map((key) => [key, holdings.records.get(key)!]),
    ),
  };
}

function tenantDump({ row, table, documents, journal, exchanges }: Holding): TenantDump {
  const resources = table
    .types()
    .flatMap((type) => table.all(type))
    .toSorted((left, right) => left.order - right.order);
  return {
    ...row,
    resources,
    documents: Object.fromEntries(
      inOrder(documents.keys()).map((key) => [key, documents.get(key)!]),
    ),
    journal: [...journal],
    exchanges: [...exchanges],
  };
}

function loaded(dump: StoreDump, old: Holdings): Holdings {
  const next = emptyHoldings();
  for (const tenant of dump.tenants) {
    const revision =
      Math.max(tenant.revision, old.tenants.get(tenant.tenant)?.row.revision ?? 0) + 1;
    next.tenants.set(tenant.tenant, holdingFrom(tenant, revision));
    for (const row of tenant.exchanges) next.exchanges.set(row.id, row);
    next.lastSeq = Math.max(next.lastSeq, ...tenant.journal.map(({ seq }) => seq));
  }
  for (const [key, value] of Object.entries(dump.records)) next.records.set(key, value);
  return next;
}

function holdingFrom(dump: TenantDump, revision: number): Holding {
  const { resources, documents, journal, exchanges, ...counters } = dump;
  return {
    row: { ...counters, revision },
    table: tableOf(resources),
    documents: new Map(Object.entries(documents)),
    journal: [...journal],
    exchanges: [...exchanges],
    turns: turns(),
  };
}
