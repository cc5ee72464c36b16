// Puts back what one exchange changed, if nothing has touched it since.
import { sameJson } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import type { Cause, Edit, JournalEntry, Store } from '../store/store.ts';
import type { calledOf, keysIn, keyGone, usedSince } from './undoChecks.ts';

/** What to undo, and under which name the undoing is journalled. */
export interface Undoing {
  readonly tenant: string;
  readonly exchange: string;
  readonly cause: Cause;
}

/**
 * Undoes an exchange, all of it or nothing. Resources come back as they were, version included, so an
 * ETag names the same representation as before (RFC 9110 §8.8.3). The trouble is a whole sentence.
 */
export async function undo(given: Store, undoing: Undoing): Promise<Result<void, string>> {
  // few undo anything, so what it takes is fetched then
  const [{ vaultStore }, checks] = await Promise.all([
    import('../server/vaultStore.ts'),
    import('./undoChecks.ts'),
  ]);
  const store = vaultStore(given); // what lies in the vault is journalled like any resource
  const entries = (await store.journal(undoing.tenant)).filter(
    (entry) => entry.exchange === undoing.exchange,
  );
  if (entries.length === 0)
    return fail('This exchange changed nothing, so there is nothing to undo.');
  try {
    return await store.write(undoing.tenant, undoing.cause, async (edit) => {
      const keys = await checks.keysIn(edit);
      const done = await putBack(edit, entries, checks);
      const gone = done.ok ? checks.keyGone(keys, await checks.keysIn(edit)) : undefined;
      if (gone !== undefined) throw new Barred(gone); // so that nothing of it is kept
      return done;
    });
  } catch (error) {
    if (error instanceof Barred) return fail(error.message);
    throw error;
  }
}

/** Ends a write that must not be kept; the message is a whole sentence. */
class Barred extends Error {}

interface Checks {
  readonly calledOf: typeof calledOf;
  readonly usedSince: typeof usedSince;
  readonly keysIn: typeof keysIn;
  readonly keyGone: typeof keyGone;
}

async function putBack(
  edit: Edit,
  entries: readonly JournalEntry[],
  checks: Checks,
): Promise<Result<void, string>> {
  const latest = new Map(entries.map(({ change }) => [nameOf(change), change]));
  for (const change of latest.values()) {
    const now = await edit.get(change.resourceType, change.id);
    if (!sameJson(now?.resource, change.after)) return fail(touchedSince(checks.calledOf(change)));
  }
  const isByHand = entries[0]?.exchange.startsWith('vault-');
  const used = isByHand && (await checks.usedSince(edit, [...latest.values()]));
  if (used) return fail(used);
  const firstOf = new Map(entries.toReversed().map(({ change }) => [nameOf(change), change]));
  for (const { change, order } of entries.toReversed()) {
    const { resourceType, id, before } = change;
    if (before) await edit.put(resourceType, { ...before, id }, order);
    else await edit.delete(resourceType, id);
  }
  // what shows a part of something else, such as the template of a secret, may have been put before it
  for (const { change, order } of entries) {
    const { resourceType, id, before } = change;
    const isFirst = before && firstOf.get(nameOf(change)) === change;
    if (isFirst && !sameJson((await edit.get(resourceType, id))?.resource, before))
      await edit.put(resourceType, { ...before, id }, order);
  }
  return ok(undefined);
}

const nameOf = ({ resourceType, id }: Change): string => `${resourceType} ${id}`;

const touchedSince = (what: string): string =>
  `${what} was changed again since, so this exchange cannot be undone alone. Undo the later one first.`;
