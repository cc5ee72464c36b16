// Checks when exchanges are kept that wait for the end of a burst.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keeper } from '../../src/app/keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ignored = () => undefined;

test('a burst is kept together once it is over, in its order', async () => {
  const [kept, keep] = [[] as number[], keeper()];
  for (let at = 0; at < 3; at += 1) {
    void keep.later(async () => kept.push(at));
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(kept).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(kept).toEqual([0, 1, 2]);
});

test('a burst that does not end is kept every fifth of a second', async () => {
  const [kept, keep] = [[] as number[], keeper()];
  for (let at = 0; at < 25; at += 1) {
    void keep.later(async () => kept.push(at));
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(kept).toHaveLength(20);
});

test('who waits has everything kept at once, what fails too, and hears when it is done', async () => {
  const keep = keeper();
  const good = keep.later(() => Promise.resolve(7));
  const bad = keep.later(() => Promise.reject(new Error('Full.')));
  bad.catch(ignored);
  await keep.now();
  expect(await good).toBe(7);
  await expect(bad).rejects.toThrow('Full.');
  await keep.now(); // nothing is left, and nothing waits
});
