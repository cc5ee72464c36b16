// Keeps the rooms this page has opened: the workbench's tenants, and those of lessons and scenarios.
import { roomTenant } from '../server/tenants.ts';
import type { Tenant } from '../server/world.ts';
import type { Room, TenantView } from '../ui/lab.ts';
import type { LabServer } from './answer.ts';
import { asWorld, companyTenants, keyOf, type RoomRecord } from './places.ts';
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
  /** Takes up what became of the workbench's tenants: other names, and tenants that are gone. */
  follow(tenants: readonly TenantView[]): Promise<void>;
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
    return companyTenants(world && asWorld(world));
  };
  return {
    tenants,
    openWorkbench: (id) =>
      once(id, async () => {
        await ensureTenant(server, id); // its tokens are issued when the company begins
        const tenant = (await tenants()).find((each) => each.id === id);
        if (!tenant) throw new Error(`The workbench has no tenant “${id}”.`);
        const restart = (world?: string) =>
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
    follow: async (now) => {
      for (const [id, opening] of open) {
        if (records.has(id)) continue;
        const tenant = now.find((each) => each.id === id);
        const room = await opening;
        if (!tenant) open.delete(id);
        else if (room.tenant.name !== tenant.name)
          open.set(id, Promise.resolve(renamed(room, tenant.name)));
      }
    },
    ensureAll: async () => {
      const there = new Set((await tenants()).map(({ id }) => id));
      const shown = [...open.keys()].filter((id) => !records.has(id) && there.has(id));
      await Promise.all([
        ...shown.map((id) => ensureTenant(server, id)),
        ...[...records.values()].map((record) => ensureRoom(server, record)),
      ]);
    },
  };
}

/** The room under another name; its tokens stay those of the moment. */
const renamed = (room: Room, name: string): Room => ({
  ...room,
  get tenant() {
    return { ...room.tenant, name };
  },
});
