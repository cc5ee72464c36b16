// Reads the tenants out of an export of the lab, so that what was made in the browser can be served over HTTP.
import { readFile } from 'node:fs/promises';
import { labTimeAt, type Clock, type ClockState } from '../base/clock.ts';
import { isObject, parseJson, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { withSetup, type ScimSetup } from '../server/setup.ts';
import { shippedTenants, tenantAt, type TenantEntry } from '../server/tenants.ts';
import type { Tenant } from '../server/world.ts';
import { readBackup } from '../store/backup.ts';
import type { StoreDump } from '../store/dump.ts';

/** What an export holds of the workbench's company. `clock` tells its lab time. */
export interface Exported {
  readonly dump: StoreDump;
  /** Those that were opened: the others have nothing yet. Their base URLs are the lab's. */
  readonly tenants: readonly Tenant[];
  readonly clock: Clock;
}

/** The tenants of an export file, or why there are none to serve: a whole sentence. `wall` is wall time in milliseconds. */
export async function readExported(
  path: string,
  wall: () => number,
): Promise<Result<Exported, string>> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return fail(`There is no file ${path} to read.`);
  const read = readBackup(parseJson(text));
  if (!read.ok) return fail(`${path} cannot be served. ${read.trouble[0]}`);
  const { records, tenants } = read.value.worlds;
  const [world, state] = [records['world/northwind'], records['clock/northwind']];
  if (!world || !state || typeof state['labTime'] !== 'number')
    return fail(`${path} holds no company with a clock.`);
  const there = new Set(tenants.map(({ tenant }) => tenant));
  const entries = entriesOf(world).filter(({ id }) => there.has(id));
  if (entries.length === 0) return fail(`${path} holds no tenant that was opened.`);
  const clock = state as unknown as ClockState; // the lab writes it in this shape
  return ok({
    dump: read.value.worlds,
    tenants: entries.map((entry) => tenantOf(entry, world, records['setup/northwind'])),
    clock: { now: () => labTimeAt(clock, wall()) },
  });
}

function entriesOf({ tenants }: JsonObject): readonly TenantEntry[] {
  const listed = Array.isArray(tenants) ? tenants.filter(isObject) : shippedTenants;
  return listed as readonly TenantEntry[]; // the lab writes them in this shape
}

function tenantOf(entry: TenantEntry, world: JsonObject, setups: JsonObject | undefined): Tenant {
  const tenant = tenantAt(entry, Number(world['clock'] ?? 0));
  const definitions = isObject(world['definitions']) ? world['definitions'] : undefined;
  const setup = setups?.[entry.id] as unknown as ScimSetup | undefined; // written by the lab
  return withSetup(definitions && !tenant.definitions ? { ...tenant, definitions } : tenant, setup);
}
