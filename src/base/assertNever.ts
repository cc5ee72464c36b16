// Ends a switch over alternatives: a new alternative that is not handled fails to compile here.

/** Throws, since no value can get here; the argument's type makes the compiler prove it. */
export function assertNever(value: never): never {
  throw new Error(`Expected no further alternative, got ${JSON.stringify(value)}.`);
}
