// Goes back to the list of a section once the thing that was open is gone.
import { go } from '../../navigation.svelte.ts';
import { consoleHref } from '../../routes.ts';

/** Closes the details of what was deleted, unless the reader is elsewhere by now; the focus goes with it. */
export function leave(section: string, id: string): void {
  if (location.hash !== consoleHref(section, id)) return;
  go(consoleHref(section));
  document.getElementById('main')?.focus();
}
