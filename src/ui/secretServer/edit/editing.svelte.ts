// Remembers which part of a thing's details is being edited: one at a time, so that there is one thing to send.
import { tick } from 'svelte';

/** The open form of a pane. The button that opens a part has `data-edits` with the part's name. */
export class Editing {
  /** The part whose form is open; empty for none. */
  part = $state('');

  /** Closes the form; the focus goes back to the button that opened it. */
  readonly close = async (): Promise<void> => {
    const { part } = this;
    this.part = '';
    await tick();
    document.querySelector<HTMLElement>(`[data-edits="${CSS.escape(part)}"]`)?.focus();
  };
}
