// Prepares the audit for the screen: names instead of ids, the words of each source, what a filter leaves, and the table to take away.
import type { JsonObject } from '../../../base/json.ts';
import type { AuditEvent } from '../../../vault/audit.ts';
import { idOf, nameOf, textOf } from '../../../vault/members.ts';
import type { Table } from '../../../vault/table.ts';
import type { AuditBook } from '../../lab.ts';
import { timeText } from '../../instants.ts';
import { plain, type Column } from '../list.ts';

/** An event as the table shows it. `time` is lab time in milliseconds; `no` and `method` are those of an exchange. */
export interface AuditRow {
  readonly event: AuditEvent;
  readonly time: number;
  /** `12-01 10:12:33`. */
  readonly clock: string;
  /** A person by name, or whatever else the event is about. */
  readonly subject: string;
  readonly method?: string;
  readonly no?: number;
  /** How it came about, in words: `Northwind IdP, PATCH 31`. */
  readonly source: string;
}

/** The rows of a whole audit, newest first. */
export function auditRows(book: AuditBook): readonly AuditRow[] {
  const names = namesIn(book);
  return book.events.map((event) => {
    const time = Date.parse(event.at);
    const exchange = event.source.kind === 'hand' ? '' : event.source.exchange;
    const mark = book.exchanges.get(exchange);
    return {
      event,
      time,
      clock: `${event.at.slice(5, 10)} ${timeText(time)}`,
      subject: names.get(event.subject.toLowerCase()) ?? event.subject,
      ...(mark && { method: mark.method, no: mark.no }),
      source: sourceWords(event, mark),
    };
  });
}

function sourceWords(
  { actor, source }: AuditEvent,
  mark: { readonly no: number; readonly method: string } | undefined,
): string {
  if (source.kind === 'hand') return `${actor}, by hand`;
  if (source.kind === 'undo')
    return `${actor}, undo of ${mark ? `exchange ${mark.no}` : undoneWords(source.exchange)}`;
  return mark ? `${actor}, ${mark.method} ${mark.no}` : actor;
}

/** What was undone, where the history has no number for it. */
const undoneWords = (exchange: string): string =>
  exchange.startsWith('vault-') ? 'a change by hand' : 'an exchange';

/** Names of people by userName in small letters; of those who are gone as they were last. */
function namesIn({ journal, present }: AuditBook): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (user: JsonObject | undefined): void => {
    if (user) names.set(textOf(user, 'userName').toLowerCase(), nameOf(user));
  };
  for (const { change } of journal)
    if (change.resourceType === 'User') {
      add(change.before);
      add(change.after);
    }
  for (const user of present.users) add(user);
  return names;
}

const at: Column<AuditRow> = { id: 'at', title: 'Lab time', sort: ({ time }) => time, share: 2.7 };
const name: Column<AuditRow> = {
  ...{ id: 'event', title: 'Event', share: 2.7 },
  sort: ({ event }) => event.name,
};
const effect: Column<AuditRow> = {
  ...{ id: 'effect', title: 'Effect', share: 2.4 },
  sort: ({ event }) => event.effect.text,
};

const wide: readonly Column<AuditRow>[] = [
  at,
  name,
  { id: 'subject', title: 'Subject', sort: ({ subject }) => subject, share: 2 },
  { ...{ id: 'detail', title: 'Detail', wide: true, share: 3 }, sort: ({ event }) => event.detail },
  { id: 'source', title: 'Source', wide: true, sort: ({ source }) => source, share: 3 },
  { ...effect, wide: true },
];
const narrow: readonly Column<AuditRow>[] = [at, name, effect];

/** The columns of the table; in a narrow window the subject stands below the event. */
export const auditColumns = (isNarrow: boolean): readonly Column<AuditRow>[] =>
  isNarrow ? narrow : wide;

/** What the reader asks of the audit; empty texts ask nothing. `from` and `to` are lab time in milliseconds. */
export interface AuditAsked {
  readonly find: string;
  readonly event: string;
  readonly actor: string;
  readonly how: '' | AuditEvent['source']['kind'];
  /** SCIM id of a user. */
  readonly person: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly withEffect: boolean;
}

/** Asks nothing, so that everything is shown. */
export const everything: AuditAsked = {
  ...{ find: '', event: '', actor: '', how: '', person: '', withEffect: false },
  ...{ from: undefined, to: undefined },
};

/** True if the event changed who can open what, or a right that others have too. */
export const hasEffect = ({ effect }: AuditEvent): boolean =>
  effect.kind !== 'none' && effect.kind !== 'seen';

/** The rows that fit, in the order they came. */
export function fitting(rows: readonly AuditRow[], asked: AuditAsked): readonly AuditRow[] {
  const words = plain(asked.find).split(/\s+/).filter(Boolean);
  return rows.filter((row) => isAsked(row, asked) && (words.length === 0 || isFound(row, words)));
}

function isAsked({ event, time }: AuditRow, asked: AuditAsked): boolean {
  const isOr = (wanted: string, value: string): boolean => wanted === '' || wanted === value;
  return (
    isOr(asked.event, event.name) &&
    isOr(asked.actor, event.actor) &&
    isOr(asked.how, event.source.kind) &&
    (asked.person === '' || event.people.includes(asked.person)) &&
    time >= (asked.from ?? -Infinity) &&
    time <= (asked.to ?? Infinity) &&
    (!asked.withEffect || hasEffect(event))
  );
}

function isFound({ event, subject, source }: AuditRow, words: readonly string[]): boolean {
  const { name, detail, effect } = event;
  const text = plain(`${name} ${subject} ${event.subject} ${detail} ${source} ${effect.text}`);
  return words.every((word) => text.includes(word));
}

/** What can be chosen: every name of an event, every actor, and everybody an event is about, in order. */
export interface AuditChoices {
  readonly events: readonly string[];
  readonly actors: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** How many people a list to choose from holds; the search finds the others. */
const mostPeople = 500;

/** The choices that lead to something. */
export function choicesIn(rows: readonly AuditRow[], { present }: AuditBook): AuditChoices {
  const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort();
  const ids = new Set(rows.flatMap(({ event }) => event.people));
  const known = new Map(present.users.map((user) => [idOf(user), nameOf(user)]));
  const gone = new Map(
    rows.flatMap(({ event, subject }) => {
      const [id] = event.people;
      return event.change?.resourceType === 'User' && id ? [[id, subject] as const] : [];
    }),
  );
  return {
    events: sorted(rows.map(({ event }) => event.name)),
    actors: sorted(rows.map(({ event }) => event.actor)),
    people: [...ids]
      .slice(0, mostPeople)
      .map((id) => ({ id, name: known.get(id) ?? gone.get(id) ?? id }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** The rows as a table to take away: what is shown, with ids and exact instants. */
export const auditTable = (rows: readonly AuditRow[]): Table => ({
  columns: [
    { id: 'at', title: 'Lab time' },
    { id: 'event', title: 'Event' },
    { id: 'eventName', title: 'Event name from' },
    { id: 'subject', title: 'Subject' },
    { id: 'subjectId', title: 'Subject in Secret Server' },
    { id: 'detail', title: 'Detail' },
    { id: 'actor', title: 'Actor' },
    { id: 'how', title: 'How' },
    { id: 'exchange', title: 'Exchange' },
    { id: 'effect', title: 'Effect on access' },
    { id: 'opened', title: 'Secrets opened' },
    { id: 'closed', title: 'Secrets closed' },
  ],
  rows: rows.map(({ event, subject, method, no }) => [
    event.at,
    event.name,
    event.own ? 'the lab' : 'Secret Server',
    subject,
    event.subject,
    event.detail,
    event.actor,
    howWords(event.source.kind, method),
    no,
    event.effect.text,
    event.effect.opened,
    event.effect.closed,
  ]),
});

const howWords = (kind: AuditEvent['source']['kind'], method: string | undefined): string =>
  ({ scim: `SCIM ${method ?? 'request'}`, undo: 'undo', hand: 'by hand' })[kind];
