// Keeps one tenant's resources in memory with their indexes: the memory store's truth, and the Dexie store's working copy.
import { isList, listDifference, type Json } from '../base/json.ts';
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
  /** Ids by key: most keys have one. Made when it is first asked, as whole scans need none. */
  readonly index: Map<string, string | Set<string>>;
  isIndexed: boolean;
  /** Groups that may list a member twice. */
  readonly repeating: Set<string>;
  /** The resources in order, as they were when last asked for. */
  list: readonly StoredResource[] | undefined;
  /** What was written since then, by id, with the order it has in the list if it is there. */
  readonly late: Map<string, number | undefined>;
  /** The highest order so far; while new resources come in order, the map is in order too. */
  lastOrder: number;
  isInOrder: boolean;
}

const emptyShelf = (): Shelf => ({
  byId: new Map(),
  index: new Map(),
  isIndexed: false,
  repeating: new Set(),
  list: undefined,
  late: new Map(),
  lastOrder: 0,
  isInOrder: true,
});

const indexKey = (attribute: string, key: string): string => `${attribute} ${key}`;

/** Index keys of a resource; of its members only those given. */
function indexKeysOf(stored: StoredResource, members = membersOf(stored)): ReadonlySet<string> {
  const keys = keysOf({ ...stored.resource, members });
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
function reindex(shelf: Shelf, old: StoredResource, stored: StoredResource): void {
  const { gone, come } = listDifference(membersOf(old), membersOf(stored));
  const before = indexKeysOf(old, gone);
  const after = indexKeysOf(stored, come);
  const lost = [...before].filter((key) => !after.has(key));
  for (const key of lost) unindex(shelf, key, stored.id);
  const won = [...after].filter((key) => !before.has(key));
  if (won.some((key) => has(shelf, key, stored.id))) shelf.repeating.add(stored.id);
  for (const key of won) index(shelf, key, stored.id);
  noteRepeating(shelf, stored.id, come);
  if (lost.length === 0 || !shelf.repeating.has(stored.id)) return;
  const still = indexKeysOf(stored); // who was listed twice is listed still
  for (const key of lost) if (still.has(key)) index(shelf, key, stored.id);
}

/** Indexes what is new: there is nothing to compare it with. */
function indexAll(shelf: Shelf, stored: StoredResource): void {
  const { members, ...single } = keysOf(stored.resource);
  for (const [attribute, key] of Object.entries(single))
    index(shelf, indexKey(attribute, key), stored.id);
  for (const member of members) index(shelf, indexKey('members', member), stored.id);
  noteRepeating(shelf, stored.id, membersOf(stored));
}

/** A list that names an id twice must be looked through when one of the two goes. */
function noteRepeating(shelf: Shelf, id: string, members: readonly Json[]): void {
  if (keysOf({ members }).members.length < members.length) shelf.repeating.add(id);
}

function place(shelf: Shelf, stored: StoredResource): void {
  const old = shelf.byId.get(stored.id);
  if (shelf.isIndexed)
    if (old) reindex(shelf, old, stored);
    else indexAll(shelf, stored);
  if (!old) {
    shelf.isInOrder &&= stored.order >= shelf.lastOrder;
    shelf.lastOrder = Math.max(shelf.lastOrder, stored.order);
  }
  shelf.byId.set(stored.id, stored);
  noteLate(shelf, stored.id, old);
}

function remove(shelf: Shelf, id: string): void {
  const old = shelf.byId.get(id);
  if (!old) return;
  if (shelf.isIndexed) for (const key of indexKeysOf(old)) unindex(shelf, key, id);
  shelf.byId.delete(id);
  shelf.repeating.delete(id);
  noteLate(shelf, id, old);
}

function noteLate({ list, late }: Shelf, id: string, old: StoredResource | undefined): void {
  if (list && !late.has(id)) late.set(id, old?.order);
}

function index({ index: all }: Shelf, key: string, id: string): void {
  const ids = all.get(key);
  if (ids === undefined || ids === id) all.set(key, id);
  else if (typeof ids === 'string') all.set(key, new Set([ids, id]));
  else ids.add(id);
}

function has({ index: all }: Shelf, key: string, id: string): boolean {
  const ids = all.get(key);
  return ids === id || (typeof ids === 'object' && ids.has(id));
}

function unindex({ index: all }: Shelf, key: string, id: string): void {
  const ids = all.get(key);
  if (ids === id) all.delete(key);
  else if (typeof ids === 'object' && ids.delete(id) && ids.size === 0) all.delete(key);
}

function found(shelf: Shelf, key: string): readonly StoredResource[] {
  const { index: all, byId } = shelf;
  if (!shelf.isIndexed) for (const stored of byId.values()) indexAll(shelf, stored);
  shelf.isIndexed = true;
  const ids = all.get(key);
  if (ids === undefined) return [];
  if (typeof ids === 'string') return [byId.get(ids)!];
  return byOrder([...ids].map((id) => byId.get(id)!));
}

/** The list, brought up to date: after a few writes by moving the old one over, which is quick however long it is. */
function listOf(shelf: Shelf): readonly StoredResource[] {
  const { list, late } = shelf;
  if (list && late.size === 0) return list;
  const isSlow = !list || late.size * 4 > list.length;
  shelf.list = (isSlow ? undefined : caughtUp(shelf, list)) ?? listAnew(shelf);
  late.clear();
  return shelf.list;
}

function listAnew({ byId, isInOrder }: Shelf): readonly StoredResource[] {
  const resources = [...byId.values()];
  return isInOrder ? resources : byOrder(resources);
}

/** The list with what was written since; undefined if something belongs elsewhere than one would think. */
function caughtUp(
  { byId, late }: Shelf,
  list: readonly StoredResource[],
): readonly StoredResource[] | undefined {
  const next: (StoredResource | undefined)[] = list.slice();
  const added: StoredResource[] = [];
  let holes = 0;
  for (const [id, order] of late) {
    const stored = byId.get(id);
    const stays = stored?.order === order;
    if (stored && !stays) added.push(stored);
    if (order === undefined) continue;
    const at = placeOf(list, order);
    if (list[at]?.id !== id) return undefined;
    next[at] = stays ? stored : undefined;
    if (!stays) holes += 1;
  }
  const newest = byOrder(added);
  if (newest[0] && newest[0].order < (list.at(-1)?.order ?? 0)) return undefined;
  next.push(...newest);
  return holes > 0 ? next.filter((one) => one !== undefined) : (next as StoredResource[]); // no hole is in it
}

/** Where a resource stands in a list that has it. */
function placeOf(list: readonly StoredResource[], order: number): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.order < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Resources in creation order. */
export const byOrder = (resources: readonly StoredResource[]): readonly StoredResource[] =>
  resources.toSorted((left, right) => left.order - right.order);
