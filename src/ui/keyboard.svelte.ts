// Listens to the keyboard once for the whole page and hands each key of the table to whoever registered last.
import { actionOf, keysOf, type KeyAction } from './keys.ts';

/** Handlers by action. A handler that gives `false` did not care, so the next older one is asked. */
export type KeyHandlers = Partial<Record<KeyAction, () => unknown>>;

const stack: KeyHandlers[] = [];
let singles = $state(true);

/** True on Apple devices, where Command stands for Ctrl. */
export const onMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** True where browser or desktop keep Alt with a digit for themselves: Linux and ChromeOS, not Android. */
export const onLinux = (): boolean =>
  typeof navigator !== 'undefined' &&
  /Linux|CrOS/.test(navigator.userAgent) &&
  !navigator.userAgent.includes('Android');

/** What takes Space for itself: it types, presses, chooses or opens there. */
const wantsSpace =
  'input, textarea, select, button, a, summary, [contenteditable], .monaco-editor, [role="tab"], [role="separator"], [role="menuitem"]';

/** Registers handlers for as long as a screen is open: `$effect(() => useKeys({ send }))`. */
export function useKeys(handlers: KeyHandlers): () => void {
  stack.push(handlers);
  return () => {
    const at = stack.lastIndexOf(handlers);
    if (at >= 0) stack.splice(at, 1);
  };
}

/** Whether keys without a modifier work (the reader may switch them off). */
export const singleKeys = {
  get on(): boolean {
    return singles;
  },
  set on(value: boolean) {
    singles = value;
  },
};

/** Answers a key press on the page; the shell calls it for each `keydown` on the window. */
export function answerKey(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const inText = !!target?.closest('input, textarea, select, [contenteditable], .monaco-editor');
  const onControl = !!target?.closest(wantsSpace);
  const system = { mac: onMac(), linux: onLinux() };
  const action = actionOf(event, { ...system, inText, onControl, singles });
  if (!action || (document.querySelector('dialog[open]') && action !== 'palette')) return;
  for (const handlers of [...stack].reverse()) {
    const handler = handlers[action];
    if (!handler || handler() === false) continue;
    event.preventDefault();
    return;
  }
}

/** The keys of an action as a tooltip ends: `Send (Ctrl ⏎)`. */
export const withKeys = (words: string, action: KeyAction): string =>
  `${words} (${keysOf(action, onMac())})`;

/** The keys of an action alone, for a `kbd`. */
export const keysHint = (action: KeyAction): string => keysOf(action, onMac());
