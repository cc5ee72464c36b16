// Orders of resources, held against a naive one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { groupType, userType } from '../../src/scim/resourceTypes.ts';
import { readOrder, type Order } from '../../src/scim/sort.ts';

function orderBy(sortBy: string, types = [userType]): Order {
  const read = readOrder({ sortBy }, types);
  if (!read.ok || !read.value) throw new Error(`Expected an order by ${sortBy}.`);
  return read.value;
}

const sorted = ({ keyOf, compare }: Order, all: readonly JsonObject[]): readonly JsonObject[] =>
  all.toSorted((left, right) => compare(keyOf(left), keyOf(right)));

test('text in small letters is in the order of its letters', () => {
  const people = fc.array(fc.record({ userName: fc.stringMatching(/^[a-zA-Z]{0,4}$/) }));
  const small = ({ userName }: JsonObject): string => String(userName).toLowerCase();
  fc.assert(
    fc.property(people, (all) => {
      const naive = all.toSorted((left, right) => (small(left) < small(right) ? -1 : 1));
      expect(sorted(orderBy('userName'), all).map(small)).toEqual(naive.map(small));
    }),
    { numRuns: 1000 },
  );
});

test('an order is an order: whatever the values, no three of them go in a circle', () => {
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.integer(), fc.boolean());
  const attribute = fc.constantFrom('userName', 'externalId', 'meta.created', 'active');
  fc.assert(
    fc.property(attribute, fc.tuple(value, value, value), (name, values) => {
      const { compare } = orderBy(name);
      const [a, b, c] = values
        .map((each) => (typeof each === 'boolean' ? undefined : each))
        .sort((left, right) => compare(left, right));
      expect(compare(a, b) <= 0 && compare(b, c) <= 0 && compare(a, c) <= 0).toBe(true);
      expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
    }),
    { numRuns: 1000 },
  );
});

test('dates are compared in time, whatever zone they are written in', () => {
  const { keyOf } = orderBy('meta.created');
  const at = (created: string) => keyOf({ meta: { created } });
  expect(at('2026-11-30T10:00:00+02:00')).toBe(at('2026-11-30T08:00:00Z'));
  expect(at('no date')).toBeUndefined();
});

test('of several types, one that has no such attribute has no value', () => {
  const { keyOf } = orderBy('displayName', [userType, groupType]);
  const only = orderBy('members', [userType, groupType]);
  const group = { meta: { resourceType: 'Group' }, displayName: 'G', members: [{ value: '7' }] };
  const user = { meta: { resourceType: 'User' }, displayName: 'U', members: [{ value: '7' }] };
  expect([keyOf(user), keyOf(group), only.keyOf(group)]).toEqual(['U', 'G', '7']);
});
