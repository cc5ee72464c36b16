// Gathers who can open what for the screen: paths with the secrets behind them, people with their counts.
import type { JsonObject } from '../../base/json.ts';
import { opens } from '../../vault/access.ts';
import { accessIndex, openCount } from '../../vault/accessIndex.ts';
import { pathKey } from '../../vault/compare.ts';
import { pathParts, type Names, type PathPart } from '../../vault/explain.ts';
import { idOf, nameOf } from '../../vault/members.ts';
import type { Access, AccessChange, GrantPath, Secret } from '../../vault/vault.ts';
import type { Directory } from '../lab.ts';
import { byId } from './rows.ts';

/** One way to rights, and the names of the secrets that open by it. */
export interface Way {
  readonly parts: readonly PathPart[];
  readonly direct: boolean;
  readonly secrets: readonly string[];
}

/** Every way by which a person gets rights; secrets that several ways open stand under each. */
export const waysOf = (user: string, directory: Directory): readonly Way[] =>
  gathered(
    (accessIndex(directory.access).byUser.get(user) ?? []).map(({ secret, paths }) => ({
      item: secretName(secret, directory),
      paths,
    })),
    directory,
  ).map(withSecrets);

/** The ways that a change closed: those of the secrets that opened before and no longer do. */
export const lostWays = ({ secrets }: AccessChange, names: Names): readonly Way[] =>
  gathered(
    secrets
      .filter(({ before, after }) => opens(before) && !opens(after))
      .map(({ name, pathsBefore = [] }) => ({ item: name, paths: pathsBefore })),
    names,
  ).map(withSecrets);

const withSecrets = ({ items, ...way }: WayOf<string>): Way => ({ ...way, secrets: items });

/** One way to rights, and whom or what it serves. */
export interface WayOf<Item> {
  readonly parts: readonly PathPart[];
  readonly direct: boolean;
  readonly items: readonly Item[];
}

/** Things with their paths, turned round: each way once, with the things it serves. */
export function gathered<Item>(
  served: readonly { readonly item: Item; readonly paths: readonly GrantPath[] }[],
  names: Names,
): readonly WayOf<Item>[] {
  const ways = new Map<string, { parts: readonly PathPart[]; direct: boolean; items: Item[] }>();
  /** People in the same groups share their paths, so most are found without being read again. */
  const known = new Map<GrantPath, Item[]>();
  for (const { item, paths } of served)
    for (const path of paths) {
      const items = known.get(path) ?? itemsOf(path);
      known.set(path, items);
      items.push(item);
    }
  function itemsOf(path: GrantPath): Item[] {
    const key = pathKey(path);
    const way = ways.get(key) ?? {
      parts: pathParts(path, names),
      direct: path.kind === 'direct',
      items: [],
    };
    ways.set(key, way);
    return way.items;
  }
  return [...ways.values()];
}

/** A person and how many secrets she can open. */
export interface PersonAccess {
  readonly id: string;
  readonly name: string;
  readonly opens: number;
}

/** Everybody, with counts; people who can open nothing stand there too. */
export const peopleAccess = (directory: Directory): readonly PersonAccess[] =>
  directory.users
    .map((user) => ({
      id: idOf(user),
      name: nameOf(user),
      opens: opensCount(idOf(user), directory),
    }))
    .sort((one, other) => byId(one.id, other.id));

/** How many secrets a person can open (View or more). */
export const opensCount = (user: string, directory: Directory): number =>
  openCount(accessIndex(directory.access).byUser.get(user));

/** A secret with everybody who has a right on it. */
export interface SecretAccess {
  readonly secret: Secret;
  readonly folder: string;
  readonly people: readonly (Access & { readonly name: string })[];
}

/** Every secret in the vault's order. */
export function secretAccess(directory: Directory): readonly SecretAccess[] {
  const names = new Map(directory.users.map((user) => [idOf(user), nameOf(user)]));
  const { bySecret } = accessIndex(directory.access);
  return directory.vault.secrets.map((secret) => ({
    secret,
    folder: directory.vault.folders.find(({ id }) => id === secret.folder)?.path ?? '',
    people: (bySecret.get(secret.id) ?? []).map((each) => ({
      ...each,
      name: names.get(each.user) ?? each.user,
    })),
  }));
}

/** Names of the groups a person is a direct member of. */
export const groupNamesOf = (user: string, groups: readonly JsonObject[]): readonly string[] =>
  groups
    .filter(({ members }) =>
      Array.isArray(members)
        ? members.some((member) => (member as JsonObject)['value'] === user) // members are objects by schema
        : false,
    )
    .map(nameOf);

const secretName = (id: string, directory: Directory): string =>
  directory.vault.secrets.find((secret) => secret.id === id)?.name ?? id;
