// Records why the server answered as it did: one step per decision, each with the rule that decided it.

/** Where a rule stands: an RFC section, a policy of the tenant's profile, or the lab's own invention. */
export type Source =
  | {
      readonly kind: 'rfc';
      readonly rfc: '7643' | '7644' | '9865' | '9967' | '9110' | '6749' | '6750';
      readonly section: string;
    }
  | { readonly kind: 'profile'; readonly profile: string; readonly rule: string }
  | { readonly kind: 'simulated'; readonly note: string };

/**
 * One step of a trace. `what` is the short statement, `why` the sentence under it. Both may hold
 * `code` in backticks, nothing else of Markdown. Kinds: a plain step, `warn` (tolerated, or ignored
 * input), `act` (the world changed), `bad` (the step that refused the request), `end` (the answer).
 */
export interface TraceStep {
  readonly kind: 'plain' | 'warn' | 'act' | 'bad' | 'end';
  readonly what: string;
  readonly why?: string;
  readonly source: Source;
}

/** The steps of one exchange, in the order they were taken. */
export type Trace = readonly TraceStep[];

/** Names an RFC section as a source: `rfc('7644', '3.5.2')`. */
export const rfc = (number: Extract<Source, { kind: 'rfc' }>['rfc'], section: string): Source => ({
  kind: 'rfc',
  rfc: number,
  section,
});
