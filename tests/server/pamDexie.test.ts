// Serves folders and rights out of IndexedDB to two connections, as two tabs have them, and takes them through a backup.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { backupOf, readBackup } from '../../src/store/backup.ts';
import { dexieStore } from '../../src/store/dexie.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { bench, type Bench } from './kit.ts';

const urn = 'urn:ietf:params:scim:schemas:pam:1.0:';
let last = 0;

/** The same tenant through two connections to one database. */
async function twoTabs(): Promise<readonly [Bench, Bench]> {
  const name = `pam-${(last += 1)}`;
  const [one, other] = [await dexieStore(name), await dexieStore(name)];
  const first = await bench('connector', 'northwind', one);
  return [first, await benchOver(other)];
}

/** A bench over a store that is filled already. */
const benchOver = (store: Store): Promise<Bench> =>
  bench('connector', 'northwind', { ...store, seed: () => Promise.resolve() });

const row = (value: string): JsonObject => ({
  schemas: [`${urn}ContainerPermission`],
  ...{ container: { value: '24' }, user: { value }, rights: ['View'] },
});
const rows = async (lab: Bench): Promise<Json> =>
  (await lab.get('/ContainerPermissions?count=100')).json.Resources!;

test('what one tab changes in the vault, the other answers with', async () => {
  const [one, other] = await twoTabs();
  const made = await one.post('/ContainerPermissions', row('1007'));
  expect(made.status).toBe(201);
  expect((await other.get(`/ContainerPermissions/${String(made.json.id)}`)).json).toEqual(
    made.json,
  );
  expect((await other.remove(`/ContainerPermissions/${String(made.json.id)}`)).status).toBe(204);
  expect((await one.get(`/ContainerPermissions/${String(made.json.id)}`)).status).toBe(404);
});

test('rows that two tabs make at once get ids of their own, and none is lost', async () => {
  const [one, other] = await twoTabs();
  const people = ['1007', '1019', '1033', '1051', '1058', '1064'];
  const made = await Promise.all(
    people.map((id, at) => (at % 2 ? one : other).post('/ContainerPermissions', row(id))),
  );
  expect(made.map(({ status }) => status)).toEqual(people.map(() => 201));
  expect(new Set(made.map(({ json }) => json.id)).size).toBe(people.length);
  expect(await rows(one)).toEqual(await rows(other));
});

test('of two tabs that make the same row at once, one is told that it is there', async () => {
  const [one, other] = await twoTabs();
  const made = await Promise.all(
    [one, other].map((lab) => lab.post('/ContainerPermissions', row('1007'))),
  );
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a backup holds folders, rows, their versions and their history', async () => {
  const [one] = await twoTabs();
  await one.post('/Containers', {
    schemas: [`${urn}Container`],
    ...{ name: 'Ledger', parent: { value: '24' }, externalId: 'F-1' },
  });
  await one.post('/ContainerPermissions', row('1007'));
  await one.remove('/ContainerPermissions/6');
  const dump = await one.store.dump();
  const text = JSON.stringify(
    backupOf({
      ...{ worlds: dump, learner: await memoryStore().dump() },
      savedAt: '2026-11-30T09:00:00Z',
    }),
  );
  const read = readBackup(JSON.parse(text));
  if (!read.ok) throw new Error(read.trouble.join(' '));
  const restored = await benchOver(memoryStore());
  await restored.store.load(read.value.worlds as unknown as JsonObject);
  for (const path of ['/Containers', '/ContainerPermissions', '/PrivilegedData'])
    expect((await restored.get(`${path}?count=100`)).json).toEqual(
      (await one.get(`${path}?count=100`)).json,
    );
  expect(await restored.store.journal('test')).toEqual(await one.store.journal('test'));
});
