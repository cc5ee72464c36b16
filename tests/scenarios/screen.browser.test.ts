// Plays stories on their screen in a real browser, against the real server: by keys, by hand, and coming back later.
import { mount, unmount } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { announced } from '../../src/ui/announce.svelte.ts';
import '../../src/ui/design/components.css';
import '../../src/ui/design/tokens.css';
import { answerKey } from '../../src/ui/keyboard.svelte.ts';
import type { Lab } from '../../src/ui/lab.ts';
import ScenariosView from '../../src/ui/scenario/ScenariosView.svelte';
import ScenarioView from '../../src/ui/scenario/ScenarioView.svelte';
import { runKey } from '../../src/ui/scenario/stage.ts';
import { openLab } from '../ui/kit.ts';

let lab: Lab;
let shown: ReturnType<typeof mount> | undefined;

beforeAll(async () => {
  lab = await openLab();
});

/** Every story is at its start: without a kept run a room is put back. */
beforeEach(async () => {
  window.addEventListener('keydown', answerKey); // the shell does this in the app
  for (const { id } of catalogue) await lab.shelf.delete(runKey(id));
});

afterEach(async () => {
  window.removeEventListener('keydown', answerKey);
  await close();
});

async function close(): Promise<void> {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
}

function stage(): HTMLElement {
  const target = document.createElement('main');
  target.style.height = '900px';
  document.body.append(target);
  return target;
}

async function open(id: string): Promise<void> {
  await page.viewport(1440, 900);
  shown = mount(ScenarioView, { target: stage(), props: { lab, id } });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const tag = () => document.querySelector('.subhead .tag')?.textContent;
const stepsDone = () => document.querySelector('[data-pane="sequence"] .dim')?.textContent ?? '';

/** Presses N and waits until the step is done. */
async function next(steps: number): Promise<void> {
  for (let done = 0; done < steps; done += 1) {
    const before = stepsDone();
    await userEvent.keyboard('n');
    await expect.poll(stepsDone).not.toBe(before);
  }
}

test('the leaver is stepped to the end with the keyboard alone', async () => {
  await open('leaver');
  expect(tag()).toBe('Act 1 of 5');
  await next(9);
  await expect.poll(tag).toBe('The end');
  await expect.element(page.getByText('Exposure window, closed')).toBeVisible();
  expect(document.querySelector('.exposure output')?.textContent).toBe('40 min 8 s');
  await expect.element(page.getByText('What to take away')).toBeVisible();
  await expect.element(button('Play again')).toBeVisible();
  expect(announced()).toContain('The story has ended.');
  expect(document.querySelector('.facts b.ok')?.textContent).toBe('none');
});

test('space plays and pauses, but leaves buttons and fields alone', async () => {
  await open('leaver');
  await userEvent.keyboard(' ');
  await expect.element(button('Pause')).toBeVisible();
  await userEvent.keyboard(' ');
  await expect.element(button('Paused')).toBeVisible();
  (button('Back to the start').element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  await expect.element(button('Paused')).toBeVisible();
  expect(stepsDone()).toMatch(/^[01] steps? so far/);
});

test('a learner takes over, is told what was missing, and the story judges the outcome', async () => {
  await open('leaver');
  await next(5);
  await button('Take over').click();
  await expect.element(page.getByText('Your turn.')).toBeVisible();
  await button('Show the provider’s request').click();
  await button(/300×/).click();
  await page.getByRole('menuitemradio', { name: /^60×/ }).click(); // the turn comes long before the story rests
  await button(/^Send/).click();
  await expect.element(page.getByText('off. It must stay, with its history.')).toBeVisible();
  (page.getByRole('textbox', { name: 'Request' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}a{/Control}DELETE /Users/1042');
  await expect.poll(announced).toMatch(/^Your turn\. Switch/); // what is typed before the story rests stays
  await userEvent.keyboard('{Control>}{Enter}{/Control}'); // without its token
  await expect
    .element(page.getByText('The server answered 401: nothing was changed, and the story still'))
    .toBeVisible();
  await button('Show the provider’s request').click();
  await button(/^Send/).click();
  await expect.poll(tag, { timeout: 15_000 }).toBe('The end');
  expect(document.querySelector('.exposure output')?.textContent).toBe('40 min 8 s');
  expect(document.querySelectorAll('.acts .warn')).toHaveLength(0);
});

test('the provider goes on where the learner stops', async () => {
  await open('leaver');
  await next(5);
  await button('Take over').click();
  await expect.element(page.getByText('Your turn.')).toBeVisible();
  await button('Let the provider go on').click();
  await expect.poll(tag, { timeout: 15_000 }).toBe('The end');
});

test('a run is there again after the page was closed, and back at the start when its room was reset', async () => {
  await open('joiner');
  await next(7);
  expect(tag()).toBe('Act 4 of 5');
  await close();
  await open('joiner');
  expect(tag()).toBe('Act 4 of 5');
  expect(stepsDone()).toMatch(/^7 steps so far/);
  await close();
  await lab.reset();
  await open('joiner');
  await expect.element(page.getByText('The room of this run was reset.')).toBeVisible();
  expect(tag()).toBe('Act 1 of 5');
});

test('going back to the start makes the story new', async () => {
  await open('joiner');
  await next(4);
  await button('Back to the start').click();
  await expect.poll(tag).toBe('Act 1 of 5');
  await expect.poll(stepsDone).toMatch(/^0 steps so far/);
  await next(1);
  expect(tag()).toBe('Act 2 of 5');
});

test('a step that is picked shows its request, its answer and the server’s reasons', async () => {
  await open('leaver');
  await next(8);
  await expect.element(page.getByText('No SCIM request in this step.')).toBeVisible();
  await button(/^Look at step 7: Disable/).click();
  await expect
    .element(page.getByRole('region', { name: 'Request of this step' }))
    .toHaveTextContent(/PATCH \/Users\/1042/);
  await page.getByRole('tab', { name: 'Why' }).click();
  await expect.element(page.getByText(/Answered 200/)).toBeVisible();
  await page.getByRole('tab', { name: 'Wire' }).click();
  await button(/GET/).click();
  await expect.element(page.getByText(/userName eq/).first()).toBeVisible();
});

test('the mover’s right by hand is removed in Secret Server, from its act of the story', async () => {
  await open('mover');
  await next(12);
  await expect.element(page.getByText('Exposure window, running')).toBeVisible();
  await button('Remove it in Secret Server').click();
  await expect.poll(tag).toBe('The end');
  await expect.element(page.getByText('Exposure window, closed')).toBeVisible();
  expect(document.querySelector('.exposure output')?.textContent).toBe('2 h 10 min');
  expect(document.querySelectorAll('.acts .warn')).toHaveLength(0);
  expect(page.getByText('A right by hand is left.').query()).toBeNull();
});

test('the contractor’s story asks whether the contract is renewed', async () => {
  await open('contractor');
  await next(11);
  await expect.element(button('Renew it on 4 January')).toBeVisible();
  await expect.element(button(/^Step/)).toBeDisabled();
  expect(announced()).toContain('Contoso may get a new contract. The story waits for your choice.');
  await button('It stays ended').click();
  await expect.poll(tag).toBe('The end');
  await expect
    .element(page.getByRole('listitem').filter({ hasText: 'The contract is renewed, to come' }))
    .toBeVisible();
});

test('a story that does not exist says so and shows the way', async () => {
  await page.viewport(1440, 900);
  shown = mount(ScenarioView, { target: stage(), props: { lab, id: 'nothing' } });
  await expect.element(page.getByText('There is no scenario of this name.')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'See all scenarios' }))
    .toHaveAttribute('href', '#/scenarios');
});

test('the list says where each run was left', async () => {
  await open('mover');
  await next(2);
  await close();
  await page.viewport(1440, 900);
  shown = mount(ScenariosView, { target: stage(), props: { lab } });
  const mover = page.getByRole('link', { name: /Mover/ });
  await expect.element(mover).toHaveTextContent(/Go on/);
  await expect.element(page.getByRole('link', { name: /Joiner/ })).toHaveTextContent(/Play/);
});
