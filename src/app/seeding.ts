// Fills a store with its starting worlds: the workbench's company once, a room when it is first opened.
import { standingAt } from '../base/clock.ts';
import { seedOf } from '../server/seed.ts';
import { bareSetup, type ScimSetup } from '../server/setup.ts';
import { emptyWorld, roomTenant } from '../server/tenants.ts';
import type { Tenant, WorldSeed } from '../server/world.ts';
import type { Store, TenantSeed } from '../store/store.ts';
import type { Alone } from './alone.ts';
import { setFaults } from './faultRecords.ts';
import {
  asRecord,
  asRoom,
  asWorld,
  entriesOf,
  keyOf,
  workbench,
  type RoomRecord,
  type WorldRecord,
} from './places.ts';
import { putSetup, setupKey } from './setupRecords.ts';

/** What seeding works with. `seedNamed` rejects with a sentence for a world that does not exist. */
export interface Sower {
  readonly store: Store;
  readonly alone: Alone;
  readonly seedNamed: (id: string) => Promise<WorldSeed>;
}

/**
 * Seeds one tenant of the workbench's company, and the company itself, unless they are there already.
 * @throws Error with a sentence if the company has no such tenant.
 */
export async function ensureTenant(sower: Sower, tenant: string): Promise<void> {
  const isThere = async (): Promise<boolean> =>
    (await companyOf(sower.store))?.seeded.includes(tenant) ?? false;
  if (await isThere()) return;
  await sower.alone(async () => {
    if (!(await isThere())) await sowFirst(sower, tenant);
  });
}

/**
 * Begins the workbench's company anew in a starting world: the tenants that the lab comes with, each seeded
 * when it is first asked for, and the clock. Call it alone.
 */
export async function sowWorkbench({ store, seedNamed }: Sower, seed: string): Promise<void> {
  const world = await seedNamed(seed);
  await store.records.delete(keyOf.world);
  await store.records.delete(setupKey(workbench));
  await beginCompany(store, world, []);
}

/** The company's record is written last: what it does not name does not exist yet. */
async function beginCompany(
  store: Store,
  world: WorldSeed,
  seeded: readonly string[],
): Promise<void> {
  const clock = Date.parse(world.clock);
  await store.records.put(keyOf.clock(workbench), asRecord(standingAt(clock)));
  const record = { seed: world.id, clock, seeded, ...definitionsOf(world) };
  await store.records.put(keyOf.world, asRecord(record));
}

/** Seeds a tenant for the first time; the company begins with it if it has not begun. */
async function sowFirst({ store, seedNamed }: Sower, tenant: string): Promise<void> {
  const company = await companyOf(store);
  const entry = entriesOf(company).find(({ id }) => id === tenant);
  if (!entry) throw new Error(`The workbench has no tenant “${tenant}”.`);
  const { start = company?.seed ?? workbench } = entry;
  const kept = await keptStart(store, tenant);
  await store.seed(kept ?? seedOf(await seedNamed(start), tenant));
  if (!company) return beginCompany(store, await seedNamed(workbench), [tenant]);
  await store.records.update(keyOf.world, (old) => {
    const known = old ? asWorld(old) : company;
    return asRecord({ ...known, seeded: [...new Set([...known.seeded, tenant])] });
  });
}

/** What a copied tenant began with; undefined for all others. */
async function keptStart(store: Store, tenant: string): Promise<TenantSeed | undefined> {
  const kept = await store.records.get(keyOf.start(tenant));
  return kept as TenantSeed | undefined; // written by tenantBook.ts in this shape; imports are checked
}

async function companyOf(store: Store): Promise<WorldRecord | undefined> {
  const record = await store.records.get(keyOf.world);
  return record && asWorld(record);
}

/**
 * Puts one tenant of the workbench into its starting state, or into another world; the company's clock goes
 * back with it, unless the tenant is a copy, which began at no world's time. Call it alone.
 */
export async function sowTenant(
  { store, seedNamed }: Sower,
  of: { readonly tenant: Tenant; readonly world?: string | undefined },
): Promise<void> {
  const { tenant } = of;
  const start = entriesOf(await companyOf(store)).find(({ id }) => id === tenant.id)?.start;
  const kept = of.world === undefined ? await keptStart(store, tenant.id) : undefined;
  if (kept) await store.seed(kept);
  else {
    const world = await seedNamed(of.world ?? start ?? workbench);
    await store.seed(seedOf(world, tenant.id));
    const clock = standingAt(Date.parse(world.clock));
    await store.records.put(keyOf.clock(tenant.world), asRecord(clock));
  }
  await setFaults(store.records, tenant, undefined);
  await putSetup(store.records, tenant, firstSetup(of.world ?? start));
}

/** A Secret Server that is empty has its SCIM set-up still to do; everything else is set up. */
export const firstSetup = (world: string | undefined): ScimSetup | undefined =>
  world === emptyWorld ? bareSetup : undefined;

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
  await putSetup(store.records, tenant, undefined);
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
