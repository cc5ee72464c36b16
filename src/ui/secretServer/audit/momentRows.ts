// Sets the people of a past moment beside those of now: who was there, enabled, in how many groups, and could open how much.
import { accessIndex, openCount } from '../../../vault/accessIndex.ts';
import { idOf, isEnabled, membershipsIn, nameOf, textOf } from '../../../vault/members.ts';
import type { AuditBook, Directory } from '../../lab.ts';
import { actsOf, type Act } from '../access/moments.ts';

/** A place one can go back to: the journal's entry `seq` is the last that counts. */
export interface Stop {
  readonly seq: number;
  /** `before everything`, or the act it comes after: `31 PATCH, 10:12:33`. */
  readonly words: string;
}

/** The places one can go back to, oldest first; the last one is now. */
export function stopsIn(book: AuditBook): readonly Stop[] {
  const acts: readonly Act[] = actsOf(book).toReversed();
  const [oldest] = acts;
  if (!oldest) return [];
  const isFirst = oldest.first === book.journal[0]?.seq;
  return [
    { seq: oldest.first - 1, words: isFirst ? 'before everything' : 'before the oldest shown' },
    ...acts.map(({ last, words }) => ({ seq: last, words: `after ${words}` })),
  ];
}

/** How a person stood at a moment. */
export interface Standing {
  readonly enabled: boolean;
  readonly groups: number;
  readonly opens: number;
}

/** A person then and now; a side is undefined where there was no such account. */
export interface MomentRow {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly then: Standing | undefined;
  readonly now: Standing | undefined;
  readonly differs: boolean;
}

/** Everybody who is or was there, in the order of the earlier moment, newcomers last. */
export function momentRows(then: Directory, now: Directory): readonly MomentRow[] {
  const [was, is] = [standings(then), standings(now)];
  const users = new Map([...then.users, ...now.users].map((user) => [idOf(user), user]));
  return [...users].map(([id, user]) => {
    const [before, after] = [was.get(id), is.get(id)];
    return {
      ...{ id, name: nameOf(user), userName: textOf(user, 'userName'), then: before, now: after },
      differs: JSON.stringify(before) !== JSON.stringify(after),
    };
  });
}

function standings({ users, groups, access }: Directory): ReadonlyMap<string, Standing> {
  const { ofUser } = membershipsIn(groups);
  const { byUser } = accessIndex(access);
  return new Map(
    users.map((user) => {
      const id = idOf(user);
      const opens = openCount(byUser.get(id));
      return [id, { enabled: isEnabled(user), groups: ofUser.get(id)?.length ?? 0, opens }];
    }),
  );
}

/** A moment in one sentence: `16 accounts, 14 enabled; 9 groups; 42 rights that open a secret`. */
export function momentWords({ users, groups, access }: Directory): string {
  const enabled = users.filter(isEnabled).length;
  const open = openCount(access.access);
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  return `${count(users.length, 'account')}, ${enabled} enabled; ${count(groups.length, 'group')}; ${open === 1 ? '1 right opens a secret' : `${open} rights open a secret`}`;
}
