// The table's index of members, which is only touched where a list of members changed, and its list, which is moved on.
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

test('the list is in the order of creation after any writes, and lists given before stay as they were', () => {
  const ids = Array.from({ length: 12 }, (_, at) => String(at));
  const write = fc.record({
    id: fc.constantFrom(...ids),
    is: fc.constantFrom('put', 'delete', 'moved'),
    looks: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
      const table = tableOf(ids.slice(0, 8).map((id) => stored(id, [])));
      const naive = new Map(table.all('Group').map((each) => [each.id, each]));
      const given: (readonly [list: readonly StoredResource[], copy: readonly StoredResource[]])[] =
        [];
      let last = 100;
      for (const { id, is, looks } of writes) {
        const order = (is === 'moved' ? undefined : naive.get(id)?.order) ?? ++last;
        const next = { ...stored(id, [is]), order };
        if (is === 'moved') table.delete('Group', id);
        if (is === 'delete') table.delete('Group', id);
        else table.put(next);
        if (is === 'delete') naive.delete(id);
        else naive.set(id, next);
        if (!looks) continue;
        const list = table.all('Group');
        expect(list).toEqual([...naive.values()].sort((left, right) => left.order - right.order));
        given.push([list, [...list]]);
      }
      for (const [list, copy] of given) expect(list).toEqual(copy);
    }),
    { numRuns: 1000 },
  );
});
