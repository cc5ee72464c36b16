// Checks that a store outlives its medium: what failed is done again in memory, with everything that could be read.
import { expect, test } from 'vitest';
import { sturdyStore } from '../../src/app/sturdyStore.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { StorageError, type Store, type Touched } from '../../src/store/store.ts';

const cause = { exchange: 'x', actor: 'You', at: '2026-11-30T09:00:00Z' };
const full = new StorageError('full', 'no space');

/** A disk whose writing can be made to fail, as a full one does, or which cannot even be read. */
function disk(): { readonly store: Store; breakdown: 'none' | 'writing' | 'all' } {
  const store = memoryStore();
  const state = { breakdown: 'none' as 'none' | 'writing' | 'all' };
  const guard = (needs: 'writing' | 'all'): void => {
    if (state.breakdown === 'all' || state.breakdown === needs) throw full;
  };
  return Object.assign(state, {
    store: {
      ...store,
      write: async (...given: Parameters<Store['write']>) => {
        guard('writing');
        return store.write(...given);
      },
      read: async (...given: Parameters<Store['read']>) => {
        guard('all');
        return store.read(...given);
      },
      dump: async () => {
        guard('all');
        return store.dump();
      },
    } as Store,
  });
}

function sturdy() {
  const medium = disk();
  const moves: string[] = [];
  const heard: Touched[] = [];
  const store = sturdyStore({
    disk: medium.store,
    memory: memoryStore(),
    onMove: ({ kind }) => void moves.push(kind),
  });
  store.watch((touched) => void heard.push(touched));
  const write = (id: string) =>
    store.write('t', cause, (edit) => edit.put('User', { id, userName: id }));
  const ids = () => store.read('t', async (view) => (await view.all('User')).map(({ id }) => id));
  return { medium, moves, heard, store, write, ids };
}

test('a write that finds no space is done in memory, beside all that was stored before', async () => {
  const lab = sturdy();
  await lab.write('1');
  lab.medium.breakdown = 'writing';
  await lab.write('2');
  expect(await lab.ids()).toEqual(['1', '2']);
  expect(lab.moves).toEqual(['full']);
  expect(lab.heard).toContainEqual({ kind: 'everything' });
});

test('what cannot be read any more is gone, and the store is usable', async () => {
  const lab = sturdy();
  await lab.write('1');
  lab.medium.breakdown = 'all';
  expect(await lab.ids()).toEqual([]);
  await lab.write('2');
  expect(await lab.ids()).toEqual(['2']);
});

test('two writes that fail at once move once and both end up in memory', async () => {
  const lab = sturdy();
  lab.medium.breakdown = 'writing';
  await Promise.all([lab.write('1'), lab.write('2')]);
  expect(await lab.ids()).toEqual(['1', '2']);
  expect(lab.moves).toEqual(['full']);
});

test('listeners hear of writes in memory, and no longer of the disk', async () => {
  const lab = sturdy();
  await lab.store.moveToMemory(full);
  lab.heard.length = 0;
  await lab.medium.store.write('t', cause, (edit) => edit.put('User', { id: '9' }));
  expect(lab.heard).toEqual([]);
  await lab.write('1');
  expect(lab.heard).toEqual([{ kind: 'tenant', tenant: 't' }]);
});

test('a mistake in the work itself is no trouble of the medium', async () => {
  const lab = sturdy();
  const work = () => Promise.reject(new TypeError('ours'));
  await expect(lab.store.write('t', cause, work)).rejects.toThrow('ours');
  expect(lab.moves).toEqual([]);
});
