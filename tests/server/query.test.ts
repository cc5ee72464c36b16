// Reading a query: blanks, plus signs, percent-encoding, and what is broken.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameterOf, parseQuery } from '../../src/server/query.ts';

test.each<readonly [string, readonly (readonly [string, string])[]]>([
  ['', []],
  [
    'a=1&b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a=x+y%20z', [['a', 'x y z']]],
  ['a=1%2B1', [['a', '1+1']]],
  ['a', [['a', '']]],
  ['a=b=c', [['a', 'b=c']]],
  ['&&a=1&', [['a', '1']]],
  ['=x', [['', 'x']]],
  ['%61=%C3%A9', [['a', 'é']]],
  [
    'a=%zz&b=%C3&c=100%',
    [
      ['a', '%zz'],
      ['b', '%C3'],
      ['c', '100%'],
    ],
  ],
])('%j', (text, pairs) => {
  expect(parseQuery(text)).toEqual(pairs);
});

test('of a parameter that stands twice, the first counts', () => {
  expect(parameterOf(parseQuery('a=1&a=2'), 'a')).toBe('1');
  expect(parameterOf(parseQuery('a=1'), 'b')).toBeUndefined();
});

test('what is encoded comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(parseQuery(`a=${encodeURIComponent(value)}`)).toEqual([['a', value]]);
    }),
    { numRuns: 1000 },
  );
});
