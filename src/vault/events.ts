// Puts changes of SCIM resources into Secret Server's own event names, as its event subscriptions call them.
import { isList, isObject, sameJson } from '../base/json.ts';
import type { JsonObject } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { idOf, isEnabled, nameOf, textOf } from './members.ts';
import { rolesOf } from './roles.ts';
import { membersMovedBy } from './touched.ts';
import type { Vault, VaultEvent } from './vault.ts';

/**
 * What the events' sentences need to know beside the changes: the users they name and the groups
 * they are in, as they stand afterwards (of a user that was erased, as it was before).
 */
export interface EventContext {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly vault: Vault;
  /** Licences in use afterwards, if it was counted. */
  readonly licences?: number;
  /** How the changes came about, as the sentences say it; `through SCIM` when left out. */
  readonly way?: string;
}

const wayOf = ({ way = 'through SCIM' }: EventContext): string => way;

/**
 * The events that Secret Server would write for these changes, in their order. Which SCIM change
 * gives which event is the lab's table; the names are Delinea's. What has no event there, such as
 * a new or renamed group, gives none. `subject` is a userName.
 */
export function eventsOf(changes: readonly Change[], context: EventContext): readonly VaultEvent[] {
  return changes.flatMap((change) => {
    if (change.resourceType === 'User') return eventsOfUser(change, context);
    if (change.resourceType === 'Group') return eventsOfGroup(change, context);
    return eventOfVault(change, context);
  });
}

function eventsOfUser(change: Change, context: EventContext): readonly VaultEvent[] {
  const { before, after } = change;
  const subject = textOf(after ?? before ?? {}, 'userName');
  if (!before && after)
    return [created(subject, change.id, context), roleGiven(subject, change.id, context)];
  if (before && !after)
    return [{ name: 'User Disabled', subject, detail: `erased ${wayOf(context)}` }];
  if (!before || !after) return [];
  const edited = changedAttributes(before, after).filter((name) => name !== 'active');
  return [
    ...switched(before, after, context),
    ...(edited.length ? [{ name: 'User Edit', subject, detail: edited.join(', ') }] : []),
  ];
}

const created = (subject: string, id: string, context: EventContext): VaultEvent => ({
  name: 'User Create',
  subject,
  detail: [`id ${id}`, ...licenceWords(context)].join(', '),
});

function roleGiven(subject: string, id: string, context: EventContext): VaultEvent {
  const names = rolesOf(id, context.groups, context.vault).map(({ role }) => role.name);
  return { name: 'Assigned User or Group', subject, detail: `role ${names.join(', ') || 'none'}` };
}

function switched(
  before: JsonObject,
  after: JsonObject,
  context: EventContext,
): readonly VaultEvent[] {
  if (isEnabled(before) === isEnabled(after)) return [];
  const name = isEnabled(after) ? 'User Enable' : 'User Disabled';
  const subject = textOf(after, 'userName');
  const what = isEnabled(after) ? 'account on' : 'account off';
  return [{ name, subject, detail: [what, ...licenceWords(context)].join(', ') }];
}

const licenceWords = ({ licences, vault }: EventContext): readonly string[] =>
  licences === undefined ? [] : [`licence ${licences} of ${vault.licences}`];

/** Attributes that differ, an extension's as their own names; what the server keeps itself is left out. */
function changedAttributes(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (['id', 'meta', 'schemas', 'groups'].includes(name)) return [];
    const [was, is] = [before[name], after[name]];
    if (sameJson(was, is)) return [];
    if (!name.startsWith('urn:')) return [name];
    return changedAttributes(isObject(was) ? was : {}, isObject(is) ? is : {});
  });
}

function eventsOfGroup(change: Change, context: EventContext): readonly VaultEvent[] {
  const group = nameOf(change.after ?? change.before ?? {});
  const { joined, left } = membersMovedBy(change);
  return [
    ...joined.map(({ id }) => moved('Added to Group', subjectOf(id, context), group)),
    ...left.map(({ id }) => moved('Removed From Group', subjectOf(id, context), group)),
  ];
}

/** Folders, secrets and rows of rights; Delinea's list names the events of folders, the others are the lab's. */
function eventOfVault(change: Change, context: EventContext): readonly VaultEvent[] {
  const { kind, resourceType: type, before, after } = change;
  const resource = after ?? before ?? {};
  const detail = `${{ create: 'added', replace: 'changed', delete: 'removed' }[kind]} ${wayOf(context)}`;
  const { folders } = context.vault;
  const pathOf = (id: string): string => folders.find((each) => each.id === id)?.path ?? id;
  const word = { create: 'Create', replace: 'Edit', delete: 'Delete' }[kind];
  if (type === 'Container') {
    const subject = after ? pathOf(change.id) : nameOf(resource);
    return [{ name: `Folder ${word}`, subject, detail }];
  }
  if (type === 'PrivilegedData')
    return [{ name: `Secret ${word}`, subject: textOf(resource, 'name'), detail }];
  if (!type.endsWith('Permission')) return [];
  const [user, group] = [valueIn(resource, 'user'), valueIn(resource, 'group')];
  const rights = `${textsIn(resource, 'rights')} for ${subjectOf(user || group, context)}`;
  const row = { detail: `${rights} ${detail}` };
  const container = valueIn(resource, 'container');
  if (container) return [{ name: 'Folder Edit Permissions', subject: pathOf(container), ...row }];
  const secret = valueIn(resource, 'privilegedData');
  const name = context.vault.secrets.find(({ id }) => id === secret)?.name ?? secret;
  return [{ name: 'Secret Edit Permissions', subject: name, ...row }];
}

const valueIn = (resource: JsonObject, name: string): string => {
  const reference = resource[name];
  return isObject(reference) ? textOf(reference, 'value') : '';
};

const textsIn = (resource: JsonObject, name: string): string => {
  const list = resource[name];
  return isList(list) ? list.join(', ') : '';
};

const moved = (name: string, subject: string, detail: string): VaultEvent => ({
  name,
  subject,
  detail,
});

/** A member by name: a person's userName, a nested group's displayName, or the bare id. */
function subjectOf(id: string, { users, groups }: EventContext): string {
  const user = users.find((each) => idOf(each) === id);
  if (user) return textOf(user, 'userName');
  const group = groups.find((each) => idOf(each) === id);
  return group ? nameOf(group) : id;
}
