// The order in which the operations of a bulk request are done (RFC 7644 §3.7.1, §3.7.2).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf, type Link } from '../../../src/scim/bulk/order.ts';

const link = (creates: string | undefined, ...refersTo: string[]): Link => ({
  ...(creates === undefined ? {} : { creates }),
  refersTo,
});

test('without references the order is that of the request', () => {
  expect(orderOf([link('a'), link(undefined), link('b')])).toEqual([[0], [1], [2]]);
});

test('what is referred to is done before, however long the chain', () => {
  expect(orderOf([link('a', 'b'), link('b', 'c'), link('c')])).toEqual([[2], [1], [0]]);
});

test('a circle is one group, in the order of the request', () => {
  const links = [link('z'), link('a', 'b'), link('b', 'c', 'z'), link('c', 'a'), link('d', 'c')];
  expect(orderOf(links)).toEqual([[0], [1, 2, 3], [4]]);
});

test('an operation that only refers is in no circle, and a reference to nobody is passed over', () => {
  expect(orderOf([link(undefined, 'a', 'nobody'), link('a', 'a')])).toEqual([[1], [0]]);
});

test('of two operations with one bulkId the first is meant', () => {
  expect(orderOf([link(undefined, 'a'), link('a'), link('a')])).toEqual([[1], [0], [2]]);
});

test('a chain of a thousand operations is put in order', () => {
  const links = Array.from({ length: 1000 }, (_, at) => link(`${at}`, `${at + 1}`));
  expect(orderOf(links).flat()).toEqual(Array.from({ length: 1000 }, (_, at) => 999 - at));
});

test('each operation comes once, after everything it refers to that is not in its circle', () => {
  const names = fc.constantFrom(...'abcdefgh');
  const links = fc.array(
    fc.record({
      creates: fc.option(names, { nil: undefined }),
      to: fc.array(names, { maxLength: 3 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(links, (given) => {
      const order = orderOf(given.map(({ creates, to }) => link(creates, ...to)));
      expect(order.flat().toSorted((left, right) => left - right)).toEqual([...given.keys()]);
      const groupOf = new Map(order.flatMap((group, at) => group.map((one) => [one, at] as const)));
      for (const [at, { to }] of given.entries())
        for (const name of to) {
          const creator = given.findIndex(({ creates }) => creates === name);
          if (creator >= 0) expect(groupOf.get(creator)).toBeLessThanOrEqual(groupOf.get(at)!);
        }
    }),
    { numRuns: 1000 },
  );
});
