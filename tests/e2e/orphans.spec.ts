// Sweeps the tenant for orphans: reads, looks at the reasons, disables within the limits, undoes, and takes the table away.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { overhang, violations } from './axe.ts';
import { ask, expect, open, prod, test, user, workerHosts } from './lab.ts';

const stateOf = async (page: Page, id: string) =>
  (await ask(page, `${prod.users}/${id}`, { token: prod.token })).body['active'];

test('an orphan is read, chosen and disabled by keyboard, and the undo brings it back', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/orphans`);
  await page.getByRole('button', { name: 'Read all accounts' }).press('Enter');
  const classes = page.getByRole('group', { name: 'Class' });
  await expect(classes).toHaveText(
    /All 16\s*Orphan 1\s*Duplicate 0\s*Drifted 1\s*Missing 1\s*Service 1\s*Protected 2\s*Matched 10/,
  );
  await expect(page.getByText('2 requests sent')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Disable jdoe-old' }).press('Space');
  const act = page.getByRole('button', { name: 'Disable 1 account' });
  await expect(act).toBeDisabled();
  await expect(page.getByText('Confirm the list of accounts left alone first.')).toBeVisible();
  await page.getByLabel('I have checked this list').press('Space');
  await act.press('Enter');
  await expect(page.getByText('3 requests sent')).toBeVisible();
  expect(await stateOf(page, '2877')).toBe(false);

  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(17);
  expect(lines[1]).toMatch(
    /^Orphan,John Doe \(old\),jdoe-old,2877,true,.*,disabled by exchange 3$/,
  );

  await page.getByRole('link', { name: 'John Doe (old)' }).press('Enter');
  await page.getByRole('button', { name: 'Undo: enable it again' }).press('Enter');
  await expect(page.getByText('Exchange 3 is undone.', { exact: true })).toBeVisible();
  expect(await stateOf(page, '2877')).toBe(true);
});

test('the breaker stops too many, before anything is sent', async ({ page, server }) => {
  await open(page, `${server.url}#/secret-server/orphans`);
  for (const name of ['stray-1', 'stray-2', 'stray-3'])
    await ask(page, prod.users, { method: 'POST', token: prod.token, json: user(name) });
  await page.getByRole('button', { name: 'Read all accounts' }).click();
  await page.getByLabel('I have checked this list').check();
  await page.getByRole('button', { name: 'Choose all orphans' }).click();
  const act = page.getByRole('button', { name: 'Disable 4 accounts' });
  await expect(act).toBeDisabled();
  await expect(page.getByText(/^Over the limits: 4 of 17 enabled accounts/)).toBeVisible();
  await page.getByLabel('Percent of all enabled accounts at most').fill('30');
  await act.click();
  await expect(page.getByText('No enabled orphan is left to disable.')).toBeVisible();
  await expect(
    page.getByText(/^Within the limits: 4 of 17 .* 4 of them already disabled/),
  ).toBeVisible();
});

test('a fault on the way stops the sweep, which says so and keeps what it knows', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/orphans`);
  await workerHosts(page);
  const fault = async (status: string) => {
    await page.getByRole('button', { name: /^Faults:/ }).click();
    await page.getByLabel('What goes wrong').selectOption(status);
    await page.getByLabel('How many requests', { exact: true }).fill('1');
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.keyboard.press('Escape');
  };
  await fault('429 Too Many Requests');
  await page.getByRole('button', { name: 'Read all accounts' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'Could not read page 1 of the accounts: the server asks for a pause.',
  );
  await page.getByRole('button', { name: 'Read all accounts' }).click();
  await page.getByRole('checkbox', { name: 'Disable jdoe-old' }).check();
  await page.getByLabel('I have checked this list').check();
  await fault('401, as if the token had expired');
  await page.getByRole('button', { name: 'Disable 1 account' }).click();
  await expect(page.getByRole('alert')).toContainText('Could not disable John Doe (old)');
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
  expect(await stateOf(page, '2877')).toBe(true);

  await fault('Answer lost');
  await page.getByRole('button', { name: 'Disable 1 account' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'Whether the last account is disabled is not known: read again. Until then it counts as disabled.',
  );
  await expect(page.getByText(/^Within the limits: 2 of 14 .*, 1 of them already/)).toBeVisible();
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('No enabled orphan is left to disable.')).toBeVisible();
  expect(await stateOf(page, '2877')).toBe(false);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the orphans, ${colorScheme}`, async ({ browser, server }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await open(page, `${server.url}#/secret-server/orphans`);
    await expect(page.getByText('Nobody has looked for orphans yet.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read all accounts' }).click();
    await page.getByText(/^Left alone:/).click();
    await page.getByText('2 requests sent').click();
    await page
      .getByRole('table', { name: 'Orphans' })
      .getByRole('link', { name: 'Maria Garcia' })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Maria Garcia' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 812 });
    expect([await violations(page), await overhang(page)]).toEqual([[], 0]);
    await page.getByRole('link', { name: 'Back to the rows' }).click();
    expect([await violations(page), await overhang(page)]).toEqual([[], 0]);
    await context.close();
  });
