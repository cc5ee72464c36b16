// Gives the vault's tests small companies to ask about: the sample worlds, and a tree of folders made for one point.
import type { JsonObject } from '../../src/base/json.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import type { Folder, FolderGrant, Vault } from '../../src/vault/vault.ts';
import plain from '../../lessons/worlds/northwind.json';
import withAna from '../../lessons/worlds/northwind-ana.json';
import mover from '../../lessons/worlds/northwind-mover.json';

// JSON imports widen literals to string; worlds.test.ts checks that the shape holds.
export const northwind = plain as unknown as WorldSeed;
export const northwindAna = withAna as unknown as WorldSeed;
export const northwindMover = mover as unknown as WorldSeed;

/** A user with an id and what else is given. */
export const user = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  userName: `user${id}@northwind.example`,
  displayName: `User ${id}`,
  active: true,
  ...more,
});

/** A group with members: `u1` is user 1, `g2` is group 2. */
export const group = (id: string, ...members: readonly string[]): JsonObject => ({
  id,
  displayName: `Group ${id}`,
  members: members.map((member) => ({
    value: member.slice(1),
    type: member.startsWith('g') ? 'Group' : 'User',
  })),
});

/** A folder below another, or at the top. */
export const folder = (id: string, parent?: string, more: Partial<Folder> = {}): Folder => ({
  id,
  name: id,
  path: parent ? `\\${parent}\\${id}` : `\\${id}`,
  ...(parent && { parent }),
  inherits: false,
  protected: false,
  ...more,
});

/** A grant of View on folder and secrets: `g2` is group 2, `u1` is user 1. */
export const grant = (
  folderId: string,
  to: string,
  more: Partial<FolderGrant> = {},
): FolderGrant => ({
  folder: folderId,
  to: { kind: to.startsWith('g') ? 'group' : 'user', id: to.slice(1) },
  folderRight: 'View',
  secretRight: 'View',
  ...more,
});

/** A vault with one secret in each folder, named after it: `s-top` lies in `top`. */
export const vault = (folders: readonly Folder[], grants: readonly FolderGrant[]): Vault => ({
  roles: [
    { id: '1', name: 'Administrator', permissions: ['Administer Users'] },
    { id: '2', name: 'User', permissions: ['View Secret'] },
  ],
  defaultRole: '2',
  roleOfGroup: [{ group: '9', role: '1' }],
  folders,
  grants,
  secrets: folders.map(({ id }) => ({
    id: `s-${id}`,
    name: `secret of ${id}`,
    folder: id,
    template: 'Password',
  })),
  accounts: [{ user: '5', kind: 'application', note: 'Works for the endpoint.' }],
  licences: 10,
});
