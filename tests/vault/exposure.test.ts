// Checks the exposure window: running, closed, nothing at risk, rights that go one by one or come back.
import { expect, test } from 'vitest';
import {
  byHandMonthlyReview,
  byHandNextBusinessDay,
  exposureOf,
  lengthWords,
} from '../../src/vault/exposure.ts';

const at = (time: string, day = '2026-11-30'): number => Date.parse(`${day}T${time}Z`);
const three = ['301', '302', '303'];

test('a leaver disabled 40 minutes and 8 seconds later exposed 3 secrets for 120 secret-minutes', () => {
  const found = exposureOf({
    openedAt: at('09:00:00'),
    now: at('09:50:00'),
    samples: [
      { at: at('09:00:00'), open: three },
      { at: at('09:40:06'), open: three },
      { at: at('09:40:08'), open: [] },
    ],
  });
  expect(found).toEqual({
    state: 'closed',
    openedAt: at('09:00:00'),
    closedAt: at('09:40:08'),
    length: 2_408_000,
    secrets: three,
    open: [],
    secretMinutes: (3 * 2408) / 60,
  });
});

test('while something is open the window runs up to now', () => {
  const found = exposureOf({
    openedAt: at('09:00:00'),
    now: at('09:10:00'),
    samples: [{ at: at('08:59:00'), open: three }],
  });
  expect(found).toEqual({
    state: 'running',
    openedAt: at('09:00:00'),
    length: 600_000,
    secrets: three,
    open: three,
    secretMinutes: 30,
  });
});

test('with nothing at risk there is no window', () => {
  const found = exposureOf({
    openedAt: at('09:00:00'),
    now: at('09:10:00'),
    samples: [{ at: at('09:00:00'), open: [] }],
  });
  expect([found.state, found.length, found.secretMinutes]).toEqual(['none', 0, 0]);
});

test('without any sample there is no window', () => {
  const found = exposureOf({ openedAt: 0, now: 1000, samples: [] });
  expect([found.state, found.length]).toEqual(['none', 0]);
});

test('secrets that are shut one after another count for as long as each was open', () => {
  const found = exposureOf({
    openedAt: at('09:00:00'),
    now: at('12:00:00'),
    samples: [
      { at: at('09:00:00'), open: three },
      { at: at('09:10:00'), open: ['301'] },
      { at: at('09:30:00'), open: [] },
    ],
  });
  expect([found.closedAt, found.secretMinutes]).toEqual([at('09:30:00'), 3 * 10 + 20]);
});

test('a right that comes back opens the same window again', () => {
  const samples = [
    { at: at('09:00:00'), open: ['301'] },
    { at: at('09:10:00'), open: [] },
    { at: at('09:20:00'), open: ['301'] },
  ];
  const found = exposureOf({ openedAt: at('09:00:00'), now: at('09:30:00'), samples });
  expect([found.state, found.length, found.secretMinutes]).toEqual(['running', 1_800_000, 20]);
});

test('by hand is the next business day at 11:10', () => {
  const monday = byHandNextBusinessDay(at('09:00:00'));
  expect([lengthWords(monday.length), monday.name]).toEqual(['26 h 10 min', 'by hand']);
  expect(monday.assumption).toBe('one ticket, next business day at 11:10');
  const friday = byHandNextBusinessDay(at('09:00:00', '2026-12-04'));
  expect(lengthWords(friday.length)).toBe('3 d 2 h 10 min');
  const saturday = byHandNextBusinessDay(at('09:00:00', '2026-12-05'));
  expect(lengthWords(saturday.length)).toBe('2 d 2 h 10 min');
});

test('the monthly review is on the first business day of the next month', () => {
  const ended = byHandMonthlyReview(at('00:00:00', '2026-12-30'));
  // 1 January 2027 is a Friday
  expect(lengthWords(ended.length)).toBe('2 d 9 h');
});

test.each([
  [0, '0 s'],
  [2_408_000, '40 min 8 s'],
  [94_200_000, '26 h 10 min'],
  [59_600, '1 min'],
  [-5, '0 s'],
])('%d ms is %s', (length, words) => {
  expect(lengthWords(length)).toBe(words);
});
