// Prepares the groups of a tenant for their list: members, roles and rights that come with each.
import type { JsonObject } from '../../../base/json.ts';
import { idOf, membersOf, nameOf, peopleIn } from '../../../vault/members.ts';
import type { Directory } from '../../lab.ts';
import type { RowFilter } from '../list.ts';

/** A group of the list. `people` counts those in nested groups too; `folders` those it has a right on. */
export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly people: number;
  readonly nested: boolean;
  readonly roles: readonly string[];
  readonly folders: number;
  /** The directory that feeds it: `northwind.example`; empty for a local group. */
  readonly domain: string;
}

/** Every group of the tenant, in the order of the directory. */
export function groupRows({ groups, vault }: Directory): readonly GroupRow[] {
  const domains = new Map(vault.synchronised?.map(({ group, domain }) => [group, domain]));
  const roleNames = new Map(vault.roles.map(({ id, name }) => [id, name]));
  return groups.map((group) => {
    const id = idOf(group);
    const members = membersOf(group);
    const nested = members.some(({ kind }) => kind === 'group');
    return {
      id,
      name: nameOf(group),
      members: members.length,
      people: nested ? peopleIn(id, groups).size : members.length,
      nested,
      roles: vault.roleOfGroup
        .filter((row) => row.group === id)
        .map(({ role }) => roleNames.get(role) ?? role),
      folders: vault.grants.filter(({ to }) => to.kind === 'group' && to.id === id).length,
      domain: domains.get(id) ?? '',
    };
  });
}

/** The choices of the list. */
export const groupFilters: readonly RowFilter<GroupRow>[] = [
  { id: 'rights', label: 'With rights on folders', fits: ({ folders }) => folders > 0 },
  { id: 'none', label: 'Without rights', fits: ({ folders }) => folders === 0 },
  { id: 'empty', label: 'Without people', fits: ({ people }) => people === 0 },
  { id: 'synchronised', label: 'Synchronised', fits: ({ domain }) => domain !== '' },
  { id: 'nested', label: 'Holding other groups', fits: ({ nested }) => nested },
];

/** The groups that hold this one as a member. */
export const groupsHolding = (
  group: string,
  groups: readonly JsonObject[],
): readonly JsonObject[] =>
  groups.filter((each) => membersOf(each).some(({ kind, id }) => kind === 'group' && id === group));
