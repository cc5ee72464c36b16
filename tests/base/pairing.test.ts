// Checks how two lists are paired by what they have in common.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paired, pairedInTurn, unambiguous, type Key } from '../../src/base/pairing.ts';

interface Thing {
  readonly id: number;
  readonly a: string;
  readonly b: string;
}
const keys: readonly Key<Thing, 'a' | 'b'>[] = [
  ['a', ({ a }) => a],
  ['b', ({ b }) => b],
];
const thing = (id: number, a: string, b: string): Thing => ({ id, a, b });
const ids = (pairs: ReturnType<typeof paired<Thing, 'a' | 'b'>>) =>
  pairs.map(({ left, right, by }) => [left?.id, right?.id, by]);

test('the surest key decides, what several share decides nothing, and what is left stands alone', () => {
  const left = [thing(1, 'x', 'p'), thing(2, '', 'q'), thing(3, 'z', 'same'), thing(4, '', 'same')];
  const right = [thing(5, '', 'q'), thing(6, 'x', 'q2'), thing(7, 'y', 'same')];
  expect(ids(paired(left, right, keys))).toEqual([
    [1, 6, 'a'],
    [2, 5, 'b'],
    [3, undefined, undefined],
    [4, undefined, undefined],
    [undefined, 7, undefined],
  ]);
});

test('an item is paired once: a weaker key does not take it again', () => {
  expect(ids(paired([thing(1, 'x', 'p')], [thing(2, 'x', ''), thing(3, '', 'p')], keys))).toEqual([
    [1, 2, 'a'],
    [undefined, 3, undefined],
  ]);
});

test('in turn, the first of a key goes with the first of it', () => {
  const named = [1, 2, 3].map((id) => thing(id, 'same', ''));
  const pairs = pairedInTurn(named, named.slice(0, 2), keys[0]!);
  expect(pairs.map(({ left, right }) => [left?.id, right?.id])).toEqual([
    [1, 1],
    [2, 2],
    [3, undefined],
  ]);
});

test('the empty key is nobody’s, and one that two share is neither’s', () => {
  const things = [thing(1, '', ''), thing(2, 'x', ''), thing(3, 'y', ''), thing(4, 'x', '')];
  expect([...unambiguous(things, ({ a }) => a).values()].map(({ id }) => id)).toEqual([3]);
});

const things = (from: number) =>
  fc
    .array(fc.tuple(fc.constantFrom('', 'x', 'y', 'z'), fc.constantFrom('', 'p', 'q', 'r')), {
      maxLength: 6,
    })
    .map((rows) => rows.map(([a, b], at) => thing(from + at, a, b)));

test('everything is in exactly one pair, and swapping the lists mirrors the pairs', () => {
  const sorted = (pairs: readonly (readonly unknown[])[]) =>
    pairs.map((pair) => JSON.stringify(pair)).sort();
  fc.assert(
    fc.property(things(0), things(100), (left, right) => {
      const pairs = ids(paired(left, right, keys));
      const all = pairs.flatMap(([one, other]) => [one, other]).filter((id) => id !== undefined);
      expect(all.toSorted()).toEqual([...left, ...right].map(({ id }) => id).toSorted());
      const mirrored = ids(paired(right, left, keys)).map(([one, other, by]) => [other, one, by]);
      expect(sorted(mirrored)).toEqual(sorted(pairs));
    }),
    { numRuns: 1000 },
  );
});
