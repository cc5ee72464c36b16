// Says what Tab does in the request editors: it moves the focus, so that nobody is trapped, until the reader wants blanks.
import { announce } from '../announce.svelte.ts';

let moves = $state(true);

/** What Tab does in every request editor of the page. */
export const tabKey = {
  get moves(): boolean {
    return moves;
  },
  set moves(value: boolean) {
    moves = value;
  },
  /** Turns moving into inserting and back, and says so. */
  toggle(): void {
    moves = !moves;
    announce(moves ? 'Tab moves the focus.' : 'Tab inserts blanks.');
  },
};
