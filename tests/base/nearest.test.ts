// Measures how far names are apart, and finds the nearest.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/base/nearest.ts';

test.each([
  ['userName', 'userName', 0],
  ['username', 'userName', 0],
  ['usrName', 'userName', 1],
  ['emial', 'email', 1],
  ['title', 'type', 3],
  ['', 'abc', 3],
])('%j and %j are %i letters apart', (from, to, far) => {
  expect(editDistance(from, to)).toBe(far);
});

test('a distance is the same both ways, at most the longer length, and at least the difference', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      const far = editDistance(one, other);
      const [left, right] = [one.toLowerCase().length, other.toLowerCase().length];
      expect(far).toBe(editDistance(other, one));
      expect(far).toBeLessThanOrEqual(Math.max(left, right));
      expect(far).toBeGreaterThanOrEqual(Math.abs(left - right));
    }),
    { numRuns: 1000 },
  );
});

test('the nearest name within reach is found, the first of several', () => {
  const most = () => 2;
  expect(nearest('tilte', ['type', 'title'], most)).toBe('title');
  expect(nearest('ax', ['ay', 'az'], most)).toBe('ay');
  expect(nearest('shoeSize', ['userName', 'title'], most)).toBeUndefined();
  expect(nearest('x'.repeat(100_000), ['title'], most)).toBeUndefined();
});
