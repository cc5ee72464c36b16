// Reports of Secret Server on accounts: groups, roles, permissions, and who uses what was given.
import { opens } from './access.ts';
import { accessIndex } from './accessIndex.ts';
import { isProductPermission, isProductRole } from './confirmed.ts';
import { idOf, isEnabled, membersOf, nameOf, peopleIn, textOf } from './members.ts';
import type { Report, ReportRow } from './report.ts';
import { granteeName, stateOf } from './reportNames.ts';
import { roleHolders } from './roleHolders.ts';
import type { SecretView } from './vault.ts';

/** Who is in which group. */
export const groupMembership: Report = {
  id: 'group-membership',
  name: 'Group Membership',
  purpose: 'Who is in which group, directly or because a group is in it.',
  look: 'Disabled accounts that are still members: they get everything back when they are enabled.',
  columns: [
    { id: 'group', title: 'Group', share: 2 },
    { id: 'member', title: 'Member', share: 2 },
    { id: 'userName', title: 'userName', share: 3, wide: true },
    { id: 'account', title: 'Account', share: 1 },
    { id: 'through', title: 'How', share: 2, wide: true },
  ],
  rows: (input) => {
    const users = new Map(input.users.map((each) => [idOf(each), each]));
    return input.groups.flatMap((group) => {
      const direct = new Set(
        membersOf(group).flatMap(({ kind, id }) => (kind === 'user' ? [id] : [])),
      );
      return [...peopleIn(idOf(group), input.groups)].flatMap((id): readonly ReportRow[] => {
        const user = users.get(id);
        if (!user) return [];
        const how = direct.has(id) ? 'direct' : 'through a group in it';
        return [
          {
            cells: [nameOf(group), nameOf(user), textOf(user, 'userName'), stateOf(user), how],
            about: { kind: 'group', id: idOf(group) },
            ...(!isEnabled(user) && { mark: 'disabled' }),
          },
        ];
      });
    });
  },
};

/** Who holds which role. */
export const roleAssignments: Report = {
  id: 'role-assignments',
  name: 'What role assignments exist?',
  purpose: 'Who holds which role, and what gives it.',
  look: 'Everybody with Administrator, and disabled accounts that keep a role.',
  simulated:
    'Delinea documents no mapping of SCIM groups to roles; which group gives which is data of the lab.',
  columns: [
    { id: 'role', title: 'Role', share: 2 },
    { id: 'user', title: 'Held by', share: 2 },
    { id: 'userName', title: 'userName', share: 3, wide: true },
    { id: 'account', title: 'Account', share: 1 },
    { id: 'by', title: 'Given by', share: 3, wide: true },
  ],
  rows: (input) => {
    const users = new Map(input.users.map((each) => [idOf(each), each]));
    return roleHolders(input, input.vault).flatMap(({ role, isDefault, groups, people }) => {
      const giving = groups.map((group) => ({
        name: granteeName({ kind: 'group', id: group }, input),
        people: peopleIn(group, input.groups),
      }));
      return people.map((id): ReportRow => {
        const user = users.get(id)!; // holders are users of the directory
        const by = giving.filter((each) => each.people.has(id)).map(({ name }) => name);
        const isGiven = input.vault.roleOfUser?.some(
          (each) => each.user === id && each.role === role.id,
        );
        const from = [
          ...(isDefault ? ['default role'] : []),
          ...(isGiven ? ['given by hand'] : []),
          ...by,
        ].join(', ');
        return {
          cells: [role.name, nameOf(user), textOf(user, 'userName'), stateOf(user), from],
          about: { kind: 'role', id: role.id },
          ...(role.name === 'Administrator' && { mark: 'administrator' }),
        };
      });
    });
  },
};

/** Which permissions each role brings. */
export const rolePermissions: Report = {
  id: 'role-permissions',
  name: 'What role permission assignments exist?',
  purpose: 'Which permissions each role brings; a person has those of all roles together.',
  look: 'Permissions to administer in a role that many people hold.',
  simulated:
    'The names are Delinea’s where marked so; which role holds which permission is data of the lab.',
  columns: [
    { id: 'role', title: 'Role', share: 2 },
    { id: 'permission', title: 'Permission', share: 3 },
    { id: 'named', title: 'Named by', share: 2, wide: true },
  ],
  rows: ({ vault }) =>
    vault.roles.flatMap((role) =>
      role.permissions.map((permission): ReportRow => {
        const isTheirs = isProductPermission(permission) && isProductRole(role.name);
        return {
          cells: [role.name, permission, isTheirs ? 'Delinea' : 'the lab'],
          about: { kind: 'role', id: role.id },
          ...(permission.startsWith('Administer') && { mark: 'administers' }),
        };
      }),
    ),
};

const day = 86_400_000;

/** By person, when it was last seen at a secret. */
function lastSeen(views: readonly SecretView[] = []): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { user, at } of views)
    last.set(user, Math.max(Date.parse(at), last.get(user) ?? -Infinity));
  return last;
}

/** Accounts that nobody seems to use. */
export const notLoggedIn: Report = {
  id: 'not-logged-in',
  name: 'Who hasn’t logged in within the last 90 days?',
  purpose: 'Enabled accounts that nobody seems to use, each of which takes a licence.',
  look: 'Accounts that can open secrets and were never seen: the first to ask about in a review.',
  simulated:
    'The lab has no logins: it goes by the looks at secrets that Secret Server’s audit has kept.',
  columns: [
    { id: 'user', title: 'Account', share: 2 },
    { id: 'userName', title: 'userName', share: 3, wide: true },
    { id: 'seen', title: 'Last seen', share: 2 },
    { id: 'days', title: 'Days ago', share: 1, number: true, wide: true },
    { id: 'opens', title: 'Can open', share: 1, number: true },
    { id: 'note', title: 'Note', share: 4, wide: true },
  ],
  rows: (input) => {
    const last = lastSeen(input.vault.views);
    const { byUser } = accessIndex(input.access);
    const notes = new Map(input.vault.accounts.map((each) => [each.user, each]));
    return input.users.flatMap((user): readonly ReportRow[] => {
      const id = idOf(user);
      const seen = last.get(id);
      const days = seen === undefined ? undefined : Math.floor((input.now - seen) / day);
      const note = notes.get(id);
      if (!isEnabled(user) || note?.kind === 'application' || (days ?? Infinity) < 90) return [];
      const open = (byUser.get(id) ?? []).filter(({ right }) => opens(right)).length;
      const when = seen === undefined ? 'never' : new Date(seen).toISOString();
      return [
        {
          cells: [nameOf(user), textOf(user, 'userName'), when, days, open, note?.note],
          about: { kind: 'user', id },
          ...(open > 0 && { mark: 'can open secrets' }),
        },
      ];
    });
  },
};

/** Which secrets a person has opened. */
export const userAudit: Report = {
  id: 'user-audit',
  name: 'User Audit Report',
  asks: 'user',
  purpose: 'Every secret a person has opened: what a leaver knows stays known.',
  look: 'Secrets seen by somebody who can no longer open them: they ought to be changed.',
  simulated: 'Looks at secrets are data of the starting world; nobody opens secrets in the lab.',
  columns: [
    { id: 'secret', title: 'Secret', share: 2 },
    { id: 'seen', title: 'Last opened', share: 2 },
    { id: 'folder', title: 'Folder', share: 3, wide: true },
    { id: 'now', title: 'Can open it now', share: 2 },
  ],
  rows: (input, user) => {
    const views = (input.vault.views ?? []).filter((view) => view.user === user);
    const rights = accessIndex(input.access).byUser.get(user) ?? [];
    return [...new Set(views.map(({ secret }) => secret))].map((id): ReportRow => {
      const secret = input.vault.secrets.find((each) => each.id === id);
      const folder = input.vault.folders.find((each) => each.id === secret?.folder);
      const times = views.filter((view) => view.secret === id).map(({ at }) => Date.parse(at));
      const right = rights.find((access) => access.secret === id)?.right;
      const seen = new Date(Math.max(...times)).toISOString();
      return {
        cells: [secret?.name ?? id, seen, folder?.path, opens(right) ? `yes, ${right}` : 'no'],
        about: { kind: 'secret', id },
        ...(!opens(right) && { mark: 'known, and shut' }),
      };
    });
  },
};
