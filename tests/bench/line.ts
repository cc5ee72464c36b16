// Describes one line of the bench table, and says whether its bar holds.

/** What a ratio is held against. `atLeast` is for speed (theirs over ours), `atMost` for cost (ours over theirs). */
export type Bar =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  /** Measured to be seen, not to be judged. */
  | { readonly shown: true };

/** One comparison: our median and that of what it is held against, with units, and how they relate. */
export interface Line {
  readonly row: number;
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  readonly bar: Bar;
}

/** True when the bar holds; a line without a bar always does. */
export function holds({ ratio, bar }: Line): boolean {
  if ('atLeast' in bar) return ratio >= bar.atLeast;
  return 'atMost' in bar ? ratio <= bar.atMost : true;
}

const barText = (bar: Bar): string => {
  if ('atLeast' in bar) return `≥ ${bar.atLeast}`;
  return 'atMost' in bar ? `≤ ${bar.atMost}` : '';
};

const verdict = (line: Line): string => {
  if ('shown' in line.bar) return '';
  return holds(line) ? 'yes' : 'NO';
};

/** Two decimals below ten, one below a hundred. */
const inShort = (ratio: number): string =>
  ratio.toFixed(ratio < 0.1 ? 3 : ratio < 10 ? 2 : ratio < 100 ? 1 : 0);

/** The table as text: `# | what | ours | against | ratio | bar | holds`. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    String(line.row),
    line.what,
    line.ours,
    line.against,
    inShort(line.ratio),
    barText(line.bar),
    verdict(line),
  ]);
  return columns([['#', 'what', 'ours', 'against', 'ratio', 'bar', 'holds'], ...rows], ' | ');
}

/** Cells under each other; every row has as many as the first. */
export function columns(rows: readonly (readonly string[])[], between = '  '): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((cells) => cells[at]!.length)));
  return rows
    .map((cells) =>
      cells
        .map((text, at) => text.padEnd(widths[at]!))
        .join(between)
        .trimEnd(),
    )
    .join('\n');
}
