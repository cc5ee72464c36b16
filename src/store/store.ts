// Says what a store of SCIM resources must do; memory and Dexie both do it, and one contract suite checks both.
import type { JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';

/** Attributes with an index: equality on them never scans. Values are compared as the schema's caseExact says. */
export type IndexedAttribute = 'userName' | 'externalId' | 'displayName';

/**
 * A stored resource: its SCIM JSON with `id`, `schemas` and `meta` (resourceType, created,
 * lastModified, version), without what is derived on the way out: `meta.location`, `User.groups`,
 * `$ref` and `display` of members. `order` counts creations in a tenant and never changes:
 * lists are in this order.
 */
export interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly order: number;
  readonly resource: JsonObject;
}

/** A consistent look at one tenant: nothing changes while it is open. */
export interface View {
  /** Grows with every committed write that changed the tenant; equal revisions mean equal data. */
  readonly revision: number;
  get(type: string, id: string): Promise<StoredResource | undefined>;
  /** The resources of these ids that exist, in the order of the ids, each once. */
  getMany(type: string, ids: readonly string[]): Promise<readonly StoredResource[]>;
  findBy(
    type: string,
    attribute: IndexedAttribute,
    value: string,
  ): Promise<readonly StoredResource[]>;
  /** The groups that have this id among their direct members. */
  groupsWithMember(memberId: string): Promise<readonly StoredResource[]>;
  /** Every resource of a type in creation order, from a copy in memory that is valid for `revision`. */
  all(type: string): Promise<readonly StoredResource[]>;
  /** A setting of the tenant (`vault`, for one), or undefined. */
  document(key: string): Promise<JsonObject | undefined>;
  /** The stamp of the store's records, at the same moment as all else here. */
  stamp(): Promise<string>;
}

/**
 * A view that can also write. Reads see what was written before in the same edit. Each resource
 * that differs in the end makes one journal entry, however often it was put on the way; with
 * `endPart`, one for each part.
 */
export interface Edit extends View {
  /**
   * The next free id of a type, as a decimal string. It is an id that no resource of the type has
   * or had: ids are never reassigned, deleted ones included (RFC 7643 §3.1).
   */
  nextId(type: string): Promise<string>;
  /**
   * Creates the resource, or replaces the one with its type and id; its place in the order is kept,
   * and so it is of one that this part of the edit deleted. `order` gives a place back to one that had
   * it before; without it a new resource comes last.
   */
  put(type: string, resource: JsonObject & { readonly id: string }, order?: number): Promise<void>;
  delete(type: string, id: string): Promise<void>;
  putDocument(key: string, value: JsonObject): Promise<void>;
  /** Journals a change of what lies in a document: something new has no `before`, something gone no `after`. */
  note(before: StoredResource | undefined, after: StoredResource | undefined): void;
  /** Ends a part of the edit: what it wrote so far gets journal entries of its own, apart from what follows. */
  endPart(): void;
}

/** Who and what caused a write; goes into the journal. `at` is lab time, an ISO 8601 instant. */
export interface Cause {
  readonly exchange: string;
  readonly actor: string;
  readonly at: string;
}

/**
 * One journalled change. `seq` grows over the whole store; `revision` is the tenant's after the write;
 * `order` is the place of the resource, which exports of older versions do not tell.
 */
export interface JournalEntry extends Cause {
  readonly seq: number;
  readonly order?: number;
  readonly tenant: string;
  readonly revision: number;
  readonly change: Change;
}

/** A kept exchange: opaque to the store, except for its number, tenant and id. */
export interface ExchangeRow {
  readonly id: string;
  readonly no: number;
  readonly tenant: string;
  readonly record: JsonObject;
}

/** Everything a tenant starts with: resources in creation order, documents, and the next ids by type. */
export interface TenantSeed {
  readonly tenant: string;
  readonly resources: readonly {
    readonly type: string;
    readonly resource: JsonObject & { readonly id: string };
  }[];
  readonly documents: Readonly<Record<string, JsonObject>>;
  readonly nextIds: Readonly<Record<string, number>>;
}

/**
 * A store of many tenants. `write` is all or nothing: when `work` throws, nothing is stored, no
 * journal entry is made and the revision stays. `work` must await nothing but its edit (IndexedDB
 * closes a transaction that idles). Writes of one tenant never interleave, in any tab or worker.
 * @throws StorageError when the medium fails (full, blocked, deleted under way).
 */
export interface Store {
  read<Value>(tenant: string, work: (view: View) => Promise<Value>): Promise<Value>;
  write<Value>(tenant: string, cause: Cause, work: (edit: Edit) => Promise<Value>): Promise<Value>;
  /**
   * Puts a tenant into its starting state: old resources, journal and exchanges of it are gone.
   * The revision goes on growing, so that nobody takes the new state for an old one.
   */
  seed(seed: TenantSeed): Promise<void>;
  tenants(): Promise<readonly string[]>;
  /** Journal of a tenant, oldest first; only entries with `revision` above `since`, if given. */
  journal(tenant: string, since?: number): Promise<readonly JournalEntry[]>;
  /**
   * Keeps an exchange and gives it the tenant's next number (1, 2, …). Kept exchanges never change:
   * keeping the same id again returns the number it has.
   */
  keepExchange(tenant: string, id: string, record: JsonObject): Promise<number>;
  exchange(id: string): Promise<ExchangeRow | undefined>;
  /** The newest exchanges of a tenant, newest first, at most `limit`. */
  exchanges(tenant: string, limit: number): Promise<readonly ExchangeRow[]>;
  /** Records that belong to no tenant (clocks, tenant definitions, progress, scenario runs, settings). */
  readonly records: Records;
  /** Calls back after any write here or in another tab or worker, with what it touched; returns the stop function. */
  watch(listener: (touched: Touched) => void): () => void;
  /**
   * Everything in the store as one JSON value, for export; `load` puts such a value in place of
   * everything. The shape is `StoreDump` in `dump.ts`; check foreign data with `readBackup` first.
   */
  dump(): Promise<JsonObject>;
  load(dump: JsonObject): Promise<void>;
  /** Deletes the whole database. The store is usable, and empty, afterwards. */
  erase(): Promise<void>;
  close(): void;
}

/** What a write touched: a tenant's resources and exchanges, or a record by key. */
export type Touched =
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'exchange'; readonly tenant: string }
  | { readonly kind: 'record'; readonly key: string }
  | { readonly kind: 'everything' };

/** Small JSON records by key, such as `clock/northwind` or `progress/find-a-user`. */
export interface Records {
  get(key: string): Promise<JsonObject | undefined>;
  /** The records of these keys at one moment, in the order of the keys. */
  getMany(keys: readonly string[]): Promise<readonly (JsonObject | undefined)[]>;
  /** The same with the stamp of all records: any write of a record makes it another. */
  getStamped(keys: readonly string[]): Promise<StampedRecords>;
  list(prefix: string): Promise<readonly (readonly [key: string, value: JsonObject])[]>;
  put(key: string, value: JsonObject): Promise<void>;
  /** Reads, changes and writes in one transaction, so that two tabs lose nothing of each other. */
  update(key: string, change: (old: JsonObject | undefined) => JsonObject): Promise<JsonObject>;
  delete(key: string): Promise<void>;
}

/** Records at a moment; equal stamps mean equal records, of every key. */
export interface StampedRecords {
  readonly stamp: string;
  readonly records: readonly (JsonObject | undefined)[];
}

/** A failure of the medium, translated once where it is met; the original is in `cause`. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: 'full' | 'blocked' | 'broken';
  constructor(kind: 'full' | 'blocked' | 'broken', message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
