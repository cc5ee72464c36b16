// Tells the frame which room is on stage, so that its status bar shows that room's clock and tenant.
import type { Room } from './lab.ts';

let current = $state.raw<{ readonly room: Room | undefined; readonly name: string }>({
  room: undefined,
  name: '',
});

/**
 * Puts a room on stage while a lesson or scenario is open; `name` is what the status bar calls it.
 * Call it in an `$effect` and return its result: `$effect(() => putOnStage(room, 'Leaver'))`.
 * Without one the workbench's room is on stage.
 */
export function putOnStage(room: Room, name: string): () => void {
  const mine = { room, name };
  current = mine;
  return () => {
    if (current === mine) current = { room: undefined, name: '' };
  };
}

/** The room on stage, if a screen put one there. */
export const onStage = (): { readonly room: Room | undefined; readonly name: string } => current;
