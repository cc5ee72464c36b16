// Makes a company of the size the console must stay usable at: 10,000 people, 500 groups, 2,000 folders and secrets.
import type { JsonObject } from '../../../src/base/json.ts';
import type { Directory } from '../../../src/ui/lab.ts';
import type { Folder, FolderGrant, Secret } from '../../../src/vault/vault.ts';
import { directoryOf } from './kit.ts';

const [people, teams, folderCount, secretsEach] = [10_000, 500, 500, 3];
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const groupId = (at: number): string => String(20_000 + at);
const folderId = (at: number): string => String(30_000 + at);

/**
 * Everybody is in five groups; every tenth group is in another. Folders are ten trees of two levels: the
 * last fifty inherit. Each group has rights on a tree and the folders below, ten people have some by hand.
 */
export function largeCompany(): Directory {
  const users = range(people).map((at): JsonObject => ({
    id: String(at + 1),
    userName: `person${at}@large.example`,
    displayName: `Person ${at}`,
    active: at % 50 !== 0,
  }));
  const groups = range(teams).map((at): JsonObject => ({
    id: groupId(at),
    displayName: `Team ${at}`,
    members: [
      ...range(people / teams).flatMap((nth) =>
        range(5).map((step) => ({
          value: String(((at + step * 97) % teams) * (people / teams) + nth + 1),
          type: 'User',
        })),
      ),
      ...(at % 10 === 0 ? [{ value: groupId(at + 1), type: 'Group' }] : []),
    ],
  }));
  const folders = range(folderCount).map((at): Folder => {
    const root = at % 10;
    const path = at < 10 ? `\\Area ${at}` : `\\Area ${root}\\Folder ${at}`;
    const name = path.split('\\').at(-1)!;
    const parent = at < 10 ? {} : { parent: folderId(root) };
    return { id: folderId(at), name, path, ...parent, inherits: at >= 450, protected: false };
  });
  const grant = (at: number, kind: 'group' | 'user', to: string): FolderGrant => ({
    ...{ folder: folderId(at), to: { kind, id: to } },
    ...{ folderRight: 'View', secretRight: at % 3 === 0 ? 'Edit' : 'View' },
  });
  const grants = [
    ...range(teams).flatMap((at) => [
      grant(at % 10, 'group', groupId(at)),
      grant(10 + (at % 240), 'group', groupId(at)),
    ]),
    ...range(10).map((at) => grant(at, 'user', String(at * 7 + 2))),
  ];
  const secrets = range(folderCount * secretsEach).map((at): Secret => ({
    ...{ id: String(40_000 + at), name: `secret-${at}`, template: 'Password' },
    folder: folderId(at % folderCount),
  }));
  const roles = [{ id: '2', name: 'User', permissions: ['View Secret'] }];
  return directoryOf(users, groups, {
    ...{ roles, defaultRole: '2', roleOfGroup: [], folders, grants, secrets },
    ...{ accounts: [], licences: people },
  });
}
