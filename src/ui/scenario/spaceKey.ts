// Decides whether the space bar plays the story: not where it types, presses, chooses or scrolls something.
import { singleKeys } from '../keyboard.svelte.ts';

const taken =
  'input, textarea, select, button, a, summary, [contenteditable], .monaco-editor, [role="tab"], [role="separator"], [role="menuitem"], dialog';

/** True for a plain space that nothing on the page wants for itself. */
export function playsOnSpace(event: KeyboardEvent): boolean {
  if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return false;
  if (event.isComposing || !singleKeys.on || document.querySelector('dialog[open]')) return false;
  return !(event.target instanceof Element && event.target.closest(taken));
}
