// Goes the newcomer's way, once by mouse and once by keyboard alone: first answer, a hire, a refusal, a lesson, offline.
import type { Locator, Page } from '@playwright/test';
import { serve } from '../support/staticServer.ts';
import { dist, expect, ready, test, workerHosts } from './lab.ts';

const ana = 'ana.ruiz@northwind.example';

/** The two ways to use the page. `press` activates a control, `send` sends what is in the editor. */
interface Hands {
  press(control: Locator): Promise<void>;
  send(): Promise<void>;
  /** Writes into the blank of the request, which the page has selected. */
  fillBlank(text: string): Promise<void>;
}

const mouse = (page: Page): Hands => ({
  press: (control) => control.click(),
  send: () => page.getByRole('button', { name: /^Send Ctrl/ }).click(),
  async fillBlank(text) {
    const editor = page.getByRole('textbox', { name: 'Request text' });
    await editor.click();
    await editor.fill((await editor.inputValue()).replace('____', text));
  },
});

const keyboard = (page: Page): Hands => ({
  press: async (control) => {
    await tabTo(page, control);
    await page.keyboard.press('Enter');
  },
  send: () => page.keyboard.press('Control+Enter'),
  fillBlank: (text) => page.keyboard.type(text),
});

/** Moves on with Tab until the control has the focus; a trap or an unreachable control ends in a failure. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let stops = 0; stops < 80; stops += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Expected Tab to reach ${String(control)} within 80 stops.`);
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

for (const [name, handsOf] of Object.entries({ mouse, keyboard }))
  test.describe(`by ${name}`, () => {
    test('asks who works here, hires Ana, is refused the second time', async ({ page, server }) => {
      const hands = handsOf(page);
      await page.goto(server.url);
      await hands.send();
      await expect(page.getByText('That was a real HTTP request')).toBeVisible();
      const answer = page.getByRole('region', { name: 'Answer' });
      await expect(answer.getByText('Omar Haddad, Grace Okoye, Priya Nair')).toBeVisible();

      await hands.press(button(page, 'Hire Ana'));
      await expect(page.getByText('Fill in the blank, then send.')).toBeVisible();
      await hands.fillBlank(ana);
      await hands.send();
      await expect(page.getByText('Ana Ruiz is stored as 1042.')).toBeVisible();
      await expect(page.getByText('Directory, 16 people')).toBeVisible();
      const why = page.getByRole('tabpanel', { name: /^Why/ });
      for (const step of ['accepted', 'Read the body as JSON', 'Answered 201'])
        await expect(why.getByText(step).first()).toBeVisible();
      await expect(why.getByText(/RFC 764[34] §/).first()).toBeVisible();

      await hands.press(button(page, 'Send it again'));
      await expect(page.getByText('Refused, and rightly so.')).toBeVisible();
      await expect(answer.getByText('"uniqueness"')).toBeVisible();

      await hands.press(page.getByRole('link', { name: 'Watch a joiner' }));
      await expect(page.getByRole('heading', { name: 'Joiner: Ana Ruiz' })).toBeVisible();
    });

    test('plays the joiner story to its end, step by step', async ({ page, server }) => {
      const hands = handsOf(page);
      await page.goto(server.url);
      await ready(page);
      await hands.press(page.getByRole('link', { name: /^Joiner: Ana Ruiz/ }));
      const step = button(page, /^Step N/);
      const end = page.getByRole('heading', { name: /^Day one , done/ });
      for (let steps = 0; steps < 40 && !(await end.isVisible()); steps += 1) {
        await expect(step).toBeEnabled();
        await hands.press(step);
        const sofar = `${steps + 1} ${steps === 0 ? 'step' : 'steps'} so far`;
        await expect(page.getByText(sofar).or(end).first()).toBeVisible();
      }
      await expect(end).toBeVisible();
      await expect(page.getByText('3 secrets open, none by hand')).toBeVisible();
    });

    test('does the first step of the first lesson', async ({ page, server }) => {
      const hands = handsOf(page);
      await page.goto(server.url);
      await ready(page);
      await hands.press(page.getByRole('link', { name: /^Find a user/ }));
      await expect(page.getByText('0 of 1 task passed')).toBeVisible();
      await hands.press(button(page, /^200 and the record of Grace alone/));
      await hands.press(button(page, /^Send Ctrl/));
      await expect(page.getByText('1 of 1 task passed')).toBeVisible();
      await hands.press(button(page, 'Next step'));
      await expect(page.getByText('Step 2 of 4')).toBeVisible();
    });
  });

test('the first paint is there without any script, and its Send counts', async ({ page }) => {
  const server = await serve({ folder: dist });
  const release = server.hold(/^assets\/.*\.js$/);
  await page.goto(server.url, { waitUntil: 'commit' });
  await expect(
    page.getByRole('heading', { name: 'This page contains a complete SCIM server.' }),
  ).toBeVisible();
  await button(page, /^Send/).click();
  await expect(button(page, /^Send/)).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(page.getByText('That was a real HTTP request')).toBeVisible();
  await server.stop();
});

test('everything is there again with the network cut, the tab closed and opened', async ({
  page,
  context,
}) => {
  const server = await serve({ folder: dist });
  await page.goto(server.url);
  await workerHosts(page);
  await button(page, /^Send Ctrl/).click();
  await button(page, 'Hire Ana').click();
  await mouse(page).fillBlank(ana);
  await mouse(page).send();
  await expect(page.getByText('Ana Ruiz is stored as 1042.')).toBeVisible();
  await server.stop();
  await page.close();

  const again = await context.newPage();
  await again.goto(`${server.url}#/workbench`);
  await ready(again);
  await expect(again.getByRole('button', { name: 'Users 16' })).toBeVisible();
  await expect(again.locator('.monaco-editor').first()).toBeVisible(); // Monaco, too, comes from the cache
  await again.getByRole('button', { name: /^Send/ }).click();
  const answer = again.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText('200OK')).toBeVisible();
  await again.goto(`${server.url}#/lesson/find-a-user`);
  await expect(again.getByText('0 of 1 task passed')).toBeVisible();
});
