// Lets runes read the lab's live values: whoever reads `current` in a template or effect follows it.
import { createSubscriber } from 'svelte/reactivity';
import type { Live } from '../base/live.ts';

/** A live value as a reactive one. It listens only while something on screen reads it. */
export function watched<Value>(live: Live<Value>): { readonly current: Value } {
  const follow = createSubscriber((update) => {
    let heard = false; // the first call only repeats the present value
    const stop = live.subscribe(() => {
      if (heard) update();
      heard = true;
    });
    return stop;
  });
  return {
    get current() {
      follow();
      return live.get();
    },
  };
}
