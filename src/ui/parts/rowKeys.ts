// Moves the focus between the rows of a table by arrow keys, Home and End; the table is one stop for the Tab key.

/** Answers a key on a row's button (`.rowlink`): the focus goes to the button of the row it asks for. */
export function moveInRows(event: KeyboardEvent): void {
  const here = event.currentTarget as Element; // the row's own button
  const links = [...(here.closest('tbody')?.querySelectorAll<HTMLElement>('.rowlink') ?? [])];
  const at = links.findIndex((link) => link === here);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  links[target]?.focus();
}
