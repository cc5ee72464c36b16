// Finds the ways to a secret that a person once had and no longer has, and the change that ended each.
import { accessOfUser } from './access.ts';
import { pathKey } from './compare.ts';
import { pathParts, type PathPart } from './explain.ts';
import { membersOf } from './members.ts';
import { walkFrom, type PastEntry, type Present, type Walk } from './past.ts';
import { membersMovedBy } from './touched.ts';

/** A way that is gone. Its parts are named as they were; `exchange` is what ended it. */
export interface EndedWay {
  readonly secret: string;
  readonly parts: readonly PathPart[];
  readonly seq: number;
  readonly exchange: string;
  readonly actor: string;
  /** Lab time, ISO 8601. */
  readonly at: string;
}

/** Whose ways, and perhaps to which one secret. */
export interface EndedQuestion {
  readonly user: string;
  readonly secret?: string | undefined;
}

/** So many changes are looked into, the newest ones; older ends are left out. */
const most = 200;

/**
 * The ways a person had at any earlier moment and has not now, each once with the last change that ended
 * it, newest first. `journal` is oldest first.
 */
export function endedWays(
  question: EndedQuestion,
  { journal, present }: { readonly journal: readonly PastEntry[]; readonly present: Present },
): readonly EndedWay[] {
  const walk = walkFrom(present);
  const ended: EndedWay[] = [];
  let later = waysAt(walk, question);
  const seen = new Set(later.keys());
  let looked = 0;
  for (const entry of journal.toReversed()) {
    if (looked >= most) break;
    walk.takeBack(entry);
    if (!canMatter(entry, question.user)) continue;
    looked += 1;
    const earlier = waysAt(walk, question);
    for (const [key, way] of earlier)
      if (!later.has(key) && !seen.has(key)) {
        seen.add(key);
        const { seq, exchange, actor, at } = entry;
        ended.push({ ...way, seq, exchange, actor, at });
      }
    later = earlier;
  }
  return ended;
}

/** A change of this person, of a group that moved the person or a group, or of the vault. */
function canMatter({ change }: PastEntry, user: string): boolean {
  if (change.resourceType === 'User') return change.id === user;
  if (change.resourceType !== 'Group') return true;
  if (!change.before || !change.after)
    return membersOf(change.before ?? change.after ?? {}).some(
      ({ kind, id }) => kind === 'group' || id === user,
    );
  const { joined, left } = membersMovedBy(change);
  return [...joined, ...left].some(({ kind, id }) => kind === 'group' || id === user);
}

type Ways = ReadonlyMap<string, Pick<EndedWay, 'secret' | 'parts'>>;

function waysAt(walk: Walk, { user, secret }: EndedQuestion): Ways {
  const person = walk.users.get(user);
  const ways = new Map<string, Pick<EndedWay, 'secret' | 'parts'>>();
  if (!person) return ways;
  const people = { users: [person], groups: walk.groupsAround([`User ${user}`]) };
  for (const access of accessOfUser(user, people, walk.vault))
    if (secret === undefined || access.secret === secret)
      for (const path of access.paths)
        ways.set(`${access.secret}\n${pathKey(path)}`, {
          secret: access.secret,
          parts: pathParts(path, { groups: people.groups, vault: walk.vault }),
        });
  return ways;
}
