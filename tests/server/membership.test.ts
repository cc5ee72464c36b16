// PROP-05: whatever happens to groups and people, members and groups agree.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, coreGroup, type Bench } from './kit.ts';

const people = ['1007', '1019', '1033'];
const slot = fc.nat(3);

/** One request; groups are named by the slot they were made in, so that references may dangle. */
const request = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), person: fc.constantFrom(...people) }),
  fc.record({ kind: fc.constant('add' as const), group: slot, person: fc.constantFrom(...people) }),
  fc.record({ kind: fc.constant('nest' as const), group: slot, inner: slot }),
  fc.record({
    kind: fc.constant('drop' as const),
    group: slot,
    person: fc.constantFrom(...people),
  }),
  fc.record({ kind: fc.constant('empty' as const), group: slot }),
  fc.record({ kind: fc.constant('delete' as const), group: slot }),
  fc.record({ kind: fc.constant('leave' as const), person: fc.constantFrom(...people) }),
);
type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

async function act(lab: Bench, made: string[], request: Request): Promise<void> {
  const path = 'group' in request ? `/Groups/${made[request.group] ?? 'none'}` : '';
  const operation = (op: string, path: string, value?: string) => ({
    op,
    path,
    ...(value === undefined ? {} : { value: [{ value }] }),
  });
  switch (request.kind) {
    case 'create': {
      const members = [{ value: request.person }];
      const body = { schemas: [coreGroup], displayName: `G${made.length}`, members };
      const { status, json } = await lab.post('/Groups', body);
      if (status === 201) made.push(String(json.id));
      return;
    }
    case 'add':
      return void (await lab.patch(path, [operation('add', 'members', request.person)]));
    case 'nest':
      return void (await lab.patch(path, [
        operation('add', 'members', made[request.inner] ?? 'none'),
      ]));
    case 'drop':
      return void (await lab.patch(path, [
        operation('remove', `members[value eq "${request.person}"]`),
      ]));
    case 'empty':
      return void (await lab.patch(path, [operation('remove', 'members')]));
    case 'delete':
      return void (await lab.remove(path));
    case 'leave':
      return void (await lab.remove(`/Users/${request.person}`));
  }
}

const listOf = async (lab: Bench, path: string): Promise<readonly JsonObject[]> =>
  (await lab.get(`${path}?count=1000`)).json.Resources as JsonObject[];

/** Who is in which group by the members lists alone: `user group type`. */
function byMembers(groups: readonly JsonObject[]): ReadonlySet<string> {
  const membersOf = (group: JsonObject) => (group.members ?? []) as JsonObject[];
  const above = (id: unknown): readonly JsonObject[] =>
    groups.filter((group) => membersOf(group).some(({ value }) => value === id));
  const found = new Set<string>();
  for (const group of groups)
    for (const { value, type } of membersOf(group)) {
      if (type !== 'User') continue;
      found.add(`${String(value)} ${String(group.id)} direct`);
      for (let ring = above(group.id); ring.length > 0; ring = ring.flatMap(({ id }) => above(id)))
        for (const { id } of ring)
          if (!membersOf(groups.find((each) => each.id === id)!).some((one) => one.value === value))
            found.add(`${String(value)} ${String(id)} indirect`);
    }
  return found;
}

const byGroups = (users: readonly JsonObject[]): ReadonlySet<string> =>
  new Set(
    users.flatMap(({ id, groups }) =>
      ((groups ?? []) as JsonObject[]).map(
        ({ value, type }) => `${String(id)} ${String(value)} ${String(type)}`,
      ),
    ),
  );

test('PROP-05 members and groups agree after every request', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 25 }), async (requests) => {
      const lab = await bench();
      const made: string[] = [];
      for (const each of requests) {
        await act(lab, made, each);
        const [users, groups] = [await listOf(lab, '/Users'), await listOf(lab, '/Groups')];
        expect(byGroups(users)).toEqual(byMembers(groups));
        const exists = new Set([...users, ...groups].map(({ id }) => id));
        for (const { members } of groups)
          for (const { value } of (members ?? []) as JsonObject[]) expect(exists).toContain(value);
      }
    }),
    { numRuns: 1000 },
  );
}, 300_000);
