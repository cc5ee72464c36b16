// Honours a press on Send that came before the lab was live: the first paint is plain HTML with a real button.

/** Set by first.js when the button of the first paint was pressed. */
interface Pressed {
  scimLabPressed?: boolean;
}

/** Presses the real Send if its forerunner was pressed, once. */
export function pressQueued(screen: HTMLElement): void {
  const pressed = window as Pressed;
  if (pressed.scimLabPressed) screen.querySelector<HTMLElement>('[data-first-send]')?.click();
  delete pressed.scimLabPressed;
}
