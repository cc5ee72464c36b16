// Checks that a history reloads only what is new, and everything when it does not join on.
import { expect, test } from 'vitest';
import { readHistory } from '../../src/app/history.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';

/** A store that tells how many exchanges were asked for. */
function counting(): { readonly store: Store; readonly asked: number[] } {
  const store = memoryStore();
  const asked: number[] = [];
  const exchanges: Store['exchanges'] = (tenant, limit) => {
    asked.push(limit);
    return store.exchanges(tenant, limit);
  };
  return { store: { ...store, exchanges }, asked };
}

const keep = async (store: Store, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await store.keepExchange('t', id, { id });
};
const idsOf = (history: readonly { readonly id: string }[]): readonly string[] =>
  history.map(({ id }) => id);

test('new exchanges join on to the known ones, which are not read again', async () => {
  const { store, asked } = counting();
  await keep(store, 'a', 'b');
  const known = await readHistory(store, 't');
  await keep(store, 'c', 'd');
  asked.length = 0;
  const now = await readHistory(store, 't', known);
  expect(idsOf(now)).toEqual(['d', 'c', 'b', 'a']);
  expect(now.at(-1)).toBe(known.at(-1));
  expect(asked).toEqual([8]);
});

test('after more than a look’s worth, and after a reset, everything is read', async () => {
  const { store } = counting();
  await keep(store, 'first');
  const known = await readHistory(store, 't');
  const many = Array.from({ length: 20 }, (_, at) => `x${at}`);
  await keep(store, ...many);
  const now = await readHistory(store, 't', known);
  expect(idsOf(now)).toEqual([...many.toReversed(), 'first']);
  await store.erase();
  expect(await readHistory(store, 't', now)).toEqual([]);
});
