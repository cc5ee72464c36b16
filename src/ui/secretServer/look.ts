// Sorts a directory once for all sections of the console: by id, by folder, by who opens what.
import type { JsonObject } from '../../base/json.ts';
import { opens, rightsOnFolders, type RightsOnFolder } from '../../vault/access.ts';
import { accessIndex, type AccessIndex } from '../../vault/accessIndex.ts';
import { idOf, nameOf } from '../../vault/members.ts';
import type { Folder, Grantee, Secret } from '../../vault/vault.ts';
import type { Directory } from '../lab.ts';
import { groupBy } from './groupBy.ts';

/** A directory sorted for reading. Sets hold SCIM ids of users. */
export interface Look {
  readonly index: AccessIndex;
  readonly users: ReadonlyMap<string, JsonObject>;
  readonly groups: ReadonlyMap<string, JsonObject>;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Secrets by the id of their folder. */
  readonly secretsIn: ReadonlyMap<string, readonly Secret[]>;
  /** Who can open at least one secret of a folder, by its id. */
  readonly openTo: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rightsOn: ReadonlyMap<string, RightsOnFolder>;
}

const looks = new WeakMap<Directory, Look>();

/** The look at a directory; asked again for the same directory it is the same. */
export function lookAt(directory: Directory): Look {
  const known = looks.get(directory);
  if (known) return known;
  const { users, groups, vault, access } = directory;
  const index = accessIndex(access);
  const look: Look = {
    index,
    users: new Map(users.map((each) => [idOf(each), each])),
    groups: new Map(groups.map((each) => [idOf(each), each])),
    folders: new Map(vault.folders.map((each) => [each.id, each])),
    secrets: new Map(vault.secrets.map((each) => [each.id, each])),
    secretsIn: groupBy(vault.secrets, ({ folder }) => folder),
    openTo: openTo(vault.secrets, index),
    rightsOn: rightsOnFolders(vault),
  };
  looks.set(directory, look);
  return look;
}

function openTo(
  secrets: readonly Secret[],
  { bySecret }: AccessIndex,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, folder } of secrets) {
    const people = found.get(folder) ?? new Set();
    for (const { user, right } of bySecret.get(id) ?? []) if (opens(right)) people.add(user);
    found.set(folder, people);
  }
  return found;
}

/** The name of whoever has a right: a person or a group; the bare id of one who is gone. */
export function granteeName({ kind, id }: Grantee, look: Look): string {
  const found = (kind === 'group' ? look.groups : look.users).get(id);
  return found ? nameOf(found) : id;
}
