// Writes what the server says about itself (RFC 7644 §4): its configuration, its resource types, its schemas.
import type { JsonObject } from '../base/json.ts';
import type { Profile } from './profile.ts';

/** The ServiceProviderConfig of a profile, without `meta.location`. */
export function serviceProviderConfig(_profile: Profile): JsonObject {
  throw new Error('Being written.');
}

/** Every Schema resource, without `meta.location`; each has its URN as `id`. */
export function schemaResources(): readonly JsonObject[] {
  throw new Error('Being written.');
}

/** Every ResourceType resource, without `meta.location`; each has its name as `id`. */
export function resourceTypeResources(): readonly JsonObject[] {
  throw new Error('Being written.');
}
