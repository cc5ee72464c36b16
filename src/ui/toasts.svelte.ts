// Keeps the short notes that stand at the lower right for six seconds; errors that need action never go here.

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
const list = $state<Toast[]>([]);
const timers: Record<number, ReturnType<typeof setTimeout>> = {};
let last = 0;

/** The notes on screen, oldest first. */
export const toasts = (): readonly Toast[] => list;

/** Shows a note; it leaves after six seconds unless it is being pointed at or has the focus. */
export function toast(note: Omit<Toast, 'id'>): void {
  last += 1;
  list.push({ ...note, id: last });
  resume(last);
}

/** Takes a note away at once. */
export function dismiss(id: number): void {
  hold(id);
  const at = list.findIndex((note) => note.id === id);
  if (at >= 0) list.splice(at, 1);
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
