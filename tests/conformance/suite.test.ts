// Runs the whole suite against the lab's server in each profile.
import { expect, test } from 'vitest';
import { conform, failuresIn } from './kit.ts';

test('every check passes in strict', async () => {
  const report = await conform('strict', { levels: ['M', 'S', 'P'] });
  expect(failuresIn(report)).toEqual([]);
}, 60_000);
