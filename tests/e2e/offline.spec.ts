// Checks that the lab needs its server only once: reload, closed tabs and any path work with the network gone.
import type { Page } from '@playwright/test';
import { serve } from '../support/staticServer.ts';
import { ask, dist, expect, open, prod, test, user, workerHosts } from './lab.ts';

const works = async (page: Page): Promise<void> => {
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);
};

for (const path of ['/', '/any/where/', '/a%20b/']) {
  test(`served at ${path}, the lab starts and answers when the server is gone`, async ({
    page,
    context,
  }) => {
    const server = await serve({ folder: dist, path: decodeURIComponent(path) });
    await open(page, server.url);
    await workerHosts(page);
    const made = await ask(page, prod.users, {
      ...prod,
      method: 'POST',
      json: user('kept@northwind.example'),
    });
    await server.stop();

    await page.reload();
    await workerHosts(page);
    await works(page);

    const { url } = server;
    await page.close();
    const next = await context.newPage();
    await open(next, url);
    await works(next);
    const kept = await ask(next, `${prod.users}/${String(made.body['id'])}`, prod);
    expect(kept.body['userName']).toBe('kept@northwind.example');
  });
}

test('the page asks for everything by paths relative to where it is', async ({ page }) => {
  const server = await serve({ folder: dist, path: '/deep/er/' });
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) elsewhere.push(request.url());
  });
  await open(page, server.url);
  await workerHosts(page);
  expect(elsewhere).toEqual([]);
  await server.stop();
});

test('two copies on one origin do not mix', async ({ context }) => {
  const server = await serve({ folder: dist, path: '/one/', also: '/two/' });
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, server.url);
  await open(two, server.url.replace('/one/', '/two/'));
  await workerHosts(one);
  await workerHosts(two);
  await ask(one, `${prod.users}/1007`, { ...prod, method: 'DELETE' });
  expect((await ask(one, `${prod.users}/1007`, prod)).status).toBe(404);
  expect((await ask(two, `${prod.users}/1007`, prod)).status).toBe(200);
  const names = await one.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  );
  expect(names.toSorted()).toEqual(['/one/learner', '/one/worlds', '/two/learner', '/two/worlds']);
  await server.stop();
});
