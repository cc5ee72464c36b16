// Does edits one after another over one view, and gathers what they wrote, for a store that writes all of it at once.
import type { JsonObject } from '../base/json.ts';
import type { Written } from './copies.ts';
import { draft, entryOf, type Draft } from './draft.ts';
import { retire, takeId } from './dump.ts';
import type { BornTenant } from './rows.ts';
import type { Cause, Edit, JournalEntry, StoredResource, View } from './store.ts';
import { byOrder, tableOf, type Table } from './table.ts';

/** What one edit did to its tenant, and the tenant's counters around it. */
export interface Step {
  readonly before: BornTenant;
  readonly after: BornTenant;
  readonly written: Written;
}

/** Edits that see what those before them wrote. One that fails leaves nothing. */
export class Edits {
  readonly desk = emptyDesk();
  /** Documents as they were written last. */
  readonly documents = new Map<string, JsonObject>();
  readonly entries: Omit<JournalEntry, 'seq'>[] = [];
  /** Those that changed something, in their order. */
  readonly steps: Step[] = [];
  /** The very row given while no edit has moved a counter. */
  row: BornTenant;
  private readonly view: View;

  constructor(view: View, row: BornTenant) {
    this.view = view;
    this.row = row;
  }

  /** Does one edit; rejects as its work does. */
  async run<Value>(cause: Cause, work: (edit: Edit) => Promise<Value>): Promise<Value> {
    const editing: Editing = {
      view: withDocuments(viewAcross(this.desk, this.view), this.documents, this.row.revision),
      done: draft(),
      desk: emptyDesk(),
      documents: new Map(),
      row: this.row,
    };
    const value = await work(editOf(editing));
    this.take(editing, cause);
    return value;
  }

  private take({ done, desk, documents, row }: Editing, cause: Cause): void {
    const changes = done.changes();
    const before = this.row;
    const isChanged = changes.length > 0 || done.wroteDocument;
    if (!isChanged && row === before) return;
    const after = { ...row, revision: before.revision + (isChanged ? 1 : 0) };
    const { tenant, revision } = after;
    for (const each of changes) this.entries.push(entryOf(each, { cause, tenant, revision }));
    for (const [key, value] of documents) this.documents.set(key, value);
    putOn(this.desk, desk);
    this.row = after;
    const { wroteDocument } = done;
    if (isChanged) this.steps.push({ before, after, written: { changes, wroteDocument } });
  }
}

/** What was written, kept in memory until the end: a thousand writes are then one. */
interface Desk {
  readonly table: Table;
  /** Ids that were written or deleted, by type; of all others the database still knows the truth. */
  readonly touched: Map<string, Set<string>>;
}

const emptyDesk = (): Desk => ({ table: tableOf([]), touched: new Map() });

function touch({ touched }: Desk, type: string, id: string): void {
  const ids = touched.get(type);
  if (ids) ids.add(id);
  else touched.set(type, new Set([id]));
}

/** Puts everything that lies on one desk on another. */
function putOn(desk: Desk, other: Desk): void {
  for (const [type, ids] of other.touched)
    for (const id of ids) {
      const stored = other.table.get(type, id);
      if (stored) desk.table.put(stored);
      else desk.table.delete(type, id);
      touch(desk, type, id);
    }
}

interface Editing {
  /** As it was before this edit. */
  readonly view: View;
  readonly done: Draft;
  readonly desk: Desk;
  readonly documents: Map<string, JsonObject>;
  row: BornTenant;
}

function editOf(editing: Editing): Edit {
  const { done, desk, documents } = editing;
  const view = viewAcross(desk, editing.view);
  return {
    ...withDocuments(view, documents, view.revision),
    nextId: async (type) => {
      const taken = await takeId(editing.row, type, async (id) => !!(await view.get(type, id)));
      editing.row = { ...editing.row, ...taken.row };
      return taken.id;
    },
    put: async (type, resource, place) => {
      const before = await view.get(type, resource.id);
      const order =
        before?.order ?? done.orderOf(type, resource.id) ?? place ?? editing.row.lastOrder + 1;
      const after = { type, id: resource.id, order, resource };
      desk.table.put(after);
      touch(desk, type, resource.id);
      editing.row = { ...editing.row, lastOrder: Math.max(editing.row.lastOrder, order) };
      done.note(before, after);
    },
    delete: async (type, id) => {
      const before = await view.get(type, id);
      if (!before) return;
      desk.table.delete(type, id);
      touch(desk, type, id);
      editing.row = { ...editing.row, ...retire(editing.row, type, id) };
      done.note(before, undefined);
    },
    putDocument: async (key, value) => {
      documents.set(key, value);
      done.noteDocument();
    },
    note: done.note,
    endPart: done.endPart,
  };
}

const withDocuments = (
  view: View,
  documents: ReadonlyMap<string, JsonObject>,
  revision: number,
): View => ({
  ...view,
  revision,
  document: async (key) => documents.get(key) ?? view.document(key),
});

/** Looks at the desk first, and behind it at what was there before. */
function viewAcross({ table, touched }: Desk, view: View): View {
  const isTouched = (type: string, id: string): boolean => touched.get(type)?.has(id) ?? false;
  const merged = (
    type: string,
    before: readonly StoredResource[],
    written: readonly StoredResource[],
  ): readonly StoredResource[] =>
    touched.has(type)
      ? byOrder([...before.filter(({ id }) => !isTouched(type, id)), ...written])
      : before;
  return {
    ...view,
    get: async (type, id) => (isTouched(type, id) ? table.get(type, id) : view.get(type, id)),
    getMany: async (type, ids) => {
      if (!touched.has(type)) return view.getMany(type, ids);
      const others = await view.getMany(
        type,
        ids.filter((id) => !isTouched(type, id)),
      );
      const found = new Map(others.map((each) => [each.id, each]));
      return [...new Set(ids)]
        .map((id) => (isTouched(type, id) ? table.get(type, id) : found.get(id)))
        .filter((each) => each !== undefined);
    },
    findBy: async (type, attribute, value) =>
      merged(type, await view.findBy(type, attribute, value), table.findBy(type, attribute, value)),
    groupsWithMember: async (id) =>
      merged('Group', await view.groupsWithMember(id), table.groupsWithMember(id)),
    all: async (type) => merged(type, await view.all(type), table.all(type)),
  };
}
