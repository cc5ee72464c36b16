// Takes everything the lab has stored out as one value, and puts such a value in place of everything, or refuses it whole.
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { backupOf, readBackup } from '../store/backup.ts';
import { withoutProving } from './provingNames.ts';
import type { LabStorage } from './storage.ts';
import { recordMistakes } from './recordShapes.ts';

/** Everything as one JSON value. `wall` is the present moment in milliseconds. */
export async function exportLab(storage: LabStorage, wall: number): Promise<JsonObject> {
  const [worlds, learner] = await Promise.all([storage.worlds.dump(), storage.learner.dump()]);
  return backupOf({
    worlds: withoutProving(worlds),
    learner,
    savedAt: new Date(wall).toISOString(),
  });
}

/** Puts exported data in place of everything. The trouble lists every reason; nothing has changed then. */
export async function importLab(
  { worlds, learner }: LabStorage,
  data: unknown,
): Promise<Result<void, readonly string[]>> {
  const read = readBackup(data);
  if (!read.ok) return read;
  const mistakes = recordMistakes(read.value.worlds.records);
  if (mistakes.length > 0) return fail(mistakes);
  const before = await worlds.dump();
  await worlds.load(read.value.worlds as unknown as JsonObject); // a dump is JSON all through
  try {
    await learner.load(read.value.learner as unknown as JsonObject);
  } catch (error) {
    await worlds.load(before);
    throw error;
  }
  return ok(undefined);
}
