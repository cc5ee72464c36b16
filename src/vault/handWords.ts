// Says in Secret Server's words what a change by hand was, and whose rights it can have touched.
import { isList, isObject, sameJson, type JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import type { EventContext } from './events.ts';
import { holdersBetween, peopleAmong, type Everybody } from './holders.ts';
import { idOf, nameOf, textOf } from './members.ts';
import { isPart, type PartType } from './parts.ts';
import type { FolderGrant, Grantee, SecretGrant, Vault, VaultEvent } from './vault.ts';

/** The events of a change by hand, in order; never empty. `change` is of a part of the vault. */
export const handEvents = (change: Change, context: EventContext): readonly VaultEvent[] =>
  words[change.resourceType as PartType](change, context); // the caller asks for parts only

type Words = (change: Change, context: EventContext) => readonly VaultEvent[];

const words: Readonly<Record<PartType, Words>> = {
  VaultRole: ofRole,
  VaultGroupRole: ofAssignment,
  VaultUserRole: ofAssignment,
  VaultFolder: ofFolder,
  VaultFolderGrant: (change, context) => {
    const row = partOf(change) as unknown as FolderGrant; // written from one
    const detail = `${rightsText(change)} for ${granteeText(row.to, context)} ${doneTo(change, context)}`;
    const path = context.vault.folders.find(({ id }) => id === row.folder)?.path;
    return [event('Folder Edit Permissions', path ?? row.folder, detail)];
  },
  VaultSecret: (change, context) => [
    event(`Secret ${verbOf(change)}`, textOf(partOf(change), 'name'), whatOf(change, context)),
  ],
  VaultSecretGrant: (change, context) => {
    const row = partOf(change) as unknown as SecretGrant; // written from one
    const secret = context.vault.secrets.find((each) => each.id === row.secret)?.name;
    const detail = `${row.right} for ${granteeText(row.to, context)} ${doneTo(change, context)}`;
    return [event('Secret Edit Permissions', secret ?? row.secret, detail)];
  },
  VaultPolicy: (change, context) => [
    event(
      `Secret Policy ${verbOf(change)}`,
      textOf(partOf(change), 'name'),
      whatOf(change, context),
    ),
  ],
  VaultAccount: (change, context) => {
    const part = partOf(change);
    const kind = textOf(part, 'kind');
    const detail = `${accountWords[kind] ?? kind} ${doneTo(change, context)}`;
    return [event('User Edit', userText(textOf(part, 'user'), context), detail)];
  },
  VaultLockout: (change, context) => {
    const [name, what] =
      change.kind === 'delete' ? ['User Unlock', 'unlocked'] : ['User Lockout', 'locked out'];
    const subject = userText(textOf(partOf(change), 'user'), context);
    return [event(name, subject, `${what} ${wayOf(context)}`)];
  },
  VaultGroupSource: (change, context) => {
    const part = partOf(change);
    const subject = granteeText({ kind: 'group', id: textOf(part, 'group') }, context);
    const what =
      change.kind === 'delete' ? 'made local' : `synchronised with ${textOf(part, 'domain')}`;
    return [event('Group Edit', subject, `${what} ${wayOf(context)}`)];
  },
  VaultSetting: (change, context) => [ofSetting(change, context)],
};

const event = (name: string, subject: string, detail: string): VaultEvent => ({
  name,
  subject,
  detail,
});

const partOf = ({ before, after }: Change): JsonObject => after ?? before ?? {};

const wayOf = ({ way = 'by hand' }: EventContext): string => way;

const verbOf = ({ kind }: Change): string =>
  ({ create: 'Create', replace: 'Edit', delete: 'Delete' })[kind];

const doneTo = ({ kind }: Change, context: EventContext): string =>
  `${{ create: 'added', replace: 'changed', delete: 'removed' }[kind]} ${wayOf(context)}`;

const whatOf = (change: Change, context: EventContext): string =>
  `${change.kind === 'replace' ? `${edited(change)} ` : ''}${doneTo(change, context)}`;

/** Kinds of accounts as the audit says them. */
const accountWords: Readonly<Record<string, string>> = {
  application: 'application account',
  breakGlass: 'protected',
  builtIn: 'built in',
  orphan: 'orphan',
  contractor: 'contractor',
};

function ofRole(change: Change, context: EventContext): readonly VaultEvent[] {
  const { kind, before, after } = change;
  const subject = textOf(partOf(change), 'name');
  if (kind !== 'replace') {
    const count = textsOf(partOf(change)).length;
    const detail = `${count === 1 ? '1 permission' : `${count} permissions`}, ${doneTo(change, context)}`;
    return [event(kind === 'create' ? 'Role Create' : 'Role Delete', subject, detail)];
  }
  const [had, has] = [textsOf(before ?? {}), textsOf(after ?? {})];
  const old = textOf(before ?? {}, 'name');
  const added = has.filter((each) => !had.includes(each));
  const removed = had.filter((each) => !has.includes(each));
  const isRenamed = old !== subject || added.length + removed.length === 0;
  return [
    ...(isRenamed ? [event('Role Edit', subject, `was ${old}`)] : []),
    ...added.map((each) => event('Role Permission Added', subject, each)),
    ...removed.map((each) => event('Role Permission Removed', subject, each)),
  ];
}

const textsOf = ({ permissions }: JsonObject): readonly string[] =>
  isList(permissions) ? permissions.map(String) : [];

/** That a folder is given another policy is an event of its own. */
function ofFolder(change: Change, context: EventContext): readonly VaultEvent[] {
  const { kind, before = {}, after = {} } = change;
  const subject = pathIn(context.vault, change);
  const nameOfPolicy = ({ policy }: JsonObject): string =>
    context.vault.policies?.find(({ id }) => id === policy)?.name ?? String(policy ?? 'none');
  const isTurned = kind === 'replace' && before.policy !== after.policy;
  const isEdited = !isTurned || edited(change) !== 'policy';
  const turn = `${nameOfPolicy(before)} becomes ${nameOfPolicy(after)}`;
  return [
    ...(isTurned ? [event('Folder Secret Policy Change', subject, turn)] : []),
    ...(isEdited ? [event(`Folder ${verbOf(change)}`, subject, whatOf(change, context))] : []),
  ];
}

function ofAssignment(change: Change, context: EventContext): readonly VaultEvent[] {
  const row = partOf(change);
  const group = textOf(row, 'group');
  const role = context.vault.roles.find(({ id }) => id === row.role)?.name ?? textOf(row, 'role');
  const name = change.kind === 'delete' ? 'Unassigned User or Group' : 'Assigned User or Group';
  const whom = { kind: group ? 'group' : 'user', id: group || textOf(row, 'user') } as const;
  return [event(name, granteeText(whom, context), `role ${role}`)];
}

function ofSetting({ id, before, after }: Change, context: EventContext): VaultEvent {
  const subject = 'Secret Server';
  const nameOfRole = (role: unknown): string =>
    context.vault.roles.find((each) => each.id === role)?.name ?? String(role);
  const [was, is] = [before?.value, after?.value];
  if (id === 'defaultRole')
    return event('Default Role Edit', subject, `${nameOfRole(was)} becomes ${nameOfRole(is)}`);
  if (id === 'licences')
    return event('Licences Edit', subject, `${String(was)} becomes ${String(is)}`);
  const note = isObject(is) ? textOf(is, 'note') : '';
  return after
    ? event('Unlimited Administrator Enable', subject, note || `on ${wayOf(context)}`)
    : event('Unlimited Administrator Disable', subject, `off ${wayOf(context)}`);
}

/** `View on secrets becomes Edit` for a changed row, the rights alone for a new or removed one. */
function rightsText({ kind, before, after }: Change): string {
  const of = (row: JsonObject | undefined): string => {
    const { folderRight, secretRight } = row as unknown as FolderGrant; // written from one
    return folderRight === secretRight ? folderRight : `${folderRight}, ${secretRight} on secrets`;
  };
  return kind === 'replace' ? `${of(before)} becomes ${of(after)}` : of(after ?? before);
}

/** Names of what differs, as the screens call them. */
function edited({ before = {}, after = {} }: Change): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const found = names.filter((name) => !sameJson(before[name], after[name]));
  return [...new Set(found.map((name) => fieldWords[name] ?? name))].join(', ');
}

const fieldWords: Readonly<Record<string, string>> = {
  inherits: 'inheritance',
  parent: 'place',
  path: 'place',
  folder: 'place',
};

function pathIn({ folders }: Vault, change: Change): string {
  const path = folders.find((each) => each.id === change.id)?.path;
  return path ?? textOf(partOf(change), 'name');
}

const userText = (id: string, { users }: EventContext): string => {
  const user = users.find((each) => idOf(each) === id);
  return user ? textOf(user, 'userName') : id;
};

function granteeText({ kind, id }: Grantee, context: EventContext): string {
  if (kind === 'user') return userText(id, context);
  const group = context.groups.find((each) => idOf(each) === id);
  return group ? nameOf(group) : id;
}

/** The users and groups that a change by hand names. */
export function namedByHand({ resourceType, before, after }: Change): readonly Grantee[] {
  if (!isPart(resourceType)) return [];
  return [before, after].flatMap((part = {}): readonly Grantee[] => {
    const { to } = part;
    if (isObject(to)) return [to as unknown as Grantee]; // a row of rights
    const [user, group] = [textOf(part, 'user'), textOf(part, 'group')];
    return [
      ...(user ? [{ kind: 'user', id: user } as const] : []),
      ...(group ? [{ kind: 'group', id: group } as const] : []),
    ];
  });
}

/**
 * SCIM ids of the users whose rights a change by hand may have touched: whom it names, and whoever reaches
 * something in another way in the vault after it than in the one before.
 */
export const touchedByHand = (
  change: Change,
  [before, after]: readonly [before: Vault, after: Vault],
  everybody: Everybody,
): readonly string[] => [
  ...new Set([
    ...peopleAmong(namedByHand(change), everybody.groups),
    ...holdersBetween(before, after, everybody),
  ]),
];
