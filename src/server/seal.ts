// Seals a value so that a client can carry it but neither read nor change it; what comes back unbroken is ours.
import { parseJson, type Json } from '../base/json.ts';
import { hmac, joined, sha256 } from './sha256.ts';

/** Bytes of the proof: 128 bits cannot be guessed. */
const proofSize = 16;

/** Longer than any seal made here. */
const longest = 16_384;

/**
 * A value as letters, digits, `-` and `_`, which only the same key opens. Equal values under one key
 * look alike: the keyed hash of the value is both its proof and the beginning of what hides it (a
 * synthetic initialization vector, as in RFC 5297).
 */
export function seal(key: string, value: Json): string {
  const secret = sha256(bytesOf(key));
  const plain = bytesOf(value);
  const proof = hmac(secret, plain).subarray(0, proofSize);
  return toBase64url(joined(proof, veiled(plain, secret, proof)));
}

/** The value in a seal, or undefined: made with another key, changed on the way, or no seal at all. */
export function unseal(key: string, text: string): Json | undefined {
  const bytes = text.length > longest ? undefined : fromBase64url(text);
  if (!bytes || bytes.length < proofSize) return undefined;
  const secret = sha256(bytesOf(key));
  const proof = bytes.subarray(0, proofSize);
  const plain = veiled(bytes.subarray(proofSize), secret, proof);
  const expected = hmac(secret, plain);
  const differences = proof.reduce((sum, byte, at) => sum | (byte ^ expected[at]!), 0); // no early end tells where
  return differences === 0 ? parseJson(String.fromCharCode(...plain)) : undefined;
}

/**
 * The SHA-256 of a text of Latin letters, base64url: what is kept of a token, so that it can be known
 * again but not be read. Any other text is no token, and has none.
 */
export const digestOf = (text: string): string =>
  /[^\0-\xff]/.test(text)
    ? ''
    : toBase64url(sha256(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));

/** Adds a stream of bytes that follows from secret and proof; doing it twice takes it away again. */
function veiled(bytes: Uint8Array, secret: Uint8Array, proof: Uint8Array): Uint8Array {
  let stream = sha256(joined(secret, proof));
  return bytes.map((byte, at) => {
    if (at > 0 && at % stream.length === 0) stream = sha256(joined(secret, stream));
    return byte ^ stream[at % stream.length]!;
  });
}

/** JSON with everything beyond ASCII escaped, so that each character is one byte. */
const bytesOf = (value: Json): Uint8Array =>
  Uint8Array.from(JSON.stringify(value).replace(/[^\0-\x7f]/g, escaped), (letter) =>
    letter.charCodeAt(0),
  );

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 §5, without padding. */
function toBase64url(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6;) text += digits[(held >> (bits -= 6)) & 63]!;
  }
  return bits > 0 ? text + digits[(held << (6 - bits)) & 63]! : text;
}

/** The bytes, or undefined if no bytes are written just so. */
function fromBase64url(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    held = ((held << 6) | digits.indexOf(letter)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  const found = Uint8Array.from(bytes);
  return toBase64url(found) === text ? found : undefined;
}
