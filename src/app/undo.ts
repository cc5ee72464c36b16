// Puts back what one exchange changed, if nothing has touched it since.
import { sameJson } from '../base/json.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Change } from '../scim/change.ts';
import type { Cause, Edit, JournalEntry, Store } from '../store/store.ts';
import { isPart, partWord } from '../vault/parts.ts';
import { usedSince } from './usedSince.ts';

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
  const { vaultStore } = await import('../server/vaultStore.ts'); // few undo anything, so it is fetched then
  const store = vaultStore(given); // what lies in the vault is journalled like any resource
  const entries = (await store.journal(undoing.tenant)).filter(
    (entry) => entry.exchange === undoing.exchange,
  );
  if (entries.length === 0)
    return fail('This exchange changed nothing, so there is nothing to undo.');
  return store.write(undoing.tenant, undoing.cause, (edit) => putBack(edit, entries));
}

async function putBack(
  edit: Edit,
  entries: readonly JournalEntry[],
): Promise<Result<void, string>> {
  const latest = new Map(entries.map(({ change }) => [nameOf(change), change]));
  for (const change of latest.values()) {
    const now = await edit.get(change.resourceType, change.id);
    if (!sameJson(now?.resource, change.after)) return fail(touchedSince(change));
  }
  const isByHand = entries[0]?.exchange.startsWith('vault-');
  const used = isByHand && (await usedSince(edit, [...latest.values()]));
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

const calledOf = (change: Change): string =>
  isPart(change.resourceType)
    ? `The ${partWord(change.resourceType)} ${change.id}`
    : nameOf(change);

const touchedSince = (change: Change): string =>
  `${calledOf(change)} was changed again since, so this exchange cannot be undone alone. Undo the later one first.`;
