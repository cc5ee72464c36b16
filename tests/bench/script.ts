// The script's side of a bench in a process of its own: how thoroughly to measure, and how to tell what was found.
import type { Effort } from './cpu.ts';
import type { Findings } from './inNode.ts';

/** The effort asked for: 1 is the full one, less for a glance. */
export const effort = Number(process.argv[2] ?? 1);

/** Rounds and slices at this effort; never fewer than three rounds. */
export const thoroughly = (rounds: number, slice: number): Effort => ({
  rounds: Math.max(3, Math.round(rounds * effort)),
  slice: Math.max(5, slice * Math.min(1, effort)),
});

/** Prints the findings for whoever started the script. */
export const tell = (findings: Findings): void => console.log(JSON.stringify(findings));

/**
 * Holds an answer against the one expected, before anything is timed.
 * @throws Error when they differ.
 */
export function mustBe(what: string, got: unknown, wanted: unknown): void {
  const [left, right] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (left !== right)
    throw new Error(`Expected ${what} to be ${right.slice(0, 300)}, got ${left?.slice(0, 300)}.`);
}
