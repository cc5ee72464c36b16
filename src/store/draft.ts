// Gathers what one write does, so that a resource put three times makes one change with the first before and the last after.
import { sameJson, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { Cause, JournalEntry, StoredResource } from './store.ts';

/** A change with the place of its resource in creation order. */
export interface OrderedChange {
  readonly order: number;
  readonly change: Change;
}

/** What one write has done so far. */
export interface Draft {
  /** Notes that a resource became another one, was created (no `before`) or deleted (no `after`). */
  note(before: StoredResource | undefined, after: StoredResource | undefined): void;
  /** Notes that a document was written; documents are not journalled. */
  noteDocument(): void;
  /** The place of a resource that was deleted in this part; undefined for any other. */
  orderOf(type: string, id: string): number | undefined;
  readonly wroteDocument: boolean;
  /** Ends a part: what changed in it stays a change of its own, whatever follows. */
  endPart(): void;
  /** The changes, part by part, in the order resources were first touched; what ended as it began is left out. */
  changes(): readonly OrderedChange[];
}

interface Touch {
  readonly type: string;
  readonly id: string;
  order: number;
  readonly before: JsonObject | undefined;
  after: JsonObject | undefined;
}

/** An empty draft. */
export function draft(): Draft {
  const touches = new Map<string, Touch>();
  const ended: OrderedChange[] = [];
  let wroteDocument = false;
  const underWay = (): readonly OrderedChange[] => [...touches.values()].flatMap(changeOf);
  return {
    endPart() {
      ended.push(...underWay());
      touches.clear();
    },
    noteDocument: () => void (wroteDocument = true),
    get wroteDocument() {
      return wroteDocument;
    },
    note(before, after) {
      const one = after ?? before;
      if (!one) return;
      const key = `${one.type} ${one.id}`;
      const known = touches.get(key);
      if (known) Object.assign(known, { after: after?.resource, order: one.order });
      else touches.set(key, { ...one, before: before?.resource, after: after?.resource });
    },
    orderOf: (type, id) => touches.get(`${type} ${id}`)?.order,
    changes: () => [...ended, ...underWay()],
  };
}

function changeOf({ type, id, order, before, after }: Touch): readonly OrderedChange[] {
  if (sameJson(before, after)) return [];
  const kind = before === undefined ? 'create' : after === undefined ? 'delete' : 'replace';
  const images = {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return [{ order, change: { kind, resourceType: type, id, ...images } }];
}

/** The journal entry of a change; `seq` is given where it is kept. */
export function entryOf(
  { change, order }: OrderedChange,
  entry: { readonly cause: Cause; readonly tenant: string; readonly revision: number },
): Omit<JournalEntry, 'seq'> & { readonly order: number } {
  const { cause, tenant, revision } = entry;
  const { exchange, actor, at } = cause;
  return { exchange, actor, at, tenant, revision, order, change };
}
