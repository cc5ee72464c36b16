// Checks the exposure window: running, closed, nothing at risk, rights that go one by one or come back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exposureOf, lengthWords } from '../../src/vault/exposure.ts';

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

const history = fc.record({
  openedAt: fc.nat(1000),
  later: fc.nat(1000),
  samples: fc.array(
    fc.record({ at: fc.nat(1500), open: fc.uniqueArray(fc.constantFrom(...three, '304')) }),
    { maxLength: 8 },
  ),
});

test('whatever happened, a window is never negative, runs exactly while something is open, and no secret is open longer than it', () => {
  fc.assert(
    fc.property(history, ({ openedAt, later, samples }) => {
      const inOrder = [...samples].sort((one, other) => one.at - other.at);
      const now = Math.max(openedAt, inOrder.at(-1)?.at ?? 0) + later;
      const found = exposureOf({ openedAt, now, samples: inOrder });
      const seen = new Set(inOrder.flatMap(({ open }) => open));
      expect(found.length).toBeGreaterThanOrEqual(0);
      expect(found.length).toBeLessThanOrEqual(now - openedAt);
      expect(new Set(found.secrets)).toEqual(seen);
      const last = inOrder.at(-1)?.open ?? [];
      expect(found.state).toBe(seen.size === 0 ? 'none' : last.length > 0 ? 'running' : 'closed');
      expect(found.secretMinutes).toBeGreaterThanOrEqual(0);
      expect(found.secretMinutes * 60_000).toBeLessThanOrEqual(found.length * seen.size + 1e-6);
    }),
  );
});

test('a right that returns lengthens a closed window up to where it is gone again', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (shut, returned, gone) => {
      const once = [
        { at: 0, open: ['301'] },
        { at: shut, open: [] },
      ];
      const again = [
        ...once,
        { at: shut + returned, open: ['301'] },
        { at: shut + returned + gone, open: [] },
      ];
      const now = shut + returned + gone;
      const before = exposureOf({ openedAt: 0, now, samples: once });
      const after = exposureOf({ openedAt: 0, now, samples: again });
      expect([before.length, after.length]).toEqual([shut, now]);
      expect(after.secretMinutes).toBeCloseTo((shut + gone) / 60_000);
    }),
  );
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
