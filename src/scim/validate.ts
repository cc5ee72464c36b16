// Reads the body of a create or a PUT into a resource fit to store, and says what was ignored and why.
import type { Json, JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { Problem } from './problem.ts';
import type { Profile } from './profile.ts';
import type { ResourceType } from './schema.ts';
import type { Source, TraceStep } from './trace.ts';

/** Something a client sent that is not stored: the path as sent, the value, and the rule. */
export interface Ignored {
  readonly path: string;
  readonly value: Json;
  readonly why: string;
  readonly source: Source;
}

/** A body that was read. `resource` has no `id` and `meta` on create; on PUT it has those of `existing`. */
export interface ReadResource {
  readonly resource: JsonObject;
  readonly steps: readonly TraceStep[];
  readonly ignored: readonly Ignored[];
}

/** Reads a body for POST (no `existing`) or PUT (`existing` is the stored resource); all problems at once. */
export function readResource(_input: {
  readonly body: Json;
  readonly type: ResourceType;
  readonly profile: Profile;
  readonly existing?: JsonObject;
}): Result<ReadResource, readonly Problem[]> {
  throw new Error('Being written.');
}
