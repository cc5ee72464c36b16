// Turns a password into a short fingerprint, so that a change is seen but no password is ever stored.

/**
 * A fingerprint of 32 bits (FNV-1a): equal passwords give equal fingerprints, and many passwords
 * share one. Nobody signs in to the lab, so this is no password hash and must never serve as one;
 * a server that lets people sign in stores a salted, slow hash (RFC 7643 §9.2).
 */
export function fingerprint(secret: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < secret.length; at++)
    hash = Math.imul(hash ^ secret.charCodeAt(at), 0x01000193);
  return `fingerprint:${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
