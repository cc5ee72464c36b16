// Finds the record of an exchange that has just been answered, which may still be on its way into the store.
import type { ExchangeRow, Store } from '../store/store.ts';
import { allKept } from './workerMessages.ts';

/** Longest wait for the record of an answer that has come, in milliseconds. */
const longestKeeping = 10_000;

/**
 * The kept exchange of this id. If it is not there yet, `mayCome` says whether anybody keeps it; where
 * nobody does, and when it does not come in time, undefined.
 */
export async function keptExchange(
  store: Store,
  id: string,
  mayCome = () => Promise.resolve(true),
): Promise<ExchangeRow | undefined> {
  const row = await store.exchange(id);
  if (row || !(await mayCome())) return row;
  void allKept(); // somebody waits
  return new Promise((resolve) => {
    const end = (found?: ExchangeRow) => {
      stop();
      clearTimeout(late);
      resolve(found);
    };
    const look = () =>
      void store.exchange(id).then(
        (found) => found && end(found),
        () => end(),
      );
    const stop = store.watch(look);
    const late = setTimeout(end, longestKeeping);
    look(); // it may have come since
  });
}
