// Reads every account of a directory page by page (RFC 7644 §3.4.2.4), as a conversation that yields one GET after another.
import type { HttpResponse } from '../../http/message.ts';
import { bodyOf, failureOf, isSuccess, resourcesOf } from '../conversation.ts';
import type { Target } from '../dialects/dialect.ts';
import { accountOf } from '../../scim/account.ts';
import { sweptAttributes } from './account.ts';
import type { SweptAccount } from './account.ts';
import { sweepAsk } from './ask.ts';
import type { Failure, SweepAsk } from './ask.ts';

/** All accounts, in the order of the server; or why there is no whole list. A part of one is never given. */
export type ReadOutcome =
  { readonly kind: 'done'; readonly accounts: readonly SweptAccount[] } | Failure;

/**
 * Asks for `/Users` from the first page to the last. Ends with a failure when an answer is none, when
 * the total changes on the way, or when a page brings nothing new before the total is reached: with
 * half a list a person could look as if they had no account.
 */
export function* readAccounts(
  target: Target,
  pageSize: number,
): Generator<SweepAsk, ReadOutcome, HttpResponse> {
  const found = new Map<string, SweptAccount>();
  let total: number | undefined;
  let page = 1;
  do {
    const answer = yield pageAsk(target, found.size + 1, { pageSize, page });
    const resources = isSuccess(answer) ? resourcesOf(answer) : undefined;
    if (!resources) return failureOf(answer, `read page ${page} of the accounts`) as Failure; // nothing was done
    const said = Number(bodyOf(answer)?.['totalResults']);
    if (total !== undefined && said !== total) return changedUnderway(total, said);
    total = said;
    const before = found.size;
    for (const account of resources.map(accountOf)) if (account) found.set(account.id, account);
    if (found.size === before && before < total) return endedEarly(before, total);
    page += 1;
  } while (found.size < total);
  return { kind: 'done', accounts: [...found.values()] };
}

function pageAsk(
  target: Target,
  startIndex: number,
  { pageSize, page }: { readonly pageSize: number; readonly page: number },
): SweepAsk {
  const attributes = sweptAttributes.join(',');
  const path = `/Users?startIndex=${startIndex}&count=${pageSize}&attributes=${attributes}`;
  return sweepAsk(target, { method: 'GET', path, says: `Read page ${page} of the accounts` });
}

/** Pages by index move when somebody comes or goes in between (RFC 7644 §3.4.2.4). */
const changedUnderway = (total: number, said: number): Failure => ({
  kind: 'failed',
  says: `The directory changed while it was read: first it had ${total} accounts, then ${said}. Nothing was compared; read it again.`,
  status: 200,
  remedy: 'retry',
});

const endedEarly = (count: number, total: number): Failure => ({
  kind: 'failed',
  says: `The list ended after ${count} of ${total} accounts. Nothing was compared, because an account that was not read looks like one that is missing.`,
  status: 200,
  remedy: 'administrator',
});
