// Remembers the records that say where requests go, so that none waits for them; the request's own transaction sees that they still hold.
import type { JsonObject } from '../base/json.ts';
import type { Records, Store } from '../store/store.ts';

/** Records as they are under one stamp. */
interface Memory {
  readonly stamp: string;
  readonly records: Map<string, JsonObject | undefined>;
}

const memories = new WeakMap<Store, Memory>();
const heard = new WeakSet<Store>();

/** Forgets what is remembered of a store's records: some of it may hold no more. */
export const forget = (store: Store): void => void memories.delete(store);

/** Forgets at once what anybody is heard to have written. */
function listen(store: Store): void {
  if (heard.has(store)) return;
  heard.add(store);
  store.watch(({ kind }) => {
    if (kind === 'record' || kind === 'everything') forget(store);
  });
}

/** Records for one request. */
export interface Remembered {
  readonly records: Pick<Records, 'getMany'>;
  /** The stamp of what was given from memory; undefined if everything was read for this request. */
  readonly relied: () => string | undefined;
}

/** Gives records from memory where it has all that are asked for, else reads and remembers them. */
export function remembered(store: Store): Remembered {
  listen(store);
  let relied: string | undefined;
  return {
    relied: () => relied,
    records: {
      async getMany(keys) {
        const memory = memories.get(store);
        if (!memory || keys.some((key) => !memory.records.has(key))) return read(store, keys);
        relied ??= memory.stamp;
        return keys.map((key) => memory.records.get(key));
      },
    },
  };
}

/** Records remembered at most: there are a few for each tenant. */
const most = 500;

async function read(
  store: Store,
  keys: readonly string[],
): Promise<readonly (JsonObject | undefined)[]> {
  const { stamp, records } = await store.records.getStamped(keys);
  const known = memories.get(store);
  const isOld = known?.stamp !== stamp || known.records.size > most;
  const memory = isOld ? { stamp, records: new Map<string, JsonObject | undefined>() } : known;
  for (const [at, key] of keys.entries()) memory.records.set(key, records[at]);
  memories.set(store, memory);
  return records;
}
