// Checks what is gathered into a batch, and whom a batch that fails tells.
import { expect, test } from 'vitest';
import { inBatches } from '../../src/store/batches.ts';

test('the first goes at once, those that come meanwhile go together', async () => {
  const batches: (readonly number[])[] = [];
  const double = inBatches(async (numbers: readonly number[]) => {
    batches.push(numbers);
    await Promise.resolve();
    return numbers.map((each) => each * 2);
  });
  const first = double(1);
  await Promise.resolve(); // the first batch has begun
  expect(await Promise.all([first, double(2), double(3)])).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

test('a batch that fails tells all in it, and nobody else', async () => {
  const work = inBatches((words: readonly string[]) =>
    words.includes('bad') ? Promise.reject(new Error('full')) : Promise.resolve(words),
  );
  const first = work('good');
  await first;
  const outcomes = await Promise.allSettled([work('bad'), work('beside it')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await work('later')).toBe('later');
});
