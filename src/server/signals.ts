// Tells receivers of security events what a request changed (RFC 9967); in the lab they are kept with the exchange.
import type { Change } from '../scim/change.ts';
import { securityEvents, type SecurityEvent } from '../scim/events.ts';
import { profiles } from '../scim/profiles.ts';
import { rfc } from '../scim/trace.ts';
import type { Trail } from './trail.ts';
import { typesOf } from './types.ts';
import type { World } from './world.ts';

/** The events of a request's changes, as the tenant's profile tells them; `txn` is the exchange. */
export const signalsOf = (
  { tenant, clock, exchange }: World,
  changes: readonly Change[],
): readonly SecurityEvent[] =>
  changes.length === 0
    ? []
    : securityEvents(changes, {
        issuer: tenant.baseUrl,
        txn: exchange,
        at: clock.now(),
        mode: profiles[tenant.profile].securityEvents,
        types: typesOf(tenant),
      });

/** Says which events there were, and how many of each. */
export function noteSignals(trail: Trail, signals: readonly SecurityEvent[]): void {
  if (signals.length === 0) return;
  const counts = new Map<string, number>();
  for (const { events } of signals)
    for (const uri of Object.keys(events)) counts.set(uri, (counts.get(uri) ?? 0) + 1);
  const kinds = [...counts].map(
    ([uri, count]) => `${count > 1 ? `${count} × ` : ''}\`${uri.replace(/^.*:event:/, '')}\``,
  );
  trail.note({
    kind: 'act',
    what: `Security event${kinds.length > 1 || signals.length > 1 ? 's' : ''} ${kinds.join(', ')}`,
    why: 'Whoever subscribes learns of the change without asking again. The lab keeps the event with the exchange, whose id is its `txn`, and sends it to nobody.',
    source: rfc('9967', '2.4'),
  });
}
