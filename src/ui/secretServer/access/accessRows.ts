// Prepares the list view of access: people with what they can open, or secrets with who can open them.
import { openCount } from '../../../vault/accessIndex.ts';
import { tallyOf, type AccessDifference } from '../../../vault/compare.ts';
import type { Directory } from '../../lab.ts';
import { groupBy } from '../groupBy.ts';
import type { RowFilter } from '../list.ts';
import { lookAt } from '../look.ts';
import { nameIn } from './names.ts';

/** A person or a secret of the list. */
export interface AccessRow {
  readonly id: string;
  readonly name: string;
  /** Secrets a person can open, or people who can open a secret. */
  readonly opens: number;
  /** What opened and what closed since the earlier moment; 0 where none is compared. */
  readonly opened: number;
  readonly closed: number;
  /** Those who see the name only, or whose name only is seen. */
  readonly listed: number;
  /** How many of them only a right by hand opens. */
  readonly byHand: number;
}

/** What the list is of; `differences` are those between the two moments. */
export interface AccessAsked {
  readonly by: 'people' | 'secrets';
  readonly before: Directory | undefined;
  readonly differences: readonly AccessDifference[];
}

/** The rows: of every person, or of every secret; those of an earlier moment that are gone come last. */
export function accessRows(
  now: Directory,
  { by, before, differences }: AccessAsked,
): readonly AccessRow[] {
  const [look, earlier] = [lookAt(now), before && lookAt(before)];
  const of = ofEach[by];
  const ids = new Set([...look[of.things].keys(), ...(earlier?.[of.things].keys() ?? [])]);
  const only = look.byHand[of.byHand];
  const moved = movedBy(differences, of.one);
  return [...ids].map((id) => {
    const access = look.index[of.index].get(id);
    const open = openCount(access);
    return {
      id,
      name: nameIn(of.one, id, [look, earlier]),
      opens: open,
      ...(moved.get(id) ?? { opened: 0, closed: 0 }),
      listed: (access?.length ?? 0) - open,
      byHand: only.get(id) ?? 0,
    };
  });
}

const ofEach = {
  people: { one: 'user', things: 'users', index: 'byUser', byHand: 'onlyOf' },
  secrets: { one: 'secret', things: 'secrets', index: 'bySecret', byHand: 'onlyOn' },
} as const;

function movedBy(
  differences: readonly AccessDifference[],
  one: 'user' | 'secret',
): ReadonlyMap<string, Pick<AccessRow, 'opened' | 'closed'>> {
  const byId = groupBy(differences, (each) => each[one]);
  return new Map([...byId].map(([id, of]) => [id, tallyOf(of)]));
}

/** Names of the groups behind the rights of a person or on a secret: asked for the rows in view only. */
export function throughOf(id: string, by: AccessAsked['by'], directory: Directory): string {
  const look = lookAt(directory);
  const paths = new Set((look.index[ofEach[by].index].get(id) ?? []).flatMap((each) => each.paths));
  const groups = new Set([...paths].flatMap((path) => path.groups.slice(0, 1)));
  return [...groups].map((group) => nameIn('group', group, look)).join(', ');
}

/** The choice that makes sense between two moments only. */
export const changedFilter: RowFilter<AccessRow> = {
  id: 'changed',
  label: 'Changed',
  fits: ({ opened, closed }) => opened + closed > 0,
};

/** The choices of the list. */
export const accessFilters: readonly RowFilter<AccessRow>[] = [
  { id: 'open', label: 'That open something', fits: (row) => row.opens > 0 },
  { id: 'hand', label: 'Only by hand', fits: ({ byHand }) => byHand > 0 },
  { id: 'none', label: 'Nothing opens', fits: (row) => row.opens === 0 },
];
