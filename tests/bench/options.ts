// Reads what of the bench to run, and how thoroughly.

/** What to run: rows by number (0 is the first load), and the effort: 1 is the full one. */
export interface Options {
  readonly rows: readonly number[];
  readonly effort: number;
}

/** Every row there is. */
export const allRows: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 0];

/**
 * Reads `--only 1,2` and `--effort 0.2`.
 * @throws Error with a sentence about what is wrong.
 */
export function readOptions(args: readonly string[]): Options {
  const words = args.flatMap((arg) => arg.split('='));
  let options: Options = { rows: allRows, effort: 1 };
  for (let at = 0; at < words.length; at += 2)
    options = { ...options, ...readFlag(words[at]!, words[at + 1] ?? '') };
  return options;
}

function readFlag(flag: string, value: string): Partial<Options> {
  if (flag === '--only') {
    const rows = value.split(',').map(Number);
    if (rows.every((row) => allRows.includes(row))) return { rows };
    throw new Error(`--only takes rows from 0 to 8, such as 1,2; not ${value}.`);
  }
  if (flag === '--effort' && Number(value) > 0) return { effort: Number(value) };
  if (flag === '--effort') throw new Error(`--effort takes a number above 0, not ${value}.`);
  throw new Error(`Unknown flag ${flag}. There are --only and --effort.`);
}
