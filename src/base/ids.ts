// Hands out names that nothing else has; chance comes from outside, so a test can foresee them.

/** A source of unique names. */
export interface Ids {
  next(): string;
}

/** Counts upwards: `exchange-1`, `exchange-2`, …; for tests and for runs that must repeat exactly. */
export function countingIds(prefix: string): Ids {
  let last = 0;
  return { next: () => `${prefix}-${++last}` };
}

/**
 * Makes version 4 UUIDs (RFC 9562 §5.4) out of random bytes. `crypto.randomUUID` is missing on
 * insecure origins, where the lab must run too, so the bytes are asked for instead.
 */
export function uuidsFrom(randomBytes: (count: number) => Uint8Array): Ids {
  return { next: () => uuidOf(randomBytes(16)) };
}

function uuidOf(bytes: Uint8Array): string {
  const marked = bytes.map((byte, at) => {
    if (at === 6) return (byte & 0x0f) | 0x40;
    if (at === 8) return (byte & 0x3f) | 0x80;
    return byte;
  });
  const hex = [...marked].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
