// Tells every listener what a write touched: here, and in the other tabs and workers that use the same database.
import type { Touched } from './store.ts';

/** Where writes are announced. */
export interface Channel {
  readonly tell: (touched: Touched) => void;
  readonly watch: (listener: (touched: Touched) => void) => () => void;
  readonly close: () => void;
}

/** Opens the channel of a database. Without BroadcastChannel the listeners of this context hear only this context. */
export function channelOf(name: string): Channel {
  const listeners = new Set<(touched: Touched) => void>();
  const hear = (touched: Touched): void => {
    for (const listener of [...listeners]) listener(touched);
  };
  const others =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${name}/touched`);
  others?.addEventListener('message', ({ data }: MessageEvent<Touched>) => hear(data));
  return {
    tell: (touched) => {
      others?.postMessage(touched);
      hear(touched);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      others?.close();
      listeners.clear();
    },
  };
}
