// Decides what a key does to a splitter; sizes are CSS pixels.

/** Smallest and largest size of a pane, and the one it starts with. */
export interface SplitterRange {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** A splitter as it stands. `after` means the governed pane is right of or below the line. */
export interface SplitterState {
  readonly orientation: 'vertical' | 'horizontal';
  readonly value: number;
  readonly range: SplitterRange;
  readonly after: boolean;
}

const step = 24;

/** The size a key asks for; undefined when the key means nothing to a splitter. 0 is collapsed. */
export function splitterKey(key: string, state: SplitterState): number | undefined {
  const { range, value, after } = state;
  if (key === 'Home') return range.min;
  if (key === 'End') return range.max;
  if (key === 'Enter') return value === 0 ? range.initial : 0;
  const [back, on] =
    state.orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key !== back && key !== on) return undefined;
  const grows = (key === on) !== after;
  return Math.min(range.max, Math.max(range.min, value + (grows ? step : -step)));
}
