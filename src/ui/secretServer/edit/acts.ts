// Describes what can be done at once with a thing of the console.
import type { Result } from '../../../base/result.ts';
import type { NotActed } from '../../../vault/command.ts';

/** Something to do. With `ask` it is asked first, because something goes by it. */
export interface ActOffer {
  readonly words: string;
  readonly send: () => Promise<Result<unknown, NotActed>>;
  readonly ask?: {
    readonly title: string;
    /** What goes, in whole sentences. */
    readonly text: string;
    /** On the button that leaves everything as it is. */
    readonly keep: string;
  };
}
