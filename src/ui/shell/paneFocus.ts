// Moves the focus between the panes of the open screen.

const panes = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('#main .pane')].filter(
    (pane) => pane.offsetParent !== null && !pane.parentElement?.closest('.pane'),
  );

/** Focuses the pane after (1) or before (-1) the one with the focus; false when there are none. */
export function focusPaneBy(step: 1 | -1): boolean {
  const all = panes();
  if (all.length === 0) return false;
  const at = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = at < 0 ? (step === 1 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
  return focusIn(all[next]!);
}

/** Focuses the pane with this place, counted from 1; false when there is none. */
export function focusPane(place: number): boolean {
  const pane = panes()[place - 1];
  return pane ? focusIn(pane) : false;
}

/** The most useful thing in a pane: its text field, its chosen tab, or whatever can be reached first. */
function focusIn(pane: HTMLElement): boolean {
  const target =
    pane.querySelector<HTMLElement>('textarea') ??
    pane.querySelector<HTMLElement>('[role="tab"][tabindex="0"]') ??
    pane.querySelector<HTMLElement>('a[href], button:not([disabled]), [tabindex="0"]');
  target?.focus();
  return !!target;
}
