// Event subscriptions as Secret Server has them: which events of the audit somebody wants to be told of, and what was told.
import { isList, isObject, type JsonObject } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { AuditEvent } from './audit.ts';
import type { PastEntry } from './past.ts';
import { subjectOf, type SubjectTest } from './subscriptionSubjects.ts';
import type { Vault } from './vault.ts';

/** A place in a tenant's journal: an entry, and its exchange, which no other world has. 0 is the beginning. */
export interface Mark {
  readonly seq: number;
  readonly exchange: string;
}

/** A stretch of the journal during which a subscription was on; without `to` it still is. */
export interface Span {
  readonly from: Mark;
  readonly to?: Mark;
}

/** Whom or what the events must be about, by id; a folder stands for those below it too. */
export interface Subject {
  readonly kind: 'user' | 'group' | 'folder';
  readonly id: string;
}

/** A subscription. `events` are names of the audit. */
export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly events: readonly string[];
  readonly about?: Subject;
  readonly spans: readonly Span[];
}

/** All of a tenant: up to where notifications were read, and the number of the next subscription. */
export interface Subscriptions {
  readonly list: readonly Subscription[];
  readonly read: Mark;
  readonly next: number;
}

const beginning: Mark = { seq: 0, exchange: '' };

/** What a tenant has until somebody changes it: three to switch on, none of them on. */
export const usualSubscriptions: Subscriptions = {
  list: [
    {
      id: '1',
      name: 'Accounts that go off or are locked',
      events: ['User Disabled', 'User Lockout'],
      spans: [],
    },
    { id: '2', name: 'Rights on folders change', events: ['Folder Edit Permissions'], spans: [] },
    {
      id: '3',
      name: 'Unlimited Administration Mode',
      events: ['Unlimited Administrator Enable', 'Unlimited Administrator Disable'],
      spans: [],
    },
  ],
  read: beginning,
  next: 4,
};

/** True while a subscription is on. */
export const isOn = ({ spans }: Subscription): boolean =>
  spans.length > 0 && spans.at(-1)!.to === undefined;

/** The mark of the newest entry of a journal, oldest first. */
export function newestMark(journal: readonly PastEntry[]): Mark {
  const last = journal.at(-1);
  return last ? { seq: last.seq, exchange: last.exchange } : beginning;
}

// — Changing them

/** What a form says of a subscription. */
export interface SubscriptionDraft {
  readonly name: string;
  readonly events: readonly string[];
  readonly about?: Subject | undefined;
}

/** Checks a draft; `own` is the subscription it changes. The trouble has a sentence for each wrong field. */
export function checkDraft(
  draft: SubscriptionDraft,
  { list }: Subscriptions,
  own?: string,
): Result<SubscriptionDraft, { readonly name?: string; readonly events?: string }> {
  const name = draft.name.trim();
  const isTaken = list.some((each) => each.id !== own && each.name === name);
  const wrong = {
    ...(name === '' && { name: 'Give it a name, so that a notice can say why it came.' }),
    ...(name.length > 80 && { name: 'At most 80 characters.' }),
    ...(isTaken && { name: 'Another subscription has this name.' }),
    ...(draft.events.length === 0 && { events: 'Choose at least one event.' }),
  };
  return Object.keys(wrong).length > 0 ? fail(wrong) : ok({ ...draft, name });
}

const shaped = ({ name, events, about }: SubscriptionDraft) => ({
  ...{ name, events },
  ...(about && { about }),
});

/** With one more, on from `now`; its id is the number it took. */
export const withSubscription = (
  all: Subscriptions,
  draft: SubscriptionDraft,
  now: Mark,
): Subscriptions => ({
  ...all,
  list: [...all.list, { id: String(all.next), ...shaped(draft), spans: [{ from: now }] }],
  next: all.next + 1,
});

/** With one changed; what it is told from goes on as before. */
export const withChanged = (
  all: Subscriptions,
  id: string,
  draft: SubscriptionDraft,
): Subscriptions => ({
  ...all,
  list: all.list.map((each) =>
    each.id === id ? { id, ...shaped(draft), spans: each.spans } : each,
  ),
});

/** So many stretches are remembered of one that is switched on and off again and again. */
const mostSpans = 20;

/** With one switched on or off at `now`; on or off already, it stays as it is. */
export const withSwitched = (all: Subscriptions, id: string, now: Mark): Subscriptions => ({
  ...all,
  list: all.list.map((each) => {
    if (each.id !== id) return each;
    const { spans } = each;
    const next = isOn(each)
      ? [...spans.slice(0, -1), { ...spans.at(-1)!, to: now }]
      : [...spans, { from: now }];
    return { ...each, spans: next.slice(-mostSpans) };
  }),
});

/** Without one, and without what it told. */
export const withoutSubscription = (all: Subscriptions, id: string): Subscriptions => ({
  ...all,
  list: all.list.filter((each) => each.id !== id),
});

/** With everything up to `now` read. */
export const withRead = (all: Subscriptions, now: Mark): Subscriptions => ({ ...all, read: now });

// — The record

/** What is kept; a record that is damaged in part loses that part alone. */
export function keptSubscriptions(record: JsonObject | undefined): Subscriptions {
  if (!record || !isList(record['list'])) return usualSubscriptions;
  const list = (record['list'] as readonly unknown[]).filter(isSubscription);
  const numbers = list.map(({ id }) => Number(id)).filter((id) => !Number.isNaN(id));
  const { read, next } = record;
  return {
    list,
    read: isMark(read) ? read : beginning,
    next: Math.max(typeof next === 'number' ? next : 1, ...numbers.map((id) => id + 1)),
  };
}

/** As a record. */
export const subscriptionsRecord = (all: Subscriptions): JsonObject => all as unknown as JsonObject; // plain data

function isSubscription(value: unknown): value is Subscription {
  if (!isObject(value)) return false;
  const { id, name, events, about, spans } = value;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    isList(events) &&
    events.every((each) => typeof each === 'string') &&
    (about === undefined || isSubject(about)) &&
    isList(spans) &&
    spans.every((span) => isObject(span) && isMark(span['from']) && isMark(span['to'] ?? beginning))
  );
}

const isSubject = (value: unknown): boolean =>
  isObject(value) &&
  ['user', 'group', 'folder'].includes(String(value['kind'])) &&
  typeof value['id'] === 'string';

const isMark = (value: unknown): value is Mark =>
  isObject(value) && typeof value['seq'] === 'number' && typeof value['exchange'] === 'string';

// — What was told

/** One notification: the events of one name that one change or exchange brought, oldest first. */
export interface Notification {
  /** Unique in a tenant: subscription, entry and event. */
  readonly id: string;
  readonly subscription: Subscription;
  /** Name of the event. */
  readonly name: string;
  readonly seq: number;
  /** Lab time, ISO 8601. */
  readonly at: string;
  readonly events: readonly AuditEvent[];
}

/** What notifications are worked out from; events newest first, the journal oldest first. */
export interface NotificationInput {
  readonly events: readonly AuditEvent[];
  readonly journal: readonly PastEntry[];
  readonly vault: Vault;
}

/**
 * Everything the subscriptions have told, newest first. Events of one name that came by one exchange are
 * one notification, so that a bulk request of a thousand people is one too. What Secret Server keeps
 * without a change, a look at a secret, tells nobody.
 */
export function notificationsOf(
  { list }: Subscriptions,
  { events, journal, vault }: NotificationInput,
): readonly Notification[] {
  const exchanges = new Map(journal.map(({ seq, exchange }) => [seq, exchange]));
  const first = journal[0]?.seq ?? 0;
  const isHere = ({ seq, exchange }: Mark): boolean =>
    seq < first || exchanges.get(seq) === exchange;
  return list
    .map((subscription) => ({
      subscription,
      isOnAt: onAt(subscription, isHere),
      fits: subjectOf(subscription.about, vault),
    }))
    .filter(({ subscription }) => subscription.spans.length > 0)
    .flatMap((watch) => told(events, watch, exchanges))
    .sort((one, other) => other.seq - one.seq || one.id.localeCompare(other.id));
}

/** Whether a subscription was on when an entry came. A mark of a world that is gone is its beginning. */
function onAt({ spans }: Subscription, isHere: (mark: Mark) => boolean): (seq: number) => boolean {
  const here = spans.flatMap(({ from, to }) => {
    if (to && !isHere(to)) return [];
    return [{ from: isHere(from) ? from.seq : 0, to: to?.seq ?? Infinity }];
  });
  return (seq) => here.some(({ from, to }) => seq > from && seq <= to);
}

function told(
  events: readonly AuditEvent[],
  watch: {
    readonly subscription: Subscription;
    readonly isOnAt: (seq: number) => boolean;
    readonly fits: SubjectTest;
  },
  exchanges: ReadonlyMap<number, string>,
): readonly Notification[] {
  const { subscription, isOnAt, fits } = watch;
  const names = new Set(subscription.events);
  const groups = new Map<string, AuditEvent[]>();
  for (const event of events) {
    if (event.seq === 0 || !names.has(event.name) || !isOnAt(event.seq) || !fits(event)) continue;
    const key = `${exchanges.get(event.seq) ?? event.seq}\n${event.name}`;
    const known = groups.get(key);
    if (known) known.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()].map((group): Notification => {
    const [newest] = group as [AuditEvent, ...AuditEvent[]]; // made with one
    return {
      id: `${subscription.id}-${newest.id}`,
      ...{ subscription, name: newest.name, seq: newest.seq, at: newest.at },
      events: group.toReversed(),
    };
  });
}

/** The notifications that came after the mark up to which they were read. */
export function unreadOf(
  notifications: readonly Notification[],
  { read }: Subscriptions,
  journal: readonly PastEntry[],
): readonly Notification[] {
  const entry = journal.find(({ seq }) => seq === read.seq);
  const isGone = read.seq >= (journal[0]?.seq ?? 0) && entry?.exchange !== read.exchange;
  return isGone ? notifications : notifications.filter(({ seq }) => seq > read.seq);
}
