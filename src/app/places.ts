// Finds out which tenant a request is for and what time it is there, from the records both page and worker read.
import type { ClockState } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { Faults } from '../http/fault.ts';
import type { ProfileId } from '../scim/profile.ts';
import { withSetup } from '../server/setup.ts';
import {
  roomTenant,
  shippedTenants,
  tenantAt,
  tenantOf,
  type TenantEntry,
} from '../server/tenants.ts';
import type { Tenant } from '../server/world.ts';
import type { Records, Store } from '../store/store.ts';
import { remembered } from './remembered.ts';
import { setupIn, setupKey } from './setupRecords.ts';

/** A tenant with its clock, as it is when a request comes in. */
export interface Place {
  readonly tenant: Tenant;
  readonly clock: ClockState;
  /** Something is to go wrong there. */
  readonly isFaulty: boolean;
}

/** The part of the records below that says what goes wrong on purpose, by tenant id. */
export interface Faulty {
  readonly faults?: Readonly<Record<string, Faults>>;
}

/**
 * How a room was opened; kept as record `room/<slug>`. `clock` is its first lab time, in milliseconds;
 * `definitions` are the schemas and types that its world brought.
 */
export interface RoomRecord extends Faulty {
  readonly name: string;
  readonly world: string;
  readonly clock: number;
  readonly profile: ProfileId;
  readonly definitions?: JsonObject;
}

/**
 * How the workbench's company started; kept as record `world/northwind`. `clock` is its first lab time,
 * in milliseconds. `seeded` are the tenants that are there; the others are seeded when first asked for.
 * `tenants` are all there are, once they are others than the lab comes with.
 */
export interface WorldRecord extends Faulty {
  readonly seed: string;
  readonly clock: number;
  readonly seeded: readonly string[];
  readonly tenants?: readonly TenantEntry[];
  readonly definitions?: JsonObject;
}

/** The world the workbench's tenants belong to. */
export const workbench = 'northwind';

/** Keys of the records that say what exists; `start` is what a copied tenant began with. */
export const keyOf = {
  world: `world/${workbench}`,
  clock: (world: string): string => `clock/${world}`,
  room: (slug: string): string => `room/${slug}`,
  start: (tenant: string): string => `start/${tenant}`,
} as const;

/** The first label of a room's host, which is its name with hyphens for slashes. */
const slugOf = (url: string): string | undefined =>
  /^https?:\/\/([^./:]+)\.secretservercloud\.com(?=[/:?#]|$)/i.exec(url)?.[1]?.toLowerCase();

/** Where a URL leads: to the tenant of this id, whose place is absent until it was seeded. */
export interface Found {
  readonly id: string;
  readonly place?: Place;
}

/** Who gives records: a store's own, or a memory of them. */
type Reader = Pick<Records, 'getMany'>;

/** Finds the tenant whose base URL a URL stands under; undefined if there is none. */
export async function placeOf(records: Reader, url: string): Promise<Found | undefined> {
  const slug = slugOf(url);
  const [world, clock, setups, room] = await records.getMany([
    ...[keyOf.world, keyOf.clock(workbench), setupKey(workbench)],
    ...(slug === undefined ? [] : [keyOf.room(slug)]),
  ]);
  const company = world && asWorld(world);
  const entry = tenantOf(url, entriesOf(company));
  if (!entry) return room && roomPlace(records, url, asRoom(room));
  return company?.seeded.includes(entry.id) && clock
    ? at(tenantAt(entry, company.clock), { clock, setups }, company)
    : { id: entry.id };
}

/** The entries of the company's tenants; those the lab comes with where no others are written down. */
export const entriesOf = (company: WorldRecord | undefined): readonly TenantEntry[] =>
  company?.tenants ?? shippedTenants;

/** The company's tenants, with tokens as its clock issued them. */
export const companyTenants = (company: WorldRecord | undefined): readonly Tenant[] =>
  entriesOf(company).map((entry) => tenantAt(entry, company?.clock ?? 0));

/** Remembers what the workbench's tenants are placed by, before anybody asks. */
export async function recall(store: Store): Promise<void> {
  await remembered(store)
    .records.getMany([keyOf.world, keyOf.clock(workbench), setupKey(workbench)])
    .catch(() => undefined); // whoever asks meets the trouble again
}

async function roomPlace(
  records: Reader,
  url: string,
  room: RoomRecord,
): Promise<Found | undefined> {
  const tenant = tenantOf(url, [roomTenant(room.name, room.profile, room.clock)]);
  if (!tenant) return undefined;
  const { world } = tenant;
  const [clock, setups] = await records.getMany([keyOf.clock(world), setupKey(world)]);
  return clock && at(tenant, { clock, setups }, room);
}

const at = (
  tenant: Tenant,
  { clock, setups }: { readonly clock: JsonObject; readonly setups: JsonObject | undefined },
  { definitions, faults }: Pick<RoomRecord, 'definitions' | 'faults'>,
): Found => ({
  id: tenant.id,
  place: {
    tenant: withSetup(
      definitions && !tenant.definitions ? { ...tenant, definitions } : tenant,
      setupIn(setups, tenant),
    ),
    clock: asClock(clock),
    isFaulty: faults?.[tenant.id] !== undefined,
  },
});

// These records are written below and by nobody else, in exactly these shapes; imports are checked before.

/** Reads a clock record. */
export const asClock = (record: JsonObject): ClockState => record as unknown as ClockState;
/** Reads a room record. */
export const asRoom = (record: JsonObject): RoomRecord => record as unknown as RoomRecord;
/** Reads a world record. */
export const asWorld = (record: JsonObject): WorldRecord => record as unknown as WorldRecord;
/** Writes one of the records above. */
export const asRecord = (value: ClockState | RoomRecord | WorldRecord): JsonObject =>
  value as unknown as JsonObject;
