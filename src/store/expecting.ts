// Lets somebody work with records as they were read a while ago, and sees in the same transaction that they are still so.
import { sameJson, type JsonObject } from '../base/json.ts';
import type { Store, View } from './store.ts';

/** Records as they were when they were read; undefined where there was none. */
export type Seen = ReadonlyMap<string, JsonObject | undefined>;

/** Something expected of the records is not so any more. Nothing was written. */
export class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

/** A store for one piece of work that relies on records. */
export interface Expecting {
  readonly store: Store;
  /** Sees that the records are as they were, unless the work has seen it already; false if they are not. */
  readonly holds: () => Promise<boolean>;
}

/**
 * A store whose reads and writes reject with OutdatedError, having done nothing, until one has found the
 * records as they were. From then on it does what the store does: the moment of the work has come.
 */
export function expecting(store: Store, seen: Seen): Expecting {
  const keys = [...seen.keys()];
  let isSure = keys.length === 0;
  const isSame = (found: readonly (JsonObject | undefined)[]): boolean =>
    found.every((record, at) => sameJson(record, seen.get(keys[at]!)));
  const assured =
    <Given extends View, Value>(work: (view: Given) => Promise<Value>) =>
    async (view: Given): Promise<Value> => {
      if (isSure) return work(view);
      const check = view.records(keys).then((found) => {
        if (!isSame(found))
          throw new OutdatedError('Expected the records to be as they were read.');
      });
      const [value] = await Promise.all([work(view), check]);
      return value;
    };
  const noted = async <Value>(work: Promise<Value>): Promise<Value> => {
    const value = await work;
    isSure = true;
    return value;
  };
  return {
    store: {
      ...store,
      read: (tenant, work) => noted(store.read(tenant, assured(work))),
      write: (tenant, cause, work) => noted(store.write(tenant, cause, assured(work))),
    },
    holds: async () => isSure || isSame(await store.records.getMany(keys)),
  };
}
