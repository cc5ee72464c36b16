// Finds the people whose access a change can touch, so that nobody else has to be looked at.
import { isList, listDifference, type Json, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { membersOf, peopleIn } from './members.ts';
import type { Member } from './members.ts';

/**
 * SCIM ids of the users whose access may differ after `changes`: users that changed, members that
 * joined or left a group, and everybody in a group that joined or left another. `groups` are the
 * groups that may be nested, before and after together; a version too many does no harm.
 */
export function touchedPeople(
  changes: readonly Change[],
  groups: readonly JsonObject[],
): readonly string[] {
  const people = new Set<string>();
  for (const change of changes) {
    if (change.resourceType === 'User') people.add(change.id);
    if (change.resourceType !== 'Group') continue;
    for (const member of membersMoved(change)) {
      if (member.kind === 'user') people.add(member.id);
      else for (const person of peopleIn(member.id, groups)) people.add(person);
    }
  }
  return [...people];
}

/** Members that a change of a group brought in or took out. */
export function membersMoved(change: Change): readonly Member[] {
  const { joined, left } = membersMovedBy(change);
  return [...joined, ...left];
}

/** Who joined and who left a group by one change, in the order the group lists them. */
export function membersMovedBy(change: Change): {
  readonly joined: readonly Member[];
  readonly left: readonly Member[];
} {
  const { gone, come } = listDifference(listIn(change.before), listIn(change.after));
  const [left, joined] = [membersOf({ members: gone }), membersOf({ members: come })];
  return { joined: without(joined, left), left: without(left, joined) };
}

const listIn = (group: JsonObject | undefined): readonly Json[] =>
  isList(group?.members) ? group.members : [];

const keyOf = (member: Member): string => `${member.kind} ${member.id}`;

function without(members: readonly Member[], others: readonly Member[]): readonly Member[] {
  const known = new Set(others.map(keyOf));
  return members.filter((member) => !known.has(keyOf(member)));
}
