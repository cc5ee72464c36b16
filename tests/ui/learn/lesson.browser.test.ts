// Does a lesson in a real browser, against the real server: tasks, undo, questions, and coming back later.
import { mount, unmount } from 'svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { startLab } from '../../../src/app/lab.ts';
import { countingIds } from '../../../src/base/ids.ts';
import '../../../src/ui/design/components.css';
import '../../../src/ui/design/tokens.css';
import { announced } from '../../../src/ui/announce.svelte.ts';
import type { Lab } from '../../../src/ui/lab.ts';
import LessonView from '../../../src/ui/learn/LessonView.svelte';

let lab: Lab;
let shown: ReturnType<typeof mount> | undefined;

beforeAll(async () => {
  lab = await startLab({
    basePath: '/lesson-test/',
    version: 'test',
    build: 'test',
    withoutWorker: 'Tests answer inside the page.',
    ids: countingIds('exchange'),
    wall: () => 1_764_490_000_000,
    reload: () => undefined,
  });
});

afterEach(() => close());

async function close(): Promise<void> {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
}

/** Shows a lesson as a page of its own, in a window of a laptop. */
async function open(id: string): Promise<void> {
  await page.viewport(1440, 900);
  const target = document.createElement('main');
  target.style.height = '900px';
  document.body.append(target);
  shown = mount(LessonView, { target, props: { lab, id } });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const send = () => button(/^Send(?!.*before)/).click();
const task = (words: string) => page.getByRole('listitem').filter({ hasText: words });

/** Puts a request of the solution into the editor. */
async function use(number: number): Promise<void> {
  const show = button('Show the solution');
  if (show.query()) await show.click();
  await button('Put it into the editor').nth(number).click();
}

test('tasks pass because the directory says so, and the lesson comes to its end', async () => {
  await open('create-a-user');
  await expect.element(task('You know that Ana has no account yet')).toHaveTextContent(/waiting/);
  await expect.element(button('Next step')).toBeDisabled();
  await send();
  await expect.element(task('You know that Ana has no account yet')).toHaveTextContent(/passed/);
  expect(announced()).toBe('200 OK. All tasks passed. You can go on.');

  await button('Next step').click();
  await expect.element(page.getByRole('heading', { name: 'Create Ana' })).toHaveFocus();
  await button('201, and her id is E1042').click();
  await use(0);
  await send();
  await expect.element(task('Ana exists once')).toHaveTextContent(/passed/);
  await expect.element(page.getByText('This happens instead.')).toBeVisible();

  await button('Next step').click();
  await use(0);
  await send();
  await use(1);
  await send();
  await button('Finish').click();
  await expect.element(page.getByText('You finished this lesson')).toHaveFocus();
  await expect.element(page.getByText('Look for a person before you create one.')).toBeVisible();
  await expect.element(page.getByText('2 questions are still open.')).toBeVisible();
});

test('a learner comes back to where the lesson was left', async () => {
  await open('find-a-user');
  await send();
  await button('Next step').click();
  await button('1 Look').click();
  await button('Nobody, for texts match letter by letter').click();
  await close();
  await open('find-a-user');
  await expect.element(page.getByRole('heading', { name: 'Find both Marias' })).toBeVisible();
  await expect.element(page.getByText('1 of 3 opened')).toBeVisible();
  await expect.element(page.getByText('1 try, choose again')).toBeVisible();
});

test('a wrong choice is answered with its reason, which takes the focus', async () => {
  await open('put-and-patch');
  await button('It is safe, for the provider does not map it').click();
  const chosen = document.activeElement!;
  expect(chosen.textContent).toContain('A PUT cannot tell "not mine" from "no value".');
  expect(announced()).toMatch(/^Wrong. Choose again./);
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.classList.contains('opt')).toBe(true);
});

test('what was done wrong is said, can be undone, and starts again', async () => {
  await open('disable-not-delete');
  // Sent past the editor, as from another tab: the lesson follows its room, not its own button.
  const room = await lab.openRoom('lesson/disable-not-delete', {
    world: 'northwind',
    clock: Date.UTC(2026, 10, 30, 8),
    profile: 'strict',
  });
  const { baseUrl, token } = room.tenant;
  const headers = [['Authorization', `Bearer ${token}`]] as const;
  await room.send({ method: 'DELETE', url: `${baseUrl}/Users/2003`, headers });
  await expect.element(page.getByText('I found nobody.')).toBeVisible();
  await button('Undo the DELETE').click();
  await use(0);
  await send();
  await expect.element(task('Tom can open nothing any more')).toHaveTextContent(/passed/);

  await button('Start again').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the lesson' }).click();
  await expect.element(task('Tom can open nothing any more')).toHaveTextContent(/waiting/);
});

test('a step begins anew: what was sent in it is undone, earlier steps and the rest stay', async () => {
  await open('groups-give-access');
  const room = await lab.openRoom('lesson/groups-give-access', {
    world: 'northwind',
    clock: Date.UTC(2026, 10, 30, 8),
    profile: 'strict',
  });
  const before = room.directory.get();
  const tasks = () => document.querySelectorAll('.checks .is-pass').length;
  await use(0);
  await send();
  await expect.poll(tasks).toBeGreaterThan(0);
  await button('Start again').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start this step' }).click();
  await expect.poll(tasks).toBe(0);
  expect(room.directory.get().groups).toEqual(before.groups);
  expect(room.directory.get().users).toEqual(before.users);
  await expect.element(page.getByText('No answer yet.')).toBeVisible();
  await send();
  await expect.poll(tasks).toBeGreaterThan(0); // and can be done once more
});
