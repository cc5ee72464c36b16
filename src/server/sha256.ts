// Computes SHA-256 (FIPS 180-4) and HMAC (RFC 2104) of bytes, since the pure floors have no crypto of the platform's.

/** The first 32 bits behind the point of a root of each of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
function fractions(count: number, root: number): Int32Array {
  const primes: number[] = [];
  for (let next = 2; primes.length < count; next += 1)
    if (primes.every((prime) => next % prime !== 0)) primes.push(next);
  return Int32Array.from(primes, (prime) => (prime ** (1 / root) % 1) * 2 ** 32);
}

const blockSize = 64;
const rounds = 64;
let constants: { readonly rounds: Int32Array; readonly start: Int32Array } | undefined;

/** The hash of a message, 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  constants ??= { rounds: fractions(rounds, 3), start: fractions(8, 2) };
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockSize) * blockSize);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, message.length * 8); // messages here stay far below 2^32 bits
  const state = Int32Array.from(constants.start);
  for (let at = 0; at < padded.length; at += blockSize)
    compress(state, scheduled(view, at), constants.rounds);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The message schedule of a block (§6.2.2, step 1). */
function scheduled(view: DataView, at: number): Int32Array {
  const words = new Int32Array(rounds);
  for (let t = 0; t < 16; t += 1) words[t] = view.getInt32(at + t * 4);
  for (let t = 16; t < rounds; t += 1) {
    const [early, late] = [words[t - 15]!, words[t - 2]!];
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[t] = words[t - 16]! + small + words[t - 7]! + large;
  }
  return words;
}

/** Mixes a block into the state (§6.2.2, steps 2 to 4); the letters are those of the standard. */
function compress(state: Int32Array, words: Int32Array, k: Int32Array): void {
  const mixed = Int32Array.from(state);
  for (let t = 0; t < rounds; t += 1) {
    const [a, e] = [mixed[0]!, mixed[4]!];
    const rise = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const chosen = (e & mixed[5]!) ^ (~e & mixed[6]!);
    const first = mixed[7]! + rise + chosen + k[t]! + words[t]!;
    const fall = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const major = (a & mixed[1]!) ^ (a & mixed[2]!) ^ (mixed[1]! & mixed[2]!);
    mixed.copyWithin(1, 0, 7);
    mixed[4]! += first;
    mixed[0] = first + fall + major;
  }
  mixed.forEach((word, at) => (state[at]! += word));
}

/** The keyed hash of a message, 32 bytes: only who has the key, of 64 bytes at most, can make it. */
export function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockSize);
  block.set(key);
  const masked = (mask: number): Uint8Array => block.map((byte) => byte ^ mask);
  return sha256(joined(masked(0x5c), sha256(joined(masked(0x36), message))));
}

/** Bytes, one after the other. */
export const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
