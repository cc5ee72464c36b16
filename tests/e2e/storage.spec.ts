// Checks what becomes of the data: kept, moved into memory when the browser fails, exported, imported, refused.
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask, expect, open, prod, ready, test, user, workerHosts } from './lab.ts';

const total = async (page: Page): Promise<unknown> =>
  (await ask(page, `${prod.users}?count=0`, prod)).body['totalResults'];

/** Data travels as text: the type of any JSON is too deep for Playwright's own. */
const exportAll = async (page: Page): Promise<unknown> =>
  JSON.parse(await page.evaluate(async () => JSON.stringify(await window.scimLab.exportAll())));

const importAll = (page: Page, data: unknown): Promise<void> =>
  page.evaluate((text) => window.scimLab.importAll(JSON.parse(text)), JSON.stringify(data));

const hire = (page: Page, name: string) =>
  ask(page, prod.users, { ...prod, method: 'POST', json: user(`${name}@northwind.example`) });

test('without IndexedDB the lab works in memory and says so', async ({ page, server }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await open(page, server.url);
  expect((await hire(page, 'in.memory')).status).toBe(201);
  expect(await total(page)).toBe(16);
  await expect(page.getByText('kept in memory only')).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(await total(page)).toBe(16); // the worker, which has a database, is not asked
});

test('when the browser has no space left, the request under way is carried out in memory', async ({
  page,
  context,
  server,
}) => {
  const devtools = await context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 30_000_000 });
  await open(page, server.url);
  await workerHosts(page);
  let hired = 0;
  const isInMemory = async (): Promise<boolean> => {
    const title = randomBytes(450_000).toString('hex'); // nothing that a disk could store smaller
    const json = { ...user(`number.${hired}@northwind.example`), title };
    expect((await ask(page, prod.users, { ...prod, method: 'POST', json })).status).toBe(201);
    hired += 1;
    return page.getByText('kept in memory only').isVisible();
  };
  await expect.poll(isInMemory, { timeout: 60_000, intervals: [0] }).toBe(true);
  expect(await total(page)).toBe(15 + hired);
});

test('export, erase, import: everything is as it was', async ({ page, server }) => {
  await open(page, server.url);
  await hire(page, 'kept');
  await ask(page, `${prod.users}/1007`, { ...prod, method: 'DELETE' });
  const exported = await exportAll(page);
  await page.evaluate(() => window.scimLab.reset());
  expect(await total(page)).toBe(15);
  await importAll(page, exported);
  expect(withoutMoment(await exportAll(page))).toEqual(withoutMoment(exported));
  expect(await total(page)).toBe(15); // one hired, one deleted
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(404);
});

test.describe('a file that is damaged or foreign is refused whole', () => {
  const foreign: Readonly<Record<string, unknown>> = {
    'nothing at all': null,
    'a text': 'hello',
    'an empty object': {},
    'another program’s file': { version: 3, lessons: [{ id: 1 }] },
  };
  for (const [name, data] of Object.entries(foreign))
    test(name, async ({ page, server }) => {
      await open(page, server.url);
      await hire(page, 'kept');
      const before = await exportAll(page);
      await expect(page.evaluate((given) => window.scimLab.importAll(given), data)).rejects.toThrow(
        'The data was refused, nothing was changed.',
      );
      const after = await exportAll(page);
      expect(withoutMoment(after)).toEqual(withoutMoment(before));
    });

  test('the lab’s own file, with one value turned into another kind', async ({ page, server }) => {
    await open(page, server.url);
    await hire(page, 'kept');
    const before = await exportAll(page);
    const text = JSON.stringify(before).replace(/"revision":\d+/, '"revision":"many"');
    await expect(importAll(page, JSON.parse(text))).rejects.toThrow(
      'The data was refused, nothing was changed.',
    );
    const after = await exportAll(page);
    expect(withoutMoment(after)).toEqual(withoutMoment(before));
  });
});

test('a second tab follows a reset and an import of the first', async ({ context, server }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, server.url);
  await open(two, server.url);
  await hire(one, 'kept');
  const exported = await exportAll(one);
  await one.evaluate(() => window.scimLab.reset());
  expect(await total(two)).toBe(15);
  await importAll(one, exported);
  expect(await total(two)).toBe(16);
});

test('data erased under an open tab is made anew', async ({ page, server }) => {
  await open(page, server.url);
  await workerHosts(page);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('/worlds');
        request.onsuccess = resolve;
        request.onerror = reject;
      }),
  );
  expect(await total(page)).toBe(15);
  await page.reload();
  await ready(page);
  expect(await total(page)).toBe(15);
});

/** When an export was made, and how often a tenant was written, are not part of what it holds. */
function withoutMoment(data: unknown): unknown {
  const text = JSON.stringify({ ...(data as Record<string, unknown>), savedAt: undefined });
  return JSON.parse(text.replace(/"revision":\d+/g, '"revision":0'));
}
