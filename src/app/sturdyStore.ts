// Keeps the lab going when the browser's database fails: moves everything into memory and tries again there.
import { StorageError, type Records, type Store, type Touched } from '../store/store.ts';

/** A store that outlives the failure of its medium. */
export interface SturdyStore extends Store {
  /** Moves into memory now, with everything that can still be read; does nothing the second time. */
  moveToMemory(trouble: StorageError): Promise<void>;
}

/**
 * Two stores and who hears of the move. `disk` may be the trouble that kept it from opening. `onMove`
 * is called before anything is tried again.
 */
export interface Refuge {
  readonly disk: Store | StorageError;
  readonly memory: Store;
  readonly onMove: (trouble: StorageError) => void;
}

/** Makes a sturdy store that begins on disk, or in memory if there is no disk. */
export function sturdyStore({ disk, memory, onMove }: Refuge): SturdyStore {
  const listeners = new Set<(touched: Touched) => void>();
  let current = disk instanceof StorageError ? memory : disk;
  let moving: Promise<void> | undefined;
  const hear = (store: Store): (() => void) =>
    store.watch((touched) => {
      if (store === current) for (const listener of [...listeners]) listener(touched);
    });
  hear(current);

  const move = async (trouble: StorageError): Promise<void> => {
    if (current === memory) return;
    await current.dump().then(
      (dump) => memory.load(dump),
      () => undefined, // what cannot be read is lost to this page; it starts afresh in memory
    );
    hear(memory);
    current = memory;
    onMove(trouble);
    for (const listener of [...listeners]) listener({ kind: 'everything' });
  };
  const moveToMemory = (trouble: StorageError): Promise<void> => (moving ??= move(trouble));

  const attempt: Attempt = async (work) => {
    const store = current;
    try {
      return await work(store);
    } catch (error) {
      if (!(error instanceof StorageError) || store === memory) throw error;
      await moveToMemory(error);
      return work(current);
    }
  };
  return {
    moveToMemory,
    read: (tenant, work) => attempt((store) => store.read(tenant, work)),
    write: (tenant, cause, work) => attempt((store) => store.write(tenant, cause, work)),
    seed: (seed) => attempt((store) => store.seed(seed)),
    tenants: () => attempt((store) => store.tenants()),
    journal: (tenant, since) => attempt((store) => store.journal(tenant, since)),
    keepExchange: (tenant, id, record) =>
      attempt((store) => store.keepExchange(tenant, id, record)),
    exchange: (id) => attempt((store) => store.exchange(id)),
    exchanges: (tenant, limit) => attempt((store) => store.exchanges(tenant, limit)),
    records: recordsBy(attempt),
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dump: () => attempt((store) => store.dump()),
    load: (dump) => attempt((store) => store.load(dump)),
    erase: () => attempt((store) => store.erase()),
    close: () => current.close(),
  };
}

/** Does something with the store that is in use. */
type Attempt = <Value>(work: (store: Store) => Promise<Value>) => Promise<Value>;

const recordsBy = (attempt: Attempt): Records => ({
  get: (key) => attempt(({ records }) => records.get(key)),
  getMany: (keys) => attempt(({ records }) => records.getMany(keys)),
  getStamped: (keys) => attempt(({ records }) => records.getStamped(keys)),
  list: (prefix) => attempt(({ records }) => records.list(prefix)),
  put: (key, value) => attempt(({ records }) => records.put(key, value)),
  update: (key, change) => attempt(({ records }) => records.update(key, change)),
  delete: (key) => attempt(({ records }) => records.delete(key)),
});
