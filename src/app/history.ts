// Turns kept exchanges back into what the screens show of them.
import type { ExchangeRow, Store } from '../store/store.ts';
import type { LabExchange } from '../ui/lab.ts';

/** How many exchanges of a tenant the history shows; older ones stay in the store and in exports. */
const shown = 500;

/** How many of the newest are looked at first when something may have been added. */
const peeked = 8;

/**
 * The newest exchanges of a tenant, newest first. Kept exchanges never change, so what is `known` is read
 * again only where the newest ones do not join on to it: after a reset, an import, or a long absence.
 */
export async function readHistory(
  store: Store,
  tenant: string,
  known: readonly LabExchange[] = [],
): Promise<readonly LabExchange[]> {
  const newest = await store.exchanges(tenant, peeked);
  const joint = newest.findIndex(({ id }) => id === known[0]?.id);
  if (joint < 0) return (await store.exchanges(tenant, shown)).map(exchangeOf);
  return [...newest.slice(0, joint).map(exchangeOf), ...known].slice(0, shown);
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
