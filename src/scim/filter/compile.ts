// Turns a filter tree into a test of resources, by the schema of the types that are asked (RFC 7644 §3.4.2.2).
import type { JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { Problem } from '../problem.ts';
import type { Profile } from '../profile.ts';
import type { ResourceType } from '../schema.ts';
import type { FilterNode } from './node.ts';

/** An equality every match must have, on an attribute the store has an index for. */
export interface Lookup {
  readonly attribute: 'id' | 'userName' | 'externalId' | 'displayName' | 'members.value';
  readonly value: string;
}

/**
 * A filter ready to run. `matches` expects stored resources: declared attribute names, `meta.resourceType`
 * set. `lookup`, if there, narrows the candidates; `matches` must still be asked.
 */
export interface CompiledFilter {
  matches(resource: JsonObject): boolean;
  readonly lookup?: Lookup;
}

/**
 * Compiles a filter for one resource type (`/Users`) or several (a query at the root, where an
 * attribute that only another type has simply has no value). Problems are 400 invalidFilter.
 */
export function compileFilter(_input: {
  readonly filter: FilterNode;
  readonly types: readonly ResourceType[];
  readonly profile: Profile;
}): Result<CompiledFilter, Problem> {
  throw new Error('Being written.');
}
