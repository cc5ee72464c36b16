// Checks who answers, service worker or page, and that no request is lost on the way between them.
import type { Page } from '@playwright/test';
import { serve } from '../support/staticServer.ts';
import {
  ask,
  dist,
  expect,
  insecureHost,
  open,
  prod,
  ready,
  test,
  user,
  workerHosts,
} from './lab.ts';

const works = async (page: Page): Promise<void> => {
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);
};

const controlled = (page: Page): Promise<boolean> =>
  page.evaluate(() => navigator.serviceWorker?.controller != null);

/** Sends POSTs one after the other from the moment there is a lab until some time after the worker took over. */
async function sendThrough(page: Page): Promise<readonly number[]> {
  await page.waitForFunction(() => 'scimLab' in window);
  return page.evaluate(async ({ users, token }) => {
    const waiting: Promise<number>[] = [];
    const post = (count: number): Promise<number> =>
      fetch(users, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
        body: JSON.stringify({
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: `number.${count}@northwind.example`,
          active: false, // takes no licence, and there are not enough for so many
        }),
      }).then(({ status }) => status);
    const until = performance.now() + 20_000;
    let after = 0; // requests sent since the worker took control
    while (after < 20 && performance.now() < until) {
      after += navigator.serviceWorker.controller === null ? 0 : 1;
      waiting.push(post(waiting.length));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return Promise.all(waiting);
  }, prod);
}

async function eachAnsweredOnce(page: Page, statuses: readonly number[]): Promise<void> {
  expect(new Set(statuses)).toEqual(new Set([201]));
  const { body } = await ask(page, `${prod.users}?filter=userName sw "number."&count=0`, prod);
  expect(body['totalResults']).toBe(statuses.length);
}

test('requests sent before there is anybody to answer are each answered, once', async ({
  page,
  server,
}) => {
  await page.goto(server.url, { waitUntil: 'commit' });
  await eachAnsweredOnce(page, await sendThrough(page));
  expect(await controlled(page)).toBe(true);
});

test('requests sent while the page hands over to a late worker are each answered, once', async ({
  page,
  server,
}) => {
  const release = server.hold(/^sw\.js$/);
  await page.goto(server.url, { waitUntil: 'commit' });
  const sending = sendThrough(page);
  await page.waitForFunction(() => 'scimLab' in window);
  await ready(page);
  await works(page); // by the page itself: there is no worker yet
  expect(await controlled(page)).toBe(false);
  release();
  await eachAnsweredOnce(page, await sending);
  expect(await controlled(page)).toBe(true);
});

test('a worker the browser has stopped is started again by the next request', async ({
  page,
  context,
  server,
}) => {
  await open(page, server.url);
  await workerHosts(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  for (let round = 0; round < 3; round += 1) {
    await devtools.send('ServiceWorker.stopAllWorkers');
    await works(page);
  }
});

test('what few requests need is there after the worker was stopped and the server is gone', async ({
  page,
  context,
}) => {
  const server = await serve({ folder: dist });
  await open(page, server.url);
  await workerHosts(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await server.stop();
  for (let round = 0; round < 2; round += 1) {
    await devtools.send('ServiceWorker.stopAllWorkers');
    const answer = await ask(page, prod.users.replace('/Users', '/Schemas'), {});
    expect([answer.status, answer.body['itemsPerPage']]).toEqual([
      200,
      answer.body['totalResults'],
    ]);
  }
  await devtools.send('ServiceWorker.stopAllWorkers');
  const refused = await ask(page, `${prod.users}/nobody`, { token: prod.token });
  expect([refused.status, refused.body['detail']]).toEqual([404, expect.stringMatching(/nobody/)]);
  await devtools.send('ServiceWorker.stopAllWorkers');
  const first = await ask(page, `${prod.users}?cursor&count=2&sortBy=userName`, {
    token: prod.token,
  });
  const cursor = String(first.body['nextCursor']);
  await devtools.send('ServiceWorker.stopAllWorkers');
  const second = await ask(page, `${prod.users}?cursor=${cursor}&count=2&sortBy=userName`, {
    token: prod.token,
  });
  expect([second.status, second.body['itemsPerPage']]).toEqual([200, 2]);
});

test('a hard reload starts without the worker, works, and gets it back', async ({
  page,
  context,
  server,
}) => {
  await open(page, server.url);
  await workerHosts(page);
  let navigations = 0;
  page.on('framenavigated', () => (navigations += 1));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.enable');
  await Promise.all([
    page.waitForEvent('load'),
    devtools.send('Page.reload', { ignoreCache: true }),
  ]);
  await ready(page);
  await works(page);
  await workerHosts(page);
  await works(page);
  expect(navigations).toBe(1);
});

test('where service workers are blocked the page answers, and says so', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await open(page, server.url);
  await works(page);
  await page.reload();
  await ready(page);
  await works(page);
  expect(await controlled(page)).toBe(false);
  await expect(page.getByText('Offline ready')).toBeHidden();
  await context.close();
});

test('on an insecure origin the page answers and keeps its data', async ({ page }) => {
  const server = await serve({ folder: dist });
  const url = server.url.replace('localhost', insecureHost);
  await open(page, url);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await works(page);
  await ask(page, `${prod.users}/1007`, { ...prod, method: 'DELETE' });
  await page.reload();
  await ready(page);
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(404);
  await server.stop();
});

test('a worker that is removed leaves the page answering', async ({ page, server }) => {
  await open(page, server.url);
  await workerHosts(page);
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations())
      await registration.unregister();
  });
  await works(page);
  await page.reload();
  await ready(page);
  await works(page);
});

test('a worker that cannot be installed leaves the page answering', async ({ page, server }) => {
  server.lose('sw.js');
  await open(page, server.url);
  await works(page);
  expect(await controlled(page)).toBe(false);
});

test('two tabs see each other’s writes at once', async ({ context, server }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, server.url);
  await open(two, server.url);
  await workerHosts(one);
  await workerHosts(two);
  for (let round = 0; round < 5; round += 1) {
    const [writer, reader] = round % 2 === 0 ? [one, two] : [two, one];
    const json = user(`tab.${round}@northwind.example`);
    expect((await ask(writer, prod.users, { ...prod, method: 'POST', json })).status).toBe(201);
    const again = await ask(reader, prod.users, { ...prod, method: 'POST', json });
    expect([again.status, again.body['scimType']]).toEqual([409, 'uniqueness']);
    const { body } = await ask(reader, `${prod.users}?count=0`, prod);
    expect(body['totalResults']).toBe(16 + round);
  }
  await one.close();
  expect((await ask(two, `${prod.users}?count=0`, prod)).body['totalResults']).toBe(20);
});

test('closing one tab in the middle of the other’s work harms nothing', async ({
  context,
  server,
}) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, server.url);
  await open(two, server.url);
  await workerHosts(two);
  const many = two.evaluate(async ({ users, token }) => {
    const statuses: number[] = [];
    for (let count = 0; count < 40; count += 1)
      statuses.push((await fetch(users, { headers: { Authorization: `Bearer ${token}` } })).status);
    return statuses;
  }, prod);
  await one.close();
  expect(new Set(await many)).toEqual(new Set([200]));
});
