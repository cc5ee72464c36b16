// Carries an outcome that may be trouble: a value on one side, what went wrong on the other, never a throw.

/** Either a value or the trouble that kept it from being. Troubles are values: a learner can cause them. */
export type Result<Value, Trouble> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly trouble: Trouble };

/** Wraps a value as a success. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

/** Wraps trouble as a failure. */
export const fail = <Trouble>(
  trouble: Trouble,
): { readonly ok: false; readonly trouble: Trouble } => ({
  ok: false,
  trouble,
});
