// Gathers what comes while a piece of work is under way, so that many small ones are done as few large ones.

/**
 * Does things one batch after another: the first at once, and all that come meanwhile together. `work`
 * gives an outcome for each thing, in their order; when it rejects, everything in its batch does.
 */
export function inBatches<Thing, Outcome>(
  work: (things: readonly Thing[]) => Promise<readonly Outcome[]>,
): (thing: Thing) => Promise<Outcome> {
  let waiting: Thing[] = [];
  let next: Promise<readonly Outcome[]> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return async (thing) => {
    const place = waiting.push(thing) - 1;
    next ??= last.then(() => {
      const batch = waiting;
      waiting = [];
      next = undefined;
      return work(batch);
    });
    const mine = next;
    last = mine.catch(() => undefined);
    return (await mine)[place]!;
  };
}
