// Runs the store contract in a real browser, and what only a browser shows: two tabs, reloads, deletion by another.
import { afterEach, expect, test } from 'vitest';
import { dexieStore } from '../../src/store/dexie.ts';
import { StorageError, type Store, type Touched } from '../../src/store/store.ts';
import { cause, company, storeContract, user, write } from './contract.ts';

const nameOf = (): string => `lab-${crypto.randomUUID()}`;

storeContract('the Dexie store in a browser', () => dexieStore(nameOf()));

const opened: Store[] = [];
const open = async (name: string): Promise<Store> => {
  const store = await dexieStore(name);
  opened.push(store);
  return store;
};
afterEach(async () => {
  for (const store of opened.splice(0)) {
    await store.erase();
    store.close();
  }
});

const names = (store: Store): Promise<unknown> =>
  store.read('acme', async (view) =>
    (await view.all('User')).map(({ resource }) => resource.userName),
  );

test('what is stored is there after the last connection closed', async () => {
  const name = nameOf();
  const first = await dexieStore(name);
  await first.seed(company);
  await write(first, (edit) => edit.put('User', user('9')));
  await first.keepExchange('acme', 'x', { status: 201 });
  const saved = await first.dump();
  first.close();
  expect(await (await open(name)).dump()).toEqual(saved);
});

test('a second tab sees each change of the first at once, and the other way round', async () => {
  const name = nameOf();
  const [one, two] = [await open(name), await open(name)];
  await one.seed(company);
  expect(await names(two)).toEqual(['Ana', 'ben']);
  await write(one, (edit) => edit.put('User', user('9', { userName: 'cleo' })));
  expect(await names(two)).toEqual(['Ana', 'ben', 'cleo']);
  await write(two, (edit) => edit.delete('User', '7'));
  await write(two, (edit) => edit.put('User', user('3', { userName: 'benno' })));
  expect(await names(one)).toEqual(['benno', 'cleo']);
  await two.seed(company);
  expect(await names(one)).toEqual(['Ana', 'ben']);
});

test('a second tab hears of each write of the first', async () => {
  const name = nameOf();
  const [one, two] = [await open(name), await open(name)];
  const heard = new Promise<Touched>((resolve) => two.watch(resolve));
  await one.records.put('clock/acme', { at: 1 });
  expect(await heard).toEqual({ kind: 'record', key: 'clock/acme' });
});

test('of two tabs that create the same userName at once, one wins', async () => {
  const name = nameOf();
  const tabs = [await open(name), await open(name)];
  const create = (store: Store, id: string): Promise<boolean> =>
    store.write('acme', cause, async (edit) => {
      if ((await edit.findBy('User', 'userName', 'dana')).length > 0) return false;
      await edit.put('User', user(id, { userName: 'Dana' }));
      return true;
    });
  const won = await Promise.all(
    tabs.flatMap((tab, at) => [create(tab, `${at}a`), create(tab, `${at}b`)]),
  );
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await names(tabs[0]!)).toEqual(['Dana']);
});

test('two tabs that take ids at once never get the same', async () => {
  const name = nameOf();
  const tabs = [await open(name), await open(name)];
  const ids = await Promise.all(
    Array.from({ length: 10 }, (_, at) => write(tabs[at % 2]!, (edit) => edit.nextId('User'))),
  );
  expect(new Set(ids).size).toBe(10);
});

test('after one tab erased the data, another goes on with an empty store', async () => {
  const name = nameOf();
  const [one, two] = [await open(name), await open(name)];
  await one.seed(company);
  expect(await names(two)).toEqual(['Ana', 'ben']);
  await one.erase();
  expect(await names(two)).toEqual([]);
  await two.seed({ ...company, resources: [] });
  await write(one, (edit) => edit.put('User', user('1', { userName: 'new' })));
  expect(await names(two)).toEqual(['new']);
});

test('erasing while another tab is in the middle of a write waits for it', async () => {
  const name = nameOf();
  const [one, two] = [await open(name), await open(name)];
  await one.seed(company);
  const writing = write(two, async (edit) => {
    for (let id = 100; id < 140; id += 1) await edit.put('User', user(String(id)));
  });
  const erased = one.erase();
  await writing;
  await erased;
  expect(await one.tenants()).toEqual([]);
});

test('data that cannot be stored is told as a broken store, with the cause', async () => {
  const store = await open(nameOf());
  const put = store.records.put('k', { bad: (() => 1) as never });
  const error: unknown = await put.catch((each: unknown) => each);
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ kind: 'broken' });
  expect((error as StorageError).cause).toBeInstanceOf(Error);
});

test('a browser that refuses IndexedDB is told as blocked', async () => {
  const real = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')!;
  IDBFactory.prototype.open = () => {
    throw new DOMException('Denied.', 'SecurityError');
  };
  const error: unknown = await dexieStore(nameOf()).catch((each: unknown) => each);
  Object.defineProperty(IDBFactory.prototype, 'open', real);
  expect(error).toMatchObject({ name: 'StorageError', kind: 'blocked' });
});

test('a browser with no room left is told as full, and nothing of the write stays', async () => {
  const store = await open(nameOf());
  await store.seed(company);
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  const error: unknown = await write(store, (edit) => edit.put('User', user('9'))).catch(
    (each: unknown) => each,
  );
  IDBObjectStore.prototype.put = real;
  expect(error).toMatchObject({ name: 'StorageError', kind: 'full' });
  expect(await names(store)).toEqual(['Ana', 'ben']);
});
