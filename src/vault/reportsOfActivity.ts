// Reports of Secret Server on what was done, out of its audit: to accounts, to folders, and in Unlimited Administration Mode.
import type { AuditEvent } from './audit.ts';
import { isObject } from '../base/json.ts';
import type { Report, ReportInput, ReportRow } from './report.ts';

const named = 'The name is Delinea’s; what it lists here is the lab’s reading of it.';

const howText = ({ source }: AuditEvent): string =>
  ({ scim: 'SCIM request', undo: 'undo', hand: 'by hand' })[source.kind];

const row = (
  event: AuditEvent,
  cells: ReportRow['cells'],
  mark: string | undefined,
): ReportRow => ({
  cells: [event.at, ...cells],
  about: { kind: 'event', id: event.id },
  ...(mark !== undefined && { mark }),
});

/** What was done to accounts and memberships, and who looked at secrets. */
export const usersActivity: Report = {
  id: 'users-activity',
  name: 'Users Activity',
  reads: 'audit',
  purpose:
    'Everything that was done to accounts, memberships and roles, and every look at a secret.',
  look: 'What was done by hand: a provider does not know of it, and may take it back.',
  simulated: named,
  columns: [
    { id: 'at', title: 'Lab time', share: 3 },
    { id: 'actor', title: 'Who', share: 2 },
    { id: 'event', title: 'Event', share: 2.4 },
    { id: 'subject', title: 'About', share: 3, wide: true },
    { id: 'detail', title: 'Detail', share: 3, wide: true },
    { id: 'how', title: 'How', share: 1.4, wide: true },
  ],
  rows: ({ events = [] }) =>
    events
      .filter(({ name }) =>
        /^(User|Role|Added|Removed|Assigned|Unassigned|Secret View)\b/.test(name),
      )
      .map((event) => {
        const { actor, name, subject, detail, source, seq } = event;
        const byHand = source.kind === 'hand' && seq > 0 ? 'by hand' : undefined;
        return row(event, [actor, name, subject, detail, howText(event)], byHand);
      }),
};

/** What was done to folders. */
export const folderActivity: Report = {
  id: 'folder-activity',
  name: 'Folder Activity',
  reads: 'audit',
  purpose: 'Folders that came, changed and went, and every change of the rights on them.',
  look: 'Rights given to a person instead of a group: they outlive every group change.',
  simulated: named,
  columns: [
    { id: 'at', title: 'Lab time', share: 3 },
    { id: 'folder', title: 'Folder', share: 3 },
    { id: 'event', title: 'Event', share: 2.4, wide: true },
    { id: 'detail', title: 'Detail', share: 4, wide: true },
    { id: 'actor', title: 'Who', share: 2, wide: true },
    { id: 'effect', title: 'Effect on access', share: 2 },
  ],
  rows: ({ events = [] }) =>
    events
      .filter(({ name }) => name.startsWith('Folder '))
      .map((event) => {
        const { actor, name, subject, detail, effect } = event;
        const mark = isForPerson(event) ? 'right for a person' : undefined;
        return row(event, [subject, name, detail, actor, effect.text], mark);
      }),
};

/** True where the change leaves a row of rights for one person. */
function isForPerson({ change }: AuditEvent): boolean {
  const after = change?.after;
  if (!after) return false;
  const { to, user } = after;
  return isObject(to) ? to['kind'] === 'user' : isObject(user);
}

const enable = 'Unlimited Administrator Enable';
const disable = 'Unlimited Administrator Disable';

/** When the mode was on, and what was done by hand meanwhile. */
export const unlimitedBehavior: Report = {
  id: 'unlimited-administrator',
  name: 'Unlimited Administrator Behavior',
  reads: 'audit',
  purpose:
    'Each time Unlimited Administration Mode was switched on or off, with the note that was given, and everything done by hand while it was on.',
  look: 'A mode that is on without anybody at work, and what was done in it that its note does not explain.',
  simulated: named,
  columns: [
    { id: 'at', title: 'Lab time', share: 3 },
    { id: 'event', title: 'Event', share: 2.6 },
    { id: 'actor', title: 'Who', share: 2 },
    { id: 'subject', title: 'About', share: 2.4, wide: true },
    { id: 'detail', title: 'Note or detail', share: 4, wide: true },
  ],
  rows: (input) => {
    const rows: ReportRow[] = [];
    const events = (input.events ?? []).filter(({ seq }) => seq > 0).toReversed();
    let on = wasOnAtFirst(events, input);
    const last = events.findLast(({ name }) => name === enable);
    for (const event of events) {
      const isSwitch = event.name === enable || event.name === disable;
      if (event.name === enable) on = true;
      if (isSwitch || (on && event.source.kind === 'hand')) {
        const { name, actor, subject, detail } = event;
        const stillOn = event === last && input.vault.unlimited ? 'still on' : undefined;
        rows.push(row(event, [name, actor, subject, detail], isSwitch ? stillOn : 'in the mode'));
      }
      if (event.name === disable) on = false;
    }
    return rows.reverse();
  },
};

/** The mode was on before the journal began if the first thing it tells is that it went off, or nothing while it is on. */
function wasOnAtFirst(events: readonly AuditEvent[], { vault }: ReportInput): boolean {
  const first = events.find(({ name }) => name === enable || name === disable);
  return first ? first.name === disable : vault.unlimited !== undefined;
}
