// Does the same random work in memory and in Dexie, by two connections in turn, and compares everything that can be seen.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dexieStore } from '../../src/store/dexie.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Edit, Store, View } from '../../src/store/store.ts';
import { cause, company, group, user } from './contract.ts';

const id = fc.constantFrom('1', '2', '3', '7', '8', '9');
const name = fc.constantFrom('ana', 'Ana', 'BEN', 'cleo');

/** One thing an edit does. */
const step = fc.oneof(
  fc.record({ do: fc.constant('user' as const), id, name }),
  fc.record({ do: fc.constant('group' as const), id, members: fc.uniqueArray(id) }),
  fc.record({ do: fc.constant('delete' as const), type: fc.constantFrom('User', 'Group'), id }),
  fc.record({ do: fc.constant('nextId' as const), type: fc.constantFrom('User', 'Group') }),
  fc.record({ do: fc.constant('document' as const), value: fc.nat(3) }),
  fc.record({ do: fc.constant('all' as const), type: fc.constantFrom('User', 'Group') }),
  fc.record({ do: fc.constant('endPart' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      steps: fc.array(step),
      fails: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('seed' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('exchange' as const), id }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;

async function take(edit: Edit, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'user':
      return edit.put('User', user(step.id, { userName: step.name, externalId: step.name }));
    case 'group':
      return edit.put('Group', group(step.id, ...step.members));
    case 'delete':
      return edit.delete(step.type, step.id);
    case 'nextId':
      return edit.nextId(step.type);
    case 'document':
      return edit.putDocument('vault', { value: step.value });
    case 'all':
      return edit.all(step.type);
    case 'endPart':
      return edit.endPart();
  }
}

async function seen(view: View): Promise<unknown> {
  return {
    revision: view.revision,
    users: await view.all('User'),
    groups: await view.all('Group'),
    vault: await view.document('vault'),
    ana: await view.findBy('User', 'userName', 'ANA'),
    exact: await view.findBy('User', 'externalId', 'ana'),
    members: await view.groupsWithMember('7'),
    one: await view.get('Group', '1'),
    several: await view.getMany('User', ['9', '1', '7']),
  };
}

async function act(store: Store, action: Action): Promise<unknown> {
  switch (action.do) {
    case 'seed':
      return store.seed(company);
    case 'read':
      return store.read('acme', seen);
    case 'exchange':
      return store.keepExchange('acme', action.id, { of: action.id });
    case 'write':
      return store
        .write('acme', cause, async (edit) => {
          const results = [];
          for (const each of action.steps) results.push(await take(edit, each));
          results.push(await seen(edit));
          if (action.fails) throw new Error('Refused.');
          return results;
        })
        .catch((error: unknown) => (error as Error).message);
  }
}

let last = 0;

test('memory and Dexie give the same answers and end in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(action, fc.boolean()), { maxLength: 12 }),
      async (actions) => {
        const memory = memoryStore();
        const name = `same-${++last}`;
        const tabs = [await dexieStore(name), await dexieStore(name)] as const;
        for (const [each, isFirstTab] of actions)
          expect(await act(tabs[isFirstTab ? 0 : 1], each)).toEqual(await act(memory, each));
        for (const tab of tabs) {
          expect(await tab.read('acme', seen)).toEqual(await memory.read('acme', seen));
          expect(await tab.dump()).toEqual(await memory.dump());
          expect(await tab.journal('acme')).toEqual(await memory.journal('acme'));
        }
        await tabs[0].erase();
        for (const tab of tabs) tab.close();
      },
    ),
    { numRuns: 1000 },
  );
}, 300_000);
