// Says which field of a grid a key goes to; row and column -1 are its heads.

/** A field by row and column. */
export interface Field {
  readonly row: number;
  readonly column: number;
}

/** How large the grid is, and how many rows a page has. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

/** What is pressed: a key, perhaps with Ctrl or Cmd. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** The field a key goes to, as the grid pattern of WAI-ARIA has it; undefined for other keys. */
export function fieldForKey(pressed: Pressed, from: Field, size: GridSize): Field | undefined {
  const wanted = wantedBy(pressed, from, size);
  if (!wanted) return undefined;
  const row = Math.max(-1, Math.min(size.rows - 1, wanted.row));
  const column = Math.max(-1, Math.min(size.columns - 1, wanted.column));
  return row === -1 && column === -1 ? from : { row, column }; // the corner holds nothing
}

function wantedBy(
  { key, ctrlKey, metaKey }: Pressed,
  { row, column }: Field,
  { rows, columns, page }: GridSize,
): Field | undefined {
  const far = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return { row: far ? 0 : row, column: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}
