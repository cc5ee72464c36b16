// Gives notice of events that were subscribed to, wherever somebody works in the lab; many at once are one notice.
import { isOn, keptSubscriptions, notificationsOf } from '../../../vault/subscriptions.ts';
import type { Notification, Subscriptions } from '../../../vault/subscriptions.ts';
import { subscriptionsKey } from '../../../vault/subscriptionsKey.ts';
import type { AuditBook, Lab, Room, Shelf } from '../../lab.ts';
import { go, navigation } from '../../navigation.svelte.ts';
import { consoleHref } from '../../routes.ts';
import { dismiss, toast } from '../../toasts.svelte.ts';
import { auditRows } from '../audit/auditRows.ts';
import { noticeOf } from './notificationRows.ts';

/** How long what comes is gathered before the first notice, and the least time between two, in milliseconds. */
const gathered = 300;
const between = 4000;
/** How long a notice stands; what comes while it does is added to it. */
const stands = 6000;

/** Follows the tenant of the workbench, and the next one when another is chosen; gives the stop function. */
export function followNotifications(lab: Pick<Lab, 'current' | 'shelf'>): () => void {
  let leave: (() => void) | undefined;
  const stop = lab.current.subscribe((room) => {
    leave?.();
    leave = followRoom(lab.shelf, room);
  });
  return () => {
    stop();
    leave?.();
  };
}

/** Follows one tenant. Its audit is worked out only while a subscription is on. */
function followRoom(shelf: Shelf, room: Room): () => void {
  const key = subscriptionsKey(room.tenant.id);
  const notices = gatherer();
  let all: Subscriptions = keptSubscriptions(undefined);
  let leaveAudit: (() => void) | undefined;
  let seen: number | undefined; // newest entry this page has looked at

  const look = (book: AuditBook | undefined): void => {
    if (!book) return;
    const newest = book.journal.at(-1)?.seq ?? 0;
    const from = seen;
    seen = newest;
    if (from === undefined || newest <= from) return;
    const told = notificationsOf(all, { ...book, vault: book.present.vault });
    const fresh = told.filter(({ seq }) => seq > from);
    if (fresh.length > 0 && !isReading()) notices.add(fresh, book);
  };
  const read = async (): Promise<void> => {
    all = keptSubscriptions(await shelf.get(key));
    const wanted = all.list.some(isOn);
    if (wanted && !leaveAudit) {
      seen = undefined; // what was there before is no news
      leaveAudit = room.audit.subscribe(look);
    } else if (!wanted) {
      leaveAudit?.();
      leaveAudit = undefined;
    }
  };
  const quietly = (): void => void read().catch(() => undefined); // the medium failed: the lab says so itself
  const unwatch = shelf.watch(key, quietly);
  quietly();
  return () => {
    unwatch();
    leaveAudit?.();
    notices.stop();
  };
}

/** True while the list of notifications is on screen. */
function isReading(): boolean {
  const { route } = navigation;
  return (
    route.screen === 'secret-server' &&
    route.section === 'subscriptions' &&
    route.query['of'] !== 'subscriptions'
  );
}

interface Gatherer {
  add(fresh: readonly Notification[], book: AuditBook): void;
  stop(): void;
}

/** Gathers notifications into one notice at a time, however fast they come. */
function gatherer(): Gatherer {
  let waiting: readonly Notification[] = [];
  let shown: readonly Notification[] = [];
  let notice: number | undefined;
  let shownAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: AuditBook | undefined;

  const show = (): void => {
    timer = undefined;
    if (!latest) return;
    const isStanding = performance.now() - shownAt < stands;
    if (notice !== undefined && isStanding) dismiss(notice);
    shown = isStanding ? [...waiting, ...shown] : waiting;
    waiting = [];
    shownAt = performance.now();
    const rows = new Map(auditRows(latest).map((row) => [row.event.id, row]));
    notice = toast({
      tone: 'info',
      ...noticeOf(shown, rows),
      action: { label: 'Show', run: () => go(consoleHref('subscriptions')) },
    });
  };
  return {
    add(fresh, book) {
      waiting = [...fresh, ...waiting];
      latest = book;
      const due = Math.max(gathered, shownAt + between - performance.now());
      timer ??= setTimeout(show, due);
    },
    stop: () => clearTimeout(timer),
  };
}
