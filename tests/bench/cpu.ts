// Measures work in processor time of this process, which other work on the machine hardly changes; runs in Node.
import { takingTurns, type Rounds, type Work } from './turns.ts';

/** Processor time of this process so far, in milliseconds: its own and the system's for it. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function timed(work: Work, times: number): Promise<number> {
  const before = spent();
  await work(times);
  return spent() - before;
}

/** Milliseconds of work after which nothing gets quicker any more. */
const warmUp = 400;

/** How often a piece of work fits into a slice, once it is warm. */
async function timesWithin(work: Work, slice: number): Promise<number> {
  let times = 1;
  for (let done = 0; ;) {
    const took = await timed(work, times);
    done += took;
    if (done >= warmUp) return Math.max(1, Math.round((times * slice) / took));
    if (took < slice) times *= 2;
  }
}

/** How thoroughly to measure: rounds, and milliseconds each candidate works in a round. */
export interface Effort {
  readonly rounds: number;
  readonly slice: number;
}

/** Lets pieces of work take turns; figures are microseconds of processor time for each time. */
export async function compare<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  { rounds, slice }: Effort,
): Promise<Rounds<Name>> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number>();
  for (const name of names) times.set(name, await timesWithin(works[name], slice));
  return takingTurns(
    names,
    rounds,
    async (name) => ((await timed(works[name], times.get(name)!)) * 1000) / times.get(name)!,
  );
}

/** Repeats a function over a list of inputs, once through the list each time. */
export function over<Input>(inputs: readonly Input[], work: (input: Input) => unknown): Work {
  return (times) => {
    let done: unknown;
    for (let time = 0; time < times; time += 1) for (const input of inputs) done = work(input);
    kept.last = done;
  };
}

/** Holds the last result, so that no compiler may leave the work out. */
export const kept: { last: unknown } = { last: undefined };
