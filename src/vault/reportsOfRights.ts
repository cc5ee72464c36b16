// Reports of Secret Server on who can see what: rights on folders and secrets, and the ways they come by.
import { closedFolderOnWay } from './access.ts';
import { accessIndex } from './accessIndex.ts';
import { pathText } from './explain.ts';
import { rightsOnFolders } from './folderTree.ts';
import { chainsFrom, idOf, isEnabled, membershipsIn, nameOf, textOf } from './members.ts';
import type { Report, ReportInput, ReportRow } from './report.ts';
import { foundIn, granteeName, stateOf } from './reportNames.ts';
import type { Cell } from './table.ts';
import type { Access } from './vault.ts';

const isDirect = ({ paths }: Access): boolean => paths.some(({ kind }) => kind === 'direct');

const ways = ({ paths }: Access, input: ReportInput): string =>
  paths.map((path) => pathText(path, input)).join('; ');

/** What one person can see. */
export const secretsOfUser: Report = {
  id: 'secrets-of-user',
  name: 'What Secrets can a user see?',
  asks: 'user',
  purpose: 'Everything one person can see, and the way by which each right comes.',
  look: 'Rights given by hand: they stay when the groups are gone.',
  columns: [
    { id: 'secret', title: 'Secret', share: 2 },
    { id: 'right', title: 'Right', share: 1 },
    { id: 'folder', title: 'Folder', share: 2.4, wide: true },
    { id: 'template', title: 'Template', share: 2, wide: true },
    { id: 'ways', title: 'Through', share: 5, wide: true },
  ],
  rows: (input, user) =>
    (accessIndex(input.access).byUser.get(user) ?? []).flatMap((access): readonly ReportRow[] => {
      const secret = input.vault.secrets.find(({ id }) => id === access.secret);
      if (!secret) return [];
      const folder = input.vault.folders.find(({ id }) => id === secret.folder);
      return [
        {
          cells: [
            secret.name,
            access.right,
            folder?.path ?? '',
            secret.template,
            ways(access, input),
          ],
          about: { kind: 'secret', id: secret.id },
          ...(isDirect(access) && { mark: 'by hand' }),
        },
      ];
    }),
};

/** Which folders a person has a right on. */
export const foldersOfUser: Report = {
  id: 'folders-of-user',
  name: 'What folders can a user see?',
  asks: 'user',
  purpose: 'Every folder a person has a right on, and whether its way there is open.',
  look: 'A folder out of reach: View is missing on a folder above it, so the right does nothing.',
  columns: [
    { id: 'folder', title: 'Folder', share: 3 },
    { id: 'right', title: 'Folder right', share: 1.5 },
    { id: 'through', title: 'Through', share: 3, wide: true },
    { id: 'reach', title: 'Can be reached', share: 3, wide: true },
  ],
  rows: (input, id) => {
    const user = foundIn(input.users, id);
    if (!isEnabled(user)) return [];
    const memberships = membershipsIn(input.groups, new Set([id]));
    const reached = new Set(
      (memberships.ofUser.get(id) ?? []).flatMap((group) =>
        chainsFrom(group, memberships).map((chain) => chain.at(-1)!),
      ),
    );
    const rights = rightsOnFolders(input.vault);
    const own = input.vault.folders
      .filter((folder) => rights.get(folder.id)?.personal?.personalOf === id)
      .map(({ path, id: folder }): ReportRow => ({
        cells: [path, 'Owner', 'personal folder', 'yes'],
        about: { kind: 'folder', id: folder },
      }));
    const given = input.vault.folders.flatMap((folder) =>
      (rights.get(folder.id)?.grants ?? [])
        .filter(({ to }) => (to.kind === 'user' ? to.id === id : reached.has(to.id)))
        .map((grant): ReportRow => {
          const closed = closedFolderOnWay(folder.id, user, input);
          const reach = !closed
            ? 'yes'
            : closed === folder
              ? 'no View here'
              : `no View on ${closed.path}`;
          const through = grant.to.kind === 'user' ? 'by hand' : granteeName(grant.to, input);
          return {
            cells: [folder.path, grant.folderRight, through, reach],
            about: { kind: 'folder', id: folder.id },
            ...(closed
              ? { mark: 'out of reach' }
              : grant.to.kind === 'user' && { mark: 'by hand' }),
          };
        }),
    );
    return [...given, ...own];
  },
};

/** Every row of rights on folders. */
export const folderPermissions: Report = {
  id: 'folder-permissions',
  name: 'What folder permissions exist?',
  purpose: 'Every row of rights on every folder: to whom, and what it means for the secrets in it.',
  look: 'Rows given to a person instead of a group: no SCIM request can take them away.',
  columns: [
    { id: 'folder', title: 'Folder', share: 3 },
    { id: 'to', title: 'Given to', share: 2 },
    { id: 'kind', title: 'Kind', share: 1, wide: true },
    { id: 'folderRight', title: 'Folder right', share: 1.4 },
    { id: 'secretRight', title: 'Secret right', share: 1.4, wide: true },
    { id: 'from', title: 'Stands on', share: 2.4, wide: true },
    { id: 'note', title: 'Note', share: 4, wide: true },
  ],
  rows: (input) => {
    const rights = rightsOnFolders(input.vault);
    return input.vault.folders.flatMap((folder) => {
      const on = rights.get(folder.id);
      return (on?.grants ?? []).map((grant): ReportRow => {
        const from = on!.from === folder ? 'this folder' : on!.from.path;
        const { to, folderRight, secretRight, note } = grant;
        return {
          cells: [
            folder.path,
            granteeName(to, input),
            to.kind,
            folderRight,
            secretRight,
            from,
            note,
          ],
          about: { kind: 'folder', id: folder.id },
          ...(to.kind === 'user' && { mark: 'by hand' }),
        };
      });
    });
  },
};

/** Rights on single secrets. */
export const mismatch: Report = {
  id: 'permissions-mismatch',
  name: 'Secret Permissions Mismatch',
  purpose: 'Secrets whose rights are not those of their folder alone.',
  look: 'Rights on a single secret: whoever reviews the folder does not see them.',
  simulated: 'The name is Delinea’s; what it lists here is the lab’s reading of it.',
  columns: [
    { id: 'secret', title: 'Secret', share: 2 },
    { id: 'folder', title: 'Folder', share: 3, wide: true },
    { id: 'to', title: 'Given to', share: 2 },
    { id: 'right', title: 'Right on the secret', share: 2 },
    { id: 'folderRight', title: 'Right by the folder', share: 2, wide: true },
  ],
  rows: (input) => {
    const rights = rightsOnFolders(input.vault);
    return (input.vault.secretGrants ?? []).flatMap((grant): readonly ReportRow[] => {
      const secret = input.vault.secrets.find(({ id }) => id === grant.secret);
      if (!secret) return [];
      const folder = input.vault.folders.find(({ id }) => id === secret.folder);
      const same = rights
        .get(secret.folder)
        ?.grants.find(({ to }) => to.kind === grant.to.kind && to.id === grant.to.id);
      const byFolder = same?.secretRight ?? 'None';
      if (byFolder === grant.right) return [];
      const to = granteeName(grant.to, input);
      return [
        {
          cells: [secret.name, folder?.path ?? 'no folder', to, grant.right, byFolder],
          about: { kind: 'secret', id: secret.id },
          ...(grant.to.kind === 'user' && { mark: 'by hand' }),
        },
      ];
    });
  },
};

/** Who can see one secret. */
export const whoSees: Report = {
  id: 'who-sees-secret',
  name: 'Who can see this secret?',
  own: true,
  asks: 'secret',
  purpose: 'Everybody who can see one secret, and the way by which each right comes.',
  look: 'People nobody expects here, and the way that brings them.',
  columns: [
    { id: 'user', title: 'Person', share: 2 },
    { id: 'right', title: 'Right', share: 1 },
    { id: 'userName', title: 'userName', share: 3, wide: true },
    { id: 'ways', title: 'Through', share: 5, wide: true },
  ],
  rows: (input, secret) => {
    const users = new Map(input.users.map((each) => [idOf(each), each]));
    return (accessIndex(input.access).bySecret.get(secret) ?? []).map((access): ReportRow => {
      const user = users.get(access.user)!; // the graph is of these users
      return {
        cells: [nameOf(user), access.right, textOf(user, 'userName'), ways(access, input)],
        about: { kind: 'user', id: access.user },
        ...(isDirect(access) && { mark: 'by hand' }),
      };
    });
  },
};

/** Rights given by hand. */
export const beyondScim: Report = {
  id: 'beyond-scim',
  name: 'Rights that no SCIM request removes',
  own: true,
  purpose: 'Rights that stay when a provider disables nobody and empties every group.',
  look: 'Each of them: somebody has to remember to take it away in Secret Server.',
  columns: [
    { id: 'user', title: 'Person', share: 2 },
    { id: 'on', title: 'On', share: 3 },
    { id: 'right', title: 'Right', share: 1 },
    { id: 'account', title: 'Account', share: 1, wide: true },
    { id: 'note', title: 'Note', share: 5, wide: true },
  ],
  rows: (input) => {
    const row = (user: string, right: readonly Cell[], note?: string): ReportRow => {
      const person = foundIn(input.users, user);
      const kind = input.vault.accounts.find((each) => each.user === user)?.kind;
      return {
        cells: [nameOf(person), ...right, stateOf(person), note],
        about: { kind: 'user', id: user },
        ...(kind !== 'breakGlass' && kind !== 'builtIn' && { mark: 'to take away' }),
      };
    };
    const { grants, secretGrants = [], folders, secrets } = input.vault;
    return [
      ...grants.flatMap(({ to, folder, secretRight, note }) => {
        const on = folders.find(({ id }) => id === folder)?.path ?? folder;
        return to.kind === 'user' ? [row(to.id, [on, secretRight], note)] : [];
      }),
      ...secretGrants.flatMap(({ to, secret, right }) => {
        const on = secrets.find(({ id }) => id === secret)?.name ?? secret;
        return to.kind === 'user' ? [row(to.id, [on, right])] : [];
      }),
    ];
  },
};
