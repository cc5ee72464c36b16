// Says in a few words what one change did to access: what opened, what closed, and what stayed open all the same.
import { opens } from './access.ts';
import type { Access, GrantPath } from './vault.ts';

/**
 * What a change did to access. `opened` and `closed` count secrets, summed over the people touched;
 * `kept` counts those a change could have closed that stay open by another way.
 */
export interface AuditEffect {
  readonly kind: 'none' | 'more' | 'less' | 'both' | 'changed' | 'kept' | 'seen';
  readonly text: string;
  readonly opened: number;
  readonly closed: number;
  readonly kept: number;
}

/** Nothing came of it. */
export const noEffect: AuditEffect = {
  ...{ kind: 'none', text: 'none' },
  ...{ opened: 0, closed: 0, kept: 0 },
};

/** Somebody looked at a secret: what was seen stays known, whatever is taken away later. */
export const seenEffect: AuditEffect = { ...noEffect, kind: 'seen', text: 'seen' };

/** Rights before and after a change, of whoever it touched. */
export interface AccessTurn {
  readonly before: readonly Access[];
  readonly after: readonly Access[];
  /** How many people were looked at. */
  readonly people: number;
  /** Says of a way whether the change took it away; what then stays open is kept by another way. */
  readonly took?: (path: GrantPath) => boolean;
}

/** The effect of a change, in numbers and in words: `+3 secrets`, `−1 secret, 2 kept by a direct right`. */
export function effectOf(turn: AccessTurn): AuditEffect {
  const { before, after, took } = turn;
  const keyOf = keyFor(turn.people);
  const [had, has] = [rightsOf(before, keyOf), rightsOf(after, keyOf)];
  const [opened, closed] = [openOnly(has, had), openOnly(had, has)];
  const still = took ? before.filter((each) => each.paths.some(took)) : [];
  const kept = still.flatMap((each) => {
    const now = has.get(keyOf(each));
    return isOpen(now) && isOpen(each) ? [now!] : [];
  });
  const words = [
    moveWords(opened, closed, turn.people),
    keptWords(kept, opened + closed > 0),
  ].filter((each) => each !== '');
  const changed = words.length === 0 ? changeWords(had, has) : '';
  const text = words.join(', ') || changed || 'none';
  return {
    ...{ kind: kindOf({ opened, closed, kept, changed }), text },
    ...{ opened, closed, kept: kept.length },
  };
}

type Key = (access: Access) => string;

/** Rights of one person are told apart by the secret alone. */
const keyFor = (people: number): Key =>
  people === 1 ? ({ secret }) => secret : ({ user, secret }) => `${user} ${secret}`;

function rightsOf(access: readonly Access[], keyOf: Key): ReadonlyMap<string, Access> {
  const rights = new Map<string, Access>();
  for (const each of access) rights.set(keyOf(each), each);
  return rights;
}

/** The rights on one side that open something which the other side does not open. */
function openOnly(one: ReadonlyMap<string, Access>, other: ReadonlyMap<string, Access>): number {
  let count = 0;
  for (const [key, each] of one) if (isOpen(each) && !isOpen(other.get(key))) count += 1;
  return count;
}

const isOpen = (access: Access | undefined): boolean => opens(access?.right);

function kindOf(of: {
  readonly opened: number;
  readonly closed: number;
  readonly kept: readonly unknown[];
  readonly changed: string;
}): AuditEffect['kind'] {
  const [more, less] = [of.opened > 0, of.closed > 0];
  if (more || less) return more && less ? 'both' : more ? 'more' : 'less';
  if (of.kept.length > 0) return 'kept';
  return of.changed === '' ? 'none' : 'changed';
}

/** `+3 secrets`, `+2 −1 secrets`, `+12 for 4 people`; nothing for no move. */
function moveWords(opened: number, closed: number, people: number): string {
  if (opened + closed === 0) return '';
  const signs = [opened > 0 ? `+${opened}` : '', closed > 0 ? `−${closed}` : ''];
  const noun = people > 1 ? `for ${people} people` : opened + closed === 1 ? 'secret' : 'secrets';
  return [...signs, noun].filter((each) => each !== '').join(' ');
}

/** `none: direct right stays` alone, `2 kept by a direct right` beside what moved. */
function keptWords(kept: readonly Access[], beside: boolean): string {
  if (kept.length === 0) return '';
  const kinds = new Set(kept.flatMap(({ paths }) => paths.map(({ kind }) => kind)));
  const kind = (['direct', 'group', 'personal', 'unlimited'] as const).find((each) =>
    kinds.has(each),
  );
  const [alone, among] = keepers[kind ?? 'group'];
  return beside ? `${kept.length} kept by ${among}` : `none: ${alone}`;
}

/** What keeps a right, as it is said where nothing moved, and beside what did. */
const keepers: Readonly<Record<GrantPath['kind'], readonly [alone: string, among: string]>> = {
  direct: ['direct right stays', 'a direct right'],
  group: ['another group gives it', 'another group'],
  personal: ['it is a personal folder', 'a personal folder'],
  unlimited: ['Unlimited Administration Mode gives it', 'Unlimited Administration Mode'],
};

/** `View becomes Edit`; several different ones are counted. */
function changeWords(had: ReadonlyMap<string, Access>, has: ReadonlyMap<string, Access>): string {
  const turns: string[] = [];
  for (const [key, { right }] of had) {
    const is = has.get(key)?.right ?? 'nothing';
    if (right !== is) turns.push(`${right} becomes ${is}`);
  }
  for (const [key, { right }] of has) if (!had.has(key)) turns.push(`nothing becomes ${right}`);
  const kinds = new Set(turns);
  return kinds.size > 1 ? `other rights on ${turns.length} secrets` : (turns[0] ?? '');
}
