// Tells every listener what a write touched: here, and in the other tabs and workers that use the same database.
import type { Touched } from './store.ts';

/** Where writes are announced. */
export interface Channel {
  readonly tell: (touched: Touched) => void;
  readonly watch: (listener: (touched: Touched) => void) => () => void;
  readonly close: () => void;
}

/** The line to other contexts: the part of a BroadcastChannel that is needed. */
export interface Line {
  postMessage(touched: Touched): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: Touched }) => void): void;
  close(): void;
}

/** Makes a channel. Without a line to others, the listeners of this context hear only this context. */
export function channelOver(line: Line | undefined): Channel {
  const listeners = new Set<(touched: Touched) => void>();
  let isOpen = true;
  const hear = (touched: Touched): void => {
    for (const listener of [...listeners]) listener(touched);
  };
  line?.addEventListener('message', ({ data }) => hear(data));
  return {
    tell: (touched) => {
      if (isOpen) line?.postMessage(touched); // a write may end after its store was closed
      hear(touched);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      isOpen = false;
      line?.close();
      listeners.clear();
    },
  };
}
