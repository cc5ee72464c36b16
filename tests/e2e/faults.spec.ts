// Switches faults on from the status bar, with the keyboard alone, and sees what clients get from the worker.
import { AxeBuilder } from '@axe-core/playwright';
import { ask, expect, open, prod, test, workerHosts } from './lab.ts';

test('a fault is switched on by keyboard, hits what is sent, and is gone when it is used up', async ({
  page,
  server,
}) => {
  await open(page, `${server.url}#/workbench`);
  await workerHosts(page);
  const slot = page.getByRole('button', { name: /^Faults:/ });
  await expect(slot).toHaveText(/off/);
  await slot.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('What goes wrong').selectOption('429 Too Many Requests');
  const { violations } = await new AxeBuilder({ page }).include('footer').analyze();
  expect(violations).toEqual([]);
  await page.getByLabel('How many requests').press('Enter');
  await expect(slot).toHaveText(/429, next 2/);
  const refused = await ask(page, prod.users, { token: prod.token });
  expect([refused.status, refused.body['detail']]).toEqual([
    429,
    'Too many requests. Try again in 30 seconds.',
  ]);
  await expect(slot).toHaveText(/429, next 1/);
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText('Fault injected: 429 Too Many Requests.')).toBeVisible();
  await expect(slot).toHaveText(/off/);
  expect((await ask(page, prod.users, { token: prod.token })).status).toBe(200);
});

test('a lost answer breaks the connection of a script, and every tab shows the fault until it is off', async ({
  context,
  page,
  server,
}) => {
  await open(page, `${server.url}#/workbench`);
  await workerHosts(page);
  const other = await context.newPage();
  await open(other, `${server.url}#/workbench`);
  await page.getByRole('button', { name: /^Faults:/ }).click();
  await page.getByLabel('What goes wrong').selectOption('Answer lost');
  await page.getByRole('button', { name: 'One in' }).click();
  await page.getByLabel('One in how many requests').fill('1');
  await page.getByRole('button', { name: 'Switch on' }).click();
  const slot = other.getByRole('button', { name: /^Faults:/ });
  await expect(slot).toHaveText(/lost answer, every time/);
  const caught = await other.evaluate(
    ([url, token]) =>
      fetch(`${url}/1007`, { headers: { Authorization: `Bearer ${token}` } }).then(
        () => 'answered',
        (error: unknown) => (error as Error).name,
      ),
    [prod.users, prod.token],
  );
  expect(caught).toBe('TypeError');
  await slot.click();
  await other.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: /^Faults:/ })).toHaveText(/off/);
});
