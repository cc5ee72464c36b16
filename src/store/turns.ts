// Lets readers of one thing in together and writers one at a time, in the order they came, as IndexedDB does.

/** Hands out turns. A writer waits for all that came before it, a reader for writers that came before it. */
export interface Turns {
  shared<Value>(work: () => Promise<Value>): Promise<Value>;
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** Makes a thing nobody is at. Work that asks for another turn of the same thing waits for itself for ever. */
export function turns(): Turns {
  let writer: Promise<unknown> = Promise.resolve();
  let readers: Promise<unknown> = Promise.resolve();
  return {
    shared(work) {
      const turn = writer.then(work);
      readers = Promise.all([readers, settled(turn)]);
      return turn;
    },
    alone(work) {
      const turn = Promise.all([writer, readers]).then(work);
      writer = settled(turn);
      readers = writer;
      return turn;
    },
  };
}

const settled = (turn: Promise<unknown>): Promise<void> =>
  turn.then(
    () => undefined,
    () => undefined,
  );
