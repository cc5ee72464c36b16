// Lists what has to be undone to go back to a moment of a tenant, newest first.
import { fail, ok, type Result } from '../base/result.ts';
import { vaultChangeType } from './byHand.ts';
import type { PastEntry } from './past.ts';

/**
 * The exchanges that changed the tenant after the entry `seq`, newest first, each once. The trouble is a
 * sentence: what was done by hand in Secret Server is no exchange, so nothing puts it back.
 */
export function exchangesSince(
  journal: readonly PastEntry[],
  seq: number,
): Result<readonly string[], string> {
  const since = journal.filter((entry) => entry.seq > seq);
  const byHand = since.filter(({ change }) => change.resourceType === vaultChangeType);
  if (byHand.length > 0)
    return fail(
      'A right was taken away by hand in Secret Server since then, and no undo gives that back.',
    );
  return ok([...new Set(since.toReversed().map(({ exchange }) => exchange))]);
}
