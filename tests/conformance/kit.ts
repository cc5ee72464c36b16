// Puts a server under the suite: the lab's own, in this process, with a clock that moves with every request.
import type { JsonObject } from '../../src/base/json.ts';
import { countingIds } from '../../src/base/ids.ts';
import type { StopSignal } from '../../src/conformance/bench.ts';
import type { Level } from '../../src/conformance/check.ts';
import { runConformance, type ConformanceReport } from '../../src/conformance/run.ts';
import type { CheckResult, Progress } from '../../src/conformance/result.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import { respond } from '../../src/server/respond.ts';
import { seedOf } from '../../src/server/seed.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { worldNamed } from '../server/kit.ts';
import type { Answering, Fault } from './faults.ts';

/** What a run of the suite may differ in. */
export interface Asked {
  readonly levels?: readonly Level[];
  readonly only?: (id: string) => boolean;
  /** Leaves the departures of the profile out of account. */
  readonly plain?: boolean;
  /** Schemas and types of the tenant's own. */
  readonly definitions?: JsonObject;
  /** Makes the server wrong. */
  readonly fault?: Fault;
  readonly signal?: StopSignal;
  readonly onResult?: (result: CheckResult, progress: Progress) => void;
}

/** A run of the suite, and what the server held before and after it: users, groups and vault. */
export interface Conformed extends ConformanceReport {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

/** Runs the suite against `respond` of a profile, over a memory store with the company in it. */
export async function conform(profile: ProfileId, asked: Asked = {}): Promise<Conformed> {
  const world = worldNamed('northwind');
  const seed = { ...world, vault: { ...world.vault, licences: 10_000 } }; // it makes people by the dozen
  let now = Date.parse(seed.clock);
  const { definitions } = asked;
  const tenant = {
    ...roomTenant('conformance', profile, now),
    ...(definitions && { definitions }),
  };
  const store = memoryStore();
  await store.seed(seedOf(seed, tenant.id));
  const ids = countingIds('exchange');
  const held = () =>
    store.read(tenant.id, async (view) => [
      ...(await view.all('User')),
      ...(await view.all('Group')),
      { secretGrants: [], ...(await view.document('vault')) }, // no list and an empty one are the same
    ]);
  const server: Answering = async (request) => {
    now += 1;
    const clock = { now: () => now };
    return (await respond(request, { store, clock, tenant, exchange: ids.next() })).response;
  };
  const { levels, only, plain, fault, signal, onResult } = asked;
  const before = await held();
  const report = await runConformance({
    send: fault ? (request) => fault(request, server) : server,
    baseUrl: tenant.baseUrl,
    token: tenant.tokens[0]!.value,
    tag: 'ck7',
    ...(!plain && { profile }),
    ...(levels && { levels }),
    ...(only && { only: ({ id }) => only(id) }),
    ...(signal && { signal }),
    ...(onResult && { onResult }),
    wait(ms) {
      now += ms;
      return Promise.resolve(true);
    },
  });
  return { ...report, before, after: await held() };
}

/** Failures as lines to read. */
export const failuresIn = ({ results }: ConformanceReport): readonly string[] =>
  results.flatMap(({ check, outcome }: CheckResult) =>
    outcome.kind === 'failed'
      ? [`${check.id} ${check.title}: expected ${outcome.expected}, saw ${outcome.saw}`]
      : [],
  );
