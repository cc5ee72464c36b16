// Turns kept exchanges back into what the screens show of them.
import type { ExchangeRow, Store } from '../store/store.ts';
import type { LabExchange } from '../ui/lab.ts';

/** How many exchanges of a tenant the history shows; older ones stay in the store and in exports. */
const shown = 500;

/** The newest exchanges of a tenant, newest first. */
export async function readHistory(store: Store, tenant: string): Promise<readonly LabExchange[]> {
  return (await store.exchanges(tenant, shown)).map(exchangeOf);
}

/** One kept exchange; the store counts its number. */
export const exchangeOf = (row: ExchangeRow): LabExchange =>
  ({ ...row.record, no: row.no }) as unknown as LabExchange; // written by wire/exchange.ts in this shape

/** The history with one more exchange at its head, if that is of this tenant and not there yet. */
export function withExchange(
  known: readonly LabExchange[],
  exchange: LabExchange,
  tenant: string,
): readonly LabExchange[] {
  const isNew = exchange.tenant === tenant && exchange.no > (known[0]?.no ?? 0);
  return isNew ? [exchange, ...known].slice(0, shown) : known;
}

/** True for two histories that hold the same exchanges: kept exchanges never change. */
export const sameHistory = (left: readonly LabExchange[], right: readonly LabExchange[]): boolean =>
  left.length === right.length && left[0]?.id === right[0]?.id;
