// Opens the tenants that the conformance suite runs in; nothing follows what happens there, so that it goes fast.
import { jumpedTo, labTimeAt, running, type ClockState } from '../base/clock.ts';
import { headerOf, type HttpResponse } from '../http/message.ts';
import type { ProfileId } from '../scim/profile.ts';
import type { WorldSeed } from '../server/world.ts';
import type { ProvingGround } from '../ui/lab.ts';
import type { LabServer } from './answer.ts';
import { exchangeOf } from './history.ts';
import { keptExchange } from './kept.ts';
import { asClock, asRecord, keyOf, workbench, type RoomRecord } from './places.ts';
import { provingName } from './provingNames.ts';
import { viewOf } from './rooms.ts';
import { ensureRoom, sowRoom } from './seeding.ts';
import { answerTo } from './send.ts';
import { setupKey } from './setupRecords.ts';

/** Opens the tenant of a profile, seeding it first if need be. */
export async function provingGround(given: LabServer, profile: ProfileId): Promise<ProvingGround> {
  const server = { ...given, seedNamed: async (id: string) => licensed(await given.seedNamed(id)) };
  const { store, wall } = server;
  const { clock } = await server.seedNamed(workbench);
  const record: RoomRecord = {
    ...{ name: provingName(profile), world: workbench, profile },
    clock: Date.parse(clock),
  };
  const tenant = await ensureRoom(server, record);
  const key = keyOf.clock(tenant.world);
  const move = (change: (state: ClockState) => ClockState) =>
    store.records.update(key, (old) => {
      if (!old) throw new Error(`Expected ${tenant.name} to have a clock.`);
      return asRecord(change(asClock(old)));
    });
  let last: string | undefined;
  return {
    tenant: viewOf(tenant),
    async send(request) {
      const sent = await answerTo(request);
      if (sent.ok) last = idOf(sent.value) ?? last;
      return sent;
    },
    async exchangeOf(response) {
      const id = idOf(response);
      const row = id === undefined ? undefined : await keptExchange(store, id);
      return row && exchangeOf(row);
    },
    async pass(ms) {
      await move((state) => jumpedTo(state, wall(), labTimeAt(state, wall()) + ms));
    },
    async restart() {
      await server.alone(() => sowRoom(server, record));
      await move((state) => running(state, wall(), 1)); // what is changed gets a later time
    },
    async leave() {
      if (last !== undefined) await keptExchange(store, last); // what is kept later would stay behind
      await server.alone(async () => {
        await store.records.delete(keyOf.room(tenant.name));
        await store.records.delete(key);
        await store.records.delete(setupKey(tenant.world));
        await store.seed({ tenant: tenant.id, resources: [], documents: {}, nextIds: {} });
      });
    },
  };
}

/** The suite makes people by the dozen, and is not about licences. */
const licensed = (world: WorldSeed): WorldSeed => ({
  ...world,
  vault: { ...world.vault, licences: 10_000 },
});

/** The id of the exchange an answer belongs to; undefined where the lab itself failed. */
const idOf = ({ headers }: HttpResponse): string | undefined => headerOf(headers, 'x-request-id');
