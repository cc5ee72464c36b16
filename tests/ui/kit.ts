// Starts a whole lab inside the test's own page, and mounts components with real properties.
import { tick, unmount, type mount } from 'svelte';
import { countingIds } from '../../src/base/ids.ts';
import { startLab } from '../../src/app/lab.ts';
import type { Lab } from '../../src/ui/lab.ts';

let started = 0;

/** A lab of its own for one test, answered by the page; its databases have names nobody else uses. */
export async function openLab(): Promise<Lab> {
  started += 1;
  const name = `ui-test-${started}-${Math.round(performance.now())}`;
  return startLab({
    basePath: `/${name}/`,
    version: 'test',
    build: 'test',
    withoutWorker: 'A test has no service worker.',
    ids: countingIds(name),
    wall: () => Date.now(),
    reload: () => undefined,
  });
}

/** A mounted component: the element it stands in, and the function that takes it away. */
export interface Shown {
  readonly root: HTMLElement;
  close(): void;
}

/** Lets `draw` mount a component into an element of the page that is 600 px high. */
export function show(draw: (target: HTMLElement) => ReturnType<typeof mount>): Shown {
  const root = document.createElement('div');
  root.style.height = '600px';
  document.body.append(root);
  const shown = draw(root);
  return {
    root,
    close() {
      void unmount(shown);
      root.remove();
    },
  };
}

/** Waits until `find` gives something; fails after a while, in milliseconds. */
export async function until<Found>(
  find: () => Found | undefined | null | false,
  patience = 5000,
): Promise<Found> {
  const end = performance.now() + patience;
  for (;;) {
    await tick();
    const found = find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Expected this in time: ${find}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
