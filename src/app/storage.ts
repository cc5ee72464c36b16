// Opens the lab's two databases, moves both into memory when one fails, and tells how well things are kept.
import { cell, type Live } from '../base/live.ts';
import { dexieStore } from '../store/dexie.ts';
import { memoryStore } from '../store/memory.ts';
import type { StorageError } from '../store/store.ts';
import type { StorageHealth } from '../ui/lab.ts';
import { databasesOf } from './names.ts';
import { sturdyStore, type SturdyStore } from './sturdyStore.ts';

/** Where the lab keeps its data: worlds, which a reset throws away, and what the learner did. */
export interface LabStorage {
  readonly worlds: SturdyStore;
  readonly learner: SturdyStore;
  readonly health: Live<StorageHealth>;
  /** Looks up what the browser says about space; never rejects. */
  measure(): Promise<void>;
  /** Asks the browser not to clear the data when space runs short; never rejects. */
  persist(): Promise<void>;
}

/** Opens the storage of a copy of the lab. `onMemory` is told when memory takes over, with a whole sentence. */
export function labStorage(basePath: string, onMemory: (reason: string) => void): LabStorage {
  const health = cell<StorageHealth>({ kind: 'indexeddb' });
  const names = databasesOf(basePath);
  const onMove = (trouble: StorageError): void => {
    if (health.get().kind === 'memory') return;
    const reason = reasonFor(trouble);
    health.set({ kind: 'memory', reason });
    onMemory(reason);
    void Promise.all([worlds.moveToMemory(trouble), learner.moveToMemory(trouble)]);
  };
  const open = (name: string): SturdyStore =>
    sturdyStore({ disk: dexieStore(name), memory: memoryStore(), onMove });
  const worlds = open(names.worlds);
  const learner = open(names.learner);
  const measure = async (): Promise<void> => {
    const found = await spaceOf(navigator.storage);
    health.set({ ...health.get(), ...found });
  };
  return {
    worlds,
    learner,
    health,
    measure,
    async persist() {
      if (health.get().persisted !== false) return;
      await navigator.storage.persist().catch(() => false);
      await measure();
    },
  };
}

/** Insecure origins have no StorageManager, and some browsers only a part of one. */
async function spaceOf(
  storage: StorageManager | undefined,
): Promise<Pick<StorageHealth, 'persisted' | 'usage' | 'quota'>> {
  try {
    const [persisted, space] = await Promise.all([storage?.persisted?.(), storage?.estimate?.()]);
    return {
      ...(persisted === undefined ? {} : { persisted }),
      ...(space?.usage === undefined ? {} : { usage: space.usage }),
      ...(space?.quota === undefined ? {} : { quota: space.quota }),
    };
  } catch {
    return {};
  }
}

const causes = {
  full: 'The browser has no space left for the lab',
  blocked: 'The browser gives this page no database',
  broken: 'The browser’s database failed',
} as const;

const reasonFor = ({ kind }: StorageError): string =>
  `${causes[kind]}, so the lab goes on in memory: what happens from now on is gone when this page closes, unless you export it.`;
