// Says where in a text something stood, so that a message can point at it.

/** A stretch of a text: UTF-16 offsets, 0-based, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: line and column, both 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns an offset into line and column; an offset past the end gives the last place. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}
