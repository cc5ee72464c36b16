// Adds, renames and removes tenants of the workbench, and counts what each holds.
import { labTimeAt } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { baseUrlMistake, labelOf, nameMistake, tidyBaseUrl } from '../http/baseUrl.ts';
import { withSetup } from '../server/setup.ts';
import { shippedTenants, tenantAt, type TenantEntry } from '../server/tenants.ts';
import type { StoreDump } from '../store/dump.ts';
import type { TenantSeed } from '../store/store.ts';
import type { LabExchange, TenantPlan, TenantSummary, TenantView } from '../ui/lab.ts';
import { vaultChangeType } from '../vault/byHand.ts';
import { isEnabled } from '../vault/members.ts';
import { licencesUsed } from '../vault/roles.ts';
import type { Vault } from '../vault/vault.ts';
import type { LabServer } from './answer.ts';
import {
  asClock,
  asRecord,
  asWorld,
  entriesOf,
  keyOf,
  workbench,
  type WorldRecord,
} from './places.ts';
import { viewOf } from './rooms.ts';
import { ensureTenant, firstSetup } from './seeding.ts';
import { putSetup, setupIn, setupKey } from './setupRecords.ts';

/** Adds a tenant; it is there, in every tab, once this resolves. The trouble is a whole sentence. */
export async function addTenant(
  server: LabServer,
  plan: TenantPlan,
): Promise<Result<TenantView, string>> {
  await ensureTenant(server, (await companyOf(server)).first);
  return server.alone(async () => {
    const { company, entries } = await companyOf(server);
    const mistake = planMistake(plan, entries);
    if (mistake) return fail(mistake);
    const begun = await begin(server, plan, entries);
    if (!begun.ok) return begun;
    const { entry, isSeeded } = begun.value;
    const tenant = tenantAt(entry, company?.clock ?? 0);
    const setup = firstSetup(entry.start);
    await putSetup(server.store.records, tenant, setup);
    await change(server, (known) => ({
      ...known,
      tenants: [...entriesOf(known), entry],
      ...(isSeeded && { seeded: [...known.seeded, entry.id] }),
    }));
    return ok(viewOf(withSetup(tenant, setup)));
  });
}

const planMistake = (plan: TenantPlan, entries: readonly TenantEntry[]): string | undefined =>
  nameMistake(
    plan.name,
    entries.map(({ name }) => name),
  ) ?? baseUrlMistake(tidyBaseUrl(plan.baseUrl), entries);

/** The entry of a new tenant; a copy is seeded at once, with what it began with kept for a restart. */
async function begin(
  server: LabServer,
  plan: TenantPlan,
  entries: readonly TenantEntry[],
): Promise<Result<{ readonly entry: TenantEntry; readonly isSeeded: boolean }, string>> {
  const { start, kind, profile } = plan;
  const id = freeId(plan.name, entries);
  const entry = {
    ...{ id, name: plan.name.trim(), kind, profile, baseUrl: tidyBaseUrl(plan.baseUrl) },
    token: `lab-${id}`,
    since: await labTime(server),
  };
  if (start.kind === 'world') {
    const { definitions } = await server.seedNamed(start.world);
    const more = { start: start.world, ...(definitions && { definitions }) };
    return ok({ entry: { ...entry, ...more }, isSeeded: false });
  }
  const source = entries.find((each) => each.id === start.tenant);
  if (!source) return fail('The tenant to copy is gone.');
  const seed = await copyOf(server, source.id, id);
  if (!seed) return fail(`${source.name} has nothing to copy yet: open it first.`);
  await server.store.records.put(keyOf.start(id), seed as unknown as JsonObject); // plain data
  await server.store.seed(seed);
  const definitions = source.definitions ?? (await companyOf(server)).company?.definitions;
  const more = { copyOf: source.name, ...(definitions && { definitions }) };
  return ok({ entry: { ...entry, ...more }, isSeeded: true });
}

/** Directory and vault of a tenant as they are, to begin another with; not its history, audit and tokens. */
async function copyOf(
  { store }: LabServer,
  from: string,
  to: string,
): Promise<TenantSeed | undefined> {
  const { tenants } = (await store.dump()) as unknown as StoreDump; // written by the store in this shape
  const found = tenants.find(({ tenant }) => tenant === from);
  if (!found) return undefined;
  const documents = Object.entries(found.documents).filter(([key]) => copied.includes(key));
  return {
    tenant: to,
    resources: found.resources
      .filter(({ type }) => type !== vaultChangeType)
      .map(({ type, id, resource }) => ({ type, resource: { ...resource, id } })),
    documents: Object.fromEntries(documents),
    nextIds: found.nextIds,
  };
}

/** Documents that are the tenant's world; others, such as its tokens, are its own. */
const copied: readonly string[] = ['vault', 'pam'];

function freeId(name: string, entries: readonly TenantEntry[]): string {
  const taken = new Set(['new', ...entries.map(({ id }) => id)]); // `new` is an address of the console
  const label = labelOf(name) || 'tenant';
  let id = label;
  for (let at = 2; taken.has(id); at += 1) id = `${label}-${at}`;
  return id;
}

async function labTime({ store, wall }: LabServer): Promise<number> {
  const clock = await store.records.get(keyOf.clock(workbench));
  return clock ? labTimeAt(asClock(clock), wall()) : 0;
}

/** Gives a tenant another name. */
export const renameTenant = (
  server: LabServer,
  tenant: string,
  name: string,
): Promise<Result<void, string>> =>
  server.alone(async () => {
    const { entries } = await companyOf(server);
    const others = entries.filter(({ id }) => id !== tenant);
    if (others.length === entries.length) return fail('This tenant is gone.');
    const mistake = nameMistake(
      name,
      others.map((other) => other.name),
    );
    if (mistake) return fail(mistake);
    await change(server, (known) => ({
      ...known,
      tenants: entriesOf(known).map((each) =>
        each.id === tenant ? { ...each, name: name.trim() } : each,
      ),
    }));
    return ok(undefined);
  });

/** Removes a tenant: first its name, so that nobody finds it any more, then all it held. */
export async function removeTenant(
  server: LabServer,
  tenant: string,
): Promise<Result<void, string>> {
  await ensureTenant(server, (await companyOf(server)).first);
  return server.alone(async () => {
    const { entries } = await companyOf(server);
    const left = entries.filter(({ id }) => id !== tenant);
    if (left.length === entries.length) return fail('This tenant is gone already.');
    if (left.length === 0)
      return fail('This is the last tenant, and the lab needs one. Add another one first.');
    await change(server, ({ faults, ...known }) => {
      const others = Object.entries(faults ?? {}).filter(([id]) => id !== tenant);
      return {
        ...known,
        tenants: entriesOf(known).filter(({ id }) => id !== tenant),
        seeded: known.seeded.filter((id) => id !== tenant),
        ...(others.length > 0 && { faults: Object.fromEntries(others) }),
      };
    });
    await server.store.records.delete(keyOf.start(tenant));
    await putSetup(server.store.records, { id: tenant, world: workbench }, undefined);
    await server.store.seed({ tenant, resources: [], documents: {}, nextIds: {} });
    return ok(undefined);
  });
}

/** The company as it is written down, and the first of its tenants. */
async function companyOf({ store }: LabServer): Promise<{
  readonly company: WorldRecord | undefined;
  readonly entries: readonly TenantEntry[];
  readonly first: string;
}> {
  const record = await store.records.get(keyOf.world);
  const company = record && asWorld(record);
  const entries = entriesOf(company);
  return { company, entries, first: entries[0]!.id }; // the last one is never removed
}

async function change(
  { store }: LabServer,
  work: (known: WorldRecord) => WorldRecord,
): Promise<void> {
  await store.records.update(keyOf.world, (old) => {
    if (!old) throw new Error('Expected the company to have begun.');
    return asRecord(work(asWorld(old)));
  });
}

/** What each tenant holds, in the order they are kept; those nobody has opened are seeded for it. */
export async function readSummaries(server: LabServer): Promise<readonly TenantSummary[]> {
  const { company, entries } = await companyOf(server);
  for (const { id } of entries) await ensureTenant(server, id);
  const setups = await server.store.records.get(setupKey(workbench));
  return Promise.all(
    entries.map(async (entry) => ({
      tenant: viewOf(withSetup(tenantAt(entry, company?.clock ?? 0), setupIn(setups, entry))),
      isShipped: shippedTenants.some(({ id }) => id === entry.id),
      start:
        entry.copyOf === undefined
          ? ({ kind: 'world', of: entry.start ?? company?.seed ?? workbench } as const)
          : ({ kind: 'copy', of: entry.copyOf } as const),
      ...(await countsOf(server, entry.id)),
    })),
  );
}

async function countsOf(
  { store }: LabServer,
  tenant: string,
): Promise<Omit<TenantSummary, 'tenant' | 'isShipped' | 'start'>> {
  const [{ users, groups, vault }, [newest]] = await Promise.all([
    store.read(tenant, async (view) => ({
      users: (await view.all('User')).map(({ resource }) => resource),
      groups: (await view.all('Group')).length,
      vault: (await view.document('vault')) as Vault | undefined, // seeded and written as a Vault only
    })),
    store.exchanges(tenant, 1),
  ]);
  const last = newest?.record as LabExchange | undefined; // written by wire/exchange.ts in this shape
  return {
    ...{ users: users.length, enabled: users.filter(isEnabled).length, groups },
    folders: vault?.folders.length ?? 0,
    secrets: vault?.secrets.length ?? 0,
    licences: vault?.licences ?? 0,
    used: vault ? licencesUsed(users, vault) : 0,
    ...(newest &&
      last && {
        last: {
          ...{ no: newest.no, method: last.request.method, status: last.response.status },
          at: last.at,
        },
      }),
  };
}
