// Problems laid over coloured text in the plain editor.
import { expect, test } from 'vitest';
import { tokenizeHttp } from '../../src/ui/code/tokenize.ts';
import { indentAfter } from '../../src/ui/editor/indent.ts';
import { markLines } from '../../src/ui/editor/marks.ts';

test('a mark cuts the pieces it begins and ends in', () => {
  const text = 'GET /Users';
  const lines = markLines(tokenizeHttp(text), [
    { severity: 'warning', span: { start: 5, end: 7 } },
  ]);
  expect(lines).toEqual([
    {
      tokens: [
        { text: 'GET', kind: 'method' },
        { text: ' /', kind: 'plain' },
        { text: 'Us', kind: 'plain', mark: 'warning' },
        { text: 'ers', kind: 'plain' },
      ],
      worst: 'warning',
    },
  ]);
});

test('the line where a problem begins carries its gravest level', () => {
  const lines = markLines(tokenizeHttp('GET /\nX'), [
    { severity: 'warning', span: { start: 6, end: 7 } },
    { severity: 'error', span: { start: 6, end: 7 } },
  ]);
  expect(lines.map(({ worst }) => worst)).toEqual([undefined, 'error']);
});

test('a new line keeps the indent, and goes deeper behind an opening bracket', () => {
  expect(indentAfter('{\n  "a": 1,')).toBe('  ');
  expect(indentAfter('{\n  "a": {')).toBe('    ');
  expect(indentAfter('')).toBe('');
});
