// Makes a company of the size the lab must stay usable at: 500 groups, 2,000 folders and 2,000 secrets, and any number of people.
import type { JsonObject } from '../../src/base/json.ts';
import type { People } from '../../src/vault/members.ts';
import type { Folder, FolderGrant, Secret, Vault } from '../../src/vault/vault.ts';

/** Directory and vault. */
export interface LargeCompany extends People {
  readonly vault: Vault;
}

const [teams, folderCount, secretCount, areas] = [500, 2_000, 2_000, 20];
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const groupId = (at: number): string => String(20_000 + at);
const folderId = (at: number): string => String(30_000 + at);

/**
 * Everybody is in five groups; of each ten groups four stand in one another, one below the next. Folders
 * are twenty trees of three levels, the deepest inherit. Each group has rights on the top of a tree, on
 * four folders of the second level there and on some secrets; people have some by hand; every thousandth
 * folder is somebody's own, some are protected.
 */
export const largeCompany = (people: number): LargeCompany => ({
  users: range(people).map(personAt),
  groups: range(teams).map((at) => groupAt(at, people)),
  vault: {
    ...{ roles: [{ id: '2', name: 'User', permissions: ['View Secret'] }], defaultRole: '2' },
    ...{ roleOfGroup: [], folders: range(folderCount).map(folderAt), grants: grants() },
    secrets: range(secretCount).map(secretAt),
    secretGrants: range(200).map((at) => ({
      ...{ id: String(60_000 + at), secret: String(40_000 + at * 7), right: 'Edit' as const },
      to: { kind: 'group' as const, id: groupId((at * 3) % teams) },
    })),
    ...{ accounts: [], licences: people },
  },
});

const personAt = (at: number): JsonObject => ({
  id: String(at + 1),
  userName: `person${at}@large.example`,
  displayName: `Person ${at}`,
  active: at % 50 !== 0,
});

const groupAt = (at: number, people: number): JsonObject => ({
  id: groupId(at),
  displayName: `Team ${at}`,
  members: [
    ...range(people / teams).flatMap((nth) =>
      range(5).map((step) => ({
        value: String(((at + step * 97) % teams) * (people / teams) + nth + 1),
        type: 'User',
      })),
    ),
    ...(at % 10 > 0 && at % 10 < 5 ? [{ value: groupId(at - 1), type: 'Group' }] : []),
  ],
});

/** The tree a folder stands in, and how deep. */
const areaOf = (at: number): number => at % areas;
const levelOf = (at: number): 1 | 2 | 3 => (at < areas ? 1 : at < 400 ? 2 : 3);

function folderAt(at: number): Folder {
  const level = levelOf(at);
  const above = level === 1 ? undefined : level === 2 ? areaOf(at) : 20 + ((at - 400) % 380);
  const name = level === 1 ? `Area ${at}` : `Folder ${at}`;
  const path = above === undefined ? `\\${name}` : `${folderAt(above).path}\\${name}`;
  return {
    ...{ id: folderId(at), name, path },
    ...(above === undefined ? {} : { parent: folderId(above) }),
    ...{ inherits: level === 3, protected: at % 500 === 499 },
    ...(at % 1000 === 777 ? { personalOf: String(at) } : {}),
  };
}

function grants(): readonly FolderGrant[] {
  const grant = (at: number, kind: 'group' | 'user', to: string): FolderGrant => ({
    ...{ id: String(50_000 + at), folder: folderId(at), to: { kind, id: to } },
    ...{ folderRight: 'View', secretRight: at % 3 === 0 ? 'Edit' : 'View' },
  });
  return [
    ...range(teams).flatMap((at) => [
      grant(areaOf(at), 'group', groupId(at)),
      ...range(4).map((nth) =>
        grant(areas + ((areaOf(at) + areas * (at + nth * 5)) % 380), 'group', groupId(at)),
      ),
    ]),
    ...range(40).map((at) => grant(at, 'user', String(at * 7 + 2))),
    grant(499, 'user', '500'),
  ];
}

const secretAt = (at: number): Secret => ({
  ...{ id: String(40_000 + at), name: `secret-${at}`, template: 'Password' },
  folder: folderId(at % folderCount),
});
