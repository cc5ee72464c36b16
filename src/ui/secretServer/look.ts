// Sorts a directory once for all sections of the console: by id, by folder, by who opens what.
import type { JsonObject } from '../../base/json.ts';
import { opens } from '../../vault/access.ts';
import { accessIndex, type AccessIndex } from '../../vault/accessIndex.ts';
import { rightsOnFolders, type RightsOnFolder } from '../../vault/folderTree.ts';
import { idOf, nameOf } from '../../vault/members.ts';
import type { Folder, Grantee, Secret, UnlimitedMode, Vault } from '../../vault/vault.ts';
import { clockText } from '../instants.ts';
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
  readonly openTo: ReadonlyMap<string, People>;
  readonly rightsOn: ReadonlyMap<string, RightsOnFolder>;
  readonly byHand: ByHand;
  /** Who switched Unlimited Administration Mode on, since when and why, as a sentence; undefined while it is off. */
  readonly unlimited: string | undefined;
}

/** People (SCIM ids), counted; who they are is worked out when they are walked through. */
export interface People extends Iterable<string> {
  readonly size: number;
}

/** What rights given by hand open. */
export interface ByHand {
  /** How many secrets a person, and how many people a secret, would open no more without them. */
  readonly onlyOf: ReadonlyMap<string, number>;
  readonly onlyOn: ReadonlyMap<string, number>;
  /** Secrets that such a right opens, whatever else does. */
  readonly secrets: ReadonlySet<string>;
}

const looks = new WeakMap<Directory, Look>();

/** The look at a directory; asked again for the same directory it is the same. */
export function lookAt(directory: Directory): Look {
  const known = looks.get(directory);
  if (known) return known;
  const { users, groups, vault, access } = directory;
  const index = accessIndex(access);
  // What takes a while in a large company is worked out for the section that asks first.
  const look: Look = {
    index,
    users: new Map(users.map((each) => [idOf(each), each])),
    groups: new Map(groups.map((each) => [idOf(each), each])),
    folders: new Map(vault.folders.map((each) => [each.id, each])),
    secrets: new Map(vault.secrets.map((each) => [each.id, each])),
    secretsIn: groupBy(vault.secrets, ({ folder }) => folder),
    unlimited: vault.unlimited && unlimitedWords(vault.unlimited, users),
    get openTo() {
      return kept(this, 'openTo', openTo(vault.secrets, index));
    },
    get rightsOn() {
      return kept(this, 'rightsOn', rightsOnFolders(vault));
    },
    get byHand() {
      return kept(this, 'byHand', byHand(vault, index));
    },
  };
  looks.set(directory, look);
  return look;
}

/** Puts a value in the place of the property that worked it out. */
function kept<Key extends keyof Look>(look: Look, key: Key, value: Look[Key]): Look[Key] {
  Object.defineProperty(look, key, { value });
  return value;
}

function unlimitedWords({ since, by, note }: UnlimitedMode, users: readonly JsonObject[]): string {
  const person = users.find((each) => idOf(each) === by);
  return `Switched on by ${person ? nameOf(person) : by} at ${clockText(Date.parse(since))}: ${note}`;
}

/** Only people who have a right by hand are looked at: that is a few, however many there are. */
function byHand({ grants, secretGrants = [] }: Vault, { byUser }: AccessIndex): ByHand {
  const holders = new Set(
    [...grants, ...secretGrants].filter(({ to }) => to.kind === 'user').map(({ to }) => to.id),
  );
  const [onlyOf, onlyOn] = [new Map<string, number>(), new Map<string, number>()];
  const secrets = new Set<string>();
  const add = (map: Map<string, number>, id: string) => map.set(id, (map.get(id) ?? 0) + 1);
  for (const { user, secret, paths } of [...holders].flatMap((id) => byUser.get(id) ?? [])) {
    const open = paths.filter(({ right }) => opens(right));
    if (!open.some(({ kind }) => kind === 'direct')) continue;
    secrets.add(secret);
    if (open.some(({ kind }) => kind !== 'direct')) continue;
    add(onlyOf, user);
    add(onlyOn, secret);
  }
  return { onlyOf, onlyOn, secrets };
}

/** Each person is counted once for a folder, however many of its secrets open. */
function openTo(
  secrets: readonly Secret[],
  { byUser, bySecret }: AccessIndex,
): ReadonlyMap<string, People> {
  const inside = groupBy(secrets, ({ folder }) => folder);
  const places = new Map([...inside.keys()].map((folder, at) => [folder, at]));
  const placeOf = new Map(secrets.map(({ id, folder }) => [id, places.get(folder)!]));
  const counts = new Uint32Array(places.size);
  const lastSeen = new Uint32Array(places.size);
  let person = 0;
  for (const id of byUser.keys()) {
    person += 1;
    for (const { secret, right } of byUser.get(id) ?? []) {
      const place = placeOf.get(secret)!; // rights are on secrets of the vault
      if (lastSeen[place] === person || !opens(right)) continue;
      lastSeen[place] = person;
      counts[place] = counts[place]! + 1;
    }
  }
  const peopleOf = (folder: string): ReadonlySet<string> =>
    new Set(
      (inside.get(folder) ?? []).flatMap(({ id }) =>
        (bySecret.get(id) ?? []).filter(({ right }) => opens(right)).map(({ user }) => user),
      ),
    );
  return new Map(
    [...places].map(([folder, at]) => [
      folder,
      { size: counts[at]!, [Symbol.iterator]: () => peopleOf(folder)[Symbol.iterator]() },
    ]),
  );
}

/** The name of whoever has a right: a person or a group; the bare id of one who is gone. */
export function granteeName({ kind, id }: Grantee, look: Look): string {
  const found = (kind === 'group' ? look.groups : look.users).get(id);
  return found ? nameOf(found) : id;
}
