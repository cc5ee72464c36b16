// Keeps working copies of tenants in memory, each valid for one revision, so that whole lists need not be read again.
import type { OrderedChange } from './draft.ts';
import type { StoredResource } from './store.ts';
import { follow, tableOf, type Table } from './table.ts';

/** Which state of a tenant is meant: its life (it may be seeded anew) and the revision in it. */
export interface Moment {
  readonly tenant: string;
  readonly born: string;
  readonly revision: number;
}

/** The copies of one connection. A copy holds the types that were asked for as a whole. */
export interface Copies {
  /** The copy for this very moment, if it holds the type. */
  of(moment: Moment, type: string): Table | undefined;
  /** The revision of a copy that can catch up with this moment by the journal; undefined if none is behind. */
  behind(moment: Moment): number | undefined;
  /** Brings the copy to this moment, if it is at `from` (left out: it was found behind). */
  follow(moment: Moment, changes: readonly OrderedChange[], from?: Moment): void;
  /** Puts all resources of a type into the copy for this moment, and returns it. */
  hold(moment: Moment, type: string, resources: readonly StoredResource[]): Table;
  /** Forgets everything: the database is not the same any more. */
  forget(): void;
}

interface Copy {
  readonly table: Table;
  readonly types: Set<string>;
  moment: Moment;
}

/** No copies yet. */
export function copies(): Copies {
  const all = new Map<string, Copy>();
  const at = (moment: Moment): Copy | undefined => {
    const copy = all.get(moment.tenant);
    return copy && isSame(copy.moment, moment) ? copy : undefined;
  };
  return {
    of: (moment, type) => {
      const copy = at(moment);
      return copy?.types.has(type) ? copy.table : undefined;
    },
    behind: ({ tenant, born, revision }) => {
      const moment = all.get(tenant)?.moment;
      return moment?.born === born && moment.revision < revision ? moment.revision : undefined;
    },
    follow: (moment, changes, from) => {
      const copy = from ? at(from) : all.get(moment.tenant);
      if (!copy) return;
      follow(
        copy.table,
        changes.filter(({ change }) => copy.types.has(change.resourceType)),
      );
      copy.moment = momentOf(moment);
    },
    hold: (moment, type, resources) => {
      const copy = at(moment) ?? { table: tableOf([]), types: new Set(), moment: momentOf(moment) };
      for (const resource of resources) copy.table.put(resource);
      copy.types.add(type);
      all.set(moment.tenant, copy);
      return copy.table;
    },
    forget: () => all.clear(),
  };
}

const momentOf = ({ tenant, born, revision }: Moment): Moment => ({ tenant, born, revision });

const isSame = (left: Moment, right: Moment): boolean =>
  left.born === right.born && left.revision === right.revision;
