// Keeps what goes wrong on purpose at a tenant, in the record that says the tenant exists.
import type { JsonObject } from '../base/json.ts';
import { counted, isPlan, type FaultPlan, type Faults } from '../http/fault.ts';
import type { Tenant } from '../server/world.ts';
import type { Records } from '../store/store.ts';
import { keyOf, workbench, type Faulty } from './places.ts';

/** The key of the record that knows a tenant's faults: whoever answers reads it with every request anyway. */
export const faultsKey = ({ world, name }: Tenant): string =>
  world === workbench ? keyOf.world : keyOf.room(name);

/** The faults of a tenant in that record; undefined while everything works. */
export const faultsIn = (record: JsonObject | undefined, { id }: Tenant): Faults | undefined =>
  (record as Faulty | undefined)?.faults?.[id];

function withFaults(
  record: JsonObject = {},
  { id }: Tenant,
  faults: Faults | undefined,
): JsonObject {
  const all = Object.entries((record as Faulty).faults ?? {}).filter(([tenant]) => tenant !== id);
  if (faults) all.push([id, faults]);
  const rest = Object.entries(record).filter(([name]) => name !== 'faults');
  return Object.fromEntries([
    ...rest,
    ...(all.length > 0
      ? [['faults', Object.fromEntries(all) as unknown as JsonObject] as const]
      : []),
  ]);
}

/**
 * Switches a fault on in place of any other, or off.
 * @throws RangeError with a sentence for a plan whose numbers are out of bounds.
 */
export async function setFaults(
  records: Records,
  tenant: Tenant,
  plan: FaultPlan | undefined,
): Promise<void> {
  if (plan && !isPlan(plan))
    throw new RangeError('Expected a fault with whole numbers within its bounds.');
  const faults = plan && { ...plan, seen: 0 };
  await records.update(faultsKey(tenant), (old) => withFaults(old, tenant, faults));
}

/** Takes one request off a tenant's faults: the plan that hits it, or undefined if none does. */
export async function takeFault(records: Records, tenant: Tenant): Promise<FaultPlan | undefined> {
  let hit: FaultPlan | undefined;
  await records.update(faultsKey(tenant), (old) => {
    const faults = faultsIn(old, tenant);
    const { isHit, left } = faults ? counted(faults) : { isHit: false, left: undefined };
    hit = isHit ? faults : undefined; // said anew each time: the store may run this again
    return withFaults(old, tenant, left);
  });
  return hit;
}
