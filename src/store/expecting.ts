// Lets somebody work with records as they were read a while ago, and sees in the same transaction that they are still so.
import type { Store, View } from './store.ts';

/** Something expected of the records may not be so any more. Nothing was written. */
export class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

/** A store for one piece of work that relies on records. */
export interface Expecting {
  readonly store: Store;
  /** Sees that the records are as they were, unless the work has seen it already; false if they may not be. */
  readonly holds: () => Promise<boolean>;
}

/**
 * A store whose reads and writes reject with OutdatedError, having done nothing, until one has found the
 * records under the stamp they were read with. From then on it does what the store does: the moment of
 * the work has come.
 */
export function expecting(store: Store, stamp: string): Expecting {
  let isSure = false;
  const assured =
    <Given extends View, Value>(work: (view: Given) => Promise<Value>) =>
    async (view: Given): Promise<Value> => {
      if (isSure) return work(view);
      const check = view.stamp().then((now) => {
        if (now !== stamp) throw new OutdatedError('Expected the records to be as they were read.');
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
    holds: async () => isSure || (await store.records.getStamped([])).stamp === stamp,
  };
}
