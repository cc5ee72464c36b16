// Prepares the list view of access: people with what they can open, or secrets with who can open them.
import { opens } from '../../../vault/access.ts';
import { openCount } from '../../../vault/accessIndex.ts';
import type { Access } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import type { GraphKind } from '../../../vault/graph.ts';
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
  /** Names of the groups behind these rights. */
  readonly through: string;
}

/** The rows: of every person, or of every secret; those of an earlier moment that are gone come last. */
export function accessRows(
  now: Directory,
  before: Directory | undefined,
  by: 'people' | 'secrets',
): readonly AccessRow[] {
  const [look, earlier] = [lookAt(now), before && lookAt(before)];
  const kind: GraphKind = by === 'people' ? 'user' : 'secret';
  const indexed = by === 'people' ? ('byUser' as const) : ('bySecret' as const);
  const things = by === 'people' ? ('users' as const) : ('secrets' as const);
  const ids = new Set([...look[things].keys(), ...(earlier?.[things].keys() ?? [])]);
  return [...ids].map((id) => {
    const access = look.index[indexed].get(id) ?? [];
    const open = openCount(access);
    const groups = new Set(
      access.flatMap(({ paths }) => paths.flatMap((path) => path.groups.slice(0, 1))),
    );
    return {
      id,
      name: nameIn(kind, id, [look, earlier]),
      opens: open,
      ...(earlier ? moved(earlier.index[indexed].get(id) ?? [], access) : { opened: 0, closed: 0 }),
      listed: access.length - open,
      byHand: access.filter(onlyByHand).length,
      through: [...groups].map((group) => nameIn('group', group, look)).join(', '),
    };
  });
}

/** How many pairs of a person and a secret opened, and how many closed. */
function moved(had: readonly Access[], has: readonly Access[]): { opened: number; closed: number } {
  const keyOf = ({ user, secret }: Access): string => `${user}\n${secret}`;
  const openIn = (access: readonly Access[]) =>
    new Set(access.filter(({ right }) => opens(right)).map(keyOf));
  const [was, is] = [openIn(had), openIn(has)];
  return {
    opened: [...is].filter((key) => !was.has(key)).length,
    closed: [...was].filter((key) => !is.has(key)).length,
  };
}

const onlyByHand = ({ right, paths }: Access): boolean =>
  opens(right) && !paths.some((path) => path.kind === 'group' && opens(path.right));

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
