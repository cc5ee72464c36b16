// Runs a second company beside the first: adds a tenant, calls it, compares it, sees it in another tab, and takes it away.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { overhang, violations } from './axe.ts';
import { ask, expect, open, test, user, workerHosts } from './lab.ts';

const names = (page: Page, table: string) =>
  page.getByRole('table', { name: table }).getByRole('link').allTextContents();

test('a tenant is added by keyboard, answers at its address, and is in other tabs at once', async ({
  context,
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/tenants`);
  await workerHosts(page);
  await expect(page.getByText('5 tenants')).toBeVisible();
  const other = await context.newPage();
  await open(other, `${server.url}#/secret-server/tenants`);

  await page.getByRole('link', { name: 'Add a tenant' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Northwind Asia');
  await page.keyboard.press('Enter');
  await expect(page.getByText('none: its SCIM set-up is still to do')).toBeVisible();
  const url = 'https://northwind-asia.secretservercloud.com/api/v1/scim/Users';
  expect((await ask(page, url, { token: 'lab-northwind-asia' })).status).toBe(403);
  expect((await ask(page, url.replace('asia', 'mars'))).status).toBe(404);
  await expect(other.getByRole('link', { name: 'Northwind Asia' })).toBeVisible();

  // A copy of another tenant goes its own way.
  await page.goto(`${server.url}#/secret-server/tenants/new`);
  await page.getByLabel('Name', { exact: true }).fill('Europe, for tests');
  await page.getByLabel('Begins with').selectOption('copy northwind-eu');
  await page.getByRole('button', { name: 'Add the tenant' }).click();
  await page.getByRole('button', { name: 'Work here' }).click();
  const copy = 'https://europe-for-tests.secretservercloud.com/api/v1/scim/Users';
  const made = { method: 'POST', token: 'lab-europe-for-tests', json: user('new@x.example') };
  expect((await ask(page, copy, made)).status).toBe(201);
  const total = async (at: string, token: string) => (await ask(page, at, { token })).body;
  expect(await total(copy, 'lab-europe-for-tests')).toMatchObject({ totalResults: 18 });
  const eu = 'https://northwind-eu.secretservercloud.com/api/v1/scim/Users';
  expect(await total(eu, 'lab-eu')).toMatchObject({ totalResults: 17 });

  // What differs is the new account alone.
  await page
    .getByRole('link', { name: 'All tenants' })
    .or(page.getByText('Compare two'))
    .first()
    .click();
  await page.getByLabel('Left tenant').selectOption('europe-for-tests');
  await page.getByLabel('Right tenant').selectOption('northwind-eu');
  await expect(page.getByRole('status').filter({ hasText: '1 of 18' })).toBeVisible();
  expect(await names(page, 'People')).toEqual(['new@x.example']);

  // It survives a reload, goes by the palette, and is taken away.
  await page.reload();
  await expect(
    page.getByRole('button', { name: 'Tenant Europe, for tests', exact: true }),
  ).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Go to' });
  await palette.getByText('Workbench', { exact: true }).waitFor();
  await page.keyboard.type('northwind-eu tenant');
  await palette.getByText('tenant, cloud, SCIM Cloud Connector').waitFor();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Tenant northwind-eu', exact: true }),
  ).toBeVisible();
  await page.goto(`${server.url}#/secret-server/tenants/europe-for-tests`);
  await page.getByRole('button', { name: 'Remove Europe, for tests' }).click();
  await expect(page.getByText('Its 18 users, 7 groups')).toBeVisible();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('status').filter({ hasText: '6 tenants' })).toBeVisible();
  expect((await ask(page, copy, { token: 'lab-europe-for-tests' })).status).toBe(404);
  await expect(other.getByText('6 tenants')).toBeVisible();
});

test('two tenants are compared: a leaver still at work there is found, and taken away as a file', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/tenants`);
  await page.getByRole('link', { name: 'northwind-eu' }).click();
  await page.getByRole('link', { name: 'Compare with northwind-prod' }).click();
  await expect(page.getByText('22 of 23')).toBeVisible();
  await page.getByLabel('Show', { exact: true }).selectOption('Enabled only in northwind-eu');
  expect(await names(page, 'People')).toEqual(['Pedro Alves']);
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(
    'compare-people-northwind-prod-northwind-eu-2026-11-30.csv',
  );
  expect(await readFile(await file.path(), 'utf8')).toContain(
    '1077~19,Pedro Alves,"disabled, opens 0","enabled, opens 3"',
  );

  await page.getByRole('link', { name: 'Pedro Alves' }).focus();
  await page.keyboard.press('Enter');
  const person = page.getByRole('region', { name: 'Pedro Alves' });
  await expect(person.getByText('matched by externalId')).toBeVisible();
  await expect(
    person.getByRole('row', { name: '\\IT\\Databases\\Prod\\ora-eu-1 none Edit' }),
  ).toBeVisible();
  await person.getByRole('button', { name: 'Look in northwind-eu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pedro Alves' })).toBeVisible();
  await page.goBack();

  await page.getByRole('link', { name: 'Swap the sides' }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  await expect(page.getByRole('row', { name: 'Licences 16' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

const compared = 'compare=northwind-onprem&with=northwind-eu';
const screens: readonly (readonly [hash: string, shows: string])[] = [
  ['tenants', 'northwind-compat'],
  ['tenants/northwind-eu', 'Northwind Europe in the cloud'],
  ['tenants/new', 'Begins with'],
  [`tenants?${compared}`, 'Omar Haddad'],
  [`tenants/1007~18?${compared}`, 'matched by externalId'],
  [`tenants/7~5?${compared}&show=groups`, 'Members only in northwind-eu'],
  [`tenants/309~56?${compared}&show=secrets`, 'Who opens it'],
  [`tenants?${compared}&show=settings`, 'Unlimited Administration Mode'],
];

for (const [width, colorScheme] of [
  [1440, 'light'],
  [1024, 'dark'],
  [375, 'light'],
] as const)
  test(`every screen of the tenants: no axe violation, no sideways scroll, at ${width} px, ${colorScheme}`, async ({
    browser,
    server,
  }) => {
    test.slow(); // axe looks at eight screens
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    await open(page, server.url);
    for (const [hash, shows] of screens) {
      await page.evaluate((to) => (location.hash = `#/secret-server/${to}`), hash);
      await page.locator('main').getByText(shows).first().waitFor();
      expect(await violations(page), hash).toEqual([]);
      expect(await overhang(page), hash).toBe(0);
    }
    await context.close();
  });
