// Says what every store must do; run over the memory store, over Dexie in Node, and over Dexie in a real browser.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { expecting, OutdatedError } from '../../src/store/expecting.ts';
import type { Cause, Edit, Store, TenantSeed, Touched } from '../../src/store/store.ts';

export const cause: Cause = { exchange: 'x-1', actor: 'You', at: '2026-11-30T09:00:00.000Z' };

export const user = (id: string, more: JsonObject = {}): JsonObject & { id: string } => ({
  id,
  userName: `user-${id}`,
  ...more,
});

export const group = (id: string, ...members: string[]): JsonObject & { id: string } => ({
  id,
  displayName: `Group ${id}`,
  members: members.map((value) => ({ value, type: 'User' })),
});

export const company: TenantSeed = {
  tenant: 'acme',
  resources: [
    { type: 'User', resource: user('7', { userName: 'Ana', externalId: 'E7' }) },
    { type: 'User', resource: user('3', { userName: 'ben', displayName: 'Ben Ode' }) },
    { type: 'Group', resource: group('1', '7', '3') },
    { type: 'Group', resource: group('2', '3') },
  ],
  documents: { vault: { secrets: 12 } },
  nextIds: { User: 8, Group: 3 },
};

const idsOf = (found: readonly { readonly id: string }[]): string[] => found.map(({ id }) => id);

/** Writes to the sample company with the usual cause. */
export const write = <Value>(store: Store, work: (edit: Edit) => Promise<Value>): Promise<Value> =>
  store.write('acme', cause, work);

/** Registers the suite for a store; `open` gives an empty one each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.erase();
      store.close();
    });

    test('a new store is empty', async () => {
      expect(await store.tenants()).toEqual([]);
      expect(await store.dump()).toEqual({ tenants: [], records: {} });
      const seen = await store.read('acme', async (view) => [
        view.revision,
        await view.get('User', '7'),
        await view.all('User'),
        await view.document('vault'),
      ]);
      expect(seen).toEqual([0, undefined, [], undefined]);
    });

    test('reading a tenant does not make it exist', async () => {
      await store.read('acme', (view) => view.all('User'));
      expect(await store.tenants()).toEqual([]);
    });

    test('a seeded tenant has its resources in order, its documents and its next ids', async () => {
      await store.seed(company);
      await store.read('acme', async (view) => {
        expect(await view.all('User')).toEqual([
          { type: 'User', id: '7', order: 1, resource: company.resources[0]!.resource },
          { type: 'User', id: '3', order: 2, resource: company.resources[1]!.resource },
        ]);
        expect(idsOf(await view.all('Group'))).toEqual(['1', '2']);
        expect(await view.document('vault')).toEqual({ secrets: 12 });
      });
      expect(await write(store, (edit) => edit.nextId('User'))).toBe('8');
      expect(await store.tenants()).toEqual(['acme']);
    });

    test('tenants are listed by name and know nothing of each other', async () => {
      await store.seed(company);
      await store.seed({ tenant: 'a/b', resources: [], documents: {}, nextIds: {} });
      expect(await store.tenants()).toEqual(['a/b', 'acme']);
      const seen = await store.read('a/b', async (view) => [
        await view.get('User', '7'),
        await view.findBy('User', 'userName', 'ana'),
        await view.groupsWithMember('3'),
        await view.all('User'),
      ]);
      expect(seen).toEqual([undefined, [], [], []]);
    });

    describe('looking up', () => {
      const cases: readonly (readonly [string, (edit: Edit) => Promise<unknown>])[] = [
        ['before all resources were read', async () => undefined],
        ['after all resources were read', (edit) => edit.all('User').then(() => edit.all('Group'))],
      ];
      test.each(cases)('userName and displayName ignore letter case, %s', async (_, warm) => {
        await store.seed(company);
        await store.read('acme', async (view) => {
          await warm(view as Edit);
          expect(idsOf(await view.findBy('User', 'userName', 'ANA'))).toEqual(['7']);
          expect(idsOf(await view.findBy('User', 'displayName', 'ben ode'))).toEqual(['3']);
          expect(idsOf(await view.findBy('Group', 'displayName', 'GROUP 2'))).toEqual(['2']);
          expect(await view.findBy('Group', 'userName', 'ana')).toEqual([]);
        });
      });

      test.each(cases)('externalId and id keep letter case, %s', async (_, warm) => {
        await store.seed({
          ...company,
          resources: [{ type: 'User', resource: user('aB', { externalId: 'E7' }) }],
        });
        await store.read('acme', async (view) => {
          await warm(view as Edit);
          expect(idsOf(await view.findBy('User', 'externalId', 'E7'))).toEqual(['aB']);
          expect(await view.findBy('User', 'externalId', 'e7')).toEqual([]);
          expect((await view.get('User', 'aB'))?.id).toBe('aB');
          expect(await view.get('User', 'ab')).toBeUndefined();
        });
      });

      test.each(cases)(
        'groups are found by their direct members, in order, %s',
        async (_, warm) => {
          await store.seed(company);
          await store.read('acme', async (view) => {
            await warm(view as Edit);
            expect(idsOf(await view.groupsWithMember('3'))).toEqual(['1', '2']);
            expect(idsOf(await view.groupsWithMember('7'))).toEqual(['1']);
            expect(idsOf(await view.groupsWithMember('1'))).toEqual([]);
          });
        },
      );

      test.each(cases)(
        'many ids give those that exist, in their order, once, %s',
        async (_, warm) => {
          await store.seed(company);
          await store.read('acme', async (view) => {
            await warm(view as Edit);
            expect(idsOf(await view.getMany('User', ['3', 'x', '7', '3']))).toEqual(['3', '7']);
          });
        },
      );
    });

    test('an edit sees what it wrote, through every way of looking', async () => {
      await store.seed(company);
      await write(store, async (edit) => {
        await edit.all('User');
        await edit.put('User', user('9', { userName: 'cleo' }));
        await edit.put('User', user('3', { userName: 'benno' }));
        await edit.delete('User', '7');
        await edit.put('Group', group('1', '9'));
        expect(idsOf(await edit.all('User'))).toEqual(['3', '9']);
        expect(idsOf(await edit.findBy('User', 'userName', 'CLEO'))).toEqual(['9']);
        expect(await edit.findBy('User', 'userName', 'ben')).toEqual([]);
        expect(await edit.get('User', '7')).toBeUndefined();
        expect(idsOf(await edit.groupsWithMember('9'))).toEqual(['1']);
        expect(idsOf(await edit.groupsWithMember('3'))).toEqual(['2']);
        expect(idsOf(await edit.getMany('User', ['9', '7', '3', '9']))).toEqual(['9', '3']);
        await edit.putDocument('vault', { secrets: 13 });
        expect(await edit.document('vault')).toEqual({ secrets: 13 });
      });
      await store.read('acme', async (view) => {
        expect(idsOf(await view.all('User'))).toEqual(['3', '9']);
        expect(idsOf(await view.groupsWithMember('9'))).toEqual(['1']);
      });
    });

    test('a replaced resource keeps its place, a new one comes last', async () => {
      await store.seed(company);
      await write(store, async (edit) => {
        await edit.put('User', user('1'));
        await edit.put('User', user('7', { userName: 'anna' }));
      });
      expect(await store.read('acme', (view) => view.all('User').then(idsOf))).toEqual([
        '7',
        '3',
        '1',
      ]);
    });

    test('a resource deleted and put again in one part of a write keeps its place', async () => {
      await store.seed(company);
      const users = () =>
        store.read('acme', async (view) => (await view.all('User')).map(({ id }) => id));
      const before = await users();
      await write(store, async (edit) => {
        await edit.delete('User', '7');
        await edit.put('User', user('7', { title: 'new' }));
      });
      expect(await users()).toEqual(before);
      expect((await store.journal('acme')).map(({ change }) => change.kind)).toEqual(['replace']);
    });

    test('a deleted resource that gets its place back stands where it stood', async () => {
      await store.seed(company);
      const users = () =>
        store.read('acme', async (view) => (await view.all('User')).map(({ id }) => id));
      const before = await users();
      await write(store, (edit) => edit.delete('User', '7'));
      expect(await users()).toEqual(before.filter((id) => id !== '7'));
      const [entry] = await store.journal('acme');
      await write(store, (edit) => edit.put('User', user('7'), entry!.order));
      expect(await users()).toEqual(before);
    });

    describe('writes that come at once', () => {
      test('are each whole: one that fails leaves nothing, and the others see what came before', async () => {
        await store.seed(company);
        const made = Array.from({ length: 9 }, (_, at) =>
          write(store, async (edit) => {
            const id = await edit.nextId('User');
            await edit.put('User', user(id, { userName: `new-${at}` }));
            await edit.putDocument('last', { at });
            if (at % 3 === 2) throw new Error('Not this one.');
            const named = await edit.findBy('User', 'userName', `new-${at - 1}`);
            return [edit.revision, id, idsOf(named)];
          }).catch(() => 'failed'),
        );
        expect(await Promise.all(made)).toEqual([
          [1, '8', []],
          [2, '9', ['8']],
          'failed',
          [3, '10', []],
          [4, '11', ['10']],
          'failed',
          [5, '12', []],
          [6, '13', ['12']],
          'failed',
        ]);
        const journal = await store.journal('acme');
        expect(journal.map(({ revision, change }) => [revision, change.id])).toEqual(
          ['8', '9', '10', '11', '12', '13'].map((id, at) => [at + 2, id]),
        );
        await store.read('acme', async (view) => {
          expect(view.revision).toBe(7);
          expect(await view.document('last')).toEqual({ at: 7 });
          expect(await view.all('User')).toHaveLength(8);
        });
        expect(await write(store, (edit) => edit.nextId('User'))).toBe('14');
      });
    });

    describe('a write whose work throws', () => {
      test('leaves everything as it was and hands the error on', async () => {
        await store.seed(company);
        await store.read('acme', (view) => view.all('User'));
        const before = await store.dump();
        const trouble = new Error('Changed my mind.');
        const attempt = write(store, async (edit) => {
          await edit.put('User', user('9'));
          await edit.put('User', user('7', { userName: 'other' }));
          await edit.delete('Group', '1');
          await edit.putDocument('vault', { secrets: 0 });
          await edit.putDocument('more', {});
          await edit.nextId('User');
          throw trouble;
        });
        await expect(attempt).rejects.toBe(trouble);
        expect(await store.dump()).toEqual(before);
        await store.read('acme', async (view) => {
          expect(idsOf(await view.all('User'))).toEqual(['7', '3']);
          expect(idsOf(await view.findBy('User', 'userName', 'ana'))).toEqual(['7']);
          expect(idsOf(await view.groupsWithMember('7'))).toEqual(['1']);
        });
      });

      test('does not keep others from writing', async () => {
        await write(store, () => Promise.reject(new Error('No.'))).catch(() => undefined);
        await write(store, (edit) => edit.put('User', user('1')));
        expect(await store.read('acme', (view) => view.all('User').then(idsOf))).toEqual(['1']);
      });
    });

    describe('the revision', () => {
      const revision = (): Promise<number> => store.read('acme', async (view) => view.revision);

      test('moves on with every write that changes something, and with no other', async () => {
        await write(store, (edit) => edit.put('User', user('1')));
        expect(await revision()).toBe(1);
        await write(store, async (edit) => void (await edit.get('User', '1')));
        await write(store, (edit) => edit.put('User', user('1')));
        await write(store, (edit) => edit.delete('User', 'nobody'));
        expect(await revision()).toBe(1);
        await write(store, (edit) => edit.putDocument('vault', {}));
        expect(await revision()).toBe(2);
      });

      test('goes on growing when a tenant is seeded anew', async () => {
        await store.seed(company);
        await write(store, (edit) => edit.put('User', user('1')));
        await store.seed(company);
        expect(await revision()).toBe(3);
      });

      test('goes on growing when other data is loaded', async () => {
        await store.seed(company);
        const saved = await store.dump();
        await write(store, (edit) => edit.put('User', user('1')));
        await store.load(saved);
        expect(await revision()).toBe(3);
      });
    });

    describe('ids', () => {
      const take = (type = 'User'): Promise<string> => write(store, (edit) => edit.nextId(type));

      test('count from 1 for each type', async () => {
        expect([await take(), await take(), await take('Group')]).toEqual(['1', '2', '1']);
      });

      test('skip those that are taken', async () => {
        await write(store, (edit) => edit.put('User', user('2')));
        expect([await take(), await take()]).toEqual(['1', '3']);
      });

      test('of deleted resources are never given again', async () => {
        await write(store, async (edit) => {
          await edit.put('User', user('2'));
          await edit.put('User', user('name'));
        });
        await write(store, async (edit) => {
          await edit.delete('User', '2');
          await edit.delete('User', 'name');
        });
        const id = await take();
        await write(store, (edit) => edit.put('User', user(id)));
        await write(store, (edit) => edit.delete('User', id));
        expect([id, await take(), await take()]).toEqual(['1', '3', '4']);
      });
    });

    describe('the journal', () => {
      test('holds before and after of each change, with its cause', async () => {
        await store.seed(company);
        await write(store, async (edit) => {
          await edit.put('User', user('9'));
          await edit.put('Group', group('2', '9'));
          await edit.delete('User', '7');
        });
        const changes = [
          { kind: 'create', resourceType: 'User', id: '9', after: user('9') },
          {
            kind: 'replace',
            resourceType: 'Group',
            id: '2',
            before: group('2', '3'),
            after: group('2', '9'),
          },
          {
            kind: 'delete',
            resourceType: 'User',
            id: '7',
            before: company.resources[0]!.resource,
          },
        ];
        expect(await store.journal('acme')).toEqual(
          changes.map((change, at) => ({
            ...cause,
            seq: at + 1,
            tenant: 'acme',
            revision: 2,
            order: [5, 4, 1][at],
            change,
          })),
        );
      });

      test('has one entry for a resource that was put several times, none for one that came and went', async () => {
        await write(store, async (edit) => {
          await edit.put('User', user('1', { title: 'first' }));
          await edit.put('User', user('1', { title: 'last' }));
          await edit.put('User', user('2'));
          await edit.delete('User', '2');
        });
        expect((await store.journal('acme')).map(({ change }) => change)).toEqual([
          { kind: 'create', resourceType: 'User', id: '1', after: user('1', { title: 'last' }) },
        ]);
      });

      test('has what lies in a document, if the write tells of it', async () => {
        const folder = (name: string) => ({
          ...{ type: 'Folder', id: '1', order: 0 },
          resource: { id: '1', name },
        });
        await write(store, async (edit) => {
          await edit.putDocument('vault', { folders: 1 });
          edit.note(undefined, folder('Prod'));
          edit.endPart();
          edit.note(folder('Prod'), folder('Test'));
        });
        expect((await store.journal('acme')).map(({ change }) => change)).toEqual([
          { kind: 'create', resourceType: 'Folder', id: '1', after: folder('Prod').resource },
          {
            ...{ kind: 'replace', resourceType: 'Folder', id: '1' },
            ...{ before: folder('Prod').resource, after: folder('Test').resource },
          },
        ]);
        expect(await store.read('acme', (view) => view.all('Folder'))).toEqual([]);
      });

      test('has entries of their own for the parts of a write, all of one revision', async () => {
        await write(store, async (edit) => {
          await edit.put('User', user('1', { title: 'first' }));
          edit.endPart();
          await edit.put('User', user('1', { title: 'last' }));
          edit.endPart();
          await edit.delete('User', '1');
        });
        const [first, last] = [user('1', { title: 'first' }), user('1', { title: 'last' })];
        const of = { resourceType: 'User', id: '1' };
        expect(
          (await store.journal('acme')).map(({ revision, change }) => [revision, change]),
        ).toEqual([
          [1, { kind: 'create', ...of, after: first }],
          [1, { kind: 'replace', ...of, before: first, after: last }],
          [1, { kind: 'delete', ...of, before: last }],
        ]);
        expect(await store.read('acme', (view) => view.all('User'))).toEqual([]);
      });

      test('can be read from a revision on, and begins anew with a seed', async () => {
        for (const id of ['1', '2', '3']) await write(store, (edit) => edit.put('User', user(id)));
        const since = await store.journal('acme', 1);
        expect(since.map(({ revision, change }) => [revision, change.id])).toEqual([
          [2, '2'],
          [3, '3'],
        ]);
        await store.seed(company);
        expect(await store.journal('acme')).toEqual([]);
      });
    });

    test('writes of one tenant come one after the other', async () => {
      await store.seed(company);
      const claim = (id: string): Promise<boolean> =>
        write(store, async (edit) => {
          const isTaken = (await edit.findBy('User', 'userName', 'same')).length > 0;
          if (!isTaken) await edit.put('User', user(id, { userName: 'same' }));
          return !isTaken;
        });
      const won = await Promise.all(['11', '12', '13', '14'].map(claim));
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    test('a look at a tenant is not disturbed by a write that comes meanwhile', async () => {
      await store.seed(company);
      const look = store.read('acme', async (view) => {
        const first = (await view.get('User', '7'))?.resource.userName;
        for (let turn = 0; turn < 5; turn += 1) await view.document('vault');
        return [first, (await view.get('User', '7'))?.resource.userName];
      });
      const change = write(store, (edit) => edit.put('User', user('7', { userName: 'new' })));
      expect(await look).toEqual(['Ana', 'Ana']);
      await change;
    });

    describe('exchanges', () => {
      test('are numbered per tenant and come newest first', async () => {
        expect(await store.keepExchange('acme', 'a', { status: 200 })).toBe(1);
        expect(await store.keepExchange('other', 'b', {})).toBe(1);
        expect(await store.keepExchange('acme', 'c', {})).toBe(2);
        expect(await store.keepExchange('acme', 'd', {})).toBe(3);
        expect(idsOf(await store.exchanges('acme', 2))).toEqual(['d', 'c']);
        expect(idsOf(await store.exchanges('acme', 0))).toEqual([]);
        expect(await store.exchange('a')).toEqual({
          id: 'a',
          no: 1,
          tenant: 'acme',
          record: { status: 200 },
        });
        expect(await store.exchange('nothing')).toBeUndefined();
      });

      test('never change once they are kept', async () => {
        await store.keepExchange('acme', 'a', { status: 200 });
        expect(await store.keepExchange('acme', 'a', { status: 500 })).toBe(1);
        expect((await store.exchange('a'))?.record).toEqual({ status: 200 });
      });

      test('get different numbers when they are kept at once', async () => {
        const ids = ['a', 'b', 'c', 'd'];
        const numbers = await Promise.all(ids.map((id) => store.keepExchange('acme', id, {})));
        expect(numbers.toSorted()).toEqual([1, 2, 3, 4]);
      });

      test('go with a seed of their tenant', async () => {
        await store.keepExchange('acme', 'a', {});
        await store.keepExchange('other', 'b', {});
        await store.seed(company);
        expect(await store.exchange('a')).toBeUndefined();
        expect(await store.keepExchange('acme', 'c', {})).toBe(1);
        expect((await store.exchange('b'))?.no).toBe(1);
      });
    });

    describe('records', () => {
      test('are read by key and listed by prefix', async () => {
        await store.records.put('clock/b', { at: 2 });
        await store.records.put('clock/a', { at: 1 });
        await store.records.put('other', {});
        expect(await store.records.get('clock/a')).toEqual({ at: 1 });
        expect(await store.records.getMany(['other', 'none', 'clock/b'])).toEqual([
          {},
          undefined,
          { at: 2 },
        ]);
        expect(await store.records.list('clock/')).toEqual([
          ['clock/a', { at: 1 }],
          ['clock/b', { at: 2 }],
        ]);
        await store.records.delete('clock/a');
        expect(await store.records.get('clock/a')).toBeUndefined();
      });

      test('lose nothing when they are updated at once', async () => {
        const count = (old: JsonObject | undefined): JsonObject => ({
          count: Number(old?.count ?? 0) + 1,
        });
        await Promise.all(Array.from({ length: 8 }, () => store.records.update('n', count)));
        expect(await store.records.get('n')).toEqual({ count: 8 });
      });
    });

    describe('work that relies on records', () => {
      const put = (expected: Store) =>
        write(expected, (edit) => edit.put('User', user('9'))).then(() => 'done');
      const stamp = async () => (await store.records.getStamped(['clock/acme'])).stamp;
      beforeEach(async () => {
        await store.seed(company);
        await store.records.put('clock/acme', { at: 1 });
      });

      test('is done while they are as they were', async () => {
        const { store: expected, holds } = expecting(store, await stamp());
        expect(await put(expected)).toBe('done');
        await store.records.put('clock/acme', { at: 2 });
        expect(await holds()).toBe(true); // it was done at a moment when they were
        expect(await put(expected)).toBe('done');
      });

      test.each<[string, () => Promise<unknown>]>([
        ['was put', () => store.records.put('none', {})],
        ['was updated', () => store.records.update('clock/acme', () => ({ at: 2 }))],
        ['was deleted', () => store.records.delete('clock/acme')],
        ['came with all data', async () => store.load(await store.dump())],
      ])('is not done, nor is anything written, once one %s', async (_, change) => {
        const { store: expected, holds } = expecting(store, await stamp());
        await change();
        await expect(put(expected)).rejects.toThrow(OutdatedError);
        await expect(expected.read('acme', (view) => view.all('User'))).rejects.toThrow(
          OutdatedError,
        );
        expect(await holds()).toBe(false);
        expect(await store.journal('acme')).toEqual([]);
        expect(await store.read('acme', (view) => view.get('User', '9'))).toBeUndefined();
      });
    });

    describe('listeners', () => {
      test('hear what each write touched, until they stop', async () => {
        const heard: Touched[] = [];
        const stop = store.watch((touched) => heard.push(touched));
        await store.seed(company);
        await write(store, (edit) => edit.put('User', user('1')));
        await write(store, (edit) => edit.get('User', '1'));
        await store.keepExchange('acme', 'a', {});
        await store.keepExchange('acme', 'a', {});
        await store.records.put('k', {});
        await store.records.update('k', () => ({ n: 1 }));
        await store.load(await store.dump());
        stop();
        await store.records.put('k', {});
        expect(heard).toEqual([
          { kind: 'tenant', tenant: 'acme' },
          { kind: 'tenant', tenant: 'acme' },
          { kind: 'exchange', tenant: 'acme' },
          { kind: 'record', key: 'k' },
          { kind: 'record', key: 'k' },
          { kind: 'everything' },
        ]);
      });
    });

    test('a dump that is loaded gives the same store again', async () => {
      await store.seed(company);
      await write(store, async (edit) => {
        await edit.put('User', user(await edit.nextId('User')));
        await edit.delete('User', '7');
      });
      await store.keepExchange('acme', 'a', { status: 200 });
      await store.records.put('clock/acme', { at: 1 });
      const saved = await store.dump();
      await write(store, (edit) => edit.delete('User', '3'));
      await store.seed({ ...company, tenant: 'other' });
      await store.load(JSON.parse(JSON.stringify(saved)) as JsonObject);
      expect(withoutRevisions(await store.dump())).toEqual(withoutRevisions(saved));
      expect(await store.tenants()).toEqual(['acme']);
      expect(await store.read('acme', (view) => view.all('User').then(idsOf))).toEqual(['3', '8']);
    });

    test('an erased store is empty and can be used at once', async () => {
      await store.seed(company);
      await store.records.put('k', {});
      await store.keepExchange('acme', 'a', {});
      await store.read('acme', (view) => view.all('User'));
      await store.erase();
      expect(await store.dump()).toEqual({ tenants: [], records: {} });
      await store.seed({ ...company, resources: company.resources.slice(0, 1) });
      expect(await store.read('acme', (view) => view.all('User').then(idsOf))).toEqual(['7']);
    });
  });
}

/** A dump without the tenants' own revisions, which move on with every load. */
export const withoutRevisions = (dump: JsonObject): unknown =>
  JSON.parse(JSON.stringify(dump), (key, value: unknown) => (key === 'revision' ? 0 : value));
