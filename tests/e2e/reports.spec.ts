// Answers an access review from the reports: by keyboard, with what to look at, and as files to take away.
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, open, test } from './lab.ts';

test('a person is chosen by a part of the name, and the rows lead to their secrets', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/reports`);
  await page.getByRole('link', { name: 'What Secrets can a user see?' }).click();
  const person = page.getByLabel('Person');
  await person.fill('li wei');
  await person.press('Enter');
  await expect(page).toHaveURL(/user=1051/);
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await person.fill('maria garcia');
  await person.press('Enter');
  await expect(page.getByText('Several have these words: write more.')).toBeVisible();
  await rows.first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/secret-server\/secrets\/307/);
});

test('what to look at is counted, filtered and exported', async ({ page, server }) => {
  await open(page, `${server.url}#/secret-server/reports/folder-permissions`);
  await expect(page.getByText('18 rows, 1 to look at')).toBeVisible();
  await page.getByLabel('only what to look at').check();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).press('Enter');
  expect(await readFile(await (await coming).path(), 'utf8')).toBe(
    'Folder,Given to,Kind,Folder right,Secret right,Stands on,Note,To look at\r\n' +
      '\\Break Glass,Break-glass administrator 01,user,Owner,Owner,this folder,"Break-glass account, set up by hand.",by hand\r\n',
  );
});

test('an address that names no report or no person says so', async ({ page, server }) => {
  await open(page, `${server.url}#/secret-server/reports/nothing`);
  await page.getByRole('link', { name: 'Show the reports' }).click();
  await page.goto(`${server.url}#/secret-server/reports/user-audit?user=77777`);
  await expect(page.getByText('This tenant has no such account.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the reports, ${colorScheme}`, async ({ browser, server }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await open(page, `${server.url}#/secret-server/reports/not-logged-in`);
    await expect(page.getByRole('table')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.goto(`${server.url}#/secret-server/reports/who-sees-secret`);
    await expect(page.getByRole('table')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  });
