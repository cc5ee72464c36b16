// Says in Secret Server's words what one change was, and names whom each event is about.
import { isObject, sameJson } from '../base/json.ts';
import type { Change } from '../scim/change.ts';
import { grantRemoved, rowsRemoved, vaultChangeType } from './byHand.ts';
import { isProductEvent } from './confirmed.ts';
import { handEvents } from './handWords.ts';
import { isPart } from './parts.ts';
import { eventsOf, type EventContext } from './events.ts';
import { idOf, nameOf, textOf, type Member } from './members.ts';
import { setupChangeType, setupEvent } from './scimSetup.ts';
import { membersMovedBy } from './touched.ts';
import type { VaultEvent } from './vault.ts';

/** An event, and whom it is about: one member, everybody whom the change touches, or a group as such. */
export interface Told extends VaultEvent {
  readonly own: boolean;
  readonly about: Member | 'all' | 'nobody';
  /** The change's effect on access stands beside this event of its trail. */
  readonly counts: boolean;
}

/** The trail of one change, in order; never empty. */
export function told(change: Change, context: EventContext): readonly Told[] {
  const { resourceType: type } = change;
  if (type === 'User') return ofUser(change, context);
  if (type === 'Group') return ofGroup(change, context);
  if (type === vaultChangeType) return [named(byHand(change, context), 'all')];
  if (isPart(type))
    return handEvents(change, context).map((each, at) => named(each, 'all', at === 0));
  if (type === setupChangeType)
    return [named(setupEvent(change.after ?? change.before ?? {}), 'nobody', false)];
  const known = eventsOf([change], context);
  return (known.length > 0 ? known : [ownWords(change, context)]).map((each) => named(each, 'all'));
}

const named = (event: VaultEvent, about: Told['about'], counts = true): Told => ({
  ...event,
  ...{ own: !isProductEvent(event.name), about, counts },
});

/** The first event of a user's change carries its effect, unless the change is an edit of attributes only. */
function ofUser(change: Change, context: EventContext): readonly Told[] {
  const about = { kind: 'user', id: change.id } as const;
  const events = eventsOf([change], context);
  const subject = textOf(change.after ?? {}, 'userName');
  const told = events.length > 0 ? events : [{ name: 'User Edit', subject, detail: 'schemas' }];
  return told.map((each, at) => named(each, about, at === 0));
}

/** Secret Server names who joins and who leaves; that the group itself came or went, the lab adds. */
function ofGroup(change: Change, context: EventContext): readonly Told[] {
  const { joined, left } = membersMovedBy(change);
  const members = [...joined, ...left];
  const moves = eventsOf([change], context).map((each, at) => named(each, members[at]!));
  const subject = nameOf(change.after ?? change.before ?? {});
  const itself = (name: string, detail: string): Told =>
    named({ name, subject, detail }, 'nobody', false);
  if (change.kind === 'create') return [itself('Group Create', `id ${change.id}`), ...moves];
  if (change.kind === 'delete') return [...moves, itself('Group Delete', `id ${change.id}`)];
  const edited = edits(change).filter((name) => name !== 'members' || moves.length === 0);
  return edited.length > 0 || moves.length === 0
    ? [itself('Group Edit', edited.join(', ') || 'schemas'), ...moves]
    : moves;
}

/** Attributes at the top that differ; what the server keeps itself is left out. */
function edits({ before = {}, after = {} }: Change): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => !['id', 'meta', 'schemas'].includes(name) && !sameJson(before[name], after[name]),
  );
}

function byHand(change: Change, context: EventContext): VaultEvent {
  const removed = grantRemoved(change);
  if (!removed) return ownWords(change, context);
  const person = context.users.find((each) => idOf(each) === removed.user);
  const who = person ? textOf(person, 'userName') : removed.user;
  const rights = rowsRemoved(change).map(({ row }) => row.secretRight);
  const subject = context.vault.folders.find(({ id }) => id === removed.folder)?.path;
  return {
    name: 'Folder Edit Permissions',
    subject: subject ?? removed.folder,
    detail: `${rights.join(', ') || 'direct right'} for ${who} removed by hand`,
  };
}

/** What has no event there: accounts that the connector hides, and resources of a tenant's own types. */
function ownWords(
  { kind, resourceType, id, ...change }: Change,
  context: EventContext,
): VaultEvent {
  const resource = change.after ?? change.before ?? {};
  if (resourceType === 'DisabledUser')
    return {
      name: kind === 'delete' ? 'User Shown To SCIM' : 'User Hidden From SCIM',
      subject: textOf(resource, 'userName'),
      detail: kind === 'delete' ? 'account visible again' : 'account kept, userName stays taken',
    };
  const word = { create: 'Create', replace: 'Edit', delete: 'Delete' }[kind];
  const what = { create: 'added', replace: 'changed', delete: 'removed' }[kind];
  return {
    name: `${resourceType} ${word}`,
    subject: isObject(resource) ? nameOf(resource) || id : id,
    detail: `${what} ${context.way ?? 'through SCIM'}`,
  };
}
