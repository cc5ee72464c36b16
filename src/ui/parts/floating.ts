// Finds a place for a floating layer beside the control that opened it, without measuring the layer.

/** Inset values of a fixed layer, in CSS pixels; the two that are absent are `auto`. */
export interface Inset {
  readonly top?: number;
  readonly bottom?: number;
  readonly left?: number;
  readonly right?: number;
}

const gap = 4;

/** Opens away from the nearer edges of the window: below in its upper half, above in its lower half. */
export function besideControl(
  control: { top: number; bottom: number; left: number; right: number },
  view: { width: number; height: number },
): Inset {
  const high = control.top + control.bottom < view.height;
  const leftish = control.left + control.right < view.width;
  return {
    ...(high ? { top: control.bottom + gap } : { bottom: view.height - control.top + gap }),
    ...(leftish
      ? { left: Math.max(8, control.left) }
      : { right: Math.max(8, view.width - control.right) }),
  };
}

/** The inset as a style attribute. */
export const insetStyle = (inset: Inset): string =>
  (['top', 'right', 'bottom', 'left'] as const)
    .map((side) => `${side}:${inset[side] === undefined ? 'auto' : `${inset[side]}px`}`)
    .join(';');
