// Keeps a run with its story's version, and takes it back only if it still fits: an old or damaged one is refused in words.
import { createActor } from 'xstate';
import type { Snapshot } from 'xstate';
import { isList, isObject } from '../base/json.ts';
import type { JsonObject } from '../base/json.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
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
  if (!isObject(saved) || !isObject(saved['snapshot'])) return fail('The saved run is damaged.');
  if (saved['scenario'] !== scenario.id) return fail('The saved run belongs to another story.');
  if (saved['version'] !== scenario.version)
    return fail('The story has changed since this run was saved.');
  const snapshot = saved['snapshot'];
  const run = snapshot['context'];
  if (!isRun(run, scenario) || !isResting(machine, snapshot))
    return fail('The saved run is damaged.');
  return ok({
    snapshot: snapshot as unknown as Snapshot<unknown>, // isResting has let XState read it
    run,
    byHand: saved['byHand'] === true,
  });
}

function isRun(value: unknown, scenario: Scenario): value is Run {
  return (
    isObject(value) &&
    value['scenario'] === scenario.id &&
    value['version'] === scenario.version &&
    typeof value['steps'] === 'number' &&
    isObject(value['facts']) &&
    ['lines', 'answers', 'samples', 'mismatches', 'unmet'].every((name) => isList(value[name]))
  );
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
