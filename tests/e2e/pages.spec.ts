// Checks every page as people find it: no axe violation in light or dark, wide or narrow, no sideways scroll, a quiet console.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from './lab.ts';

const routes: Readonly<Record<string, string>> = {
  start: '#/',
  learn: '#/learn',
  lesson: '#/lesson/find-a-user',
  scenarios: '#/scenarios',
  scenario: '#/scenario/joiner',
  workbench: '#/workbench',
  'Secret Server': '#/secret-server',
  settings: '#/settings',
  'a page that does not exist': '#/nowhere',
};

const wide = { width: 1440, height: 900 };
const narrow = { width: 375, height: 812 };
const narrowest = { width: 320, height: 640 };

/** What axe finds against WCAG 2.2 AA and its own best practices, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}

/** A page has come when its skeleton is gone and its main part holds something. */
async function opened(page: Page, url: string): Promise<void> {
  await open(page, url);
  await expect(page.locator('main .skel')).toHaveCount(0);
  await expect(page.locator('main')).not.toBeEmpty();
  await expect(page.getByText('This page could not be loaded')).toHaveCount(0);
  await page.waitForTimeout(300); // what fades or is fetched behind the first screen has come
}

for (const [name, route] of Object.entries(routes))
  for (const colorScheme of ['light', 'dark'] as const)
    for (const viewport of [wide, narrow])
      test(`${name}, ${colorScheme}, ${viewport.width} px: no axe violation`, async ({
        browser,
        server,
      }) => {
        const context = await browser.newContext({ colorScheme, viewport });
        const page = await context.newPage();
        await opened(page, server.url + route);
        expect(await violations(page)).toEqual([]);
        await context.close();
      });

for (const [name, route] of Object.entries(routes))
  test(`${name}: no sideways scroll at 320 px, and a quiet console`, async ({
    browser,
    server,
  }) => {
    const context = await browser.newContext({ viewport: narrowest });
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('pageerror', (error) => noise.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) noise.push(message.text());
    });
    await opened(page, server.url + route);
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang).toBe(0);
    expect(noise).toEqual([]);
    await context.close();
  });

const send = (page: Page): Promise<void> => page.getByRole('button', { name: /^Send/ }).click();

const states: Readonly<Record<string, (page: Page, url: string) => Promise<void>>> = {
  'the first answer': async (page, url) => {
    await opened(page, `${url}#/`);
    await send(page);
    await expect(page.getByText('That was a real HTTP request')).toBeVisible();
  },
  'the trace of an answer': async (page, url) => {
    await opened(page, `${url}#/workbench`);
    await send(page);
    await page.getByRole('tab', { name: /^Why/ }).click();
    await expect(page.getByText('Read the filter').or(page.getByText('Find users'))).toBeVisible();
  },
  'the palette': async (page, url) => {
    await opened(page, `${url}#/`);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'the help': async (page, url) => {
    await opened(page, `${url}#/`);
    await page.getByRole('button', { name: /^Help/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'a story under way': async (page, url) => {
    await opened(page, `${url}#/scenario/leaver`);
    for (const sofar of ['1 step', '2 steps', '3 steps', '4 steps', '5 steps', '6 steps']) {
      await page.getByRole('button', { name: /^Step N/ }).click();
      await expect(page.getByText(`${sofar} so far`)).toBeVisible();
    }
  },
  'a passed task of a lesson': async (page, url) => {
    await opened(page, `${url}#/lesson/find-a-user`);
    await send(page);
    await expect(page.getByText('1 of 1 task passed')).toBeVisible();
  },
};

test('whoever comes back to the workbench is still told of mistakes in the request', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ viewport: narrow });
  const page = await context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await opened(page, `${server.url}#/workbench`);
  await page.goto(`${server.url}#/settings`);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.goto(`${server.url}#/workbench`);
  await page.getByRole('textbox', { name: 'Request text' }).fill('get /Users');
  await expect(page.getByText('1 to fix')).toBeVisible();
  expect(warnings).toEqual([]);
  await context.close();
});

/** Ways through the screens that are looked at with axe after every step. */
const walks: Readonly<Record<string, (page: Page, look: () => Promise<void>) => Promise<void>>> = {
  'every tab of the workbench': async (page, look) => {
    await page.goto('#/workbench');
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: /^Put a person into a group/ }).click();
    await send(page);
    for (const [left, right] of [
      ['Changes', 'Access'],
      ['Headers', 'Sequence'],
      ['Why', 'Directory'],
    ] as const) {
      await page.getByRole('tab', { name: new RegExp(`^${left}`) }).click();
      await page.getByRole('tab', { name: right }).click();
      await look();
    }
  },
  'a refusal, and the questions of Settings': async (page, look) => {
    await page.goto('#/workbench');
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('menuitem', { name: /^409/ }).click();
    await send(page);
    await expect(page.getByText('409uniqueness').first()).toBeVisible();
    await look();
    await page.goto('#/settings');
    await page.getByRole('button', { name: 'Reset the worlds' }).click();
    await look();
    await page.getByRole('button', { name: 'Keep everything' }).click();
    const file = { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
    await page.getByLabel('File to import').setInputFiles(file);
    await expect(page.getByRole('dialog', { name: 'Replace everything?' })).toBeVisible();
    await look();
    await page.getByRole('button', { name: 'Replace' }).click();
    await expect(page.getByText('Nothing was changed.')).toBeVisible();
    await look();
  },
  'a story that is taken over': async (page, look) => {
    await page.goto('#/scenario/leaver');
    for (const sofar of ['1 step', '2 steps', '3 steps', '4 steps', '5 steps']) {
      await page.getByRole('button', { name: /^Step N/ }).click();
      await expect(page.getByText(`${sofar} so far`)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(page.getByText('Your turn.').first()).toBeVisible();
    await look();
    for (const tab of ['List', 'Wire']) {
      await page.getByRole('tab', { name: tab }).click();
      await look();
    }
  },
  'a lesson to its end': async (page, look) => {
    await page.goto('#/lesson/groups-give-access');
    for (const step of [1, 2, 3]) {
      await page.getByRole('button', { name: 'Show the solution' }).click();
      const requests = page.getByRole('button', { name: 'Put it into the editor' });
      await expect(requests.first()).toBeVisible();
      for (const request of await requests.all()) {
        await request.click();
        await send(page);
        await expect(page.getByRole('button', { name: /^Send/ })).not.toHaveAttribute(
          'aria-busy',
          'true',
        );
      }
      if (step === 2) await look();
      await page.getByRole('button', { name: /^(Next step|Finish)/ }).click();
    }
    await expect(page.getByRole('heading', { name: 'You finished this lesson' })).toBeVisible();
    await look();
  },
};

for (const [name, walk] of Object.entries(walks))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${name}, ${colorScheme}: no axe violation on the way`, async ({ browser, server }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: wide,
        baseURL: server.url,
      });
      const page = await context.newPage();
      await opened(page, server.url);
      await walk(page, async () => expect(await violations(page)).toEqual([]));
      await context.close();
    });

for (const [name, reach] of Object.entries(states))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${name}, ${colorScheme}: no axe violation`, async ({ browser, server }) => {
      const context = await browser.newContext({ colorScheme, viewport: wide });
      const page = await context.newPage();
      await reach(page, server.url);
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
