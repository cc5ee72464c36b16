// Lends a room to a story: the room sends and keeps time, the page waits, the shelf keeps the run.
import type { Stage, Wait } from '../../scenarios/stage.ts';
import type { Room, Shelf } from '../lab.ts';

/** Key of a story's run on the shelf. */
export const runKey = (scenario: string): string => `scenario/${scenario}`;

/**
 * The stage of a scenario in its room. The provider has a token of its own, so that history tells it
 * from the learner. A run is kept only as long as this tab has the story (`isOurs`).
 */
export function stageOf(
  { room, shelf, isOurs }: { room: Room; shelf: Shelf; isOurs: () => boolean },
  scenario: string,
): Stage {
  const key = runKey(scenario);
  return {
    target: { baseUrl: room.tenant.baseUrl, token: `${room.tenant.token}-idp` },
    send: (request) => room.send(request),
    removeGrant: (grant) => room.removeGrant(grant),
    scene: () => Promise.resolve(room.directory.get()),
    knows: (exchange) => room.history.get().some(({ id }) => id === exchange),
    now: () => room.now(),
    stand: () => room.stand(),
    run: (rate) => room.run(rate),
    jumpTo: (labTime) => room.jumpTo(labTime),
    restart: async () => {
      await room.restart();
      await room.stand(); // reads the clock anew
    },
    wait,
    save: async (run) => {
      if (!isOurs()) return;
      await (run === undefined ? shelf.delete(key) : shelf.put(key, run));
    },
  };
}

/** Waits wall time, in milliseconds. */
function wait(milliseconds: number): Wait {
  let cancel = (): void => undefined;
  const over = new Promise<'over' | 'cancelled'>((resolve) => {
    const timer = setTimeout(() => resolve('over'), milliseconds);
    cancel = () => {
      clearTimeout(timer);
      resolve('cancelled');
    };
  });
  return { over, cancel: () => cancel() };
}
