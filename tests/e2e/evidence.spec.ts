// Answers an auditor from the journal: a leaver's case, its window and its requests, and the file to take away.
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ask, expect, open, prod, test } from './lab.ts';

/** Omar leaves a group, and two hours later his account is disabled. */
async function omarLeaves(page: Page, url: string): Promise<void> {
  await open(page, `${url}#/secret-server/evidence/removal`);
  const patch = (path: string, operation: object) =>
    ask(page, prod.users.replace('/Users', path), {
      ...{ method: 'PATCH', token: prod.token },
      json: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [operation],
      },
    });
  await patch('/Groups/7', { op: 'remove', path: 'members[value eq "1007"]' });
  await page.evaluate(() => window.scimLab.clock.advance('PT2H'));
  await patch('/Users/1007', { op: 'replace', path: 'active', value: false });
}

test('a leaver is a case with a window, its steps lead to the audit, and the file has them all', async ({
  page,
  server,
}) => {
  await omarLeaves(page, server.url);
  await expect(page.getByText('1 case, longest window 2 h')).toBeVisible();
  await page.getByRole('table').getByRole('link', { name: 'Omar Haddad' }).press('Enter');
  const detail = page.getByRole('region', { name: 'Omar Haddad' });
  await expect(detail).toContainText('5 secrets before');
  await expect(detail).toContainText('first step');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^JSON/ }).click();
  const saved = JSON.parse(await readFile(await (await coming).path(), 'utf8')) as {
    readonly reading: string;
    readonly rows: readonly {
      readonly window: { readonly seconds: number };
      readonly events: readonly { readonly event: string; readonly source: string }[];
    }[];
  };
  expect(saved.reading).toBe('the lab’s own');
  expect(saved.rows.map(({ window }) => window.seconds)).toEqual([7200]);
  expect(saved.rows[0]!.events.map(({ event, source }) => `${event}, ${source}`)).toEqual([
    'Removed From Group, You, PATCH 1',
    'User Disabled, You, PATCH 2',
  ]);
  await detail.getByRole('link', { name: 'User Disabled' }).click();
  await expect(page).toHaveURL(/secret-server\/audit\/2\.0/);
});

test('families are changed by arrow keys, and one without cases says what to do', async ({
  page,
  server,
}) => {
  await omarLeaves(page, server.url);
  await page.getByRole('tab', { name: /^Access removed/ }).press('ArrowLeft');
  await expect(page).toHaveURL(/evidence\/change/);
  await expect(page.getByText('No case yet.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the evidence, ${colorScheme}`, async ({ browser, server }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await omarLeaves(page, server.url);
    await page.getByRole('table').getByRole('link', { name: 'Omar Haddad' }).click();
    await expect(page.getByRole('heading', { name: 'Omar Haddad' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.setViewportSize({ width: 375, height: 812 });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('link', { name: 'Back to the cases' }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  });
