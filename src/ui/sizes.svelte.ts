// Remembers how wide and high the panes of a screen are, on the lab's shelf.
import { isObject } from '../base/json.ts';
import type { Shelf } from './lab.ts';

/** Pane sizes of one screen by name, in CSS pixels; they come back with the next visit. */
export class PaneSizes<Name extends string> {
  readonly #shelf: Shelf;
  readonly #key: string;
  readonly #sizes: Record<Name, number>;

  /** `screen` names the record `ui/sizes/<screen>`; `initial` holds until a record has been read. */
  constructor(shelf: Shelf, screen: string, initial: Readonly<Record<Name, number>>) {
    this.#shelf = shelf;
    this.#key = `ui/sizes/${screen}`;
    this.#sizes = $state({ ...initial });
    void this.#load();
  }

  /** The present size of a pane; 0 is collapsed. */
  of(name: Name): number {
    return this.#sizes[name];
  }

  /** Sets a size and keeps it. */
  set(name: Name, size: number): void {
    this.#sizes[name] = size;
    void this.#shelf.put(this.#key, { ...this.#sizes });
  }

  async #load(): Promise<void> {
    const kept = await this.#shelf.get(this.#key);
    if (!isObject(kept)) return;
    for (const name of Object.keys(this.#sizes) as Name[]) {
      const size = kept[name];
      if (typeof size === 'number' && size >= 0) this.#sizes[name] = size;
    }
  }
}
