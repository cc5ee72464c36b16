// Checks that the JSON checker agrees with JSON.parse about what is JSON, and explains what is not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonMistake } from '../../src/http/jsonMistake.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('every JSON text passes', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(findJsonMistake(text)).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test('a text passes exactly when JSON.parse takes it', () => {
  const sign = fc.constantFrom(...'{}[]",:0123.eE+-truefalsn \\/\n\t');
  const nearly = fc
    .json()
    .chain((text) =>
      fc
        .record({ at: fc.nat(text.length), sign, cut: fc.nat(2) })
        .map(({ at, sign: put, cut }) => text.slice(0, at) + put + text.slice(at + cut)),
    );
  const noise = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(fc.oneof(nearly, noise), (text) => {
      expect(findJsonMistake(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["{ 'a': 1 }", 'A name in double quotes belongs here.', 'Write `"name": value`.'],
  ['{ a: 1 }', 'A name needs double quotes.', 'Write `"a"`.'],
  ['{ "a": True }', '`True` is not JSON.', 'Write `true` in lower case.'],
  ['{ "a": ana }', 'Text needs double quotes.', 'Write `"ana"`.'],
  ['{ "a": \'x\' }', 'JSON knows double quotes only.', 'Write `"x"`.'],
  ['{ "a": 1 "b": 2 }', 'A comma is missing before this.', 'Put `,` between two entries.'],
  ['{ "a" 1 }', 'A colon is missing after the name.', 'Write `"name": value`.'],
  ['{ "a": 1', 'This `{` is never closed.', 'Add `}` at the end.'],
  ['[1, 2', 'This `[` is never closed.', 'Add `]` at the end.'],
  ['{ "a": }', 'A value is missing before this bracket.', 'Add the value.'],
  ['[,1]', 'A value is missing before this comma.', 'Add the value, or remove the comma.'],
  [
    '["a]',
    'This text has no closing quote.',
    'Add `"` at its end; a line break inside is written `\\n`.',
  ],
  ['["\\x"]', 'JSON does not know this backslash escape.', 'Write a backslash itself as `\\\\`.'],
  ['{} {}', 'There is text after the end of the JSON.', 'Keep one JSON value.'],
  ['', 'The JSON ends too early.', 'Add the missing value.'],
])('%s', (text, message, fix) => {
  expect(findJsonMistake(text)).toMatchObject({ message, fix });
});

test('nesting beyond the limit is refused, not overflowed', () => {
  expect(findJsonMistake('['.repeat(100_000))).toMatchObject({
    message: 'The JSON is nested too deeply.',
  });
});
