// Sealed values: only the key opens them, and no change to them goes unseen.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { seal, unseal } from '../../src/server/seal.ts';
import { hmac, sha256 } from '../../src/server/sha256.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('SHA-256 and HMAC give what Node gives', () => {
  fc.assert(
    fc.property(bytes, fc.uint8Array({ maxLength: 64 }), (message, key) => {
      expect(Buffer.from(sha256(message))).toEqual(createHash('sha256').update(message).digest());
      expect(Buffer.from(hmac(key, message))).toEqual(
        createHmac('sha256', key).update(message).digest(),
      );
    }),
    { numRuns: 1000 },
  );
});

test('a sealed value comes back as it was, in letters that a URL takes as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (key, value) => {
      const sealed = seal(key, value as Json);
      expect(sealed).toMatch(/^[\w-]+$/);
      expect(JSON.stringify(unseal(key, sealed))).toBe(JSON.stringify(value));
    }),
    { numRuns: 1000 },
  );
});

test('another key, or any change, opens nothing', () => {
  const place = fc.nat({ max: 1000 });
  const letter = fc.constantFrom(...'ABab01-_~ .é');
  fc.assert(
    fc.property(fc.string(), fc.string(), place, letter, (key, value, at, other) => {
      const sealed = seal(key, value);
      const cut = at % sealed.length;
      const changed = sealed.slice(0, cut) + other + sealed.slice(cut + 1);
      if (changed !== sealed) expect(unseal(key, changed)).toBeUndefined();
      expect(unseal(`${key}.`, sealed)).toBeUndefined();
      for (const text of [sealed.slice(0, cut), `${sealed}A`, `${sealed}=`, sealed + sealed])
        expect(unseal(key, text)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test.each(['', '   ', 'made-up', 'A'.repeat(50_000), '💥', '__proto__'])(
  'what nobody sealed opens nothing: %j',
  (text) => {
    expect(unseal('key', text)).toBeUndefined();
  },
);
