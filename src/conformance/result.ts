// Says how a check ended, as a report, a screen or a terminal reads it.
import type { Check } from './check.ts';
import type { Exchanged } from './exchange.ts';

/** How a check ended. */
export type Outcome =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      readonly expected: string;
      readonly saw: string;
      /** The exchange it is about, where there was one. */
      readonly exchange?: Exchanged;
    }
  | { readonly kind: 'notApplicable'; readonly reason: string }
  /** The documents of the server's profile depart from it, on purpose. */
  | { readonly kind: 'departs'; readonly reason: string };

/** What a check is to those who read a result. */
export type CheckInfo = Pick<Check, 'id' | 'level' | 'rfc' | 'title'>;

/** A check and how it ended; `exchanges` are what was sent for it, in order. */
export interface CheckResult {
  readonly check: CheckInfo;
  readonly outcome: Outcome;
  readonly exchanges: readonly Exchanged[];
}

/** How far a run is: checks told, and checks in all. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}
