// Reads from directory and vault how one person stands: the account, what it opens and why, and what stays behind.
import type { JsonObject } from '../base/json.ts';
import { accessOfUser, opens } from '../vault/access.ts';
import { groupsOf, pathText } from '../vault/explain.ts';
import { idOf, isEnabled, nameOf, textOf } from '../vault/members.ts';
import { licencesUsed } from '../vault/roles.ts';
import type { SecretRight, Vault } from '../vault/vault.ts';

/** Directory and vault of the story's tenant at one moment. */
export interface Scene {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
}

/** One secret a person has a right on. `ways` are lines such as `SS-DBA-Prod → \IT\Databases\Prod → View`. */
export interface Standing {
  readonly secret: string;
  readonly name: string;
  readonly folder: string;
  readonly right: SecretRight;
  readonly ways: readonly string[];
}

/** How a person stands at one moment; plain data, so that a run can keep it. */
export interface Stand {
  readonly account: 'none' | 'enabled' | 'disabled';
  /** SCIM id, once there is an account. */
  readonly id?: string;
  /** Every right, List included, in the vault's order. */
  readonly rights: readonly Standing[];
  /** Names of the groups the person is a direct member of. */
  readonly groups: readonly string[];
  /** Licences in use by everybody. */
  readonly licences: number;
  /** Names of the secrets the person has looked at, as the audit kept it. */
  readonly seen: readonly { readonly name: string; readonly at: string }[];
}

/** The user with a userName, compared without letter case (RFC 7643 §4.1.1). */
export const userNamed = (userName: string, scene: Scene): JsonObject | undefined =>
  scene.users.find((user) => textOf(user, 'userName').toLowerCase() === userName.toLowerCase());

/** How the person with this userName stands. */
export function standOf(userName: string, scene: Scene): Stand {
  const user = userNamed(userName, scene);
  const { vault, groups } = scene;
  const licences = licencesUsed(scene.users, vault);
  if (!user) return { account: 'none', rights: [], groups: [], licences, seen: [] };
  const id = idOf(user);
  return {
    account: isEnabled(user) ? 'enabled' : 'disabled',
    id,
    rights: rightsOf(id, scene),
    groups: groupsOf(id, groups).map(nameOf),
    licences,
    seen: seenBy(id, vault),
  };
}

function rightsOf(id: string, scene: Scene): readonly Standing[] {
  const { vault } = scene;
  return accessOfUser(id, scene, vault).map(({ secret, right, paths }) => {
    const found = vault.secrets.find((each) => each.id === secret);
    const folder = vault.folders.find((each) => each.id === found?.folder);
    return {
      secret,
      name: found?.name ?? secret,
      folder: folder?.path ?? '',
      right,
      ways: paths.map((path) => pathText(path, scene)),
    };
  });
}

const seenBy = (id: string, vault: Vault): Stand['seen'] =>
  (vault.views ?? [])
    .filter((view) => view.user === id)
    .map((view) => ({
      name: vault.secrets.find((each) => each.id === view.secret)?.name ?? view.secret,
      at: view.at,
    }));

/** Names of the secrets that a person can open as they stand. */
export const openNames = (stand: Stand): readonly string[] =>
  stand.rights.filter(({ right }) => opens(right)).map(({ name }) => name);

/** `nothing`, `1 secret`, `3 secrets`. */
export const secretsWords = (count: number): string =>
  count === 0 ? 'nothing' : count === 1 ? '1 secret' : `${count} secrets`;
