// Says what an author wrote wrong: where, what was seen, and what would work.
import { nearest } from '../../base/nearest.ts';

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
  const near = nearest(seen, known, (name) => Math.max(1, Math.floor(name.length / 3)));
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return `Use one of ${known.map((name) => `\`${name}\``).join(', ')}.`;
}
