// Keeps a run with its story's version, and takes it back only if it still fits: an old or damaged one is refused in words.
import { createActor } from 'xstate';
import type { Snapshot } from 'xstate';
import type { JsonObject } from '../base/json.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { keptRun } from './keptRun.ts';
import type { StoryMachine } from './machine.ts';
import type { Run } from './run.ts';
import type { Scenario } from './story.ts';

/** A run as it is stored; `snapshot` is the machine's persisted snapshot, `byHand` whether the learner sends. */
export interface SavedRun extends JsonObject {
  readonly scenario: string;
  readonly version: number;
  readonly byHand: boolean;
  readonly snapshot: JsonObject;
}

/** What was taken back: the machine's snapshot, and the run in it. */
export interface Restored {
  readonly snapshot: Snapshot<unknown>;
  readonly run: Run;
  readonly byHand: boolean;
}

/** Makes the record to store. */
export const savedRun = (
  scenario: Scenario,
  snapshot: Snapshot<unknown>,
  byHand: boolean,
): SavedRun => ({
  scenario: scenario.id,
  version: scenario.version,
  byHand,
  snapshot: snapshot as unknown as JsonObject, // XState promises that a persisted snapshot is JSON
});

/** Takes a stored run back. The trouble is a whole sentence; nothing is thrown for any input. */
export function restoredRun(
  scenario: Scenario,
  machine: StoryMachine,
  saved: unknown,
): Result<Restored, string> {
  const run = keptRun(scenario, saved);
  if (!run.ok) return run;
  const { snapshot, byHand } = saved as SavedRun; // keptRun has looked
  if (!isResting(machine, snapshot)) return fail('The saved run is damaged.');
  return ok({
    snapshot: snapshot as unknown as Snapshot<unknown>, // isResting has let XState read it
    run: run.value,
    byHand: byHand === true,
  });
}

/** True if the machine can read the snapshot and it rests in a state the machine still has. */
function isResting(machine: StoryMachine, snapshot: JsonObject): boolean {
  try {
    const actor = createActor(machine, { snapshot: snapshot as unknown as Snapshot<unknown> });
    const read = actor.getSnapshot();
    return read.status === 'done' || (read.status === 'active' && read.hasTag('resting'));
  } catch {
    return false; // XState throws for values it cannot place at all
  }
}
