// A server with one large group for row 2: what a request costs that takes members out of it, from text to text.
import type { JsonObject } from '../../../src/base/json.ts';
import { groupType, userType } from '../../../src/scim/resourceTypes.ts';
import { respond } from '../../../src/server/respond.ts';
import { roomTenant } from '../../../src/server/tenants.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import type { Store, TenantSeed } from '../../../src/store/store.ts';
import { kept } from '../cpu.ts';
import type { Work } from '../turns.ts';

const at = '2026-11-30T09:00:00.000Z';
const now = Date.parse(at);
const groupId = '7';
const tenant = roomTenant('bench/group', 'strict', now);

/** The id of a member by its place in the group. */
export const memberId = (place: number): string => String(1000 + place);

/** A group with so many members, as it is stored. */
export const group = (members: number): JsonObject & { readonly id: string } => ({
  schemas: [groupType.schema.id],
  id: groupId,
  displayName: 'Everybody',
  members: Array.from({ length: members }, (_, place) => ({
    value: memberId(place),
    type: 'User',
  })),
  meta: meta('Group'),
});

const meta = (resourceType: string): JsonObject => ({
  resourceType,
  created: at,
  lastModified: at,
  version: 'W/"1"',
});

const person = (place: number): JsonObject & { readonly id: string } => ({
  schemas: [userType.schema.id],
  id: memberId(place),
  userName: `person.${place}@bench.example`,
  active: true,
  meta: meta('User'),
});

/** A tenant in which everybody is in the group. */
const seedOf = (members: number): TenantSeed => ({
  tenant: tenant.id,
  resources: [
    ...Array.from({ length: members }, (_, place) => ({ type: 'User', resource: person(place) })),
    { type: 'Group', resource: group(members) },
  ],
  documents: {},
  nextIds: {},
});

/** What a request takes out, how often, and what the answer shows. */
export interface Asked {
  readonly members: number;
  /** Bodies of PATCH requests; each takes out as many members as any other. */
  readonly bodies: readonly string[];
  /** Stands behind the group's address: `?attributes=displayName` leaves its members out of the answer. */
  readonly query: string;
}

/**
 * Sends one body after the other; when they are through, the tenant starts afresh, without its journal,
 * which costs little beside them.
 * @throws Error when a request is answered with anything but 200.
 */
export function requests({ members, bodies, query }: Asked): Work {
  const [store, seed] = [memoryStore(), seedOf(members)];
  let sent = 0;
  return async (times) => {
    for (let time = 0; time < times; time += 1) {
      if (sent % bodies.length === 0) await store.seed(seed);
      kept.last = await ask(store, { body: bodies[sent % bodies.length]!, query, no: (sent += 1) });
    }
  };
}

async function ask(
  store: Store,
  of: { readonly body: string; readonly query: string; readonly no: number },
): Promise<string | undefined> {
  const { response } = await respond(
    {
      method: 'PATCH',
      url: `${tenant.baseUrl}/Groups/${groupId}${of.query}`,
      headers: [
        ['Authorization', `Bearer ${tenant.tokens[0]!.value}`],
        ['Content-Type', 'application/scim+json'],
      ],
      body: of.body,
    },
    { store, clock: { now: () => now }, tenant, exchange: `bench-${of.no}` },
  );
  if (response.status !== 200) throw new Error(`Expected 200, got ${response.body}.`);
  return response.body;
}
