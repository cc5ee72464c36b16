// Keeps a value that is dear to work out only while somebody looks at it.
import { cell, type Live } from '../base/live.ts';
import type { Following } from './followed.ts';

/**
 * A live value that is undefined until it was loaded for its first listener. It follows what is stored
 * as long as anybody listens; afterwards it keeps what it was, and the next listener brings it up to date.
 */
export function whileWatched<Value>({
  load,
  watch,
}: Pick<Following<Value>, 'load' | 'watch'>): Live<Value | undefined> {
  const value = cell<Value | undefined>(undefined);
  let listeners = 0;
  let unwatch: (() => void) | undefined;
  let loading = false;
  let again = false;

  async function bring(): Promise<void> {
    again = true;
    if (loading) return; // the one under way goes round once more
    loading = true;
    try {
      while (again && listeners > 0) {
        again = false;
        value.set(await load(value.get()));
      }
    } catch {
      // The medium failed: the lab moves into memory, which touches everything and so loads again.
    } finally {
      loading = false;
    }
  }

  return {
    get: value.get,
    subscribe(listener) {
      listeners += 1;
      if (listeners === 1) {
        unwatch = watch(() => void bring());
        void bring();
      }
      const leave = value.subscribe(listener);
      return () => {
        leave();
        listeners -= 1;
        if (listeners === 0) unwatch?.();
      };
    },
  };
}
