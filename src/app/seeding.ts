// Fills a store with its starting worlds: the workbench's company once, a room when it is first opened.
import { standingAt } from '../base/clock.ts';
import { seedOf } from '../server/seed.ts';
import { northwindTenants, roomTenant } from '../server/tenants.ts';
import type { Tenant, WorldSeed } from '../server/world.ts';
import type { Store } from '../store/store.ts';
import type { Alone } from './alone.ts';
import { setFaults } from './faultRecords.ts';
import {
  asRecord,
  asRoom,
  asWorld,
  keyOf,
  workbench,
  type RoomRecord,
  type WorldRecord,
} from './places.ts';

/** What seeding works with. `seedNamed` rejects with a sentence for a world that does not exist. */
export interface Sower {
  readonly store: Store;
  readonly alone: Alone;
  readonly seedNamed: (id: string) => Promise<WorldSeed>;
}

/** Seeds one tenant of the workbench's company, and the company itself, unless they are there already. */
export async function ensureTenant(sower: Sower, tenant: string): Promise<void> {
  const isThere = async (): Promise<boolean> =>
    (await companyOf(sower.store))?.seeded.includes(tenant) ?? false;
  if (await isThere()) return;
  await sower.alone(async () => {
    if (!(await isThere())) await sowTenants(sower, workbench, [tenant]);
  });
}

/** Puts all of the workbench's tenants into a starting world, and its clock. Call it alone. */
export async function sowWorkbench(sower: Sower, seed: string): Promise<void> {
  await sower.store.records.delete(keyOf.world);
  await sowTenants(
    sower,
    seed,
    northwindTenants(0).map(({ id }) => id),
  );
}

/**
 * Seeds tenants of a company that is already there, or begins it. Its record is written last: what it
 * does not name does not exist yet.
 */
async function sowTenants(
  { store, seedNamed }: Sower,
  seed: string,
  tenants: readonly string[],
): Promise<void> {
  const known = await companyOf(store);
  const world = await seedNamed(known?.seed ?? seed);
  const clock = Date.parse(world.clock);
  await Promise.all(tenants.map((id) => store.seed(seedOf(world, id))));
  if (!known) await store.records.put(keyOf.clock(workbench), asRecord(standingAt(clock)));
  const seeded = [...new Set([...(known?.seeded ?? []), ...tenants])];
  const faults = known?.faults;
  const record = { seed: known?.seed ?? seed, clock, seeded, ...(faults && { faults }) };
  await store.records.put(keyOf.world, asRecord({ ...record, ...definitionsOf(world) }));
}

async function companyOf(store: Store): Promise<WorldRecord | undefined> {
  const record = await store.records.get(keyOf.world);
  return record && asWorld(record);
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
  await setFaults(store.records, of.tenant, undefined);
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

/**
 * Puts a room into its starting state, or into that of another world, clock included. Call it alone. Its
 * record keeps the world it was opened with: a restart elsewhere does not make it another room.
 */
export async function sowRoom(
  { store, seedNamed }: Sower,
  room: RoomRecord,
  start = room.world,
): Promise<void> {
  const tenant = tenantOfRoom(room);
  const world = await seedNamed(start);
  const created = new Date(room.clock).toISOString();
  await store.records.delete(keyOf.room(tenant.name));
  await store.seed(seedOf(world, tenant.id, created));
  await store.records.put(keyOf.clock(tenant.world), asRecord(standingAt(room.clock)));
  await store.records.put(keyOf.room(tenant.name), asRecord({ ...room, ...definitionsOf(world) }));
}

/** What a world defines, in the shape that records keep it in. */
const definitionsOf = ({ definitions }: WorldSeed): Pick<RoomRecord, 'definitions'> =>
  definitions ? { definitions } : {};

const tenantOfRoom = (room: RoomRecord): Tenant => roomTenant(room.name, room.profile, room.clock);

const sameRoom = (left: RoomRecord, right: RoomRecord): boolean =>
  left.name === right.name &&
  left.world === right.world &&
  left.clock === right.clock &&
  left.profile === right.profile;
