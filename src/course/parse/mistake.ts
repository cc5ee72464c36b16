// Says what an author wrote wrong: where, what was seen, and what would work.

/** One mistake in a lesson file. `line` is 1-based in the whole file. */
export interface AuthorMistake {
  readonly file: string;
  readonly line: number;
  /** What stands there, as a whole sentence. */
  readonly seen: string;
  /** What would work, as a whole sentence. */
  readonly fix: string;
}

/** Takes down a mistake at a line of the file that is being read. */
export type Report = (line: number, seen: string, fix: string) => void;

/** Makes a reporter that collects into a list, for one file. */
export const reporter =
  (file: string, into: AuthorMistake[]): Report =>
  (line, seen, fix) =>
    void into.push({ file, line, seen, fix });

/** One line a terminal shows: `lessons/basics/01-x/lesson.md:12: Seen. Fix.`. */
export const mistakeLine = ({ file, line, seen, fix }: AuthorMistake): string =>
  `${file}:${line}: ${seen} ${fix}`;

/** The list of all mistakes as one message, in the order of files and lines. */
export function mistakeReport(mistakes: readonly AuthorMistake[]): string {
  const sorted = [...mistakes].sort(
    (one, other) => one.file.localeCompare(other.file) || one.line - other.line,
  );
  const many = sorted.length === 1 ? '1 mistake' : `${sorted.length} mistakes`;
  return [`${many} in the lessons:`, ...sorted.map(mistakeLine)].join('\n');
}

/** Says which names there are, nearest first if one is near: "Did you mean `predict`?". */
export function didYouMean(seen: string, known: readonly string[]): string {
  const near = nearest(seen, known);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return `Use one of ${known.map((name) => `\`${name}\``).join(', ')}.`;
}

/** The name that differs least, if it differs by no more than a third of its letters. */
function nearest(seen: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, far: distance(seen.toLowerCase().slice(0, 60), name.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)[0];
  if (!ranked || ranked.far > Math.max(1, Math.floor(ranked.name.length / 3))) return undefined;
  return ranked.name;
}

/** How many letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) row.push(cheapest(rows, row, { from, to, i, j }));
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

function cheapest(
  rows: readonly (readonly number[])[],
  row: readonly number[],
  { from, to, i, j }: { from: string; to: string; i: number; j: number },
): number {
  const same = from[i - 1] === to[j - 1] ? 0 : 1;
  const ways = [rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same];
  if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
    ways.push(rows[i - 2]![j - 2]! + 1);
  return Math.min(...ways);
}
