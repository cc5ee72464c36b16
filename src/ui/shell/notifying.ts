// Waits until a tenant has event subscriptions at all; what tells of events is fetched only then.
import { subscriptionsKey, subscriptionsPrefix } from '../../vault/subscriptionsKey.ts';
import type { Lab } from '../lab.ts';

/** How long after the start somebody looks, in milliseconds: the first screen comes first. */
const patience = 2000;

/** Starts telling of events as soon as there is a subscription, in this tab or another; gives the stop function. */
export function awaitSubscriptions(lab: Pick<Lab, 'current' | 'shelf'>): () => void {
  let stop: (() => void) | undefined;
  let unwatch: (() => void) | undefined;
  let isOver = false;
  const start = async (): Promise<void> => {
    if (stop || isOver || (await lab.shelf.list(subscriptionsPrefix)).length === 0) return;
    const { followNotifications } = await import('../secretServer/subscriptions/notifier.ts');
    if (!isOver) stop ??= followNotifications(lab);
  };
  const quietly = (): void => void start().catch(() => undefined); // the next change tries again
  const leave = lab.current.subscribe(({ tenant }) => {
    unwatch?.();
    unwatch = lab.shelf.watch(subscriptionsKey(tenant.id), quietly);
  });
  const timer = setTimeout(quietly, patience);
  return () => {
    isOver = true;
    clearTimeout(timer);
    leave();
    unwatch?.();
    stop?.();
  };
}
