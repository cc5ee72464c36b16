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
      try {
        value = await shelf.get(key);
      } catch {
        // The medium failed: what was read stays, and the lab says so itself.
      }
      isRead = true;
      update();
    };
    void read();
    return shelf.watch(key, () => void read());
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
