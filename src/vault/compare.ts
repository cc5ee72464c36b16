// Compares who can open what at two moments: what opened, what closed, and what only a right by hand kept open.
import { opens } from './access.ts';
import type { AccessIndex } from './accessIndex.ts';
import type { Access, GrantPath } from './vault.ts';

/** One person's right on one secret where it, or the ways to it, are not the same at both moments. */
export interface AccessDifference {
  readonly user: string;
  readonly secret: string;
  readonly before?: Access;
  readonly after?: Access;
}

/** Every difference between two moments, by person as they were before, newcomers last. */
export function accessDifferences(
  before: AccessIndex,
  after: AccessIndex,
): readonly AccessDifference[] {
  const people = new Set([...before.byUser.keys(), ...after.byUser.keys()]);
  return [...people].flatMap((user) =>
    differencesOf(user, before.byUser.get(user) ?? [], after.byUser.get(user) ?? []),
  );
}

function differencesOf(
  user: string,
  had: readonly Access[],
  has: readonly Access[],
): readonly AccessDifference[] {
  if (had === has || isTheSame(had, has)) return [];
  const is = new Map(has.map((access) => [access.secret, access]));
  const was = new Set(had.map(({ secret }) => secret));
  const known = had.flatMap((before): readonly AccessDifference[] => {
    const after = is.get(before.secret);
    if (!after) return [{ user, secret: before.secret, before }];
    return sameWays(before, after) ? [] : [{ user, secret: before.secret, before, after }];
  });
  const added = has
    .filter(({ secret }) => !was.has(secret))
    .map((after) => ({ user, secret: after.secret, after }));
  return [...known, ...added];
}

/** Nearly everybody's rights are the same at both moments: no more than one look at each right. */
const isTheSame = (had: readonly Access[], has: readonly Access[]): boolean =>
  had.length === has.length &&
  had.every((before, at) => {
    const after = has[at]!;
    return before.secret === after.secret && sameWays(before, after);
  });

function sameWays(one: Access, other: Access): boolean {
  if (one.paths === other.paths) return true;
  if (one.right !== other.right || one.paths.length !== other.paths.length) return false;
  return one.paths.every((path, at) => samePath(path, other.paths[at]!));
}

function samePath(one: GrantPath, other: GrantPath): boolean {
  if (one.kind !== other.kind || one.right !== other.right) return false;
  if (one.grantedOn !== other.grantedOn || one.onSecret !== other.onSecret) return false;
  const { groups } = other;
  return one.groups.length === groups.length && one.groups.every((id, at) => id === groups[at]);
}

/** What tells one way from another, for a person or a secret at a time; ids hold no line breaks. */
export const pathKey = ({ kind, groups, grantedOn, right, onSecret }: GrantPath): string =>
  kind === 'unlimited' // one way to everything, whichever folder it is in
    ? kind
    : [kind, ...groups, onSecret ? 'on' : '', grantedOn, right].join('\n');

/** What differs, counted in pairs of a person and a secret. */
export interface Tally {
  /** Could not be opened before, and can now. */
  readonly opened: number;
  readonly closed: number;
  /** Every group that opened it is gone, and a right by hand keeps it open. */
  readonly keptByHand: number;
}

/** Counts what differs. */
export const tallyOf = (differences: readonly AccessDifference[]): Tally => ({
  opened: differences.filter(({ before, after }) => !opens(before?.right) && opens(after?.right))
    .length,
  closed: differences.filter(({ before, after }) => opens(before?.right) && !opens(after?.right))
    .length,
  keptByHand: differences.filter(isKeptByHand).length,
});

/** True where groups opened a secret before and now only a right by hand does. */
export const isKeptByHand = ({ before, after }: AccessDifference): boolean =>
  opens(after?.right) &&
  (before?.paths.some(({ kind, right }) => kind === 'group' && opens(right)) ?? false) &&
  (after?.paths.every(({ kind, right }) => kind === 'direct' || !opens(right)) ?? false);
