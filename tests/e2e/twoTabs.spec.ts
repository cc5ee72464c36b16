// Opens one story in two tabs: the second has it, the first is told and can take it back, and the run goes on.
import { expect, open, test } from './lab.ts';

test('a story is played in one tab: the one that opened it last', async ({
  context,
  page,
  server,
}) => {
  const url = `${server.url}#/scenario/joiner`;
  const elsewhere = 'This story goes on in another tab.';
  await open(page, url);
  await page.getByRole('button', { name: 'Back to the start' }).waitFor();
  const other = await context.newPage();
  await open(other, url);
  await other.getByRole('button', { name: 'Back to the start' }).waitFor();
  await expect(page.getByText(elsewhere).first()).toBeVisible();
  await expect(other.getByText(elsewhere)).toHaveCount(0);
  await page.getByRole('button', { name: 'Continue here' }).click();
  await page.getByRole('button', { name: 'Back to the start' }).waitFor();
  await expect(other.getByText(elsewhere).first()).toBeVisible();
  await other.close();
  await page.reload();
  await page.getByRole('button', { name: 'Back to the start' }).waitFor();
  await expect(page.getByText(elsewhere)).toHaveCount(0);
});
