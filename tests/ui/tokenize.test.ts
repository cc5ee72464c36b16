// Colours of wire text: what each piece is taken for, and that no letter is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenizeHttp, tokenizeJson, type CodeLine } from '../../src/ui/code/tokenize.ts';

const kinds = (line: CodeLine | undefined) => line?.map(({ text, kind }) => `${kind}:${text}`);
const joined = (lines: readonly CodeLine[]) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

test('a JSON line is cut into name, punctuation and value', () => {
  expect(kinds(tokenizeJson('  "active": true,')[0])).toEqual([
    'plain:  ',
    'key:"active"',
    'punct::',
    'plain: ',
    'literal:true',
    'punct:,',
  ]);
});

test('a schema URN has a kind of its own, as a value and not as a name', () => {
  expect(kinds(tokenizeJson('["urn:a"]')[0])).toEqual(['punct:[', 'urn:"urn:a"', 'punct:]']);
  expect(kinds(tokenizeJson('"urn:a": {')[0])).toEqual([
    'key:"urn:a"',
    'punct::',
    'plain: ',
    'punct:{',
  ]);
});

test('numbers and text that never ends are coloured too', () => {
  expect(kinds(tokenizeJson('-12.5e3 "open')[0])).toEqual([
    'number:-12.5e3',
    'plain: ',
    'string:"open',
  ]);
});

test('a request is cut into method, address, headers and body', () => {
  const lines = tokenizeHttp('POST /Users\nHost: a.example\n\n{"id": 1}');
  expect(lines.map(kinds)).toEqual([
    ['method:POST', 'plain: /Users'],
    ['header:Host', 'punct::', 'plain: a.example'],
    [],
    ['punct:{', 'key:"id"', 'punct::', 'plain: ', 'number:1', 'punct:}'],
  ]);
});

test('comments before the request do not count as its first line', () => {
  expect(tokenizeHttp('# who works here\nGET /Users').map(kinds)).toEqual([
    ['comment:# who works here'],
    ['method:GET', 'plain: /Users'],
  ]);
});

test('four underscores are a blank to fill in', () => {
  expect(kinds(tokenizeJson('"____"')[0])).toEqual(['string:"', 'blank:____', 'string:"']);
});

test('no letter of any text is lost or moved', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'{}[]":,_-1eEtrue\\ \n\turn:/#GETabc'),
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, (any) => {
      expect(joined(tokenizeJson(any))).toBe(any);
      expect(joined(tokenizeHttp(any))).toBe(any);
    }),
    { numRuns: 1000 },
  );
});
