// Checks the wait for a record that is still being kept.
import { expect, test } from 'vitest';
import { keptExchange } from '../../src/app/kept.ts';
import { memoryStore } from '../../src/store/memory.ts';

test('a record that is there is found at once', async () => {
  const store = memoryStore();
  await store.keepExchange('acme', 'a', { status: 200 });
  const row = { id: 'a', no: 1, tenant: 'acme', record: { status: 200 } };
  expect(await keptExchange(store, 'a')).toEqual(row);
});

test('a record that comes later is waited for, past others', async () => {
  const store = memoryStore();
  const found = keptExchange(store, 'a');
  await store.keepExchange('acme', 'b', {});
  await store.keepExchange('acme', 'a', {});
  expect(await found).toMatchObject({ id: 'a', no: 2 });
});

test('a record that nobody keeps is not waited for', async () => {
  const nobody = () => Promise.resolve(false);
  expect(await keptExchange(memoryStore(), 'a', nobody)).toBeUndefined();
});
