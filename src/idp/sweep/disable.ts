// Disables chosen orphans one by one, never more than a circuit breaker allows, and stops at the first request that fails.
import type { HttpResponse } from '../../http/message.ts';
import { bodyOf, failureOf, isSuccess } from '../conversation.ts';
import type { Target } from '../dialects/dialect.ts';
import { accountName } from '../../scim/account.ts';
import type { SweptAccount } from './account.ts';
import { sweepAsk } from './ask.ts';
import type { Failure, SweepAsk } from './ask.ts';
import type { Orphan } from './classify.ts';

/** How many accounts a sweep may disable: a number, and a share in percent of all enabled ones. The smaller counts. */
export interface Limits {
  readonly most: number;
  readonly percent: number;
}

/** What is wanted: `wanted` more accounts after `already` of this sweep, of `enabled` that it found. */
export interface Wish {
  readonly wanted: number;
  readonly already: number;
  readonly enabled: number;
  readonly limits: Limits;
}

/** What the circuit breaker says, before anything is sent. */
export interface Verdict {
  readonly allowed: boolean;
  /** The most accounts this sweep may disable in all. */
  readonly most: number;
  readonly says: string;
}

/** A request that disables one account, by SCIM id. */
export interface DisableAsk extends SweepAsk {
  readonly account: string;
}

/** How it ended, with the SCIM ids of what is disabled now. */
export type DisableOutcome =
  | { readonly kind: 'done'; readonly disabled: readonly string[] }
  | {
      readonly kind: 'stopped';
      readonly disabled: readonly string[];
      readonly says: string;
      /** The request that failed; absent where the breaker let none out. */
      readonly failure?: Failure;
    };

/** The breaker's verdict. A limit that is no number of zero or more allows nothing. */
export function verdictOf({ wanted, already, enabled, limits }: Wish): Verdict {
  const share = Math.floor((enabled * bounded(limits.percent, 100)) / 100);
  const most = Math.min(Math.floor(bounded(limits.most, enabled)), share);
  const inAll = wanted + already;
  const whole = `${inAll} of ${countWords(enabled, 'enabled account')}${already > 0 ? `, ${already} of them already disabled` : ''}`;
  const limit = `The limits allow ${most}: at most ${limits.most}, and ${limits.percent} % of ${enabled} is ${share}.`;
  const allowed = inAll <= most;
  return {
    allowed,
    most,
    says: `${allowed ? 'Within the limits' : 'Over the limits'}: ${whole}. ${limit}`,
  };
}

const bounded = (value: number, highest: number): number =>
  value >= 0 ? Math.min(value, highest) : 0; // NaN is not >= 0

/** `1 account`, `3 accounts`. */
export const countWords = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Sends `PATCH` with `active: false` for each orphan that is enabled, only as long as the version that
 * was read is still there, and stops at the first answer that is not a success or that still says
 * enabled. If the breaker is open nothing is sent at all. Nothing is ever deleted.
 */
export function* disableOrphans(
  target: Target,
  wish: Omit<Wish, 'wanted'> & { readonly orphans: readonly Orphan[] },
): Generator<DisableAsk, DisableOutcome, HttpResponse> {
  const accounts = wish.orphans.map(({ account }) => account).filter(({ enabled }) => enabled);
  const verdict = verdictOf({ ...wish, wanted: accounts.length });
  const disabled: string[] = [];
  if (!verdict.allowed) return { kind: 'stopped', disabled, says: verdict.says };
  for (const account of accounts) {
    const answer = yield disableAsk(target, account);
    const failure = failureIn(answer, account);
    if (failure) return { kind: 'stopped', disabled, says: failure.says, failure };
    disabled.push(account.id);
  }
  return { kind: 'done', disabled };
}

function disableAsk(target: Target, account: SweptAccount): DisableAsk {
  const ask = sweepAsk(target, {
    method: 'PATCH',
    path: `/Users/${encodeURIComponent(account.id)}`,
    says: `Disable ${accountName(account)}`,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    },
    version: account.version,
  });
  return { ...ask, account: account.id };
}

/** A success that leaves the account enabled is a failure too; an answer without a body says nothing else (204). */
function failureIn(answer: HttpResponse, account: SweptAccount): Failure | undefined {
  const name = accountName(account);
  if (!isSuccess(answer)) return failureOf(answer, `disable ${name}`) as Failure; // failureOf gives no other kind
  if (bodyOf(answer)?.['active'] !== true) return undefined;
  return {
    kind: 'failed',
    says: `The server answered ${answer.status}, but ${name} is still enabled.`,
    status: answer.status,
    remedy: 'administrator',
  };
}
