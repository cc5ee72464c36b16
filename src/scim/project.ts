// Picks what an answer shows of a resource: `returned`, `attributes`, `excludedAttributes` (RFC 7644 §3.9).
import type { JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { Problem } from './problem.ts';
import type { ResourceType } from './schema.ts';

/** A choice of attributes: by JSON name, whole or in parts. */
export type Selection = true | ReadonlyMap<string, Selection>;

/** What the client wants to see, resolved for each resource type by name. */
export interface Projection {
  readonly mode: 'only' | 'without';
  readonly selections: ReadonlyMap<string, ReadonlyMap<string, Selection>>;
}

/** The two parameters as they came: comma-separated text (query) or a list of names (`.search`). */
export interface ProjectionParameters {
  readonly attributes?: string | readonly string[] | undefined;
  readonly excludedAttributes?: string | readonly string[] | undefined;
}

/** Reads the parameters; undefined when neither asks for anything. Both together are 400. */
export function readProjection(
  _parameters: ProjectionParameters,
  _types: readonly ResourceType[],
): Result<Projection | undefined, Problem> {
  throw new Error('Being written.');
}

/** The resource as a client may see it; never a password. */
export function project(
  _resource: JsonObject,
  _type: ResourceType,
  _projection?: Projection,
): JsonObject {
  throw new Error('Being written.');
}
