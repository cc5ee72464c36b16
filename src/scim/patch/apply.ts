// Applies a PATCH (RFC 7644 §3.5.2) to a copy of a resource: every operation, or none.
import type { Json, JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { Problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { ResourceType } from '../schema.ts';
import type { TraceStep } from '../trace.ts';

/** What a PATCH came to. `resource` is the patched copy (the very resource given if nothing changed). */
export interface PatchOutcome {
  readonly resource: JsonObject;
  readonly changed: boolean;
  readonly steps: readonly TraceStep[];
}

/** Applies a PATCH body to a stored resource; `resource` is left as it was. */
export function applyPatch(_input: {
  readonly resource: JsonObject;
  readonly body: Json;
  readonly type: ResourceType;
  readonly profile: Profile;
}): Result<PatchOutcome, Problem> {
  throw new Error('Being written.');
}
