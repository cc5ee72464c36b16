// Fills a store with its starting worlds: the workbench's company once, a room when it is first opened.
import { standingAt } from '../base/clock.ts';
import { seedOf } from '../server/seed.ts';
import { northwindTenants, roomTenant } from '../server/tenants.ts';
import type { Tenant, WorldSeed } from '../server/world.ts';
import type { Store } from '../store/store.ts';
import type { Alone } from './alone.ts';
import { asRecord, asRoom, keyOf, workbench, type RoomRecord } from './places.ts';

/** What seeding works with. `seedNamed` rejects with a sentence for a world that does not exist. */
export interface Sower {
  readonly store: Store;
  readonly alone: Alone;
  readonly seedNamed: (id: string) => Promise<WorldSeed>;
}

/** Seeds the workbench's company unless it is there already. */
export async function ensureWorkbench(sower: Sower): Promise<void> {
  const exists = () => sower.store.records.get(keyOf.world);
  if (await exists()) return;
  await sower.alone(async () => {
    if (!(await exists())) await sowWorkbench(sower, workbench);
  });
}

/**
 * Puts the workbench's tenants into a starting world. Call it alone. The world's record is written
 * last: while it is missing, the company does not exist yet.
 */
export async function sowWorkbench({ store, seedNamed }: Sower, seed: string): Promise<void> {
  const world = await seedNamed(seed);
  const clock = Date.parse(world.clock);
  await store.records.delete(keyOf.world);
  for (const tenant of northwindTenants(clock)) await store.seed(seedOf(world, tenant.id));
  await store.records.put(keyOf.clock(workbench), asRecord(standingAt(clock)));
  await store.records.put(keyOf.world, asRecord({ seed, clock }));
}

/** Puts one tenant of the workbench into a starting world; the company's clock goes back with it. Call it alone. */
export async function sowTenant(
  { store, seedNamed }: Sower,
  of: { readonly tenant: Tenant; readonly world: string },
): Promise<void> {
  const world = await seedNamed(of.world);
  await store.seed(seedOf(world, of.tenant.id));
  const clock = standingAt(Date.parse(world.clock));
  await store.records.put(keyOf.clock(of.tenant.world), asRecord(clock));
}

/** Seeds a room unless it is there already; a room that began otherwise begins anew. */
export async function ensureRoom(sower: Sower, room: RoomRecord): Promise<Tenant> {
  const tenant = tenantOfRoom(room);
  const exists = async (): Promise<boolean> => {
    const kept = await sower.store.records.get(keyOf.room(tenant.name));
    return kept !== undefined && sameRoom(asRoom(kept), room);
  };
  if (!(await exists()))
    await sower.alone(async () => {
      if (!(await exists())) await sowRoom(sower, room);
    });
  return tenant;
}

/** Puts a room into its starting state, clock included. Call it alone. */
export async function sowRoom({ store, seedNamed }: Sower, room: RoomRecord): Promise<void> {
  const tenant = tenantOfRoom(room);
  const world = await seedNamed(room.world);
  const created = new Date(room.clock).toISOString();
  await store.records.delete(keyOf.room(tenant.name));
  await store.seed(seedOf(world, tenant.id, created));
  await store.records.put(keyOf.clock(tenant.world), asRecord(standingAt(room.clock)));
  await store.records.put(keyOf.room(tenant.name), asRecord(room));
}

const tenantOfRoom = (room: RoomRecord): Tenant => roomTenant(room.name, room.profile, room.clock);

const sameRoom = (left: RoomRecord, right: RoomRecord): boolean =>
  left.name === right.name &&
  left.world === right.world &&
  left.clock === right.clock &&
  left.profile === right.profile;
