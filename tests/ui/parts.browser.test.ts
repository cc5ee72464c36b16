// Shared parts in a real browser: keys, focus and roles of tabs, splitters, menus and the request editors.
import { mount } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import '../../src/ui/design/tokens.css';
import '../../src/ui/design/components.css';
import RequestEditor from '../../src/ui/editor/RequestEditor.svelte';
import { tabKey } from '../../src/ui/editor/tabKey.svelte.ts';
import HistoryStrip from '../../src/ui/history/HistoryStrip.svelte';
import type { Lab } from '../../src/ui/lab.ts';
import Splitter from '../../src/ui/parts/Splitter.svelte';
import Tabs from '../../src/ui/parts/Tabs.svelte';
import RequestPane from '../../src/ui/request/RequestPane.svelte';
import { Workspace } from '../../src/ui/workspace.svelte.ts';
import WorldPane from '../../src/ui/world/WorldPane.svelte';
import { openLab, show, until, type Shown } from './kit.ts';

let lab: Lab;
let shown: Shown | undefined;
beforeAll(async () => {
  await page.viewport(1440, 900);
  lab = await openLab();
});
afterEach(() => shown?.close());

const named = (selector: string, root: ParentNode = document): HTMLElement =>
  root.querySelector<HTMLElement>(selector)!;
const text = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim();

test('arrows move in tabs and choose, and the row is one stop', async () => {
  shown = show((target) =>
    mount(Tabs, {
      target,
      props: {
        label: 'Answer',
        prefix: 'a',
        selected: 'body',
        tabs: [
          { id: 'body', label: 'Body' },
          { id: 'why', label: 'Why', count: 9 },
        ],
      },
    }),
  );
  named('#a-tab-body').focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement?.id).toBe('a-tab-why');
  expect(named('#a-tab-why').getAttribute('aria-selected')).toBe('true');
  expect(named('#a-tab-body').tabIndex).toBe(-1);
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement?.id).toBe('a-tab-body');
});

test('a splitter moves by arrows and collapses by Enter', async () => {
  const sizes: number[] = [];
  shown = show((target) =>
    mount(Splitter, {
      target,
      props: {
        label: 'Width of the request',
        orientation: 'vertical',
        value: 460,
        range: { min: 360, max: 600, initial: 460 },
        onresize: (size: number) => sizes.push(size),
      },
    }),
  );
  named('[role="separator"]').focus();
  await userEvent.keyboard('{ArrowRight}{Home}{Enter}');
  expect(sizes).toEqual([484, 360, 0]);
});

test('a menu opens on its first entry, moves by arrows, and Escape gives the focus back', async () => {
  shown = show((target) =>
    mount(RequestPane, {
      target,
      props: {
        workspace: new Workspace(lab.current.get(), 'GET /Users'),
        rich: false,
      },
    }),
  );
  const opener = await until(() => named('button[aria-label="More"]'));
  await userEvent.click(opener);
  await until(() => document.activeElement?.getAttribute('role') === 'menuitem');
  expect(text(document.activeElement)).toContain('Lay out the body');
  await userEvent.keyboard('{ArrowDown}');
  expect(text(document.activeElement)).toContain('Copy as curl');
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(opener);
});

test('Ctrl Enter sends from the plain editor, Escape leaves it for Send', async () => {
  const workspace = new Workspace(lab.current.get(), 'GET /Users?count=1');
  const { answerKey } = await import('../../src/ui/keyboard.svelte.ts');
  window.addEventListener('keydown', answerKey);
  shown = show((target) => mount(RequestPane, { target, props: { workspace, rich: false } }));
  named('textarea').focus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await until(() => workspace.exchange);
  expect(workspace.exchange?.response.status).toBe(200);
  await userEvent.keyboard('{Escape}');
  expect(text(document.activeElement)).toContain('Send');
  window.removeEventListener('keydown', answerKey);
});

test('a mistake is shown on its line, and the offered fix is one press away', async () => {
  const workspace = new Workspace(lab.current.get());
  workspace.text = 'get /Users';
  shown = show((target) => mount(RequestPane, { target, props: { workspace, rich: false } }));
  await userEvent.click(named('.btn--primary'));
  const card = await until(() => named('[role="note"]'));
  expect(card.getAttribute('aria-label')).toBe('Error on line 1');
  await userEvent.click(await until(() => named('.btn', card)));
  expect(workspace.text).toBe('GET /Users');
});

test('Enter keeps the indent in the plain editor', async () => {
  const workspace = new Workspace(lab.current.get());
  workspace.text = 'POST /Users\n\n{';
  shown = show((target) =>
    mount(RequestEditor, { target, props: { workspace, onleave: () => undefined } }),
  );
  const field = named('textarea') as HTMLTextAreaElement;
  field.focus();
  field.setSelectionRange(workspace.text.length, workspace.text.length);
  await userEvent.keyboard('{Enter}');
  expect(workspace.text).toBe('POST /Users\n\n{\n  ');
});

test('the rich editor takes over text, selection, focus and undo, and Tab leaves it', async () => {
  const idle = vi.spyOn(window, 'requestIdleCallback').mockReturnValue(0); // it comes once all is typed
  const workspace = new Workspace(lab.current.get(), 'GET /Users');
  shown = show((target) =>
    mount(RequestEditor, { target, props: { workspace, rich: true, onleave: () => undefined } }),
  );
  const field = named('textarea') as HTMLTextAreaElement;
  field.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}# who works here{Enter}');
  field.setSelectionRange(2, 5);
  await until(() => idle.mock.calls.length > 0);
  for (const [work] of idle.mock.calls) work({ didTimeout: false, timeRemaining: () => 50 });
  idle.mockRestore();
  await until(() => named('.monaco-editor') && !named('.is-waiting') && !field.isConnected, 25_000);
  expect(document.activeElement?.closest('.monaco-editor')).toBeTruthy();
  await userEvent.keyboard('you');
  await expect.poll(() => workspace.text).toMatch(/^# you works here\nGET \/api\/v1\/scim\/Users/);
  await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}');
  await expect.poll(() => workspace.text).toMatch(/^GET \/api\/v1\/scim\/Users/);
  expect(tabKey.moves).toBe(true);
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.closest('.monaco-editor')).toBeFalsy();
});

test('the history opens an exchange again, by keyboard', async () => {
  const room = lab.current.get();
  const workspace = new Workspace(room, 'GET /Groups?count=1');
  const first = (await workspace.send())!;
  workspace.fill('GET /Users/4711');
  await workspace.send();
  shown = show((target) => mount(HistoryStrip, { target, props: { room, workspace } }));
  const link = await until(() => named('.rowlink'));
  link.focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(workspace.exchange?.id).toBe(first.id);
  expect(workspace.text).toContain('GET /api/v1/scim/Groups?count=1');
});

test('the directory is filtered by the SCIM filter engine, whose refusal is shown', async () => {
  shown = show((target) => mount(WorldPane, { target, props: { room: lab.current.get() } }));
  const field = named('input[aria-label="SCIM filter"]') as HTMLInputElement;
  await userEvent.fill(field, 'active eq false');
  const rows = () => [...document.querySelectorAll('.world tbody tr')].map(text);
  await until(() => rows().length === 1);
  expect(rows()[0]).toContain('pedro.alves');
  await userEvent.fill(field, 'active eq');
  const trouble = await until(() => named('.trouble'));
  expect(text(trouble)).toMatch(/\.$/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(rows().length).toBe(15);
});

test('a person’s details say what opens and by which way', async () => {
  shown = show((target) => mount(WorldPane, { target, props: { room: lab.current.get() } }));
  await userEvent.click(await until(() => named('.rowlink[aria-label^="1051 "]')));
  const detail = await until(() => named('.detail'));
  expect(text(detail)).toContain('can open 3 secrets');
  expect(text(detail)).toContain('SS-Net-Ops');
});
