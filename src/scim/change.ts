// Describes what a request did to stored resources: whole before and after, and the attributes that differ.
import type { JsonObject } from '../base/json.ts';

/** One stored resource that was created, replaced (by PUT or PATCH), or deleted. */
export interface Change {
  readonly kind: 'create' | 'replace' | 'delete';
  /** How it was replaced; absent: in passing, as a group loses a member who is deleted. */
  readonly by?: 'put' | 'patch';
  readonly resourceType: string;
  readonly id: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}
