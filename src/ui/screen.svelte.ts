// Knows how wide the window is and how it is pointed at, as the layout rules of the design count it.
import { MediaQuery } from 'svelte/reactivity';

/** Three panes side by side fit. Below this the world becomes a tab of the answer. */
export const threePanes = new MediaQuery('min-width: 1200px', true);

/** One pane at a time, with the bottom bar. */
export const onePane = new MediaQuery('max-width: 899px', false);

/** The world has a pane of its own; where it has none it is a tab of another pane. */
export const worldBeside = (): boolean => threePanes.current || onePane.current;

/** A mouse or the like: the rich editor is worth its weight. */
export const finePointer = new MediaQuery('pointer: fine', true);

/** The reader's own colours replace the design's, as in a high-contrast mode of the system. */
export const forcedColours = new MediaQuery('forced-colors: active', false);
