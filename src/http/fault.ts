// Describes what can be made to go wrong between a client and a server on purpose, and counts which requests it hits.

/**
 * What goes wrong: 429 Too Many Requests (RFC 6585 §4), a 500, a 503, a 401 for a token that has
 * expired, a request that is held back, or an answer that is lost after the request was carried out.
 */
export type FaultKind = 'tooMany' | 'broken' | 'unavailable' | 'expired' | 'slow' | 'lost';

/** Every kind, in the order people meet them. */
export const faultKinds = [
  ...(['tooMany', 'broken', 'unavailable', 'expired', 'slow', 'lost'] as const),
] satisfies readonly FaultKind[];

/** The most of everything: requests in a row, the distance between two that are hit, and seconds. */
export const mostRequests = 1000;

/** The longest a `Retry-After` may ask for, and a request may be held back, in seconds. */
export const mostSeconds = { retry: 3600, slow: 10 } as const;

/**
 * A fault and the requests it hits: the `next` so many, or `every` so-manieth until it is switched
 * off. `seconds` is what `Retry-After` asks for with 429 and 503, and how long a slow request waits.
 */
export interface FaultPlan {
  readonly kind: FaultKind;
  readonly hits: 'next' | 'every';
  readonly count: number;
  readonly seconds: number;
}

/** A plan at work; `seen` counts the requests since it was switched on. */
export interface Faults extends FaultPlan {
  readonly seen: number;
}

/** How many requests are still to be hit; undefined where there is no end. */
export const hitsLeft = ({ hits, count, seen }: Faults): number | undefined =>
  hits === 'next' ? count - seen : undefined;

/** Counts one more request: whether it is hit, and what is left of the plan, if anything. */
export function counted(faults: Faults): {
  readonly isHit: boolean;
  readonly left: Faults | undefined;
} {
  const left = { ...faults, seen: faults.seen + 1 };
  if (faults.hits === 'every') return { isHit: left.seen % faults.count === 0, left };
  return { isHit: true, left: left.seen < faults.count ? left : undefined };
}

/** True for a plan whose numbers are whole and within bounds. */
export function isPlan(value: unknown): value is FaultPlan {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, hits, count, seconds } = value as Partial<Record<keyof FaultPlan, unknown>>;
  const isWithin = (number: unknown, least: number, most: number): boolean =>
    Number.isInteger(number) && (number as number) >= least && (number as number) <= most;
  return (
    faultKinds.some((each) => each === kind) &&
    (hits === 'next' || hits === 'every') &&
    isWithin(count, 1, mostRequests) &&
    isWithin(seconds, 0, mostSeconds.retry) &&
    (kind !== 'slow' || isWithin(seconds, 0, mostSeconds.slow))
  );
}
