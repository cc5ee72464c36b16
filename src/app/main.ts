// Opens the lab: starts it, shows it, and fetches the typefaces when the first screen stands.
import { mount } from 'svelte';
import { uuidsFrom } from '../base/ids.ts';
import App from '../ui/App.svelte';
import type { Lab } from '../ui/lab.ts';
import '../ui/design/tokens.css';
import '../ui/design/components.css';
import { scimLab } from './automation.ts';
import { takeOverFirstPaint } from './early.ts';
import { build, version, withoutWorker } from './environment.ts';
import { startLab } from './lab.ts';
import { basePathOf } from './names.ts';

const starting = startLab({
  basePath: basePathOf(document.baseURI),
  version,
  build,
  withoutWorker: withoutWorker(),
  ids: uuidsFrom((count) => crypto.getRandomValues(new Uint8Array(count))),
  wall: () => Date.now(),
  reload: () => location.reload(),
});
window.scimLab = scimLab(version, starting);
starting.then(show, showFailure);

function show(lab: Lab): void {
  const target = document.getElementById('app')!; // stands in index.html
  takeOverFirstPaint(target, () => mount(App, { target, props: { lab } }));
  whenIdle(() => void import('./fonts.css'));
}

/** Milliseconds by which what can wait is done, however busy the page is. */
const latest = 1_500;

/** Typefaces come when the first screen stands and nothing else is to be done; Safari cannot tell when that is. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: latest });
  else setTimeout(work, latest / 3);
}

/** Nothing of the lab could be started: says so where the first screen would stand. */
function showFailure(error: unknown): void {
  const what = error instanceof Error ? error.message : String(error);
  const note = document.createElement('p');
  note.setAttribute('role', 'alert');
  note.textContent = `The lab could not start. What it has stored is untouched. Reload the page; if that does not help, the browser may be too old. ${what}`;
  document.getElementById('app')!.prepend(note);
  delete document.documentElement.dataset['elsewhere'];
}
