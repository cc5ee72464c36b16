// Has exchanges kept once their answers are out: those of a burst together when it is over, or at once when somebody waits for one.

/** Puts off what is to be kept, for a moment. */
export interface Keeper {
  /** Resolves, or rejects, as the work does once its turn has come. */
  later<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Does at once what is put off, and resolves when that is done, well or badly. */
  now(): Promise<void>;
}

/** Milliseconds without a new exchange after which a burst is over, and the longest that anything is put off. */
const [quiet, longest] = [40, 200];

/** A keeper with nothing to keep. */
export function keeper(): Keeper {
  let waiting: (() => Promise<unknown>)[] = [];
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = async (): Promise<void> => {
    clearTimeout(timer);
    const due = waiting;
    waiting = [];
    await Promise.allSettled(due.map((work) => work()));
  };
  const wind = (): void => {
    clearTimeout(timer);
    if (waiting.length === 1) since = performance.now();
    const left = since + longest - performance.now();
    timer = setTimeout(() => void now(), Math.max(0, Math.min(quiet, left)));
  };
  return {
    now,
    later: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => work().then(resolve, reject));
        wind();
      }),
  };
}
