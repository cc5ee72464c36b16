// Describes what somebody holds on one folder or one secret, and joins what comes from several sides.
import type { GrantPath, SecretRight } from './vault.ts';

const strength: readonly SecretRight[] = ['List', 'View', 'Edit', 'Owner'];

/** The stronger of two rights. */
export const stronger = (left: SecretRight, right: SecretRight): SecretRight =>
  strength.indexOf(left) >= strength.indexOf(right) ? left : right;

/** A way to a right; `at` is the place of its grant among those that stand there, which orders ways. */
export interface Way {
  readonly at: number;
  readonly path: GrantPath;
}

/**
 * What somebody holds on one place. Many people share one of these, and with it its list of paths:
 * a company's rights take the room of its groups, not of its people.
 */
export interface Held {
  /** A folder: it can be seen, and what lies below may be open. */
  readonly shows: boolean;
  readonly ways: readonly Way[];
  /** The paths of `ways`, and the strongest right among them; undefined where there are none. */
  readonly paths: readonly GrantPath[];
  readonly right: SecretRight | undefined;
}

/** What these ways come to. */
export const heldBy = (ways: readonly Way[], shows: boolean): Held => ({
  ...{ shows, ways, paths: ways.map(({ path }) => path) },
  right: ways.length === 0 ? undefined : ways.map(({ path }) => path.right).reduce(stronger),
});

/** What two sides give together, in the order of the grants; of the same grant the first side's ways come first. */
export function joined(one: Held, other: Held): Held {
  if (other.ways.length === 0 && (one.shows || !other.shows)) return one;
  const ways = [...one.ways, ...other.ways].sort((left, right) => left.at - right.at);
  return heldBy(ways, one.shows || other.shows);
}
