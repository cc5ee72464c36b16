// Keeps a live value true to what is stored: loads it, and loads it again whenever it may have changed.
import { cell, type Live } from '../base/live.ts';

/** A live value that can be brought up to date at once. */
export interface Followed<Value> extends Live<Value> {
  /** Resolves when the value shows everything that was stored before the call. */
  refresh(): Promise<void>;
  /** Changes the value at once, to what a reload is about to bring. */
  foresee(change: (value: Value) => Value): void;
}

/** Where a followed value comes from, and who says that it may have changed. */
export interface Following<Value> {
  /** Loads the value; `known` is the one that was there, from which a reload may start. */
  readonly load: (known?: Value) => Promise<Value>;
  readonly watch: (changed: () => void) => () => void;
  /** True when the newly loaded value says nothing new; then nobody is told. */
  readonly same?: (left: Value, right: Value) => boolean;
}

/** Loads the first value and follows it from then on. A failed reload keeps the value that was there. */
export async function followed<Value>(from: Following<Value>): Promise<Followed<Value>> {
  const value = cell<Value>(await from.load());
  let loading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const reload = async (): Promise<void> => {
    const loaded = await from.load(value.get());
    if (!from.same?.(value.get(), loaded)) value.set(loaded);
  };
  const start = (): Promise<void> => {
    loading = reload().finally(() => (loading = undefined));
    return loading;
  };
  // A load that has begun may have missed the change, so one more follows; later calls share that one.
  const refresh = (): Promise<void> => {
    if (!loading) return start();
    next ??= loading
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
  from.watch(() => void refresh().catch(() => undefined));
  return {
    get: value.get,
    subscribe: value.subscribe,
    refresh,
    foresee: (change) => value.set(change(value.get())),
  };
}
