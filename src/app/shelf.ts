// Gives the screens small records that outlive a reset of the worlds.
import type { Store } from '../store/store.ts';
import type { Shelf } from '../ui/lab.ts';
import { watchRecord } from './clocks.ts';

/** The shelf over a store's records. */
export const shelfOf = (store: Store): Shelf => ({
  get: (key) => store.records.get(key),
  list: (prefix) => store.records.list(prefix),
  put: (key, value) => store.records.put(key, value),
  update: (key, change) => store.records.update(key, change),
  delete: (key) => store.records.delete(key),
  watch: (key, listener) => watchRecord(store, key, listener),
});
