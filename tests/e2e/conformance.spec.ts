// Runs the conformance suite from its page, through the service worker, as people do.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { overhang, violations } from './axe.ts';
import { ask, expect, prod, test, workerHosts } from './lab.ts';

/** One of the numbers in the line of results. */
const count = (page: Page, words: RegExp): Locator => page.locator('.state').getByText(words);

async function opened(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/conformance`);
  await workerHosts(page);
}

/** Chooses a profile and a group of checks. */
async function choose(page: Page, profile: string, group?: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Profile' }).selectOption(profile);
  const groups = page.getByRole('navigation', { name: 'Groups of checks' });
  if (group) await groups.getByRole('button', { name: group }).click();
}

/** Leaves only one level. */
async function only(page: Page, wanted: string): Promise<void> {
  for (const level of ['M', 'S', 'P', 'D']) {
    const button = page.getByRole('button', { name: new RegExp(`^${level} `) });
    const isOn = (await button.getAttribute('aria-pressed')) === 'true';
    if (isOn !== (level === wanted)) await button.click();
  }
}

/** Runs what is chosen to its end. */
async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('button', { name: /^Run/ })).toBeVisible({ timeout: 500_000 });
}

test.describe.configure({ mode: 'parallel' });

test('every check passes in strict, through the service worker, and leaves nothing behind', async ({
  page,
  server,
}) => {
  test.setTimeout(600_000);
  await opened(page, server.url);
  await choose(page, 'strict');
  await page.getByRole('button', { name: /^Run/ }).click();
  const bar = page.getByRole('progressbar', { name: 'Checks done' });
  await expect
    .poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 })
    .toBeGreaterThan(50);
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run/ })).toBeVisible({ timeout: 500_000 });
  await expect(count(page, /^[89]\d\d passed$/)).toBeVisible();
  await expect(count(page, /^0 failed$/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Failed' })).toHaveCount(0);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  const file = await saving;
  const report = JSON.parse(await readFile(await file.path(), 'utf8')) as {
    counts: Record<string, number>;
    checks: unknown[];
  };
  expect(report).toMatchObject({ profile: 'strict', levels: ['M', 'S', 'P'] });
  expect(report.counts['failed']).toBe(0);
  expect(report.checks.length).toBeGreaterThan(800);
  const own = 'https://conformance-strict.secretservercloud.com/api/v1/scim/Users';
  const { body } = await ask(page, `${prod.users}?count=0`, { token: prod.token });
  expect(body['totalResults']).toBe(15);
  const { status } = await ask(page, `${own}?count=0`, { token: 'lab-conformance-strict' });
  expect(status, 'the tenant of the run is gone').toBe(404);
});

test('the dialect checks pass in lenient', async ({ page, server }) => {
  test.setTimeout(120_000);
  await opened(page, server.url);
  await choose(page, 'lenient');
  await only(page, 'D');
  await run(page);
  await expect(count(page, /^[4-9]\d passed$/)).toBeVisible();
  await expect(count(page, /^0 failed$/)).toBeVisible();
});

test('what a profile departs from is told apart, and shown with its exchange when it is not', async ({
  page,
  server,
}) => {
  await opened(page, server.url);
  await choose(page, 'cloud', 'Filters');
  await run(page);
  await expect(count(page, /^0 failed$/)).toBeVisible();
  await expect(count(page, /^\d+ departing by policy$/)).toBeVisible();
  await page.getByRole('button', { name: /^Departs/ }).click();
  await page.getByRole('button', { name: /FLT-04/ }).click();
  await expect(page.getByText('A filter takes eq and and, nothing else.')).toBeVisible();

  await page.getByRole('checkbox', { name: 'set apart what departs by policy' }).uncheck();
  await run(page);
  const first = page.getByRole('button', { name: /^failed FLT-04/ });
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('status 200', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Request of FLT-04' })).toContainText(
    'GET https://',
  );
  await expect(page.getByRole('region', { name: 'Answer to FLT-04' })).toContainText(
    'invalidFilter',
  );
  await expect(page.getByText('Part of the filter language that is not offered')).toBeVisible();
});

test('levels and results narrow the list, a check opens to what was sent for it', async ({
  page,
  server,
}) => {
  await opened(page, server.url);
  await choose(page, 'strict', 'Security');
  await only(page, 'M');
  const rows = page.getByRole('region', { name: 'Checks' }).getByRole('button', { name: /SEC-/ });
  await expect(rows).toHaveCount(3);
  await run(page);
  await page.getByRole('button', { name: /^Passed/ }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: /SEC-02/ }).click();
  await page
    .getByRole('button', { name: /401 Unauthorized/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Answer to SEC-02' })).toContainText('401');
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(page.getByText('No check failed.')).toBeVisible();
});

test('a run is stopped by its button', async ({ page, server }) => {
  await opened(page, server.url);
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(count(page, /^[1-9]\d* passed$/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Run/ })).toBeVisible();
  const told = await count(page, /^\d+ of \d+$/)
    .last()
    .innerText();
  const [done, total] = told.split(' of ').map(Number);
  expect(done).toBeLessThan(total!);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`a run with failures, ${colorScheme}, wide and narrow: no axe violation`, async ({
    browser,
    server,
  }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await opened(page, server.url);
    await choose(page, 'connector', 'Lives of accounts'); // a short list: its rows are all alike
    expect(await violations(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'set apart what departs by policy' }).uncheck();
    await run(page);
    await expect(page.getByRole('heading', { name: 'Failed' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overhang(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
