// Reads what of the bench to run, and how thoroughly.

/** What to run: rows by number (0 is the first load), and the effort: 1 is the full one. */
export interface Options {
  readonly rows: readonly number[];
  readonly effort: number;
}

/** Every row there is. */
export const allRows: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

/**
 * Reads rows, such as `3 7`, and `--effort 0.2` for a glance.
 * @throws Error with a sentence about what is wrong.
 */
export function readOptions(args: readonly string[]): Options {
  const words = args.flatMap((arg) => arg.split('='));
  const at = words.indexOf('--effort');
  const effort = at < 0 ? 1 : Number(words[at + 1]);
  if (!(effort > 0)) throw new Error(`--effort takes a number above 0, not ${words[at + 1]}.`);
  const rest = at < 0 ? words : words.toSpliced(at, 2);
  const wrong = rest.find((word) => !allRows.includes(Number(word)));
  if (wrong !== undefined)
    throw new Error(`There is no row ${wrong}; rows are 0 to 9, and there is --effort.`);
  return { rows: rest.length === 0 ? allRows : rest.map(Number), effort };
}

/** Rounds at an effort; never fewer than three. */
export const roundsAt = (effort: number, rounds: number): number =>
  Math.max(3, Math.round(rounds * effort));
