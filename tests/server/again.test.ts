// A store that fails once and is asked again, as happens when the browser's database gives way to memory.
import { expect, test } from 'vitest';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { bench, core } from './kit.ts';

/** Runs each work twice: the first time for nothing, as a medium that fails at the end. */
function twice(store: Store): Store {
  return {
    ...store,
    read: async (tenant, work) => {
      await store.read(tenant, work);
      return store.read(tenant, work);
    },
    write: async (tenant, cause, work) => {
      const failing = store.write(tenant, cause, async (edit) => {
        await work(edit);
        throw new Error('The medium failed.');
      });
      await failing.catch(() => undefined);
      return store.write(tenant, cause, work);
    },
  };
}

test('an answer that took two attempts tells its story once', async () => {
  const [plain, shaky] = [await bench(), await bench('strict', 'northwind', twice(memoryStore()))];
  for (const lab of [plain, shaky]) {
    await lab.user('one');
    await lab.group('Team', '1042');
  }
  const story = [
    () => [plain, shaky].map((lab) => lab.get('/Users?filter=title+pr')),
    () => [plain, shaky].map((lab) => lab.post('/Users', { schemas: [core], userName: 'two' })),
    () =>
      [plain, shaky].map((lab) =>
        lab.patch('/Users/1042', [{ op: 'add', path: 'title', value: 'T' }]),
      ),
    () => [plain, shaky].map((lab) => lab.remove('/Users/1042')),
  ];
  for (const step of story) {
    const [expected, seen] = await Promise.all(step());
    expect(seen!.answer).toEqual(expected!.answer);
  }
});
