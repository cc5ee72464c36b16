// Keeps the rooms this page has opened: the workbench's tenants, and those of lessons and scenarios.
import { northwindTenants, roomTenant } from '../server/tenants.ts';
import type { Tenant } from '../server/world.ts';
import type { Room } from '../ui/lab.ts';
import type { LabServer } from './answer.ts';
import { asWorld, keyOf, workbench, type RoomRecord } from './places.ts';
import { openTenant } from './rooms.ts';
import { ensureRoom, ensureTenant, sowRoom, sowTenant } from './seeding.ts';

/** The rooms of one page. Opening the same room twice gives the same room. */
export interface RoomBook {
  /** The workbench's tenants, with tokens as the present world issued them. */
  tenants(): Promise<readonly Tenant[]>;
  /** Opens one of them. @throws Error with a sentence if there is no such tenant. */
  openWorkbench(tenant: string): Promise<Room>;
  /** Opens the room of a lesson or scenario, seeding it first if need be. */
  openRoom(record: RoomRecord): Promise<Room>;
  /** Seeds again what this page shows and the store no longer has. */
  ensureAll(): Promise<void>;
}

/** Makes the book; `onSent` is called after each request sent from one of its rooms. */
export function roomBook(server: LabServer, onSent: () => void): RoomBook {
  const open = new Map<string, Promise<Room>>();
  const records = new Map<string, RoomRecord>();
  const once = (id: string, opening: () => Promise<Room>): Promise<Room> => {
    const known = open.get(id);
    if (known) return known;
    const room = opening();
    open.set(id, room);
    room.catch(() => open.delete(id)); // the next call tries again
    return room;
  };
  const enter = (tenant: Tenant, restart: (world?: string) => Promise<void>): Promise<Room> =>
    openTenant({ ...server, tenant, restart, onSent });
  const tenants = async (): Promise<readonly Tenant[]> => {
    const world = await server.store.records.get(keyOf.world);
    return northwindTenants(world ? asWorld(world).clock : 0);
  };
  return {
    tenants,
    openWorkbench: (id) =>
      once(id, async () => {
        const tenant = (await tenants()).find((each) => each.id === id);
        if (!tenant) throw new Error(`The workbench has no tenant “${id}”.`);
        await ensureTenant(server, id);
        const restart = (world = workbench) =>
          server.alone(() => sowTenant(server, { tenant, world }));
        return enter(tenant, restart);
      }),
    openRoom: async (record) => {
      const { id } = roomTenant(record.name, record.profile, record.clock);
      const before = records.get(id);
      records.set(id, record);
      if (before && before.profile !== record.profile) open.delete(id); // its tenant is another one now
      const tenant = await ensureRoom(server, record);
      const restart = (world = record.world) => server.alone(() => sowRoom(server, record, world));
      return once(id, () => enter(tenant, restart));
    },
    ensureAll: async () => {
      const shown = [...open.keys()].filter((id) => !records.has(id));
      await Promise.all([
        ...shown.map((id) => ensureTenant(server, id)),
        ...[...records.values()].map((record) => ensureRoom(server, record)),
      ]);
    },
  };
}
