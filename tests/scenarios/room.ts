// Gives a story a real room for its tests: the real server over the memory store, a clock that obeys, and no waiting.
import { standingAt, jumpedTo, labTimeAt, running, stopped } from '../../src/base/clock.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { ok } from '../../src/base/result.ts';
import type { HttpRequest } from '../../src/http/message.ts';
import { respond } from '../../src/server/respond.ts';
import { seedOf } from '../../src/server/seed.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Scene } from '../../src/scenarios/scene.ts';
import type { Sent, Stage } from '../../src/scenarios/stage.ts';
import type { Scenario } from '../../src/scenarios/story.ts';
import { withoutGrant } from '../../src/vault/grants.ts';
import type { Vault } from '../../src/vault/vault.ts';
import plain from '../../lessons/worlds/northwind.json';
import withAna from '../../lessons/worlds/northwind-ana.json';
import mover from '../../lessons/worlds/northwind-mover.json';

// tests/vault/worlds.test.ts checks that the files are what this says.
const worlds = [plain, withAna, mover] as unknown as readonly WorldSeed[];

/** A stage with what a test wants to look at or do besides. */
export interface TestRoom extends Stage {
  /** Everything that was sent, oldest first. */
  readonly exchanges: readonly Sent[];
  /** The run as it was kept last. */
  readonly kept: () => JsonObject | undefined;
  /** Sends as the learner: same room, the learner's own token. */
  readonly sendAs: (text: LearnersRequest) => Promise<Sent>;
  /** Moments of lab time at which the clock was told to run, with the rate. */
  readonly runs: readonly (readonly [at: number, rate: number])[];
  /** Makes the stage refuse to send, with this sentence, or send again. */
  readonly refuse: (sentence: string | undefined) => void;
}

/** A request as a learner would write it; the path is below the base URL and may hold blanks and quotes. */
export interface LearnersRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: JsonObject;
}

/** Opens the room of a scenario, seeded with its world. Waiting takes no time; the clock moves by it all the same. */
export async function openRoom(scenario: Scenario): Promise<TestRoom> {
  const store = memoryStore();
  const start = Date.parse(scenario.clock);
  const tenant = roomTenant(`scenario/${scenario.id}`, scenario.profile, start);
  const world = worlds.find(({ id }) => id === scenario.world)!;
  let clock = standingAt(start);
  let wall = 0;
  let kept: JsonObject | undefined;
  let refusal: string | undefined;
  const exchanges: Sent[] = [];
  const runs: (readonly [number, number])[] = [];
  const now = (): number => labTimeAt(clock, wall);

  const seed = async (): Promise<void> => {
    await store.seed(seedOf(world, tenant.id));
    clock = standingAt(start);
    exchanges.length = 0;
  };
  const send = async (request: HttpRequest): Promise<Sent> => {
    const id = `exchange-${exchanges.length + 1}`;
    const at = new Date(now()).toISOString();
    const answer = await respond(request, { store, clock: { now }, tenant, exchange: id });
    const { response, actor, changes, access, events } = answer;
    const no = exchanges.length + 1;
    const sent = { id, no, tenant: tenant.id, actor, at, ms: 1, request, response };
    exchanges.push({ ...sent, changes, access, events });
    return exchanges.at(-1)!;
  };
  const scene = (): Promise<Scene> =>
    store.read(tenant.id, async (view) => ({
      users: (await view.all('User')).map(({ resource }) => resource),
      groups: (await view.all('Group')).map(({ resource }) => resource),
      vault: (await view.document('vault')) as unknown as Vault, // put there by seedOf
    }));
  await seed();
  return {
    target: { baseUrl: tenant.baseUrl, token: tenant.tokens[1]!.value },
    exchanges,
    kept: () => kept,
    runs,
    refuse: (sentence) => (refusal = sentence),
    send: async (request) =>
      refusal === undefined ? ok(await send(request)) : { ok: false, trouble: refusal },
    sendAs: ({ method, path, body }) =>
      send({
        method,
        url: `${tenant.baseUrl}${encodeURI(path)}`,
        headers: [
          ['Authorization', `Bearer ${tenant.tokens[0]!.value}`],
          ['Content-Type', 'application/scim+json'],
        ],
        ...(body && { body: JSON.stringify(body) }),
      }),
    removeGrant: async (grant) => {
      const left = withoutGrant((await scene()).vault, grant);
      if (!left.ok) return left;
      const cause = { exchange: 'by-hand', actor: 'You', at: new Date(now()).toISOString() };
      await store.write(tenant.id, cause, (edit) =>
        edit.putDocument('vault', left.value as unknown as JsonObject),
      );
      return ok(undefined);
    },
    scene,
    knows: (exchange) => exchanges.some(({ id }) => id === exchange),
    now,
    stand: async () => void (clock = stopped(clock, wall)),
    run: async (rate) => {
      runs.push([now(), rate]);
      clock = running(clock, wall, rate);
    },
    jumpTo: async (labTime) => void (clock = jumpedTo(clock, wall, labTime)),
    restart: seed,
    wait: (milliseconds) => {
      wall += milliseconds;
      return { over: Promise.resolve('over'), cancel: () => undefined };
    },
    // a trip through text, as through a database
    save: async (run) => void (kept = run && (JSON.parse(JSON.stringify(run)) as JsonObject)),
  };
}
