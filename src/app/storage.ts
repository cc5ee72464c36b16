// Opens the lab's two databases, moves both into memory when one fails, and tells how well things are kept.
import { cell, type Live } from '../base/live.ts';
import { dexieStore } from '../store/dexie.ts';
import { memoryStore } from '../store/memory.ts';
import { StorageError, type Store } from '../store/store.ts';
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
  /** Asks the browser, once, not to clear the data when space runs short; never rejects. */
  persist(): Promise<void>;
}

/** Opens the storage of a copy of the lab; where the browser gives no database, in memory. */
export async function labStorage(basePath: string): Promise<LabStorage> {
  const names = databasesOf(basePath);
  const disks = await Promise.all([diskOf(names.worlds), diskOf(names.learner)]);
  const health = cell<StorageHealth>({ kind: 'indexeddb' });
  const onMove = (trouble: StorageError): void => {
    if (health.get().kind === 'memory') return;
    health.set({ ...health.get(), kind: 'memory', reason: reasonFor(trouble) });
    for (const store of [worlds, learner]) void store.moveToMemory(trouble); // one goes, both go
  };
  const worlds = sturdyStore({ disk: disks[0], memory: memoryStore(), onMove });
  const learner = sturdyStore({ disk: disks[1], memory: memoryStore(), onMove });
  const trouble = disks.find((disk) => disk instanceof StorageError);
  if (trouble) onMove(trouble);
  const measure = async (): Promise<void> => {
    const found = await spaceOf(navigator.storage);
    health.set({ ...health.get(), ...found });
  };
  let asking: Promise<void> | undefined;
  const askOnce = async (): Promise<void> => {
    await measure();
    if (health.get().persisted !== false) return;
    await navigator.storage.persist().catch(() => false);
    await measure();
  };
  return { worlds, learner, health, measure, persist: () => (asking ??= askOnce()) };
}

const diskOf = (name: string): Promise<Store | StorageError> =>
  dexieStore(name).catch((error: unknown) => {
    if (error instanceof StorageError) return error;
    throw error;
  });

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
