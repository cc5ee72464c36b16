// Counts requests off a fault, and tells plans from anything else.
import { expect, test } from 'vitest';
import { counted, hitsLeft, isPlan, type Faults } from '../../src/http/fault.ts';

/** Which of so many requests in a row are hit. */
function hits(plan: Faults, requests: number): readonly boolean[] {
  let faults: Faults | undefined = plan;
  return Array.from({ length: requests }, () => {
    if (!faults) return false;
    const { isHit, left } = counted(faults);
    faults = left;
    return isHit;
  });
}

const plan: Faults = { kind: 'tooMany', hits: 'next', count: 2, seconds: 30, seen: 0 };

test('a fault for the next two requests hits two and is gone', () => {
  expect(hits(plan, 4)).toEqual([true, true, false, false]);
  expect(counted({ ...plan, seen: 1 }).left).toBeUndefined();
  expect(hitsLeft({ ...plan, seen: 1 })).toBe(1);
});

test('a fault for every third request hits each third and goes on', () => {
  const every: Faults = { ...plan, hits: 'every', count: 3 };
  expect(hits(every, 7)).toEqual([false, false, true, false, false, true, false]);
  expect(hitsLeft(every)).toBeUndefined();
});

test.each([
  [plan, true],
  [{ ...plan, kind: 'slow', seconds: 10 }, true],
  [{ ...plan, kind: 'slow', seconds: 11 }, false],
  [{ ...plan, kind: 'flood' }, false],
  [{ ...plan, hits: 'some' }, false],
  [{ ...plan, count: 0 }, false],
  [{ ...plan, count: 1.5 }, false],
  [{ ...plan, seconds: -1 }, false],
  [{ ...plan, seconds: 3601 }, false],
  [null, false],
  ['tooMany', false],
])('%j as a plan: %s', (value, expected) => {
  expect(isPlan(value)).toBe(expected);
});
