// Checks HR's word as a learner tells it: kept for its case, refused where it cannot be, forgotten with its world.
import { expect, test } from 'vitest';
import { hrMoments, hrWord, withHrWord } from '../../src/vault/exposureHr.ts';
import type { PastEntry } from '../../src/vault/past.ts';

const nine = Date.parse('2026-11-30T09:00:00Z');
const entry = (seq: number, exchange: string): PastEntry => ({
  ...{ seq, exchange, actor: 'You', at: '2026-11-30T09:40:00Z' },
  change: { kind: 'replace', resourceType: 'User', id: '1007' },
});

test('HR’s word is kept with its case, changed, and taken back', () => {
  const of = { id: '1007.12', exchange: 'x12' };
  const once = withHrWord(
    { '1051.3': { at: '2026-11-30T08:00:00.000Z', exchange: 'x3' } },
    of,
    nine,
  );
  const journal = [entry(3, 'x3'), entry(12, 'x12')];
  expect(hrMoments(once, journal)).toEqual(
    new Map([
      ['1051.3', nine - 3_600_000],
      ['1007.12', nine],
    ]),
  );
  expect(hrMoments(withHrWord(once, of, nine + 1000), journal).get('1007.12')).toBe(nine + 1000);
  expect([...hrMoments(withHrWord(once, of, undefined), journal).keys()]).toEqual(['1051.3']);
});

test('what was said of a world that is gone, and what is no time, counts for nothing', () => {
  const record = {
    '1007.12': { at: '2026-11-30T09:00:00.000Z', exchange: 'of another world' },
    '1007.13': { at: 'yesterday', exchange: 'x13' },
    '1007.14': 'nine',
  };
  expect(hrMoments(record, [entry(12, 'x12'), entry(13, 'x13'), entry(14, 'x14')])).toEqual(
    new Map(),
  );
  expect(hrMoments(undefined, [])).toEqual(new Map());
});

test('HR knew before anybody could act on it', () => {
  expect(hrWord(nine, { firstStep: nine })).toEqual({ ok: true, value: nine });
  expect(hrWord(nine + 1, { firstStep: nine })).toEqual({
    ok: false,
    trouble: 'That is after the first request: HR knew before anybody could act on it.',
  });
  expect(hrWord(undefined, { firstStep: nine })).toEqual({
    ok: false,
    trouble: 'Write day and time, such as 30 Nov 2026, 09:00.',
  });
});
