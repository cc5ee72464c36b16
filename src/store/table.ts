// Keeps one tenant's resources in memory with their indexes: the memory store's truth, and the Dexie store's working copy.
import { isList, sharedEnds, type Json } from '../base/json.ts';
import type { OrderedChange } from './draft.ts';
import { keyOf, keysOf } from './keys.ts';
import type { IndexedAttribute, StoredResource } from './store.ts';

/** Resources of one tenant. Lists are in creation order and stay valid as they are after later writes. */
export interface Table {
  get(type: string, id: string): StoredResource | undefined;
  findBy(type: string, attribute: IndexedAttribute, value: string): readonly StoredResource[];
  groupsWithMember(memberId: string): readonly StoredResource[];
  all(type: string): readonly StoredResource[];
  types(): readonly string[];
  put(stored: StoredResource): void;
  delete(type: string, id: string): void;
}

/** Makes a table of the resources given. */
export function tableOf(resources: Iterable<StoredResource>): Table {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (type: string): Shelf => {
    const shelf = shelves.get(type) ?? emptyShelf();
    shelves.set(type, shelf);
    return shelf;
  };
  const table: Table = {
    get: (type, id) => shelves.get(type)?.byId.get(id),
    findBy: (type, attribute, value) =>
      found(shelfOf(type), indexKey(attribute, keyOf(attribute, value))),
    groupsWithMember: (id) => found(shelfOf('Group'), indexKey('members', id)),
    all: (type) => listOf(shelfOf(type)),
    types: () => [...shelves.keys()],
    put: (stored) => place(shelfOf(stored.type), stored),
    delete: (type, id) => remove(shelfOf(type), id),
  };
  for (const stored of resources) table.put(stored);
  return table;
}

/** Brings a table from before some changes to after them. */
export function follow(table: Table, changes: Iterable<OrderedChange>): void {
  for (const { order, change } of changes) {
    const { resourceType: type, id, after } = change;
    if (table.get(type, id)?.order !== order) table.delete(type, id);
    if (after) table.put({ type, id, order, resource: after });
    else table.delete(type, id);
  }
}

interface Shelf {
  readonly byId: Map<string, StoredResource>;
  readonly index: Map<string, Set<string>>;
  /** The resources in order, made when first asked for after a write. */
  list: readonly StoredResource[] | undefined;
  /** The highest order so far; while new resources come in order, the map is in order too. */
  lastOrder: number;
  isInOrder: boolean;
}

const emptyShelf = (): Shelf => ({
  byId: new Map(),
  index: new Map(),
  list: undefined,
  lastOrder: 0,
  isInOrder: true,
});

const indexKey = (attribute: string, key: string): string => `${attribute} ${key}`;

/** Index keys of a resource; of its members only those between what two versions share at both ends. */
function indexKeysOf(
  stored: StoredResource | undefined,
  [start, end]: readonly [number, number] = [0, 0],
): ReadonlySet<string> {
  if (!stored) return new Set();
  const list = membersOf(stored);
  const keys = keysOf({ ...stored.resource, members: list.slice(start, list.length - end) });
  const single = (['userName', 'externalId', 'displayName'] as const).filter(
    (attribute) => keys[attribute] !== undefined,
  );
  return new Set([
    ...single.map((attribute) => indexKey(attribute, keys[attribute]!)),
    ...keys.members.map((id) => indexKey('members', id)),
  ]);
}

const membersOf = (stored: StoredResource | undefined): readonly Json[] =>
  isList(stored?.resource.members) ? stored.resource.members : [];

/** Indexes a resource anew, with no more work than its last change gives, however many members it has. */
function reindex(shelf: Shelf, old: StoredResource | undefined, stored: StoredResource): void {
  const shared = sharedEnds(membersOf(old), membersOf(stored));
  const before = indexKeysOf(old, shared);
  const after = indexKeysOf(stored, shared);
  const gone = [...before].filter((key) => !after.has(key));
  for (const key of gone) unindex(shelf, key, stored.id);
  for (const key of after) if (!before.has(key)) index(shelf, key, stored.id);
  if (gone.length === 0) return;
  const still = indexKeysOf(stored); // who was listed twice is listed still
  for (const key of gone) if (still.has(key)) index(shelf, key, stored.id);
}

function place(shelf: Shelf, stored: StoredResource): void {
  reindex(shelf, shelf.byId.get(stored.id), stored);
  if (!shelf.byId.has(stored.id)) {
    shelf.isInOrder &&= stored.order >= shelf.lastOrder;
    shelf.lastOrder = Math.max(shelf.lastOrder, stored.order);
  }
  shelf.byId.set(stored.id, stored);
  shelf.list = undefined;
}

function remove(shelf: Shelf, id: string): void {
  for (const key of indexKeysOf(shelf.byId.get(id))) unindex(shelf, key, id);
  if (shelf.byId.delete(id)) shelf.list = undefined;
}

function index(shelf: Shelf, key: string, id: string): void {
  const ids = shelf.index.get(key);
  if (ids) ids.add(id);
  else shelf.index.set(key, new Set([id]));
}

function unindex(shelf: Shelf, key: string, id: string): void {
  const ids = shelf.index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) shelf.index.delete(key);
}

function found(shelf: Shelf, key: string): readonly StoredResource[] {
  const ids = [...(shelf.index.get(key) ?? [])];
  return byOrder(ids.map((id) => shelf.byId.get(id)!));
}

function listOf(shelf: Shelf): readonly StoredResource[] {
  const resources = shelf.list ?? [...shelf.byId.values()];
  shelf.list ??= shelf.isInOrder ? resources : byOrder(resources);
  return shelf.list;
}

/** Resources in creation order. */
export const byOrder = (resources: readonly StoredResource[]): readonly StoredResource[] =>
  resources.toSorted((left, right) => left.order - right.order);
