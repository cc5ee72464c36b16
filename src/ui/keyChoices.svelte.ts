// Remembers on the lab's shelf what the reader chose about keys: those without a modifier, and what Tab does in an editor.
import { tabKey } from './editor/tabKey.svelte.ts';
import { singleKeys } from './keyboard.svelte.ts';
import type { Shelf } from './lab.ts';

const record = 'ui/keys';

/** Reads the choices, now and whenever another tab changes them; gives the stop function. */
export function followKeyChoices(shelf: Shelf): () => void {
  const read = async () => {
    const kept = await shelf.get(record);
    singleKeys.on = kept?.['singles'] !== false;
    tabKey.moves = kept?.['tabMoves'] !== false;
  };
  void read();
  return shelf.watch(record, () => void read());
}

/** Keeps the choices as they are now. */
export const keepKeyChoices = (shelf: Shelf): void =>
  void shelf.put(record, { singles: singleKeys.on, tabMoves: tabKey.moves });
