// The table's index of members, which is only touched where a list of members changed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredResource } from '../../src/store/store.ts';
import { tableOf } from '../../src/store/table.ts';

const stored = (id: string, members: readonly string[]): StoredResource => ({
  type: 'Group',
  id,
  order: Number(id),
  resource: { id, members: members.map((value) => ({ value, type: 'User' })) },
});

test('groups are found by their members after any change, be somebody listed twice or not', () => {
  const people = ['a', 'b', 'c', 'd', 'e'];
  const members = fc.array(fc.constantFrom(...people), { maxLength: 8 });
  const write = fc.tuple(fc.constantFrom('1', '2'), fc.option(members, { nil: undefined }));
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
      const table = tableOf([]);
      const lists = new Map<string, readonly string[]>();
      for (const [id, list] of writes) {
        if (list) table.put(stored(id, list));
        else table.delete('Group', id);
        lists.set(id, list ?? []);
        for (const person of people) {
          const expected = ['1', '2'].filter((each) => lists.get(each)?.includes(person));
          expect(table.groupsWithMember(person).map((group) => group.id)).toEqual(expected);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
