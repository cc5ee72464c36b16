// Does by hand what an administrator does, notes in one line what happened, and offers to undo it.
import { fail, ok, type Result } from '../../../base/result.ts';
import type { Acted, NotActed, VaultCommand } from '../../../vault/command.ts';
import type { Directory, Room } from '../../lab.ts';
import { toast } from '../../toasts.svelte.ts';
import { actingIn } from './acting.svelte.ts';

/** A command; whose hand it is, is known here. */
export type Deed = VaultCommand;

/** Where one acts, and as whom. */
export interface Place {
  readonly room: Room;
  readonly directory: Directory;
}

/**
 * Carries out a command as the person chosen in the console. `said` is what happened, a sentence without its
 * full stop: `Ana Ruiz is disabled`. A refusal changes nothing and is for whoever asked to show.
 */
export async function byHand(
  { room, directory }: Place,
  deed: Deed,
  said: string,
): Promise<Result<Acted, NotActed>> {
  const acted = await room.act({ ...deed, as: actingIn(directory) }).catch(notKept);
  if (!acted.ok) return acted;
  const { change } = acted.value;
  if (change === undefined) toast({ tone: 'info', text: 'All was so already: nothing changed.' });
  else
    toast({
      ...{ tone: 'ok', lead: `${said}.`, text: 'The audit has it.' },
      action: { label: 'Undo', run: () => void takeBack(room, change, said) },
    });
  return ok(acted.value);
}

const notKept = (error: unknown): Result<never, NotActed> =>
  fail({
    text: `The browser did not keep the change: ${error instanceof Error ? error.message : String(error)}. Nothing was changed. Try again.`,
  });

async function takeBack(room: Room, change: string, said: string): Promise<void> {
  const undone = await room.undo(change);
  toast(
    undone.ok
      ? { tone: 'ok', lead: 'Undone.', text: `${said} no more. The audit has both.` }
      : { tone: 'warn', lead: 'Not undone.', text: undone.trouble },
  );
}
