// Prepares notifications for the screen and for the files people take away: words, columns, tables.
import type { JsonObject } from '../../../base/json.ts';
import type { Notification } from '../../../vault/subscriptions.ts';
import type { Table } from '../../../vault/table.ts';
import type { AuditRow } from '../audit/auditRows.ts';
import type { Column } from '../list.ts';

/** The rows of the audit by the ids of their events, for names of people and the words of each source. */
export type RowsByEvent = ReadonlyMap<string, AuditRow>;

const named = 3;

/** Whom it is about: three by name, the others counted. */
export function subjectsText({ events }: Notification, rows: RowsByEvent): string {
  const names = [...new Set(events.map(({ id, subject }) => rows.get(id)?.subject ?? subject))];
  const rest = names.length - named;
  return rest > 0 ? `${names.slice(0, named).join(', ')} and ${rest} more` : names.join(', ');
}

/** `User Disabled`, `User Create ×1000`. */
export const eventText = ({ name, events }: Notification): string =>
  events.length > 1 ? `${name} ×${events.length}` : name;

const sourceText = ({ events }: Notification, rows: RowsByEvent): string =>
  rows.get(events[0]!.id)?.source ?? events[0]!.actor; // one event at least

/** The columns of the list; in a narrow window the subject stands below the event. */
export const notificationColumns = (rows: RowsByEvent): readonly Column<Notification>[] => [
  { id: 'at', title: 'Lab time', share: 2.6, sort: ({ seq }) => seq },
  { id: 'event', title: 'Event', share: 2.4, sort: eventText },
  {
    ...{ id: 'subject', title: 'Subject', wide: true, share: 3 },
    sort: (each) => subjectsText(each, rows),
  },
  {
    ...{ id: 'source', title: 'Source', wide: true, share: 2.6 },
    sort: (each) => sourceText(each, rows),
  },
  {
    ...{ id: 'subscription', title: 'Told by', share: 2.4 },
    sort: ({ subscription }) => subscription.name,
  },
];

/** What a cell says. */
export function notificationCell(each: Notification, column: string, rows: RowsByEvent): string {
  switch (column) {
    case 'at':
      return each.at.slice(5, 19).replace('T', ' ');
    case 'event':
      return eventText(each);
    case 'subject':
      return subjectsText(each, rows);
    case 'source':
      return sourceText(each, rows);
    default:
      return each.subscription.name;
  }
}

/** The notifications as a table to take away, a row for each. */
export const notificationTable = (list: readonly Notification[], rows: RowsByEvent): Table => ({
  columns: [
    { id: 'at', title: 'Lab time' },
    { id: 'subscription', title: 'Subscription' },
    { id: 'event', title: 'Event' },
    { id: 'count', title: 'Events' },
    { id: 'subjects', title: 'Subjects' },
    { id: 'source', title: 'Source' },
  ],
  rows: list.map((each) => [
    ...[each.at, each.subscription.name, each.name, each.events.length],
    each.events.map(({ id, subject }) => rows.get(id)?.subject ?? subject).join('; '),
    sourceText(each, rows),
  ]),
});

/** The same for JSON, with every event. */
export const notificationObjects = (
  list: readonly Notification[],
  rows: RowsByEvent,
): readonly JsonObject[] =>
  list.map((each) => ({
    ...{ at: each.at, subscription: each.subscription.name, event: each.name },
    source: sourceText(each, rows),
    events: each.events.map(({ id, subject, detail, effect }) => ({
      ...{ id, subject: rows.get(id)?.subject ?? subject, subjectInSecretServer: subject },
      ...{ detail, effect: effect.text },
    })),
  }));

/** What a notice says of some notifications at once; events that two subscriptions tell count once. */
export function noticeOf(
  list: readonly Notification[],
  rows: RowsByEvent,
): { readonly lead: string; readonly text: string } {
  const names = [...new Set(list.map(({ subscription }) => subscription.name))];
  const [first] = list;
  const lead = names.length === 1 ? `${names[0]!}.` : `${list.length} notifications.`;
  const counts = new Map<string, Set<string>>();
  for (const { name, events } of list) {
    const ids = counts.get(name) ?? new Set<string>();
    for (const { id } of events) ids.add(id);
    counts.set(name, ids);
  }
  const of = first && list.length === 1 ? `, ${subjectsText(first, rows)}` : '';
  const what = [...counts].map(([name, { size }]) =>
    size > 1 ? `${name} ×${size.toLocaleString('en')}` : name,
  );
  return {
    lead,
    text: `${what.slice(0, 4).join(', ')}${what.length > 4 ? ' and others' : ''}${of}.`,
  };
}
