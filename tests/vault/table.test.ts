// Checks that tables leave the lab as RFC 4180 wants them, and that no name in them becomes a formula.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf, objectsOf, type Cell } from '../../src/vault/table.ts';

const columns = [
  { id: 'a', title: 'First' },
  { id: 'b', title: 'Second, with a comma' },
];

test('fields are quoted where they must be, and lines end in CRLF', () => {
  const rows = [
    ['plain', 'say "yes"'],
    ['two\r\nlines', undefined],
    [7, false],
  ];
  expect(csvOf({ columns, rows })).toBe(
    'First,"Second, with a comma"\r\nplain,"say ""yes"""\r\n"two\r\nlines",\r\n7,false\r\n',
  );
});

test.each(['=1+1', '+3 secrets', '-1', '@SUM(A1)', '\tx', '＝1', '＋1', '－1', '＠x'])(
  'the text %j cannot run as a formula',
  (text) => {
    expect(csvOf({ columns: [{ id: 'a', title: 'A' }], rows: [[text]] })).toBe(`A\r\n'${text}\r\n`);
  },
);

test('a negative number stays a number', () => {
  expect(csvOf({ columns: [{ id: 'a', title: 'A' }], rows: [[-3]] })).toBe('A\r\n-3\r\n');
});

test('JSON names each cell by its column and leaves out what is not there', () => {
  expect(objectsOf({ columns, rows: [['x', undefined]] })).toEqual([{ a: 'x' }]);
});

test('what is written can be read back, cell by cell', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('"', ',', '\r\n', '=x', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const [, ...read] = readCsv(csvOf({ columns, rows }));
      expect(read.map((row) => row.map(unguarded))).toEqual(rows.map((row) => row.map(unguarded)));
      for (const value of read.flat()) expect(value).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});

const unguarded = (cell: Cell): string => String(cell).replace(/^'/, '');

/** A reader of RFC 4180 that is as plain as can be: one sign after another. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let [value, quoted] = ['', false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') value += text[(at += 1)]!;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ',' || sign === '\r')) {
      rows.at(-1)!.push(value);
      value = '';
      if (sign === '\r') rows.push([]);
    } else if (quoted || sign !== '\n') value += sign;
  }
  return rows.slice(0, -1);
}
