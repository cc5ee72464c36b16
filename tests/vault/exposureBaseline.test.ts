// Checks work by hand: the usual assumptions, those a learner sets, what is refused, and working time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthWords } from '../../src/vault/exposure.ts';
import {
  afterWork,
  assumptionFields,
  byHandBaseline,
  byHandFrom,
  keptAssumptions,
  readAssumptions,
  usualAssumptions,
  type Assumptions,
} from '../../src/vault/exposureBaseline.ts';

const at = (time: string, day = '2026-11-30'): number => Date.parse(`${day}T${time}Z`);
const words = (kind: 'leaver' | 'contractor', from: number, more: Partial<Assumptions> = {}) => {
  const { usual, forgotten } = byHandFrom(kind, from, { ...usualAssumptions, ...more });
  return [lengthWords(usual), lengthWords(forgotten)];
};

test('a leaver of Monday nine o’clock is done on Tuesday at ten past eleven, a forgotten one in the next review', () => {
  expect(byHandBaseline('leaver', at('09:00:00'), usualAssumptions)).toEqual({
    name: 'by hand',
    length: 26 * 3_600_000 + 600_000,
    assumption: 'ticket after 2 h, 8 h in the queue, 10 min to do it',
  });
  // 1 January 2027 is a Friday
  expect(words('leaver', at('09:00:00'))).toEqual(['26 h 10 min', '32 d 10 min']);
});

test('a weekend is waited through, unless people work then', () => {
  expect(words('leaver', at('09:00:00', '2026-12-04'))[0]).toBe('3 d 2 h 10 min');
  expect(words('leaver', at('09:00:00', '2026-12-04'), { everyDay: true })[0]).toBe('26 h 10 min');
  expect(words('leaver', at('23:00:00', '2026-12-05'))[0]).toBe('2 d 12 h 10 min');
});

test('nobody remembers the end of a contract: the review finds it, each month or each quarter', () => {
  const ends = at('00:00:00', '2026-12-30');
  expect(byHandBaseline('contractor', ends, usualAssumptions)).toEqual({
    name: 'by hand',
    length: at('09:10:00', '2027-01-01') - ends,
    assumption: 'nobody remembers, the monthly review finds it',
  });
  expect(words('contractor', at('00:00:00', '2027-01-02'), { reviewMonths: 3 })[0]).toBe(
    lengthWords(at('09:10:00', '2027-04-01') - at('00:00:00', '2027-01-02')),
  );
  expect(words('contractor', ends, { contractsForgotten: false })[0]).toBe('35 h 10 min');
});

test('the average counts as many forgotten ones as is assumed', () => {
  const { usual, forgotten, mean } = byHandFrom('leaver', at('09:00:00'), usualAssumptions);
  expect(mean).toBeCloseTo(0.9 * usual + 0.1 * forgotten);
  const none = byHandFrom('leaver', at('09:00:00'), { ...usualAssumptions, forgottenPercent: 0 });
  expect(none.mean).toBe(none.usual);
});

test('each system is done after the other', () => {
  expect(words('leaver', at('09:00:00'), { systems: 12 })[0]).toBe('28 h');
});

test('each wrong field is answered with a sentence, and nothing is taken', () => {
  const wrong = { ticketMinutes: '-1', systems: '0', dayStarts: '9', forgottenPercent: '1.5' };
  expect(readAssumptions({ ...usualAssumptions, ...wrong, everyDay: 'yes' })).toEqual({
    ok: false,
    trouble: {
      ticketMinutes: 'Write a whole number from 0 to 14400.',
      systems: 'Write a whole number from 1 to 100.',
      dayStarts: 'Write a time such as 09:00; 24:00 is the end of the day.',
      everyDay: 'Choose yes or no.',
      forgottenPercent: 'Write a whole number from 0 to 100.',
    },
  });
  expect(readAssumptions({ ...usualAssumptions, dayEnds: '09:30' })).toEqual({
    ok: false,
    trouble: { dayEnds: 'The working day must end at least one hour after it begins.' },
  });
});

test('digits are numbers, and a record that is damaged gives the usual assumptions', () => {
  const read = readAssumptions({ ...usualAssumptions, systems: ' 3 ' });
  expect(read).toEqual({ ok: true, value: { ...usualAssumptions, systems: 3 } });
  expect(keptAssumptions(undefined)).toEqual(usualAssumptions);
  expect(keptAssumptions({ systems: 3 })).toEqual({ ...usualAssumptions, systems: 3 });
  expect(keptAssumptions({ systems: 'many' })).toEqual(usualAssumptions);
});

test('every usual value has a field with its reason', () => {
  expect(assumptionFields.map(({ id }) => id).sort()).toEqual(Object.keys(usualAssumptions).sort());
  expect(assumptionFields.filter(({ why }) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
});

const hour = (n: number): string => `${String(n).padStart(2, '0')}:00`;
const assumptions = fc
  .record({
    ticketMinutes: fc.nat(14_400),
    queueMinutes: fc.nat(14_400),
    handlingMinutes: fc.nat(1440),
    systems: fc.integer({ min: 1, max: 100 }),
    from: fc.nat(22),
    hours: fc.integer({ min: 1, max: 24 }),
    everyDay: fc.boolean(),
    forgottenPercent: fc.nat(100),
    reviewMonths: fc.integer({ min: 1, max: 12 }),
    contractsForgotten: fc.boolean(),
  })
  .map(({ from, hours, ...rest }): Assumptions => ({
    ...rest,
    dayStarts: hour(from),
    dayEnds: hour(Math.min(24, from + hours)),
  }));
const moment = fc.integer({ min: at('00:00:00', '2026-01-01'), max: at('00:00:00', '2028-01-01') });
const kinds = fc.constantFrom('joiner', 'mover', 'leaver', 'contractor' as const);

test('work ends in working hours, never before it began, and a forgotten one never before one remembered', () => {
  fc.assert(
    fc.property(kinds, moment, assumptions, (kind, from, assumed) => {
      const { usual, forgotten, mean } = byHandFrom(kind, from, assumed);
      expect(usual).toBeGreaterThanOrEqual(0);
      expect(forgotten).toBeGreaterThanOrEqual(usual);
      expect(mean).toBeGreaterThanOrEqual(usual - 1e-3);
      expect(mean).toBeLessThanOrEqual(forgotten + 1e-3);
      const end = new Date(from + usual);
      const minutes = end.getUTCHours() * 60 + end.getUTCMinutes();
      const isMidnight = minutes === 0 && assumed.dayEnds === '24:00';
      if (!isMidnight) {
        expect(minutes).toBeGreaterThanOrEqual(Number(assumed.dayStarts.slice(0, 2)) * 60);
        expect(minutes).toBeLessThanOrEqual(Number(assumed.dayEnds.slice(0, 2)) * 60);
        if (!assumed.everyDay) expect([1, 2, 3, 4, 5]).toContain(end.getUTCDay());
      }
    }),
    { numRuns: 300 },
  );
});

test('work in two parts takes as long as in one', () => {
  fc.assert(
    fc.property(moment, fc.nat(3000), fc.nat(3000), (from, one, other) => {
      const split = afterWork(afterWork(from, one, usualAssumptions), other, usualAssumptions);
      const whole = afterWork(from, one + other, usualAssumptions);
      // a part that ends at five and one that begins at nine are the same moment of work
      expect(afterWork(split, 1, usualAssumptions)).toBe(afterWork(whole, 1, usualAssumptions));
    }),
  );
});
