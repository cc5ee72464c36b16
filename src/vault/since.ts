// Lists what has to be undone to go back to a moment of a tenant, newest first.
import { fail, ok, type Result } from '../base/result.ts';
import { vaultChangeType } from './byHand.ts';
import type { PastEntry } from './past.ts';
import { setupChangeType } from './scimSetup.ts';

/**
 * The exchanges that changed the tenant after the entry `seq`, newest first, each once. What was done by
 * hand has an id there too. The trouble is a sentence: older versions journalled a right taken away by
 * hand in a way that nothing puts back.
 */
export function exchangesSince(
  journal: readonly PastEntry[],
  seq: number,
): Result<readonly string[], string> {
  // the SCIM set-up is no part of the directory: going back leaves it as it is
  const since = journal.filter(
    ({ seq: at, change }) => at > seq && change.resourceType !== setupChangeType,
  );
  const byHand = since.filter(({ change }) => change.resourceType === vaultChangeType);
  if (byHand.length > 0)
    return fail(
      'A right was taken away by hand since then in an older version of the lab, and no undo gives that back.',
    );
  return ok([...new Set(since.toReversed().map(({ exchange }) => exchange))]);
}
