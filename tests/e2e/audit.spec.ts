// Reads the audit as an auditor would: a mover's change is found, opened by keyboard, traced to its request, and taken away.
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import { ask, expect, open, prod, test, user } from './lab.ts';

const groups = prod.users.replace('Users', 'Groups');
const patch = (operation: object) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [operation],
});

/** Somebody is hired, gets the right to three secrets, and loses it. */
async function hireAndMove(page: Page, url: string): Promise<void> {
  await open(page, `${url}#/secret-server/audit`);
  const { body } = await ask(page, prod.users, {
    ...{ method: 'POST', token: prod.token, json: user('=cmd.ana@northwind.example') },
  });
  const id = String(body['id']);
  for (const operation of [
    { op: 'add', path: 'members', value: [{ value: id }] },
    { op: 'remove', path: `members[value eq "${id}"]` },
  ])
    await ask(page, `${groups}/7`, {
      ...{ method: 'PATCH', token: prod.token, json: patch(operation) },
    });
}

const rows = (page: Page) => page.getByRole('table', { name: 'Audit events' }).locator('tbody tr');

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

test('a change is found, opened with the keyboard, and leads to its request', async ({
  page,
  server,
}) => {
  await hireAndMove(page, server.url);
  await expect(rows(page).first()).toContainText('Removed From Group');
  await page.getByLabel('only with an effect').check();
  await expect(rows(page)).toHaveCount(2);
  await rows(page).first().getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Added to Group' });
  await expect(detail).toContainText('+3 secrets');
  await expect(detail).toContainText('{"value":"1042","type":"User"}');
  await detail.getByRole('link', { name: 'exchange 2' }).click();
  await expect(page.getByText('opened from exchange 2')).toBeVisible();
});

test('what is shown is what is exported, and no name in it becomes a formula', async ({
  page,
  server,
}) => {
  await hireAndMove(page, server.url);
  await page.getByLabel('Find events').fill('cmd.ana group');
  await expect(rows(page)).toHaveCount(3);
  const exported = async (format: RegExp): Promise<string> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    return textOf(await coming);
  };
  const csv = await exported(/^CSV/);
  const [head, ...lines] = csv.trimEnd().split('\r\n');
  expect(head).toMatch(/^Lab time,Event,/);
  expect(lines.map((line) => line.split(',')[1])).toEqual([
    'Removed From Group',
    'Added to Group',
    'Assigned User or Group',
  ]);
  for (const line of lines) expect(line).toContain(",'=cmd.ana@northwind.example,");
  const json = JSON.parse(await exported(/^JSON/)) as {
    readonly count: number;
    readonly rows: readonly { readonly before: unknown; readonly exchange: number }[];
  };
  expect([json.count, json.rows.map(({ exchange }) => exchange)]).toEqual([3, [3, 2, 1]]);
  expect(json.rows[0]!.before).toMatchObject({ members: [{ value: '1007' }, { value: '1042' }] });
});

test('the events of a person stand in a tab of their own, and an empty search says what to do', async ({
  page,
  server,
}) => {
  await hireAndMove(page, server.url);
  await page.getByLabel('Person').selectOption('Omar Haddad');
  await expect(page.getByRole('tab', { name: /^Omar Haddad/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('tab', { name: /^Omar Haddad/ }).press('ArrowRight');
  await page.getByLabel('Find events').fill('nobody of this name');
  await page.getByRole('button', { name: 'Show all events' }).click();
  await expect(rows(page)).toHaveCount(7);
});

test('the slider goes back by keyboard, shows who stood otherwise, and changes nothing', async ({
  page,
  server,
}) => {
  await hireAndMove(page, server.url);
  await page.getByRole('button', { name: 'Time travel' }).click();
  const people = page.getByRole('table', { name: 'People then and now' }).locator('tbody tr');
  await expect(page.getByRole('heading', { name: /^People after 2 PATCH/ })).toBeVisible();
  await expect(people).toHaveCount(1);
  await expect(people).toContainText('3 → 0');
  await expect(rows(page).first()).toHaveClass(/is-future/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('slider', { name: 'Moment' }).press('Home');
  await expect(page.getByRole('heading', { name: 'People before everything' })).toBeVisible();
  await expect(people).toContainText('no account → enabled');
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(page.getByRole('slider')).toHaveCount(0);
  expect((await ask(page, `${prod.users}/1042`, { token: prod.token })).status).toBe(200);
});

test('going back for good undoes what came later, newest first, and the audit keeps it all', async ({
  page,
  server,
}) => {
  await hireAndMove(page, server.url);
  await page.getByRole('button', { name: 'Time travel' }).click();
  await page.getByRole('slider', { name: 'Moment' }).press('Home');
  await page.getByRole('button', { name: 'Go back to here' }).click();
  await expect(page.getByText('3 exchanges since then will be undone')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Go back', exact: true }).click();
  await expect(page.getByText('3 exchanges undone.').last()).toBeVisible();
  expect((await ask(page, `${prod.users}/1042`, { token: prod.token })).status).toBe(404);
  await expect(rows(page).first()).toContainText('undo of exchange 1');
  await expect(page.getByRole('slider')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 375, height: 812 },
  ])
    test(`axe finds nothing in the audit, ${colorScheme}, ${viewport.width} px`, async ({
      browser,
      server,
    }) => {
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      await hireAndMove(page, server.url);
      await expect(rows(page).first()).toContainText('Removed From Group');
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.goto(`${server.url}#/secret-server/audit/2.0?person=1042`);
      await expect(page.getByRole('heading', { name: 'Added to Group' })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await context.close();
    });
