// Takes the run out of a kept record of a story, without the machine that plays it.
import { isList, isObject } from '../base/json.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Run } from './run.ts';
import type { Scenario } from './story.ts';

/** The run in a record as it was stored. The trouble is a whole sentence; nothing is thrown for any input. */
export function keptRun(scenario: Scenario, saved: unknown): Result<Run, string> {
  if (!isObject(saved) || !isObject(saved['snapshot'])) return fail('The saved run is damaged.');
  if (saved['scenario'] !== scenario.id) return fail('The saved run belongs to another story.');
  if (saved['version'] !== scenario.version)
    return fail('The story has changed since this run was saved.');
  const run = saved['snapshot']['context'];
  return isRun(run, scenario) ? ok(run) : fail('The saved run is damaged.');
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
