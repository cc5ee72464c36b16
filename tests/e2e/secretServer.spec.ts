// Works in the Secret Server console as an administrator does: looks people up, asks why, compares, takes a right away.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ask, expect, open, prod, test } from './lab.ts';

const patchOp = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
const groups = prod.users.replace('/Users', '/Groups');

/** Omar moves from the databases to the network: two requests, as a provider sends them. */
async function omarMoves(page: Page): Promise<void> {
  const joins = { op: 'add', path: 'members', value: [{ value: '1007' }] };
  const leaves = { op: 'remove', path: 'members[value eq "1007"]' };
  for (const [group, operation] of [
    ['9', joins],
    ['7', leaves],
  ] as const) {
    const json = { schemas: patchOp, Operations: [operation] };
    const url = `${groups}/${group}`;
    const { status, body } = await ask(page, url, { method: 'PATCH', token: prod.token, json });
    expect([status, body]).toEqual([200, expect.anything()]);
  }
}

const names = (page: Page, table: string) =>
  page.getByRole('table', { name: table }).getByRole('link').allTextContents();

test('people are found, sorted, opened by keyboard, and lead to the request that reads them', async ({
  page,
  server,
}) => {
  await open(page, server.url);
  await page.getByRole('navigation', { name: 'Main' }).getByText('Secret Server').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Access' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Secret Server' }).getByText('Users').click();
  await expect(page.getByText('15 users')).toBeVisible();

  await page.getByLabel('Find users').fill('garcia');
  await expect(page.getByText('2 of 15 users')).toBeVisible();
  expect(await names(page, 'Users')).toEqual(['Maria Garcia', 'Maria Garcia']);
  await page.getByLabel('Find users').fill('nobody of this name');
  await page.getByRole('button', { name: 'Show all users' }).click();
  await page.getByLabel('Show', { exact: true }).selectOption('Disabled');
  expect(await names(page, 'Users')).toEqual(['Pedro Alves']);
  await page.getByRole('button', { name: 'Export' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('users-northwind-prod-2026-11-30.csv');
  expect((await readFile(await file.path(), 'utf8')).split('\r\n').slice(0, 2)).toEqual([
    'id,Name,userName,Department,Account,Groups,Can open',
    '1077,Pedro Alves,pedro.alves@northwind.example,Database Services,disabled,2,0',
  ]);
  await page.getByLabel('Show', { exact: true }).selectOption('All');

  await page.getByRole('button', { name: 'Can open' }).click();
  await page.getByRole('button', { name: 'Can open' }).click();
  expect((await names(page, 'Users'))[0]).toBe('Built-in administrator');
  await page.getByRole('link', { name: 'Built-in administrator' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Omar Haddad' });
  await expect(detail.getByText('can open 5 secrets')).toBeVisible();
  await detail.getByRole('link', { name: 'SS-DBA-Prod' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
  await page.goBack();
  await detail.getByRole('link', { name: 'GET /Users/1007' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Workbench' })).toBeAttached();
});

test('each tenant has a console of its own, and an address that names nobody says so', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/users/4711`);
  await expect(page.getByText('This tenant has no user with the id 4711.')).toBeVisible();
  await page.getByRole('link', { name: 'Show the users' }).click();
  await page.getByRole('button', { name: 'Tenant northwind-prod', exact: true }).click();
  await page.getByRole('menuitemradio', { name: /northwind-cloud/ }).click();
  await expect(
    page.getByRole('button', { name: 'Tenant northwind-cloud', exact: true }),
  ).toBeVisible();
});

test('graph, matrix and list answer by keyboard, and tell what two requests changed', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/access`);
  await omarMoves(page);
  const about = page.getByRole('region', { name: 'Explanation' });

  // The graph: from Omar along his way to a secret.
  await page.getByRole('button', { name: /^Omar Haddad/ }).focus();
  await page.keyboard.press('Enter');
  await expect(about.getByText('What can Omar Haddad open?')).toBeVisible();
  await expect(about.getByText(/Gone since .*, exchange/)).toBeVisible();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter'])
    await page.keyboard.press(key);
  await expect(about.getByText('Why can Omar Haddad open ora-test-1?')).toBeVisible();

  // Before and after.
  const earliest = page.getByLabel('Compare before').locator('option').last();
  await page.getByLabel('Compare before').selectOption(await earliest.getAttribute('value'));
  await expect(page.getByText('+3 opened')).toBeVisible();
  await expect(page.getByText('−3 closed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'ora-prod-1, no longer on a way' })).toBeVisible();

  // The matrix: one stop for Tab, arrows over all of it.
  await page.getByRole('button', { name: 'Matrix' }).click();
  const grid = page.getByRole('grid', { name: 'Rights of people on folders' });
  await grid.getByRole('gridcell', { name: 'Omar Haddad, Prod: View, gone' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(
    grid.getByRole('gridcell', { name: 'Omar Haddad, Network: Edit, new' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(about.getByText('What can Omar Haddad open in \\IT\\Network?')).toBeVisible();

  // The list, after a reload: the address holds all of it.
  await page.getByRole('button', { name: 'List' }).click();
  await page.reload();
  await expect(page.getByRole('row', { name: /^Omar Haddad.*\+3 −3 5$/ })).toBeVisible();
  await page.getByLabel('Show', { exact: true }).selectOption('Changed');
  expect(await names(page, 'Access by people')).toEqual(['Omar Haddad']);
});

test('the workbench leads to the before and after of an exchange', async ({ page, server }) => {
  await open(page, `${server.url}#/workbench`);
  await omarMoves(page);
  await page.getByText('/Groups/7', { exact: true }).click();
  await page.getByRole('tab', { name: 'Access' }).click();
  await page.getByRole('link', { name: 'Before and after in Secret Server' }).click();
  await expect(page.getByText('−3 closed')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Omar Haddad/, pressed: true })).toBeVisible();
  await expect(page.getByLabel('Compare with')).toHaveValue('2');
});

test('a right given by hand outlives the group, and is taken away in Secret Server', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server`);
  await page.getByRole('button', { name: 'Tenant northwind-prod', exact: true }).click();
  await page.getByRole('menuitemradio', { name: /northwind-onprem/ }).click();
  const { status } = await ask(
    page,
    'https://pam.northwind.example/SecretServer/api/v1/scim/ContainerPermissions',
    {
      method: 'POST',
      token: 'lab-onprem',
      json: {
        schemas: ['urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission'],
        container: { value: '21' },
        user: { value: '1019' },
        rights: ['Edit'],
      },
    },
  );
  expect(status).toBe(201);
  await page.getByRole('button', { name: /^Grace Okoye/ }).click();
  await page.getByRole('button', { name: /^ora-prod-1/ }).click();
  const about = page.getByRole('region', { name: 'Explanation' });
  await expect(about.getByText('Direct right: Edit')).toBeVisible();
  await expect(about.getByRole('link', { name: 'Run the report' })).toBeVisible();
  await expect(about.getByText('No group change removes this right.')).toBeVisible();
  await about.getByRole('button', { name: 'Remove the right of Grace Okoye' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(about.getByText('Why can Grace Okoye not open ora-prod-1?')).toBeVisible();
  await expect(about.getByText(/Gone since .*by hand, You/)).toBeVisible();
});

test('an account is made, put into a group, disabled and that undone, by keyboard alone', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/users`);
  const { keyboard } = page;
  const focused = page.locator(':focus');
  /** Tabs on until something of this name has the focus. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      await keyboard.press('Tab');
      const own = await focused.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
      );
      if (name.test(own.trim())) return;
    }
    throw new Error(`Tab does not reach ${name}.`);
  }
  await expect(page.getByText('15 users')).toBeVisible();
  await tabTo(/^New user$/);
  await keyboard.press('Enter');
  await expect(page.getByLabel('Username')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByText('The username is missing. Type one.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await keyboard.type('rosa.luna@northwind.example');
  await keyboard.press('Tab');
  await keyboard.type('Rosa Luna');
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Rosa Luna' })).toBeVisible();
  await expect(page.getByText('16 users')).toBeVisible();

  await page.goto(`${server.url}#/secret-server/groups/7`);
  await tabTo(/^Add members to SS-DBA-Prod$/);
  await keyboard.press('Enter');
  await keyboard.type('rosa');
  expect(await violations(page)).toEqual([]);
  await keyboard.press('Enter');
  await keyboard.press('Enter'); // nothing typed: Enter sends
  await expect(page.getByText('2 people')).toBeVisible();
  await expect(focused).toHaveAccessibleName('Add members to SS-DBA-Prod');

  await page.getByRole('link', { name: 'Rosa Luna' }).focus();
  await keyboard.press('Enter');
  const rosa = page.getByRole('region', { name: 'Rosa Luna' });
  await expect(rosa.getByText('can open 3 secrets')).toBeVisible();
  await tabTo(/^Disable$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep enabled' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(rosa.getByText('disabled', { exact: true })).toBeVisible();
  // an older notice may still be there, and the new one comes after the screen has changed
  const notice = page.locator('.toast', { hasText: 'Rosa Luna is disabled.' });
  await notice.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(rosa.getByText('can open 3 secrets')).toBeVisible();
});

test('subscriptions and assumptions outlive a reload and an import, reach another tab, and tell there too', async ({
  context,
  page,
  server,
}) => {
  await open(page, `${server.url}#/secret-server/subscriptions/1?of=subscriptions`);
  const other = await context.newPage();
  await open(other, `${server.url}#/secret-server/exposure/by-hand`);
  await other.getByLabel('Waits in the queue').fill('960');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible(); // it is kept by then
  await page.reload();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.goto(`${server.url}#/workbench`);

  await omarMoves(page);
  const json = { schemas: patchOp, Operations: [{ op: 'replace', path: 'active', value: false }] };
  await ask(page, `${prod.users}/1007`, { method: 'PATCH', token: prod.token, json });
  for (const tab of [page, other])
    await expect(tab.getByRole('region', { name: 'Notices' })).toContainText(
      'Accounts that go off or are locked. User Disabled, Omar Haddad.',
    );
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('1 notification, 1 unread')).toBeVisible();
  await page.getByRole('link', { name: /Unread/ }).press('Enter');
  await page.getByRole('region', { name: 'User Disabled' }).getByText('exchange 3').waitFor();
  await other.close();

  await page.evaluate(async () => {
    const data = await window.scimLab.exportAll();
    await window.scimLab.reset();
    await window.scimLab.importAll(data);
  });
  await page.goto(`${server.url}#/secret-server/exposure/1007.2`);
  const detail = page.getByRole('region', { name: 'Omar Haddad' });
  await expect(detail.getByText('2 d 2 h 10 min', { exact: true })).toBeVisible();
  await page.goto(`${server.url}#/secret-server/subscriptions`);
  await expect(page.getByText('1 notification, 1 unread')).toBeVisible();
});

/** What axe finds, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}

const things = [
  ...['users/1007', 'groups/11', 'roles/1', 'folders/27', 'secrets/301'],
  ...['users/new', 'roles/new', 'secrets/new', 'settings'],
];
const views = [
  'access?view=graph&user=1007&secret=304&before=1',
  'access?view=matrix&user=1007&folder=21&before=1',
  'access?view=list&user=1007&before=1',
];

const told = [
  'exposure/by-hand',
  'exposure',
  'subscriptions/new?of=subscriptions',
  'subscriptions',
  'reports/users-activity',
];

/** Each width in one colour scheme with everything, in the other with the views that colour most. */
const rounds = [
  { what: 'the console', colorScheme: 'light', width: 1440, places: [...things, ...views] },
  { what: 'the console', colorScheme: 'dark', width: 375, places: [...things, ...views] },
  { what: 'the console', colorScheme: 'dark', width: 1440, places: views.slice(0, 2) },
  { what: 'the console', colorScheme: 'light', width: 375, places: views.slice(0, 2) },
  { what: 'what it tells', colorScheme: 'dark', width: 1440, places: told },
  { what: 'what it tells', colorScheme: 'light', width: 375, places: told },
] as const;

for (const { what, colorScheme, width, places } of rounds)
  test(`${what}, ${colorScheme}, ${width} px: no axe violation, no sideways scroll`, async ({
    browser,
    server,
  }) => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ colorScheme, viewport });
    const page = await context.newPage();
    await open(page, `${server.url}#/secret-server`);
    await omarMoves(page);
    for (const place of places) {
      await page.goto(`${server.url}#/secret-server/${place}`);
      await expect(page.locator('main .skel')).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await violations(page), place).toEqual([]);
      const overhang = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overhang, place).toBe(0);
    }
    await context.close();
  });
