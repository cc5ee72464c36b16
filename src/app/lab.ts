// Builds the lab the screens work with: out of two databases, the SCIM server, and whoever hosts it.
import type { Ids } from '../base/ids.ts';
import { cell } from '../base/live.ts';
import { StorageError, type Store } from '../store/store.ts';
import type { Company, Lab, TenantView } from '../ui/lab.ts';
import { chooseTheme } from '../ui/theme.svelte.ts';
import { aloneUnder } from './alone.ts';
import type { LabServer } from './answer.ts';
import { watchRecord } from './clocks.ts';
import { followed } from './followed.ts';
import { labHost, type LabHost } from './host.ts';
import { databasesOf } from './names.ts';
import { keyOf, workbench } from './places.ts';
import { roomBook, type RoomBook } from './roomBook.ts';
import { viewOf } from './rooms.ts';
import { sowWorkbench } from './seeding.ts';
import { setupKey } from './setupRecords.ts';
import { shelfOf } from './shelf.ts';
import { labStorage, type LabStorage } from './storage.ts';
import { whileWatched } from './watchedLive.ts';
import { allKept } from './workerMessages.ts';
import { worldNamed } from './worlds.ts';

/** What the lab is built from. */
export interface LabParts {
  /** Path of this copy, with a slash at both ends. */
  readonly basePath: string;
  /** Version for people to read, and the build that page and worker compare. */
  readonly version: string;
  readonly build: string;
  /** Why there can be no service worker, as a whole sentence; undefined if there can. */
  readonly withoutWorker: string | undefined;
  readonly ids: Ids;
  /** Wall time in milliseconds. */
  readonly wall: () => number;
  readonly reload: () => void;
}

/** Starts the lab: no request is lost from this call on; it resolves when the workbench's tenant is open. */
export async function startLab(parts: LabParts): Promise<Lab> {
  const opening = labStorage(parts.basePath);
  const serving = opening.then(({ worlds }) => serverOver(worlds, parts));
  const host = labHost({
    loadPageServer: async () => (await import('./pageServer.ts')).pageServer(serving),
    build: parts.build,
    withoutWorker: parts.withoutWorker,
    reload: parts.reload,
    memory: async ({ kind, reason }) => {
      const { worlds } = await opening;
      await worlds.moveToMemory(new StorageError(kind, reason));
      return worlds;
    },
  });
  const storage = await opening;
  storage.health.subscribe(({ kind, reason }) => {
    if (kind === 'memory') host.stayInPage(reason ?? '');
  });
  const server = await serving;
  return openLab({ version: parts.version, storage, server, host });
}

const serverOver = (store: Store, parts: LabParts): LabServer => ({
  store,
  alone: aloneUnder(databasesOf(parts.basePath).worlds),
  seedNamed: worldNamed,
  ids: parts.ids,
  wall: parts.wall,
  keep: store.keepExchange,
});

interface Inside {
  readonly version: string;
  readonly storage: LabStorage;
  readonly server: LabServer;
  readonly host: LabHost;
}

/** Where the learner's choice of tenant is kept. */
const chosenKey = 'workbench/tenant';

/** The lab, open at the tenant that was shown last. */
async function openLab({ version, storage, server, host }: Inside): Promise<Lab> {
  const { worlds, learner } = storage;
  const rooms = roomBook(server, () => void storage.persist());
  const [tenants, chosen] = await Promise.all([rooms.tenants(), learner.records.get(chosenKey)]);
  const first = tenants.find(({ id }) => id === chosen?.['tenant']) ?? tenants[0]!;
  const current = cell(await rooms.openWorkbench(first.id));
  const choose = async (tenant: string): Promise<void> => {
    current.set(await rooms.openWorkbench(tenant));
    await learner.records.put(chosenKey, { tenant });
  };
  const listed = await followed({
    load: async () => (await rooms.tenants()).map(viewOf),
    watch: (changed) => watchRecord(worlds, keyOf.world, changed),
    same: (left, right) => JSON.stringify(left) === JSON.stringify(right),
  });
  /** Another tab, an import or a reset may have renamed or removed the tenant that is shown. */
  const takeUp = async (now: readonly TenantView[]): Promise<void> => {
    await rooms.follow(now);
    const { id } = current.get().tenant;
    if (!now.some((each) => each.id === id)) return choose(now[0]!.id);
    const room = await rooms.openWorkbench(id);
    if (room !== current.get() && current.get().tenant.id === id) current.set(room);
  };
  listed.subscribe((now) => void takeUp(now).catch(() => undefined)); // a failing store tells of itself
  // Another tab, or the move into memory, may leave the rooms of this page without their tenants.
  worlds.watch(({ kind }) => {
    if (kind === 'everything') void rooms.ensureAll().catch(() => undefined); // the next request tries again
  });
  setTimeout(() => void storage.measure(), 2_000); // nobody looks before the first answer
  return {
    version,
    storage: storage.health,
    host: host.state,
    tenants: listed,
    current,
    shelf: shelfOf(learner),
    choose,
    company: companyIn(server, rooms),
    openRoom: (name, { world, clock, profile }) => rooms.openRoom({ name, world, clock, profile }),
    openProving: async (profile) => (await import('./proving.ts')).provingGround(server, profile),
    takeUpdate: () => host.takeUpdate(),
    ...wholesale({ server, storage, rooms }),
  };
}

/** Records that tell which tenants there are, and which tokens. */
const shownKeys: readonly string[] = [keyOf.world, setupKey(workbench)];

/** The tenants themselves; few add any, so what does it is fetched then. */
function companyIn(server: LabServer, rooms: RoomBook): Company {
  const book = () => import('./tenantBook.ts');
  return {
    summaries: whileWatched({
      load: async () => (await book()).readSummaries(server),
      watch: (changed) =>
        server.store.watch((touched) => {
          if (touched.kind !== 'record' || shownKeys.includes(touched.key)) changed();
        }),
    }),
    open: (tenant) => rooms.openWorkbench(tenant),
    add: async (plan) => (await book()).addTenant(server, plan),
    rename: async (tenant, name) => (await book()).renameTenant(server, tenant, name),
    remove: async (tenant) => (await book()).removeTenant(server, tenant),
  };
}

/** What concerns everything at once: reset, erase, export, import. */
function wholesale(of: {
  readonly server: LabServer;
  readonly storage: LabStorage;
  readonly rooms: RoomBook;
}): Pick<Lab, 'reset' | 'eraseAll' | 'exportAll' | 'importAll'> {
  const { server, storage, rooms } = of;
  const reset = async (world = workbench): Promise<void> => {
    await server.seedNamed(world); // a wrong name is refused before anything is thrown away
    await allKept(); // what is kept later would come into the new worlds
    await server.alone(async () => {
      await storage.worlds.erase();
      await sowWorkbench(server, world);
    });
    await rooms.ensureAll();
    await storage.measure();
  };
  return {
    reset,
    async eraseAll() {
      await storage.learner.erase();
      chooseTheme('system'); // kept apart, so that the page has its colours before any script has run
      await reset();
    },
    async exportAll() {
      const { exportLab } = await import('./wholeData.ts');
      await allKept();
      return exportLab(storage, server.wall());
    },
    async importAll(data) {
      const { importLab } = await import('./wholeData.ts');
      await allKept();
      const done = await server.alone(() => importLab(storage, data));
      if (done.ok) await rooms.ensureAll();
      await storage.measure();
      return done;
    },
  };
}
