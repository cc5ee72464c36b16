// Shortens the event URIs of RFC 9967 to the part that tells them apart.
import type { SecurityEvent } from '../../scim/events.ts';

/** What a token tells of: `patch:full`, `deactivate`. */
export const eventNames = ({ events }: SecurityEvent): readonly string[] =>
  Object.keys(events).map((uri) => uri.replace(/^urn:ietf:params:scim:event:prov:/, ''));
