// Works out which rows of a long list must be drawn, from where it stands in the window.

/** A list as it stands: pixels. `above` is how much of it is hidden above the visible stretch. */
export interface ListPlace {
  readonly count: number;
  readonly rowHeight: number;
  readonly above: number;
  readonly height: number;
}

/** Rows drawn beyond each edge, so that scrolling and the Tab key meet no gap. */
const spare = 12;

/** The rows to draw: from `from` up to, not including, `to`. */
export function rowsToDraw({ count, rowHeight, above, height }: ListPlace): {
  readonly from: number;
  readonly to: number;
} {
  const first = Math.floor(above / rowHeight) - spare;
  const last = Math.ceil((above + height) / rowHeight) + spare;
  const from = Math.max(0, Math.min(first, count - 1));
  return { from, to: Math.max(from, Math.min(last, count)) };
}

/** The row a key goes to from row `at`; undefined for keys that mean nothing to a list. */
export function rowForKey(
  key: string,
  at: number,
  { count, page }: { readonly count: number; readonly page: number },
): number | undefined {
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key];
  return target === undefined ? undefined : Math.max(0, Math.min(target, count - 1));
}
