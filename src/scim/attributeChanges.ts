// Compares a resource before and after a request, attribute by attribute, and says why each differs.
import type { Json, JsonObject } from '../base/json.ts';
import type { ResourceType } from './schema.ts';
import type { Source } from './trace.ts';

/** One row of the Changes table. `path` is dotted, elements of lists as `emails[type eq "work"].value`. */
export interface AttributeChange {
  readonly path: string;
  readonly kind: 'add' | 'remove' | 'change' | 'same' | 'ignored';
  readonly before?: Json;
  readonly after?: Json;
  readonly sent?: Json;
  readonly why: string;
  readonly source?: Source;
}

/** Compares a resource; `sent` is the request's body (a resource, or a PATCH), parsed. */
export function attributeChanges(_input: {
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly sent?: Json;
  readonly type: ResourceType;
}): readonly AttributeChange[] {
  throw new Error('Being written.');
}
