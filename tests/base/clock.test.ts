// Checks that the lab clock stands, runs and jumps as its record says, and that ISO durations are read.
import { expect, test } from 'vitest';
import {
  durationMs,
  jumpedTo,
  labTimeAt,
  running,
  standingAt,
  stopped,
} from '../../src/base/clock.ts';

const nine = Date.parse('2026-11-30T09:00:00Z');

test('a standing clock shows the same time at any moment', () => {
  expect(labTimeAt(standingAt(nine), 5_000)).toBe(nine);
});

test('a running clock moves with wall time, at its rate', () => {
  const clock = running(standingAt(nine), 1_000, 60);
  expect(labTimeAt(clock, 1_000)).toBe(nine);
  expect(labTimeAt(clock, 2_000)).toBe(nine + 60_000);
});

test('a running clock never goes back when wall time does', () => {
  expect(labTimeAt(running(standingAt(nine), 5_000, 1), 1_000)).toBe(nine);
});

test('a stopped clock keeps the time it had', () => {
  const clock = stopped(running(standingAt(nine), 0, 10), 1_000);
  expect(clock).toEqual(standingAt(nine + 10_000));
});

test('a jump keeps a clock running', () => {
  const clock = jumpedTo(running(standingAt(nine), 0, 2), 1_000, nine + 3_600_000);
  expect(labTimeAt(clock, 1_500)).toBe(nine + 3_600_000 + 1_000);
});

test.each([
  ['PT40M', 2_400_000],
  ['P30D', 2_592_000_000],
  ['P1W', 604_800_000],
  ['P1DT12H', 129_600_000],
  ['PT1.5S', 1_500],
  ['-PT1H', -3_600_000],
  ['P1M', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['40 minutes', undefined],
])('%s is %s milliseconds', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
