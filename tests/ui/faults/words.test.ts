// Checks how faults read in the status bar.
import { expect, test } from 'vitest';
import { faultKinds, type Faults } from '../../../src/http/fault.ts';
import { faultsText, kinds } from '../../../src/ui/faults/words.ts';

const faults: Faults = { kind: 'tooMany', hits: 'next', count: 3, seconds: 30, seen: 1 };

test('every kind has its words', () => {
  expect(kinds.map(({ kind }) => kind)).toEqual(faultKinds);
});

test.each([
  [undefined, 'off'],
  [faults, '429, next 2'],
  [{ ...faults, kind: 'lost', count: 2 } as const, 'lost answer, next 1'],
  [{ ...faults, kind: 'unavailable', hits: 'every', count: 1 } as const, '503, every time'],
  [{ ...faults, kind: 'slow', hits: 'every', count: 2 } as const, 'slow, every 2nd'],
  [{ ...faults, kind: 'broken', hits: 'every', count: 3 } as const, '500, every 3rd'],
  [{ ...faults, kind: 'expired', hits: 'every', count: 12 } as const, '401, every 12th'],
])('%j reads %j', (given, expected) => {
  expect(faultsText(given)).toBe(expected);
});
