// Reads the reference as people do: every section in light and dark, on a phone, and from a problem to the workbench and back.
import type { Page } from '@playwright/test';
import { overhang, violations } from './axe.ts';
import { expect, open, test } from './lab.ts';

const sections = {
  features: 'Attributes and their characteristics',
  clauses: 'A resource names its schemas in schemas.',
  'policies/op-case': '400 invalidValue.',
  schemas: 'Types of northwind-prod',
  'schemas/EnterpriseUser': 'employeeNumber',
  'schemas/Nope': 'Types of northwind-prod',
  nope: 'Nothing is called “nope” in the reference',
  problems: 'Value without quotes',
  'problems/value-without-quotes': 'A request that meets it',
  filter: 'How it is read',
  events: 'What is told',
} as const;

async function go(page: Page, section: string, sign: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#/reference/${section}`);
  await expect(page.getByText(sign, { exact: true }).first()).toBeVisible();
  const find = page.getByRole('searchbox', { name: 'Find' });
  if (await find.isVisible()) await find.fill('filter'); // rows are alike; a few tell as much as all
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`every section of the reference, ${colorScheme}: no axe violation`, async ({
    browser,
    server,
  }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await open(page, `${server.url}#/reference`);
    for (const [section, sign] of Object.entries(sections)) {
      await go(page, section, sign);
      expect(await violations(page), section).toEqual([]);
    }
    await context.close();
  });

test('every section of the reference fits a phone, without an axe violation or noise in the console', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(message.text());
  });
  await open(page, `${server.url}#/reference`);
  for (const [section, sign] of Object.entries(sections)) {
    await go(page, section, sign);
    expect(await overhang(page), section).toBe(0);
    expect(await violations(page), section).toEqual([]);
  }
  expect(noise).toEqual([]);
  await context.close();
});

test('the schemas are those of the tenant, and an address that names nothing leads on', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/reference/problems/folder-is-not-empty`);
  await page.getByRole('link', { name: 'Open in the workbench' }).click(); // in the connector's tenant
  await expect(page.getByRole('contentinfo')).toContainText('northwind-onprem');
  await page.evaluate(() => (location.hash = '#/reference/schemas'));
  await page.getByRole('rowheader', { name: 'Container', exact: true }).getByRole('link').click();
  await expect(page.getByText('urn:ietf:params:scim:schemas:pam:1.0:Container')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/secret-server/nope'));
  await page.getByRole('link', { name: 'Open Access' }).click();
  await expect(page.getByRole('heading', { name: 'Access', exact: true }).first()).toBeVisible();
});

test('a feature leads to its policy, a clause to its check', async ({ page, server }) => {
  await open(page, `${server.url}#/reference`);
  await page.getByRole('link', { name: 'op in another letter case' }).click();
  await expect(page.getByRole('row', { name: /op in another letter case/ })).toBeInViewport();
  await page.getByRole('link', { name: 'Clauses', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find' }).fill('grammar of names');
  await page.getByRole('link', { name: 'DSC-23' }).click();
  await expect(page.getByRole('button', { name: /DSC-23/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('a problem is found by a word, and its example is refused for it in the workbench', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/reference/problems`);
  await page.getByRole('searchbox', { name: 'Find' }).fill('quotes');
  await page.getByRole('link', { name: /^Value without quotes/ }).click();
  await page.getByRole('link', { name: 'Open in the workbench' }).click();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('invalidFilter').first()).toBeVisible();
  await expect(page.getByText(/userName/).first()).toBeVisible();
});

test('an example of another profile is sent to a tenant of that profile', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/reference/problems/folder-is-not-empty`);
  await page.getByRole('link', { name: 'Open in the workbench' }).click();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('409').first()).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('northwind-onprem');
});

test('the filter tester tells whom a filter finds, and where one goes wrong', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/reference/filter`);
  const field = page.getByRole('textbox', { name: 'Filter' });
  await field.fill('name.familyName eq "Garcia"');
  await expect(page.getByRole('heading', { name: '2 of 15 users match' })).toBeVisible();
  await field.fill('userName eq omar');
  await expect(page.getByRole('heading', { name: 'Refused with 400 invalidFilter' })).toBeVisible();
  await expect(page.locator('mark')).toHaveText('omar');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Groups', exact: true }).click();
  await field.fill('displayName sw "SS-DBA"');
  await expect(page.getByRole('heading', { name: '2 of 8 groups match' })).toBeVisible();
});

test('the security event of a change stands with the change and in the reference', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/reference/events`);
  await page.getByRole('link', { name: 'Open a change in the workbench' }).click();
  await page.getByRole('button', { name: /^Send/ }).click();
  await page.getByRole('tab', { name: /^Changes/ }).click();
  const told = page.getByRole('region', { name: /^Security events/ });
  await told.getByText('patch:full', { exact: true }).click();
  await expect(told.getByText('"urn:ietf:params:scim:event:prov:patch:full"')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Reference', exact: true }).click();
  await page.getByRole('link', { name: 'Security events', exact: true }).click();
  await expect(page.getByText('/Users/1007', { exact: true })).toBeVisible();
});
