// Measures what takes turns: every round each candidate works once, so that a busy moment of the machine meets them all.

/** Does a piece of work a number of times. */
export type Work = (times: number) => void | Promise<void>;

/** What the candidates took: for each, one figure per round, in the order of the rounds. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/** The middle of some figures. */
export const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;

/** The median of a candidate's figures. */
export const middle = <Name extends string>(rounds: Rounds<Name>, name: Name): number =>
  median(rounds[name]);

/** How often one candidate's figure is another's: the median of the ratios within each round. */
export function ratio<Name extends string>(rounds: Rounds<Name>, over: Name, under: Name): number {
  return median(rounds[over].map((value, round) => value / rounds[under][round]!));
}

/**
 * Lets candidates take turns; what `measure` gives is one round's figure. The order is turned around
 * with every round, so that nobody always comes first.
 */
export async function takingTurns<Name extends string>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name, round: number) => number | Promise<number>,
): Promise<Rounds<Name>> {
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      taken[name]!.push(await measure(name, round));
  return taken as unknown as Rounds<Name>; // every name has its list
}
