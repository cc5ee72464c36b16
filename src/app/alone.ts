// Lets one piece of work at a time run under a name, across all tabs and the service worker of this origin.

/** Runs work when nobody else does under the same name. Work must not ask for its own name again. */
export type Alone = <Value>(work: () => Promise<Value>) => Promise<Value>;

/**
 * Makes the turn-taker for a name. Insecure origins have no Web Locks: there only this page waits for
 * itself, and as they have no service worker either, that leaves two tabs started in the same moment.
 */
export function aloneUnder(name: string): Alone {
  if (globalThis.navigator?.locks) return (work) => navigator.locks.request(name, work);
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
