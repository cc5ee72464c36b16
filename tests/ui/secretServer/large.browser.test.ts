// Shows the console a company of 10,000 people in a real browser: it draws what is in view, and answers at once.
import { mount, tick, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { shelfOf } from '../../../src/app/shelf.ts';
import { cell } from '../../../src/base/live.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import '../../../src/ui/design/components.css';
import '../../../src/ui/design/tokens.css';
import type { Lab, Room } from '../../../src/ui/lab.ts';
import AccessSection from '../../../src/ui/secretServer/access/AccessSection.svelte';
import FoldersSection from '../../../src/ui/secretServer/folders/FoldersSection.svelte';
import type { ConsolePane, SectionProps } from '../../../src/ui/secretServer/place.ts';
import { lookAt } from '../../../src/ui/secretServer/look.ts';
import UsersSection from '../../../src/ui/secretServer/users/UsersSection.svelte';
import { PaneSizes } from '../../../src/ui/sizes.svelte.ts';
import { show, until, type Shown } from '../kit.ts';
import { largeCompany } from './large.ts';

const directory = largeCompany();
const tenant = {
  ...{ id: 'large', name: 'large', world: 'large', profile: 'strict' as const },
  ...{ baseUrl: 'https://secretserver.example.com/api/v1/scim', token: 'lab' },
};
const clock = cell({ kind: 'standing', at: 0 });

/** The sections ask their room for tenant, clock and audit only. */
const room = { tenant, clock, now: () => 0, audit: cell(undefined) } as unknown as Room;

let shown: Shown;
beforeEach(() => page.viewport(1440, 900));
afterEach(() => shown.close());

/** Shows a section of the console, filling a window of 1200 by 700. */
function section(
  of: Component<SectionProps>,
  given: Partial<Pick<SectionProps, 'item' | 'query'>> = {},
): HTMLElement {
  const sizes = new PaneSizes<ConsolePane>(shelfOf(memoryStore()), 'test', {
    ...{ detail: 420, explanation: 380 },
  });
  shown = show((target) => {
    target.style.cssText = 'display: flex; flex-direction: column; width: 1200px; height: 700px';
    const lab = {} as Lab; // the sections of this test do not use it
    const props = { lab, room, directory, item: '', query: {}, sizes, ...given };
    return mount(of, { target, props });
  });
  return shown.root;
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  document.activeElement!.dispatchEvent(event);
  await tick();
  await new Promise((resolve) => setTimeout(resolve, 50));
}

async function type(field: HTMLInputElement, text: string): Promise<number> {
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await tick();
  return performance.now() - start;
}

const rowsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('.rowlink')];

test('ten thousand users are one scroll: a few rows are drawn, keys reach the last, a word finds one', async () => {
  const root = section(UsersSection);
  await until(() => rowsIn(root).length > 20);
  expect(root.querySelector('table')!.getAttribute('aria-rowcount')).toBe('10001');
  expect(rowsIn(root).length).toBeLessThan(80);

  rowsIn(root)[0]!.focus();
  await press('End');
  expect(document.activeElement!.textContent?.trim()).toBe('Person 9999');
  expect(rowsIn(root).length).toBeLessThan(80);
  await press('PageUp');
  expect(document.activeElement!.getAttribute('data-at')).toMatch(/^99[67]\d$/);

  const took = await type(root.querySelector('input')!, 'person4711');
  expect(rowsIn(root).map((row) => row.textContent?.trim())).toEqual(['Person 4711']);
  expect(took).toBeLessThan(2000); // well under a second on an idle machine
});

test('on a phone, where the page itself scrolls, keys reach the last row too', async () => {
  await page.viewport(375, 812);
  const root = section(UsersSection);
  root.style.cssText = '';
  await until(() => rowsIn(root).length > 10);
  rowsIn(root)[0]!.focus();
  await press('End');
  expect(document.activeElement!.textContent?.trim()).toBe('Person 9999');
  expect(rowsIn(root).length).toBeLessThan(80);
  window.scrollTo(0, 0);
});

test('the row of an address far down is in view', async () => {
  const root = section(UsersSection, { item: '8000' });
  const row = await until(() => root.querySelector<HTMLElement>('[aria-current="true"]'));
  const { top, bottom } = row.getBoundingClientRect();
  const pane = root.querySelector('.pane__body')!.getBoundingClientRect();
  expect(top).toBeGreaterThan(pane.top);
  expect(bottom).toBeLessThan(pane.bottom);
});

test('folders with thousands of readers list the first of them', async () => {
  const root = section(FoldersSection, { item: '30000' });
  await until(() => root.textContent?.includes('Who can open them'));
  expect(root.querySelectorAll('a').length).toBeLessThan(300);
  const readers = lookAt(directory).openTo.get('30000')!.size;
  expect(readers).toBeGreaterThan(2000);
  expect([...root.querySelectorAll('button.link')].map((each) => each.textContent)).toContain(
    `200 more of ${readers - 12}`,
  );
});

test('the graph says how many it leaves out, and shows what one looks for', async () => {
  const root = section(AccessSection, { query: { view: 'graph' } });
  const boxes = () => [...root.querySelectorAll<HTMLElement>('.box')];
  await until(() => boxes().length > 20);
  expect(boxes().length).toBeLessThan(120);
  expect(root.textContent).toMatch(/and 9,9\d\d more/);
  const took = await type(root.querySelector('input')!, 'Person 471');
  expect(took).toBeLessThan(2000);
  const people = boxes().filter((box) => box.classList.contains('user'));
  expect(people.map((box) => box.textContent)).toEqual([
    'Person 471',
    ...Array.from({ length: 10 }, (_, at) => `Person 471${at}`),
  ]);
});

test('a person chosen in the graph lights the way, whatever else there is', async () => {
  const root = section(AccessSection, { query: { view: 'graph', user: '4712' } });
  await until(() => root.querySelector('.box.is-chosen'));
  const lit = [...root.querySelectorAll('.box.group.is-lit')].map((box) => box.textContent);
  const { byUser } = lookAt(directory).index;
  const groups = new Set(
    byUser.get('4712')!.flatMap(({ paths }) => paths.flatMap((path) => path.groups)),
  );
  expect(lit).toHaveLength(groups.size);
  expect(root.querySelectorAll('path.live').length).toBeGreaterThan(10);
});

test('the matrix of 10,000 by 2,000 draws what is in view, and keys reach its last field', async () => {
  const root = section(AccessSection, { query: { view: 'matrix', by: 'secrets' } });
  const cells = () => root.querySelectorAll<HTMLElement>('[role="gridcell"]');
  await until(() => cells().length > 100);
  const grid = root.querySelector('[role="grid"]')!;
  expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual([
    '10001',
    '2001',
  ]);
  expect(cells().length).toBeLessThan(4000);
  cells()[0]!.focus();
  await press('End', { ctrlKey: true });
  expect(document.activeElement!.getAttribute('data-at')).toBe('9999 1999');
  expect(document.activeElement!.getAttribute('aria-label')).toMatch(/^Person 9999, /);
  expect(cells().length).toBeLessThan(4000);
});
