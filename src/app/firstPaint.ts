// Draws the start page once, while the lab is built, so that it stands as plain HTML before any script runs.
import { render } from 'svelte/server';
import northwind from '../../lessons/worlds/northwind.json';
import { cell } from '../base/live.ts';
import { countingIds } from '../base/ids.ts';
import type { WorldSeed } from '../server/world.ts';
import { memoryStore } from '../store/memory.ts';
import App from '../ui/App.svelte';
import type { Lab } from '../ui/lab.ts';
import { aloneUnder } from './alone.ts';
import type { LabServer } from './answer.ts';
import { workbench } from './places.ts';
import { roomBook } from './roomBook.ts';
import { viewOf } from './rooms.ts';
import { shelfOf } from './shelf.ts';

/** The start page of a lab nobody has touched yet, as HTML: what goes into head and body. */
export async function firstPaint(): Promise<{ readonly head: string; readonly body: string }> {
  const { head, body } = await render(App, { props: { lab: await untouchedLab() } });
  return { head: withoutMarks(head), body: withoutMarks(body) };
}

/** Svelte's marks tell a hydrating page where blocks begin; this one is drawn anew instead. */
const withoutMarks = (html: string): string => html.replace(/<!--[^]*?-->/g, '');

/** A lab in memory, about to start. Only what is drawn is there: nothing can be pressed while building. */
async function untouchedLab(): Promise<Lab> {
  const store = memoryStore();
  const server: LabServer = {
    store,
    keep: store.keepExchange,
    alone: aloneUnder(workbench),
    seedNamed: () => Promise.resolve(northwind as unknown as WorldSeed), // held to its type by tests/vault/worlds.test.ts
    ids: countingIds('first-paint'),
    wall: () => 0,
  };
  const rooms = roomBook(server, () => undefined);
  const tenants = await rooms.tenants();
  const current = cell(await rooms.openWorkbench(tenants[0]!.id));
  const notWhileBuilding = () =>
    Promise.reject(new Error('Expected nobody to act while building.'));
  return {
    version: '',
    storage: cell({ kind: 'indexeddb' }),
    host: cell({ host: 'starting', offline: 'preparing', update: false }),
    tenants: cell(tenants.map(viewOf)),
    current,
    shelf: shelfOf(memoryStore()),
    choose: notWhileBuilding,
    company: {
      summaries: cell(undefined),
      open: notWhileBuilding,
      add: notWhileBuilding,
      rename: notWhileBuilding,
      remove: notWhileBuilding,
    },
    openRoom: notWhileBuilding,
    openProving: notWhileBuilding,
    takeUpdate: notWhileBuilding,
    reset: notWhileBuilding,
    eraseAll: notWhileBuilding,
    exportAll: notWhileBuilding,
    importAll: notWhileBuilding,
  };
}
