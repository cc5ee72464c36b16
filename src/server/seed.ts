// Turns a starting world, which is data, into what a store is seeded with: every resource gets its meta.
import type { JsonObject } from '../base/json.ts';
import type { TenantSeed } from '../store/store.ts';
import { numbered } from '../vault/numbered.ts';
import type { WorldSeed } from './world.ts';

const instantOf = (text: string): string => new Date(Date.parse(text)).toISOString();

/**
 * The seed of a tenant in a starting world: users first, then groups, in the order of the file, each
 * in its first version. `created` (ISO 8601 instant) is the world's own clock when left out.
 */
export function seedOf(world: WorldSeed, tenant: string, created = world.clock): TenantSeed {
  const resourcesOf = (type: string, resources: WorldSeed['users']): TenantSeed['resources'] =>
    resources.map((resource) => ({ type, resource: withMeta(resource, type, created) }));
  return {
    tenant,
    resources: [...resourcesOf('User', world.users), ...resourcesOf('Group', world.groups)],
    documents: {
      vault: numbered(world.vault) as unknown as JsonObject, // a vault is JSON all through
      pam: { since: instantOf(created) },
    },
    nextIds: world.nextIds,
  };
}

function withMeta(
  resource: JsonObject & { readonly id: string },
  resourceType: string,
  created: string,
): JsonObject & { readonly id: string } {
  const at = instantOf(created);
  return {
    ...resource,
    meta: { resourceType, created: at, lastModified: at, version: 'W/"1"' },
  };
}
