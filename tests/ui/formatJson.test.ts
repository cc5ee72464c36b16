// Laying JSON out: white space changes, nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJson } from '../../src/ui/code/formatJson.ts';

test('objects are broken up, short lists stay on one line', () => {
  expect(formatJson('{"schemas":["urn:a"],"n":{"a":1},"e":[],"o":{}}')).toBe(`{
  "schemas": ["urn:a"],
  "n": {
    "a": 1
  },
  "e": [],
  "o": {}
}`);
});

test('a list that does not fit on a line is broken up', () => {
  const long = 'x'.repeat(50);
  expect(formatJson(`["${long}","${long}"]`)).toBe(`[\n  "${long}",\n  "${long}"\n]`);
});

test('literals stay exactly as they travelled', () => {
  expect(formatJson('{"big":12345678901234567890,"e":1.0e+2,"u":"\\u00e9"}')).toBe(
    '{\n  "big": 12345678901234567890,\n  "e": 1.0e+2,\n  "u": "\\u00e9"\n}',
  );
});

test('text that is no JSON comes back as it was', () => {
  expect(formatJson('{"a":')).toBe('{"a":');
});

test('what is laid out means the same, and laying it out again changes nothing', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const once = formatJson(text);
      expect(JSON.parse(once)).toEqual(JSON.parse(text));
      expect(formatJson(once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});
