// Puts the live lab in place of the first paint, which is plain HTML, and honours what was pressed there.

/** Left by public/first.js: whether Send was pressed, and how to stop listening for it. */
interface Early {
  readonly pressed: boolean;
  stop(): void;
}

const sendMark = '[data-first-send]';

/** Empties the element, draws the live screen into it, and goes on where the visitor was: text, focus, Send. */
export function takeOverFirstPaint(target: HTMLElement, draw: () => void): void {
  const { scimLabEarly: early } = window as { scimLabEarly?: Early };
  const before = target.querySelector('textarea');
  const focused = document.activeElement;
  target.replaceChildren();
  draw();
  early?.stop();
  const after = target.querySelector('textarea');
  const send = target.querySelector<HTMLElement>(sendMark);
  if (before && after) carryOver(before, after);
  if (focused?.matches(sendMark)) send?.focus();
  if (focused === before && focused) after?.focus();
  if (early?.pressed) send?.click();
}

/** What was typed into the first paint, and where the caret stood. */
function carryOver(before: HTMLTextAreaElement, after: HTMLTextAreaElement): void {
  if (before.value !== before.defaultValue) {
    after.value = before.value;
    after.dispatchEvent(new Event('input', { bubbles: true }));
  }
  after.setSelectionRange(before.selectionStart, before.selectionEnd);
}
