// Says what a request pane may ask of its editor, whichever of the two editors it is.
import type { Place, Span } from '../../base/span.ts';

/** What both editors can do. Lines are 1-based, distances CSS pixels. */
export interface EditorHandle {
  insert(sign: string): void;
  focus(): void;
  /** Distance from the top of the editor's scrolled content to the lower edge of a line. */
  bottomOf(line: number): number;
  selection(): Span;
}

/** Where the caret stands: line and column as people count, and the offset in the text. */
export interface Caret extends Place {
  readonly offset: number;
}

/** A caret from its place and offset. */
export const caretAt = (place: Place, offset: number): Caret => ({ ...place, offset });
