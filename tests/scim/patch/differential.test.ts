// Compares PATCH with scim-patch on the samples, and lists where that package errs and why.
import { scimPatch } from 'scim-patch';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { sameJson } from '../../../src/base/json.ts';

interface Sample {
  readonly title: string;
  readonly profile?: string;
  readonly given: JsonObject;
  readonly operations: readonly Json[];
  readonly then: Json;
}

const samples = Object.values(
  import.meta.glob<Sample>('./samples/*.json', { eager: true, import: 'default' }),
).filter(({ profile }) => profile === undefined);

/** What the package (0.8.3) does otherwise than RFC 7644, by kind of fault; titles of samples. */
const faults: readonly { readonly fault: string; readonly titles: RegExp }[] = [
  {
    fault: 'has no schema: types, names, mutability and required values are not checked',
    titles:
      /is refused|are refused|undoes|cannot be|cannot lose|letter case|passes over|passed over|a password|a blank|to an unknown|immutable/,
  },
  {
    fault: 'does not know URN-qualified core attributes or bare extension names',
    titles: /URN|extension|manager/,
  },
  { fault: 'leaves two primaries', titles: /primary/ },
  { fault: 'an absent part is not unlike a value (7643 §2.5)', titles: /with ne/ },
  { fault: 'keeps schemas as they were', titles: /schema/ },
  {
    fault: 'takes an element that is there, with other parts, for a new one',
    titles: /known value|there is not added|named twice|add of what is there/,
  },
  { fault: 'keeps null, blanks and empty lists as values', titles: /null|blank|empty/ },
  {
    fault: 'merges where a whole element is to be replaced, or sets no part on every element',
    titles: /whole element|every element|with a filter adds|without a list/,
  },
  {
    fault: 'leaves an empty complex attribute or list behind',
    titles: /last part|last element|last extension/,
  },
];

/** The resource the package makes, or null if it refuses. It changes what it is given, so it gets a copy. */
function peerAnswer({ given, operations }: Sample): Json {
  try {
    const copy = structuredClone(given) as unknown as Parameters<typeof scimPatch>[0];
    return scimPatch(
      copy,
      operations as unknown as Parameters<typeof scimPatch>[1],
    ) as unknown as Json;
  } catch {
    return null;
  }
}

function expected({ given, then }: Sample): Json {
  if (then === 'unchanged') return given;
  return typeof then === 'object' && then !== null && 'problem' in then ? null : then;
}

const differing = samples.filter((sample) => !sameJson(peerAnswer(sample), expected(sample)));

test('scim-patch agrees with the samples but for its known faults', () => {
  const unexplained = differing.filter(
    ({ title }) => !faults.some(({ titles }) => titles.test(title)),
  );
  expect(unexplained.map((sample) => [sample.title, peerAnswer(sample)])).toEqual([]);
});

test.each(faults)('the package still $fault', ({ titles }) => {
  expect(differing.some(({ title }) => titles.test(title))).toBe(true);
});

test('on a good part of the samples both agree', () => {
  expect(samples.length - differing.length).toBeGreaterThan(25);
});
