// Lets runes read one record of the shelf: whoever reads `current` follows it, in whichever tab it changes.
import { createSubscriber } from 'svelte/reactivity';
import type { JsonObject } from '../base/json.ts';
import type { Shelf } from './lab.ts';

/** A record as a reactive value; `isRead` is false until the shelf has answered for the first time. */
export interface ShelfRecord {
  readonly current: JsonObject | undefined;
  readonly isRead: boolean;
}

/** Follows a record while something on screen reads it. */
export function recordOn(shelf: Shelf, key: string): ShelfRecord {
  let value: JsonObject | undefined;
  let isRead = false;
  const follow = createSubscriber((update) => {
    const read = async () => {
      value = await shelf.get(key);
      isRead = true;
      update();
    };
    const quietly = () => void read().catch(() => undefined); // the medium failed: what was read stays
    quietly();
    return shelf.watch(key, quietly);
  });
  return {
    get current() {
      follow();
      return value;
    },
    get isRead() {
      follow();
      return isRead;
    },
  };
}
