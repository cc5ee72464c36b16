// Keeps the short notes that stand at the lower right for six seconds; errors that need action never go here.

import { announce } from './announce.svelte.ts';

/** A note. `action` stands behind the sentence as a link-like button. */
export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'info' | 'warn';
  /** Said in bold before the sentence. */
  readonly lead?: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const shownFor = 6000;
let list = $state.raw<readonly Toast[]>([]);
const timers: Record<number, ReturnType<typeof setTimeout>> = {};
let last = 0;

/** The notes on screen, oldest first. */
export const toasts = (): readonly Toast[] => list;

/**
 * Shows and speaks a note; it leaves after six seconds unless it is being pointed at or has the focus.
 * Gives its id, for `dismiss`.
 */
export function toast(note: Omit<Toast, 'id'>): number {
  last += 1;
  list = [...list, { ...note, id: last }];
  announce([note.lead, note.text].filter(Boolean).join(' '));
  resume(last);
  return last;
}

/** Takes a note away at once. */
export function dismiss(id: number): void {
  hold(id);
  list = list.filter((note) => note.id !== id);
}

/** Keeps a note on screen while someone reads it. */
export function hold(id: number): void {
  clearTimeout(timers[id]);
}

/** Starts a note's six seconds again. */
export function resume(id: number): void {
  hold(id);
  timers[id] = setTimeout(() => dismiss(id), shownFor);
}
