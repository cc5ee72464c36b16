// Finds the ways to a secret that a person once had and no longer has, and the change that ended each.
import { isObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { accessOfUser } from './access.ts';
import { pathKey } from './compare.ts';
import { pathParts, type PathPart } from './explain.ts';
import { idOf, membersOf } from './members.ts';
import { walkFrom, type PastEntry, type Present, type Walk } from './past.ts';
import { membersMovedBy } from './touched.ts';
import type { Access } from './vault.ts';

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
  const seen = new Set(later.ways().keys());
  let looked = 0;
  for (const entry of journal.toReversed()) {
    if (looked >= most) break;
    walk.takeBack(entry);
    if (!canMatter(entry, question.user, walk)) continue;
    looked += 1;
    const earlier = waysAt(walk, question);
    if (earlier.access === later.access) continue;
    for (const [key, way] of earlier.ways())
      if (!later.ways().has(key) && !seen.has(key)) {
        seen.add(key);
        const { seq, exchange, actor, at } = entry;
        ended.push({ secret: way.secret, parts: way.parts(), seq, exchange, actor, at });
      }
    later = earlier;
  }
  return ended;
}

/** A change of this person, of a group that moved the person or a group, or of what the vault gives. */
function canMatter({ change }: PastEntry, user: string, walk: Walk): boolean {
  if (change.resourceType === 'User') return change.id === user;
  if (change.resourceType !== 'Group') return givesOrTakes(change, user, walk);
  if (!change.before || !change.after)
    return membersOf(change.before ?? change.after ?? {}).some(
      ({ kind, id }) => kind === 'group' || id === user,
    );
  const { joined, left } = membersMovedBy(change);
  return [...joined, ...left].some(({ kind, id }) => kind === 'group' || id === user);
}

/** What is known of an account beside its rights, and how secrets are called, changes nobody's ways. */
function givesOrTakes(
  { resourceType: type, before, after }: Change,
  user: string,
  walk: Walk,
): boolean {
  if (/^Vault(Account|Lockout|GroupSource)$/.test(type)) return false;
  if (/^VaultSecret$/.test(type) && before && after) return before.folder !== after.folder;
  if (!/^Vault(Folder|Secret)Grant$/.test(type)) return true;
  const groups = new Set(walk.groupsAround([`User ${user}`]).map(idOf)); // which such a change leaves alone
  return [before?.to, after?.to].some(
    (to) => isObject(to) && (to.kind === 'user' ? to.id === user : groups.has(String(to.id))),
  );
}

/** The ways at one moment; they are told apart, and named, only where somebody asks. */
interface Ways {
  readonly access: readonly Access[];
  readonly ways: () => ReadonlyMap<
    string,
    { readonly secret: string; readonly parts: () => EndedWay['parts'] }
  >;
}

function waysAt(walk: Walk, { user, secret }: EndedQuestion): Ways {
  const person = walk.users.get(user);
  const groups = walk.groupsAround([`User ${user}`]);
  const { vault } = walk;
  const access = person ? accessOfUser(user, { users: [person], groups }, vault) : [];
  let known: ReturnType<Ways['ways']> | undefined;
  const asked = (): readonly Access[] =>
    secret === undefined ? access : access.filter((each) => each.secret === secret);
  const all = (): ReturnType<Ways['ways']> =>
    new Map(
      asked().flatMap((each) =>
        each.paths.map((path) => [
          `${each.secret}\n${pathKey(path)}`,
          { secret: each.secret, parts: () => pathParts(path, { groups, vault }) },
        ]),
      ),
    );
  return { access, ways: () => (known ??= all()) };
}
