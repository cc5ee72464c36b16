// Names the tenants that the conformance suite runs in, and keeps them out of exports: they are nobody's work.
import { type JsonObject } from '../base/json.ts';
import type { ProfileId } from '../scim/profile.ts';

const prefix = 'conformance/';

/** The name of the tenant of a profile. */
export const provingName = (profile: ProfileId): string => `${prefix}${profile}`;

/** Records of such a tenant: its room under the name of its host, its clock under its own. */
const isOfProving = (key: string): boolean =>
  key.startsWith('room/conformance-') || key.includes(`/${prefix}`);

/** A dump of the worlds without them, as when a run was cut short by closing the page. */
export function withoutProving(dump: JsonObject): JsonObject {
  const { tenants, records } = dump as {
    readonly tenants: readonly { readonly tenant: string }[];
    readonly records: JsonObject;
  }; // written by the store in this shape
  return {
    ...dump,
    tenants: tenants.filter(({ tenant }) => !tenant.startsWith(prefix)),
    records: Object.fromEntries(Object.entries(records).filter(([key]) => !isOfProving(key))),
  } as unknown as JsonObject; // the same, with less in it
}
