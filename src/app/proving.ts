// Opens the tenants that the conformance suite runs in; nothing follows what happens there, so that it goes fast.
import { jumpedTo, labTimeAt, running, type ClockState } from '../base/clock.ts';
import { headerOf } from '../http/message.ts';
import type { ProfileId } from '../scim/profile.ts';
import type { ProvingGround } from '../ui/lab.ts';
import type { LabServer } from './answer.ts';
import { exchangeOf } from './history.ts';
import { keptExchange } from './kept.ts';
import { asClock, asRecord, keyOf, workbench, type RoomRecord } from './places.ts';
import { viewOf } from './rooms.ts';
import { ensureRoom, sowRoom } from './seeding.ts';
import { answerTo } from './send.ts';

/** Opens the tenant of a profile, seeding it first if need be. */
export async function provingGround(server: LabServer, profile: ProfileId): Promise<ProvingGround> {
  const { store, wall } = server;
  const { clock } = await server.seedNamed(workbench);
  const record: RoomRecord = {
    ...{ name: `conformance/${profile}`, world: workbench, profile },
    clock: Date.parse(clock),
  };
  const tenant = await ensureRoom(server, record);
  const key = keyOf.clock(tenant.world);
  const move = (change: (state: ClockState) => ClockState) =>
    store.records.update(key, (old) => {
      if (!old) throw new Error(`Expected ${tenant.name} to have a clock.`);
      return asRecord(change(asClock(old)));
    });
  return {
    tenant: viewOf(tenant),
    send: answerTo,
    async exchangeOf({ headers }) {
      const id = headerOf(headers, 'x-request-id'); // not where the lab itself failed
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
  };
}
