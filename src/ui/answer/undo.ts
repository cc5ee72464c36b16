// Puts back what an exchange changed, and says in a note whether that worked.
import type { LabExchange, Room } from '../lab.ts';
import { toast } from '../toasts.svelte.ts';

/** Undoes an exchange in its room; a refusal is shown with its reason. Gives true when it worked. */
export async function undoExchange(room: Room, exchange: LabExchange): Promise<boolean> {
  const undone = await room.undo(exchange.id);
  if (undone.ok) {
    toast({
      tone: 'ok',
      lead: `Exchange ${exchange.no} is undone.`,
      text: 'The history keeps it.',
    });
  } else {
    toast({ tone: 'warn', lead: 'Not undone.', text: undone.trouble });
  }
  return undone.ok;
}
