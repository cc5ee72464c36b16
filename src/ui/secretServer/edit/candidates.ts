// Finds people, groups and folders by a few letters, for fields that choose one out of thousands.
import { idOf, isEnabled, nameOf, textOf } from '../../../vault/members.ts';
import type { Grantee } from '../../../vault/vault.ts';
import type { Directory } from '../../lab.ts';
import { plain } from '../list.ts';
import type { Thing } from '../things.ts';

/** Something to choose. `note` tells it from others of the same name; `text` is searched, without accents and case. */
export interface Candidate {
  readonly kind: Thing['kind'];
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly text: string;
}

type Lists = Partial<Record<Candidate['kind'] | 'both', readonly Candidate[]>>;
const known = new WeakMap<Directory, Lists>();

/** Everything of one kind, in the order of the directory; worked out once for each state of it. */
export function candidatesOf(
  kind: 'user' | 'group' | 'folder' | 'role',
  directory: Directory,
): readonly Candidate[] {
  const lists = known.get(directory);
  const list = lists?.[kind] ?? makers[kind](directory);
  known.set(directory, { ...lists, [kind]: list });
  return list;
}

const candidate = (
  kind: Candidate['kind'],
  { id, name, note = '', more = '' }: { id: string; name: string; note?: string; more?: string },
): Candidate => ({ kind, id, name, note, text: plain(`${name} ${note} ${more} ${id}`) });

const makers = {
  user: ({ users }: Directory) =>
    users.map((user) => {
      const userName = textOf(user, 'userName');
      const note = isEnabled(user) ? userName : `${userName}, disabled`;
      return candidate('user', { id: idOf(user), name: nameOf(user), note });
    }),
  group: ({ groups }: Directory) =>
    groups.map((group) => candidate('group', { id: idOf(group), name: nameOf(group) })),
  folder: ({ vault }: Directory) =>
    vault.folders.map(({ id, path }) => candidate('folder', { id, name: path })),
  role: ({ vault }: Directory) =>
    vault.roles.map(({ id, name }) => candidate('role', { id, name })),
} as const;

/** The first that fit, and how many do. */
export interface Fitting {
  readonly shown: readonly Candidate[];
  readonly count: number;
}

/** Looks for words in any order; those in `without` (by kind and id) are left out. */
export function fitting(
  candidates: readonly Candidate[],
  find: string,
  { without, most }: { readonly without: ReadonlySet<string>; readonly most: number },
): Fitting {
  const words = plain(find).split(/\s+/).filter(Boolean);
  const shown: Candidate[] = [];
  let count = 0;
  for (const each of candidates) {
    if (without.has(keyOf(each)) || !words.every((word) => each.text.includes(word))) continue;
    count += 1;
    if (shown.length < most) shown.push(each);
  }
  return { shown, count };
}

/** People and groups, groups first: whom a right can be given to. */
export const granteesOf = (directory: Directory): readonly Candidate[] => {
  const lists = known.get(directory);
  const both = lists?.both ?? [
    ...candidatesOf('group', directory),
    ...candidatesOf('user', directory),
  ];
  known.set(directory, { ...known.get(directory), both });
  return both;
};

/** A name for a candidate among those of all kinds. */
export const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind} ${id}`;

/** The id in a key. */
export const idIn = (key: string): string => key.slice(key.indexOf(' ') + 1);

/** Whom the key of a person or a group names. */
export const granteeIn = (key: string): Grantee => ({
  kind: key.startsWith('group ') ? 'group' : 'user',
  id: idIn(key),
});
