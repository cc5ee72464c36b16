// Holds a tenant's subscriptions for the screen: as the shelf keeps them, and every change put there at once.
import {
  keptSubscriptions,
  subscriptionsRecord,
  type Subscriptions,
} from '../../../vault/subscriptions.ts';
import { subscriptionsKey } from '../../../vault/subscriptionsKey.ts';
import type { Shelf } from '../../lab.ts';
import { recordOn } from '../../shelfRecord.svelte.ts';

/** The subscriptions of a tenant as a reactive value. */
export interface SubscriptionBook {
  readonly current: Subscriptions;
  /** False until the shelf has answered. */
  readonly isRead: boolean;
  /** Changes them as they are kept now, whichever tab changed them last. */
  change(change: (all: Subscriptions) => Subscriptions): Promise<void>;
}

/** Follows the subscriptions of a tenant while something on screen reads them. */
export function subscriptionBook(shelf: Shelf, tenant: string): SubscriptionBook {
  const key = subscriptionsKey(tenant);
  const record = recordOn(shelf, key);
  return {
    get current() {
      return keptSubscriptions(record.current);
    },
    get isRead() {
      return record.isRead;
    },
    async change(change) {
      await shelf.update(key, (old) => subscriptionsRecord(change(keptSubscriptions(old))));
    },
  };
}
