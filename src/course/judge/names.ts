// Finds people and groups by the names a lesson calls them, and names them in a sentence.
import { isList, isObject, type JsonObject } from '../../base/json.ts';
import type { Situation } from './situation.ts';

/** A text attribute of a resource, or the empty text. */
export function textOf(resource: JsonObject, attribute: string): string {
  const value = resource[attribute];
  return typeof value === 'string' ? value : '';
}

/**
 * The ids of everyone a name may mean: an id, a userName, what stands before its @, or a group's
 * displayName. Letter case does not count (RFC 7643 §4.1.1: userName is not caseExact).
 */
export function idsOf(name: string, situation: Situation): readonly string[] {
  const wanted = name.toLowerCase();
  const users = situation.users.filter((user) => {
    const userName = textOf(user, 'userName').toLowerCase();
    return userName === wanted || userName.split('@')[0] === wanted;
  });
  const groups = situation.groups.filter(
    (group) => textOf(group, 'displayName').toLowerCase() === wanted,
  );
  const named = [...users, ...groups].map((resource) => textOf(resource, 'id'));
  const byId = [...situation.users, ...situation.groups].some((each) => each['id'] === name);
  return byId ? [name, ...named] : named;
}

/** How a sentence calls a resource: a user by userName, a group by displayName. */
export const nameOf = (resource: JsonObject): string =>
  textOf(resource, 'userName') || textOf(resource, 'displayName') || textOf(resource, 'id');

/** The ids in a group's members. */
export function memberIdsOf(group: JsonObject): readonly string[] {
  const members = group['members'];
  if (!isList(members)) return [];
  return members.filter(isObject).map((member) => textOf(member, 'value'));
}

/** The names of a group's members, as far as the directory knows them. */
export const memberNamesOf = (group: JsonObject, situation: Situation): readonly string[] =>
  memberIdsOf(group).map((id) => {
    const known = [...situation.users, ...situation.groups].find((each) => each['id'] === id);
    return known ? nameOf(known) : id;
  });

/** Names in one phrase: `a`, `a and b`, `a, b and c`; `nothing` stands for an empty list. */
export function phrase(names: readonly string[], nothing: string): string {
  if (names.length === 0) return nothing;
  if (names.length === 1) return names[0]!;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
