// Finds every group a person or a group is in, directly or through other groups, with the way there.
import type { JsonObject } from '../../base/json.ts';
import { chainsFrom, idOf, membershipsIn, nameOf } from '../../vault/members.ts';

/** A group somebody is in. `through` names the groups between, nearest to it first; none if direct. */
export interface Nesting {
  readonly id: string;
  readonly name: string;
  readonly through: readonly string[];
}

/** The groups of a person by SCIM id, direct ones first, each once. */
export function nestingsOf(user: string, groups: readonly JsonObject[]): readonly Nesting[] {
  const memberships = membershipsIn(groups, new Set([user]));
  const names = new Map(groups.map((group) => [idOf(group), nameOf(group)]));
  const chains = (memberships.ofUser.get(user) ?? [])
    .flatMap((group) => chainsFrom(group, memberships))
    .sort((one, other) => one.length - other.length);
  const found = new Map<string, Nesting>();
  for (const chain of chains) {
    const id = chain.at(-1)!;
    const named = chain.map((each) => names.get(each) ?? each);
    if (!found.has(id))
      found.set(id, { id, name: named.at(-1)!, through: named.slice(0, -1).toReversed() });
  }
  return [...found.values()];
}
