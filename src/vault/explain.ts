// Says in words why a person can open a secret, why not, and what a request changed about it.
import type { JsonObject } from '../base/json.ts';
import { accessOfUser, closedFolderOnWay, opens } from './access.ts';
import { rightsOnFolders } from './folderTree.ts';
import { idOf, isEnabled, membersOf, nameOf } from './members.ts';
import type { People } from './members.ts';
import type { Access, AccessChange, Folder, GrantPath, SecretRight, Vault } from './vault.ts';

/** One part of a path of rights, with the id of what it names; a right has none, nor has what stands for a group. */
export type PathPart =
  | { readonly kind: 'group'; readonly id: string; readonly text: string }
  | { readonly kind: 'direct' | 'personal' | 'unlimited'; readonly text: string }
  | { readonly kind: 'folder'; readonly id: string; readonly text: string }
  | { readonly kind: 'right'; readonly text: string };

/** Where names come from: the groups of the tenant and its vault. */
export interface Names {
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
}

/**
 * The parts of a path in order: groups (or what stands for them), the folder the grant stands on, the
 * right. Unlimited Administration Mode opens everything alike, so no folder is named there.
 */
export function pathParts(path: GrantPath, names: Names): readonly PathPart[] {
  const start: readonly PathPart[] =
    path.kind === 'group'
      ? path.groups.map((id) => ({ kind: 'group', id, text: groupName(id, names) }))
      : [{ kind: path.kind, text: startWords[path.kind] }];
  const right = path.onSecret ? `${path.right} on the secret itself` : path.right;
  const end: PathPart = { kind: 'right', text: right };
  if (path.kind === 'unlimited') return [...start, end];
  const folder = names.vault.folders.find((each) => each.id === path.grantedOn);
  return [
    ...start,
    { kind: 'folder', id: path.grantedOn, text: folder?.path ?? path.grantedOn },
    end,
  ];
}

const startWords: Readonly<Record<Exclude<GrantPath['kind'], 'group'>, string>> = {
  direct: 'direct grant',
  personal: 'personal folder',
  unlimited: 'Unlimited Administration Mode',
};

const groupName = (id: string, { groups }: Names): string => {
  const group = groups.find((each) => idOf(each) === id);
  return group ? nameOf(group) : id;
};

/** A path as one line: `SS-DBA-Prod → \IT\Databases\Prod → View`. */
export const pathText = (path: GrantPath, names: Names): string =>
  pathParts(path, names)
    .map((part) => part.text)
    .join(' → ');

const verbs: Readonly<Record<SecretRight, string>> = {
  List: 'sees the name of',
  View: 'opens',
  Edit: 'opens and edits',
  Owner: 'owns',
};

/** Which person and which secret a question is about, by id. */
export interface Question {
  readonly user: string;
  readonly secret: string;
}

/**
 * Why a person can or cannot open a secret, as whole sentences; the first is the answer. Every path
 * that gives the right has one. A person or secret that does not exist is said so.
 */
export function explainAccess(
  { user, secret }: Question,
  people: People,
  vault: Vault,
): readonly string[] {
  const person = people.users.find((each) => idOf(each) === user);
  const thing = vault.secrets.find((each) => each.id === secret);
  if (!person) return [`There is no account with the id ${user}.`];
  if (!thing) return [`There is no secret with the id ${secret}.`];
  const found = accessOfUser(user, people, vault).find((each) => each.secret === secret);
  const names = { groups: people.groups, vault };
  if (found)
    return [`${nameOf(person)} ${verbs[found.right]} ${thing.name}.`, ...ways(found, names)];
  return [`${nameOf(person)} cannot open ${thing.name}.`, whyNot(person, thing.folder, names)];
}

const ways = (access: Access, names: Names): readonly string[] =>
  access.paths.map((path) => wayOf(path, names));

/** One way as a whole sentence. */
export function wayOf(path: GrantPath, names: Names): string {
  const folder = names.vault.folders.find((each) => each.id === path.grantedOn);
  const place = path.onSecret ? 'the secret itself' : (folder?.path ?? path.grantedOn);
  const right = `${path.right} on ${place}`;
  if (path.kind === 'personal')
    return `${place} is a personal folder: it gives Owner to the person whose it is, and no group change takes it away.`;
  if (path.kind === 'unlimited')
    return 'Unlimited Administration Mode is on: it opens everything to whoever holds the permission Unlimited Administrator.';
  if (path.kind === 'direct')
    return `A direct grant gives ${right}; no group change takes it away.`;
  const [own, ...above] = path.groups.map((id) => groupName(id, names));
  if (above.length === 0) return `${own} gives ${right}.`;
  return `${own} is in ${above.join(', which is in ')}, which gives ${right}.`;
}

/** The first reason that stands in the way: the account, the groups, or the way to the folder. */
function whyNot(person: JsonObject, folderId: string, names: Names): string {
  if (!isEnabled(person)) return 'The account is disabled: its groups and grants open nothing.';
  const folder = names.vault.folders.find((each) => each.id === folderId);
  if (!folder) return 'The secret is in no folder.';
  const { personal } = rightsOnFolders(names.vault).get(folderId)!;
  if (personal)
    return `${personal.path} is a personal folder: it opens to the person whose it is, and to others in Unlimited Administration Mode only.`;
  if (folder.protected) return `${folder.path} is protected: it opens by a direct grant only.`;
  const closed = closedFolderOnWay(folder.id, person, names);
  if (closed && closed !== folder)
    return `${folder.path} is out of reach: View on ${closed.path} is missing.`;
  if (!closed) return `The rights on ${folder.path} show the folder and open no secret in it.`;
  return `No group of ${nameOf(person)} and no direct grant shows ${folder.path}.`;
}

/** What changed for one person, as one sentence: `Ana Ruiz can open nothing now; before it was 3 secrets.` */
export function sentenceOfChange(change: AccessChange): string {
  const { displayName, opensBefore, opensAfter } = change;
  const now = opensAfter === 0 ? 'nothing' : countWords(opensAfter);
  if (opensBefore === opensAfter)
    return `${displayName} can open ${now}, as before, but with other rights.`;
  const was = opensBefore === 0 ? 'nothing' : countWords(opensBefore);
  return `${displayName} can open ${now} now; before it was ${was}.`;
}

/** Names of the secrets a person could not open before and can now, or the other way round. */
export function openedAndClosed(change: AccessChange): {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
} {
  const named = (pick: (each: AccessChange['secrets'][number]) => boolean): readonly string[] =>
    change.secrets.filter(pick).map((each) => each.name);
  return {
    opened: named(({ before, after }) => !opens(before) && opens(after)),
    closed: named(({ before, after }) => opens(before) && !opens(after)),
  };
}

const countWords = (count: number): string => (count === 1 ? '1 secret' : `${count} secrets`);

/** A grant given to one person by hand: what no group change can take away. */
export interface DirectGrant {
  readonly user: string;
  readonly folder: Folder;
  readonly right: SecretRight | 'None';
  readonly note?: string;
}

/**
 * What the report *What folder permissions exist?* shows of grants by hand, for one person or, without
 * an id, for everybody; protected accounts are part of it.
 */
export function directGrants(vault: Vault, user?: string): readonly DirectGrant[] {
  return vault.grants.flatMap((grant) => {
    const folder = vault.folders.find((each) => each.id === grant.folder);
    if (!folder || grant.to.kind !== 'user') return [];
    if (user !== undefined && grant.to.id !== user) return [];
    const note = grant.note === undefined ? {} : { note: grant.note };
    return [{ user: grant.to.id, folder, right: grant.secretRight, ...note }];
  });
}

/** The groups a person is a direct member of, as resources, in the order they are listed. */
export const groupsOf = (user: string, groups: readonly JsonObject[]): readonly JsonObject[] =>
  groups.filter((group) =>
    membersOf(group).some((member) => member.kind === 'user' && member.id === user),
  );
