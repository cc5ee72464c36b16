// Remembers the records that say where requests go, so that none waits for them; the request's own transaction sees that they still hold.
import type { JsonObject } from '../base/json.ts';
import type { Seen } from '../store/expecting.ts';
import type { Records, Store } from '../store/store.ts';

type Memory = Map<string, JsonObject | undefined>;

/** Records remembered at most: there are a few for each tenant. */
const most = 500;

const memories = new WeakMap<Store, Memory>();

/** What is remembered of a store's records; what anybody is known to have written since is not. */
function memoryOf(store: Store): Memory {
  const known = memories.get(store);
  if (known) return known;
  const memory: Memory = new Map();
  memories.set(store, memory);
  store.watch((touched) => {
    if (touched.kind === 'record') memory.delete(touched.key);
    if (touched.kind === 'everything') memory.clear();
  });
  return memory;
}

/** Records for one request. */
export interface Remembered {
  readonly records: Pick<Records, 'getMany'>;
  /** The records it asked for that were not read for it, as they were remembered. */
  readonly relied: Seen;
}

/** Gives records from memory, and reads those that are not in it. */
export function remembered(store: Store): Remembered {
  const memory = memoryOf(store);
  const relied: Memory = new Map();
  return {
    relied,
    records: {
      async getMany(keys) {
        const missing = keys.filter((key) => !memory.has(key));
        for (const key of keys) if (memory.has(key)) relied.set(key, memory.get(key));
        const read = missing.length === 0 ? [] : await store.records.getMany(missing);
        if (memory.size > most) memory.clear();
        for (const [at, key] of missing.entries()) memory.set(key, read[at]);
        for (const [key, record] of relied) memory.set(key, record);
        return keys.map((key) => memory.get(key));
      },
    },
  };
}

/** Forgets what is remembered of a store's records: some of it holds no more. */
export const forget = (store: Store): void => memoryOf(store).clear();
