// Sets SCIM up from the start by keyboard alone, to a green test; then tokens end, are replaced, and are fetched by a client.
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { ask, expect, open, prod, test, workerHosts } from './lab.ts';

/** Presses Tab until what has the focus is called this; fails if that never comes. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    const called = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element) return '';
      const labels = (element as HTMLInputElement).labels;
      const label = [...(labels ?? [])].map(({ textContent }) => textContent).join(' ');
      return (element.getAttribute('aria-label') ?? (label || element.textContent)).trim();
    });
    if (name.test(called)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Expected the Tab key to reach ${name}.`);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

const count = (page: Page, done: number) =>
  expect(page.getByText(`${done} of 6 steps done`)).toBeVisible();

test('a newcomer sets SCIM up from the start by keyboard alone, to a green test', async ({
  context,
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/set-up`);
  await workerHosts(page);
  await count(page, 6);
  await press(page, /^Set up from the start$/);
  await press(page, /^Begin from the start$/);
  await count(page, 0);
  expect((await ask(page, prod.users, { token: prod.token })).status).toBe(403);
  expect(await violations(page)).toEqual([]);

  await press(page, /^Enable SCIM$/);
  await expect(page.getByText('SCIM is on, 0 tokens')).toBeVisible();
  await tabTo(page, /^Name$/);
  await page.keyboard.type('okta');
  await press(page, /^Generate token$/);
  await expect(page.getByText('The token okta is shown this once.')).toBeFocused();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  expect(await violations(page)).toEqual([]);
  await press(page, /^I have copied it$/);
  await count(page, 1);
  await expect(page.getByText(token)).toHaveCount(0);

  await press(page, /^Step 2/);
  await tabTo(page, /^Which provider will use it/);
  await page.keyboard.type('Okta');
  await press(page, /^Test the connection$/);
  await expect(page.getByText('The connection works:')).toBeVisible();
  await count(page, 2);
  await press(page, /^Step 3/);
  await press(page, /^Use this mapping$/);
  await count(page, 3);
  await press(page, /^Step 4/);
  await press(page, /^Use these groups$/);
  await count(page, 4);

  // Half-way it is there in another tab, and after a reload.
  const other = await context.newPage();
  await open(other, `${server.url}#/secret-server/set-up`);
  await count(other, 4);
  await page.reload();
  await count(page, 4);

  // The first step to do stands open.
  expect(await violations(page)).toEqual([]);
  await press(page, /^Push these events$/);
  await count(page, 5);
  await press(page, /^Step 6/);
  await tabTo(page, /^Token of the test/);
  await page.keyboard.type('okta');
  await press(page, /^Test everything$/);
  await expect(page.getByText('Connection test passed:')).toBeVisible();
  await count(page, 6);
  await count(other, 6);
  expect(await violations(page)).toEqual([]);

  await page.goto(`${server.url}#/secret-server/audit`);
  for (const name of ['SCIM Set-up Begin', 'SCIM Enabled', 'SCIM Token Create'])
    await expect(page.getByRole('option', { name, exact: true })).toBeAttached(); // of the filter
});

test('a token is rotated with an overlap, ends by the lab clock, is revoked, and says so each time', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/set-up/tokens`);
  await page.getByRole('button', { name: 'Generate token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('entra');
  await page.getByRole('button', { name: 'Generate token' }).click();
  const old = await page.getByLabel('Token', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Rotate entra' }).click();
  await page.getByLabel(/The old token works until/).fill('2026-12-07T09:00');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  const next = await page.getByLabel('Token', { exact: true }).inputValue();
  const answers = () =>
    Promise.all([old, next].map(async (token) => (await ask(page, prod.users, { token })).status));
  expect(await answers()).toEqual([200, 200]);
  await page.evaluate(() => window.scimLab.clock.advance('P8D'));
  expect(await answers()).toEqual([401, 200]);
  const { body } = await ask(page, prod.users, { token: old });
  expect(body['detail']).toContain(
    'The token entra was replaced by entra 2 and ended at 2026-12-07',
  );
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Revoke entra 2' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByText('Revoked Tue 8 Dec 2026 09:00:00.')).toBeVisible();
  expect(await answers()).toEqual([401, 401]);
  expect(await violations(page)).toEqual([]);

  // What was exported before comes back with its tokens, and a damaged one is refused.
  const refused = await page.evaluate(async () => {
    const data = await window.scimLab.exportAll();
    const text = JSON.stringify(data);
    await window.scimLab.importAll(JSON.parse(text));
    const broken = text.replace(/"expiresAt":\d+/, '"expiresAt":"never"');
    return window.scimLab.importAll(JSON.parse(broken)).catch(String);
  });
  expect(refused).toMatch(/tokens: expected tokens/);
  await expect(page.getByText('Revoked Tue 8 Dec 2026 09:00:00.')).toBeVisible();
});

test('a client of the cloud fetches its token in the workbench and tests the connection with it', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/set-up`);
  await page.getByRole('button', { name: 'Tenant northwind-prod', exact: true }).click();
  await page.getByRole('menuitemradio', { name: /northwind-cloud/ }).click();
  await page.getByRole('link', { name: 'OAuth clients' }).click();
  await page.getByRole('button', { name: 'Add client' }).click();
  await page.getByLabel('Name', { exact: true }).fill('entra');
  await page.getByRole('button', { name: 'Add client' }).click();
  const secret = await page.getByRole('textbox', { name: 'Client secret' }).inputValue();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  const request = page.getByRole('link', { name: 'Fetch a token in the workbench' });
  const href = (await request.getAttribute('href')) ?? '';
  await page.goto(`${server.url}${href.replace('PASTE-THE-SECRET', secret)}`);
  await page.getByRole('button', { name: 'Send', exact: false }).first().click();
  await expect(page.getByText('access_token').first()).toBeVisible();

  await page.goto(`${server.url}#/secret-server/set-up`);
  await page.getByRole('button', { name: /^Step 2/ }).click();
  await page.getByLabel('Token of the test').selectOption('client');
  await page.getByRole('textbox', { name: 'Client secret' }).fill(`${secret} `);
  await page.getByRole('button', { name: 'Test the connection', exact: true }).click();
  await expect(page.getByText('The client_secret has blanks in it: paste it again.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Client secret' }).fill(secret);
  await page.getByRole('button', { name: 'Test the connection', exact: true }).click();
  await expect(page.getByText('The connection works:')).toBeVisible();
});
