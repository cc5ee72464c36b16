// Checks that a new version waits, is offered, and takes over in every tab with one reload and no loss.
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve, type StaticServer } from '../support/staticServer.ts';
import { ask, dist, expect, open, prod, ready, test, user, workerHosts } from './lab.ts';

const nextName = 'feedfeedfeed';

/** The built lab under another build's name: to browser, worker and page it is a new version. */
async function nextVersion(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scim-lab-'));
  await cp(dist, folder, { recursive: true });
  const edit = async (file: string, change: (text: string) => string): Promise<void> => {
    const path = join(folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const name = /name="build" content="([0-9a-f]{12})"/.exec(page)![1]!;
  await edit('index.html', (text) => text.replaceAll(name, nextName));
  await edit('sw.js', (text) =>
    text.replaceAll(name, nextName).replace(/(index\.html.,.)[0-9a-f]{12}/, '$1000000000000'),
  );
  return folder;
}

const versionOf = (page: Page): Promise<string> => page.evaluate(() => window.scimLab.version);

async function deployed(page: Page, server: StaticServer): Promise<void> {
  await open(page, server.url);
  await workerHosts(page);
  await ask(page, prod.users, { ...prod, method: 'POST', json: user('kept@northwind.example') });
  server.deploy(await nextVersion());
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
}

test('the new version waits, is offered, and takes over with one reload', async ({ page }) => {
  const server = await serve({ folder: dist });
  await deployed(page, server);
  const take = page.getByRole('button', { name: /new version|update/i });
  await expect(take).toBeVisible();
  expect(await versionOf(page)).not.toContain(nextName);
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);

  let navigations = 0;
  page.on('framenavigated', () => (navigations += 1));
  await Promise.all([page.waitForEvent('load'), take.click()]);
  await workerHosts(page);
  expect(await versionOf(page)).toContain(nextName);
  expect(navigations).toBe(1);
  const { body } = await ask(page, `${prod.users}?count=0`, prod);
  expect(body['totalResults']).toBe(16);
  const names = await page.evaluate(() => caches.keys());
  expect(names).toEqual([`scim-lab:/:${nextName}`]);
  await server.stop();
});

test('a second tab is taken along', async ({ context }) => {
  const server = await serve({ folder: dist });
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(two, server.url);
  await deployed(one, server);
  const take = one.getByRole('button', { name: /new version|update/i });
  await expect(take).toBeVisible();
  await Promise.all([one.waitForEvent('load'), two.waitForEvent('load'), take.click()]);
  for (const page of [one, two]) {
    await ready(page);
    expect(await versionOf(page)).toContain(nextName);
    expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);
  }
  await server.stop();
});

test('a reload without taking the offer keeps the old version', async ({ page }) => {
  const server = await serve({ folder: dist });
  await deployed(page, server);
  await page.reload();
  await ready(page);
  expect(await versionOf(page)).not.toContain(nextName);
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);
  await server.stop();
});

test('a hard reload leaves the old worker, so the waiting version takes over by itself', async ({
  page,
  context,
}) => {
  const server = await serve({ folder: dist });
  await deployed(page, server);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.enable');
  await Promise.all([
    page.waitForEvent('load'),
    devtools.send('Page.reload', { ignoreCache: true }),
  ]);
  await workerHosts(page);
  expect(await versionOf(page)).toContain(nextName);
  const { body } = await ask(page, `${prod.users}?count=0`, prod);
  expect(body['totalResults']).toBe(16);
  await server.stop();
});
