// Checks what the lab promises to scripts: every tenant answers a plain fetch, and `window.scimLab` does what it says.
import { ask, expect, open, prod, test, user, workerHosts } from './lab.ts';

const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

for (const host of ['page', 'worker'] as const) {
  test(`every tenant answers with its token and refuses without, hosted by the ${host}`, async ({
    browser,
    server,
  }) => {
    const context = await browser.newContext({
      serviceWorkers: host === 'page' ? 'block' : 'allow',
    });
    const page = await context.newPage();
    await open(page, server.url);
    if (host === 'worker') await workerHosts(page);
    const tenants = await page.evaluate(() => window.scimLab.tenants());
    expect(tenants.map(({ profile }) => profile)).toEqual([
      'strict',
      'lenient',
      'connector',
      'cloud',
      'cloud',
    ]);
    for (const { baseUrl, token } of tenants) {
      const allowed = await ask(page, `${baseUrl}/Users`, { token });
      expect(allowed.status).toBe(200);
      expect(allowed.body['schemas']).toEqual([listResponse]);
      const refused = await ask(page, `${baseUrl}/Users`);
      expect(refused.status).toBe(401);
      expect(refused.body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
    }
    await context.close();
  });
}

test('the handle names version and tenants before the lab has started', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.waitForFunction(() => 'scimLab' in window);
  const { version, tenants } = await page.evaluate(() => ({
    version: window.scimLab.version,
    tenants: window.scimLab.tenants(),
  }));
  expect(version).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  expect(tenants[0]).toEqual({
    id: 'northwind-prod',
    name: 'northwind-prod',
    profile: 'strict',
    baseUrl: 'https://secretserver.example.com/api/v1/scim',
    token: 'lab-northwind',
  });
});

test('the clock moves on by a duration, and a token expires with it', async ({ page, server }) => {
  await open(page, server.url);
  const before = await page.evaluate(() => window.scimLab.clock.now());
  expect(new Date(before).toISOString()).toBe('2026-11-30T09:00:00.000Z');
  const after = await page.evaluate(() => window.scimLab.clock.advance('P30DT40M'));
  expect(after - before).toBe((30 * 24 * 60 + 40) * 60_000);
  expect((await ask(page, prod.users, prod)).status).toBe(200);
  await page.evaluate(() => window.scimLab.clock.advance('P731D'));
  expect((await ask(page, prod.users, prod)).status).toBe(401);
});

test('a duration that is none is refused with a sentence', async ({ page, server }) => {
  await open(page, server.url);
  await expect(page.evaluate(() => window.scimLab.clock.advance('a month'))).rejects.toThrow(
    '“a month” is no ISO 8601 duration',
  );
});

test('reset gives every tenant its starting state back, clock included', async ({
  page,
  server,
}) => {
  await open(page, server.url);
  await ask(page, prod.users, { ...prod, method: 'POST', json: user('new@northwind.example') });
  await ask(page, `${prod.users}/1007`, { ...prod, method: 'DELETE' });
  await page.evaluate(() => window.scimLab.clock.advance('P1D'));
  await page.evaluate(() => window.scimLab.reset());
  const { body } = await ask(page, prod.users, prod);
  expect(body['totalResults']).toBe(15);
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(200);
  const now = await page.evaluate(() => window.scimLab.clock.now());
  expect(new Date(now).toISOString()).toBe('2026-11-30T09:00:00.000Z');
});

test('reset to a named world starts there; an unknown name changes nothing', async ({
  page,
  server,
}) => {
  await open(page, server.url);
  await ask(page, `${prod.users}/1007`, { ...prod, method: 'DELETE' });
  await expect(page.evaluate(() => window.scimLab.reset('atlantis'))).rejects.toThrow(
    'There is no world “atlantis”.',
  );
  expect((await ask(page, `${prod.users}/1007`, prod)).status).toBe(404);
  await page.evaluate(() => window.scimLab.reset('northwind-ana'));
  const found = await ask(page, `${prod.users}?filter=userName sw "ana.ruiz"`, prod);
  expect(found.body['totalResults']).toBe(1);
});

test('what leaves the machine is noticed by these tests', async ({ page, network }) => {
  await page.goto('http://control.example/').catch(() => undefined);
  expect(network.take()).toContain('control.example');
});

test('a request to another host is not the lab’s business', async ({ page, server }) => {
  await open(page, server.url);
  const refused = page.evaluate(() =>
    fetch('https://scim.example.org/Users').then(() => 'answered'),
  );
  await expect(refused).rejects.toThrow('Failed to fetch'); // the page’s policy keeps it from leaving
});

test('XMLHttpRequest is answered as fetch is', async ({ browser, server }) => {
  for (const serviceWorkers of ['allow', 'block'] as const) {
    const context = await browser.newContext({ serviceWorkers });
    const page = await context.newPage();
    await open(page, server.url);
    if (serviceWorkers === 'allow') await workerHosts(page);
    const status = () =>
      page
        .evaluate(
          ({ users, token }) =>
            new Promise<unknown>((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.open('GET', users);
              request.setRequestHeader('Authorization', `Bearer ${token}`);
              request.onload = () => resolve(request.status);
              request.onerror = () => reject(new Error('no answer'));
              request.send();
            }),
          prod,
        )
        .catch(String);
    await expect.poll(status).toBe(200); // in the page a moment after the first screen stands
    await context.close();
  }
});
