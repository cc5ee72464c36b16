// Keeps working copies of tenants in memory, each valid for one revision, so that what was read need not be read again.
import type { JsonObject } from '../base/json.ts';
import type { OrderedChange } from './draft.ts';
import type { StoredResource } from './store.ts';
import { follow, tableOf, type Table } from './table.ts';

/** Which state of a tenant is meant: its life (it may be seeded anew) and the revision in it. */
export interface Moment {
  readonly tenant: string;
  readonly born: string;
  readonly revision: number;
}

/** What one write did: changes of resources, and whether it wrote a document too. */
export interface Written {
  readonly changes: readonly OrderedChange[];
  readonly wroteDocument: boolean;
}

/** The copies of one connection. A copy holds some types as a whole, and of others what was asked for. */
export interface Copies {
  /** The copy for this very moment, if it holds the type. */
  of(moment: Moment, type: string): Table | undefined;
  /** A resource that was kept singly and is still so at this moment. */
  one(moment: Moment, type: string, id: string): StoredResource | undefined;
  /** A document that was kept and is still so at this moment. */
  document(moment: Moment, key: string): JsonObject | undefined;
  /** The revision of a copy that can catch up with this moment by the journal; undefined if none is behind. */
  behind(moment: Moment): number | undefined;
  /** Brings the copy to this moment, if it is at `from` (left out: it was found behind). */
  follow(moment: Moment, written: Written, from?: Moment): void;
  /** Puts all resources of a type into the copy for this moment, and returns it. */
  hold(moment: Moment, type: string, resources: readonly StoredResource[]): Table;
  /** Keeps single resources and documents, unless the copy is at a later moment already. */
  keep(moment: Moment, stored: StoredResource): void;
  keepDocument(moment: Moment, key: string, value: JsonObject): void;
  /** Forgets everything: the database is not the same any more. */
  forget(): void;
}

interface Copy {
  readonly table: Table;
  readonly types: Set<string>;
  /** Resources of types that are not held, by type and id; they go when there are too many. */
  readonly singles: Map<string, StoredResource>;
  readonly documents: Map<string, JsonObject>;
  moment: Moment;
}

/** Single resources kept at most for each tenant. */
const mostSingles = 2_000;

const nameOf = (type: string, id: string): string => `${type} ${id}`;

/** No copies yet. */
export function copies(): Copies {
  const all = new Map<string, Copy>();
  const at = (moment: Moment): Copy | undefined => {
    const copy = all.get(moment.tenant);
    return copy && isSame(copy.moment, moment) ? copy : undefined;
  };
  /** The copy for a moment, made if there is none; undefined if it is ahead already. */
  const ready = (moment: Moment): Copy | undefined => {
    const known = all.get(moment.tenant);
    if (known && isSame(known.moment, moment)) return known;
    if (known?.moment.born === moment.born && known.moment.revision > moment.revision)
      return undefined;
    return begin(moment);
  };
  const begin = (moment: Moment): Copy => {
    const copy = blank(moment);
    all.set(moment.tenant, copy);
    return copy;
  };
  return {
    of: (moment, type) => {
      const copy = at(moment);
      return copy?.types.has(type) ? copy.table : undefined;
    },
    one: (moment, type, id) => at(moment)?.singles.get(nameOf(type, id)),
    document: (moment, key) => at(moment)?.documents.get(key),
    behind: ({ tenant, born, revision }) => {
      const moment = all.get(tenant)?.moment;
      return moment?.born === born && moment.revision < revision ? moment.revision : undefined;
    },
    follow: (moment, written, from) => {
      const copy = from ? at(from) : all.get(moment.tenant);
      if (copy) bringOn(copy, written, moment);
    },
    hold: (moment, type, resources) => {
      const copy = at(moment) ?? begin(moment);
      for (const resource of resources) copy.table.put(resource);
      copy.types.add(type);
      return copy.table;
    },
    keep: (moment, stored) => {
      const singles = ready(moment)?.singles;
      if (singles && singles.size >= mostSingles) singles.clear();
      singles?.set(nameOf(stored.type, stored.id), stored);
    },
    keepDocument: (moment, key, value) => void ready(moment)?.documents.set(key, value),
    forget: () => all.clear(),
  };
}

const blank = (moment: Moment): Copy => ({
  table: tableOf([]),
  types: new Set(),
  singles: new Map(),
  documents: new Map(),
  moment: momentOf(moment),
});

/** The journal tells of every resource, and of no document: those are forgotten where one may be another now. */
function bringOn(copy: Copy, { changes, wroteDocument }: Written, moment: Moment): void {
  follow(
    copy.table,
    changes.filter(({ change }) => copy.types.has(change.resourceType)),
  );
  for (const { change, order } of changes) {
    const { resourceType: type, id, after } = change;
    const name = nameOf(type, id);
    if (!copy.singles.delete(name) || !after) continue;
    copy.singles.set(name, { type, id, order, resource: after });
  }
  if (wroteDocument) copy.documents.clear();
  copy.moment = momentOf(moment);
}

const momentOf = ({ tenant, born, revision }: Moment): Moment => ({ tenant, born, revision });

const isSame = (left: Moment, right: Moment): boolean =>
  left.born === right.born && left.revision === right.revision;
