// Opens a tenant for the screens: its directory, history and clock as live values, and what can be done in it.
import type { Ids } from '../base/ids.ts';
import { fail, ok } from '../base/result.ts';
import { sameJson, type Json } from '../base/json.ts';
import { withSetup } from '../server/setup.ts';
import type { Tenant, Token } from '../server/world.ts';
import type { Cause, Store, Touched } from '../store/store.ts';
import type { AuditBook, Directory, Room, TenantView } from '../ui/lab.ts';
import { watchRecord, worldClock } from './clocks.ts';
import { readDirectory } from './directory.ts';
import { faultsIn, faultsKey, setFaults } from './faultRecords.ts';
import { followed } from './followed.ts';
import { readHistory, sameHistory, withExchange } from './history.ts';
import { send } from './send.ts';
import { setupIn, setupKey } from './setupRecords.ts';
import { undo } from './undo.ts';
import { whileWatched } from './watchedLive.ts';
import { allKept } from './workerMessages.ts';

/** What a room is made with; `restart` puts its tenant into its starting state, `onSent` hears of each request. */
export interface RoomParts {
  readonly store: Store;
  readonly wall: () => number;
  readonly ids: Ids;
  readonly tenant: Tenant;
  readonly restart: (world?: string) => Promise<void>;
  readonly onSent: () => void;
}

/** Opens the room of a tenant that has been seeded. */
export async function openTenant(parts: RoomParts): Promise<Room> {
  const { store, tenant } = parts;
  const { directory, history, clock, faults, audit, kept, setup } = await livesOf(parts);
  const upToDate = () => Promise.all([directory.refresh(), history.refresh()]);
  const act = actingIn(parts, clock.now, upToDate);
  let shown = { setup: kept.get(), view: viewOf(withSetup(tenant, kept.get())) };
  return {
    get tenant() {
      const now = kept.get();
      if (now !== shown.setup) shown = { setup: now, view: viewOf(withSetup(tenant, now)) };
      return shown.view;
    },
    setup,
    directory,
    history,
    clock: clock.state,
    audit,
    faults,
    now: clock.now,
    stand: clock.stand,
    run: clock.run,
    jumpTo: clock.jumpTo,
    async send(request) {
      const sender = { store, tenant: tenant.id, now: clock.now, newId: () => parts.ids.next() };
      const sent = await send(sender, request);
      parts.onSent();
      if (sent.ok) {
        history.foresee((known) => withExchange(known, sent.value, tenant.id));
        if (sent.value.changes.length > 0) await directory.refresh();
      } else await upToDate(); // it may have been carried out and its answer lost
      return sent;
    },
    async undo(exchange) {
      const cause = causeOf(exchange, clock.now());
      const undone = await undo(store, { tenant: tenant.id, exchange, cause });
      await upToDate();
      return undone;
    },
    act,
    async removeGrant(grant) {
      const removed = await act({ kind: 'removeGrant', ...grant });
      return removed.ok ? ok(undefined) : fail(removed.trouble.text);
    },
    async setUp(deed) {
      const { doDeed } = await import('./setupBook.ts'); // rarely done, so not part of the first page
      const done = await doDeed({ store, tenant, now: clock.now, ids: parts.ids }, deed);
      await kept.refresh();
      return done;
    },
    types: async () => (await import('./ownTypes.ts')).readTypes(store.records, tenant),
    async setFaults(plan) {
      await setFaults(store.records, tenant, plan);
      await faults.refresh();
    },
    async restart(world) {
      await allKept().then(() => parts.restart(world)); // what is kept later would be in the new state
      await Promise.all([upToDate(), faults.refresh(), kept.refresh()]);
    },
  };
}

/** Who takes an exchange back, and when; `now` is lab time in milliseconds. */
const causeOf = (exchange: string, now: number): Cause => ({
  ...{ exchange: `undo-${exchange}`, actor: 'You', at: new Date(now).toISOString() },
});

/** Carries out what is done by hand in Secret Server; `now` gives lab time in milliseconds. */
const actingIn =
  (
    { store, tenant, ids }: RoomParts,
    now: () => number,
    upToDate: () => Promise<unknown>,
  ): Room['act'] =>
  async (command) => {
    const order = {
      ...{ tenant: tenant.id, command },
      ...{ exchange: `vault-${ids.next()}`, at: new Date(now()).toISOString() },
    };
    const { act } = await import('./command/act.ts'); // rarely done, so not part of the first page
    const acted = await act(store, order);
    await upToDate();
    return acted;
  };

/** What a room shows, each followed wherever it changes. */
async function livesOf(parts: RoomParts) {
  const { store, tenant } = parts;
  const watch = (kind: 'tenant' | 'exchange') => (changed: () => void) =>
    store.watch((touched) => {
      if (concerns(touched, kind, tenant.id)) changed();
    });
  const ofSetup = (changed: () => void) => watchRecord(store, setupKey(tenant.world), changed);
  const [directory, history, clock, faults, kept] = await Promise.all([
    followed({
      load: (known?: Directory) => readDirectory(store, tenant.id, known),
      watch: watch('tenant'),
      same: (_, { revision }) => revision === 0, // erased a moment ago, and about to be seeded again
    }),
    followed({
      load: (known) => readHistory(store, tenant.id, known),
      watch: watch('exchange'),
      same: sameHistory,
    }),
    worldClock(parts, tenant.world),
    followed({
      load: async () => faultsIn(await store.records.get(faultsKey(tenant)), tenant),
      watch: (changed) => watchRecord(store, faultsKey(tenant), changed),
    }),
    followed({
      load: async () => setupIn(await store.records.get(setupKey(tenant.world)), tenant),
      watch: ofSetup,
      same: (left, right) => sameJson(left as unknown as Json, right as unknown as Json), // plain data
    }),
  ]);
  const audit = whileWatched({
    // few look at the audit, so what reads it is fetched then
    load: async (known?: AuditBook) =>
      (await import('./auditBook.ts')).readAudit(store, tenant.id, known),
    watch: watch('exchange'), // kept after the changes it made, and touched by them too
  });
  const setup = whileWatched({
    load: async () => (await import('./setupBook.ts')).readSetup({ store, tenant }),
    watch: (changed) => {
      const stops = [watch('exchange')(changed), ofSetup(changed)];
      return () => stops.forEach((stop) => stop());
    },
  });
  return { directory, history, clock, faults, audit, kept, setup };
}

/** A tenant as the screens need it, with the learner's own token. */
export const viewOf = ({
  id,
  name,
  world,
  kind,
  profile,
  baseUrl,
  tokens,
}: Tenant): TenantView => ({
  id,
  name,
  world,
  ...(kind && { kind }),
  profile,
  baseUrl,
  token: ownToken(tokens),
  tokens: tokens.map(({ name: called, value, holder, scopes, subject }) => ({
    ...{ name: called, value, holder },
    ...(scopes && { scopes }),
    ...(subject !== undefined && { subject }),
  })),
});

/** The learner's own token while it is good; of a tenant set up by hand the newest that the lab keeps. */
function ownToken(tokens: readonly Token[]): string {
  const sendable = tokens.filter(({ value, revokedAt }) => value !== '' && revokedAt === undefined);
  const own = sendable.find(({ holder }) => holder === 'You') ?? sendable.at(-1) ?? tokens[0];
  return own?.value ?? '';
}

/** A seeded tenant loses its exchanges too, so the history follows what touches the tenant as well. */
function concerns(touched: Touched, kind: 'tenant' | 'exchange', tenant: string): boolean {
  if (touched.kind === 'everything') return true;
  if (touched.kind === 'record' || touched.tenant !== tenant) return false;
  return touched.kind === 'tenant' || kind === 'exchange';
}
