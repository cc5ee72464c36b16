// Checks what the exposure screen draws and says: stretches of a window, words, totals, and the files to take away.
import { expect, test } from 'vitest';
import { exposureOf, type ExposureSample } from '../../../src/vault/exposure.ts';
import { usualAssumptions } from '../../../src/vault/exposureBaseline.ts';
import { exposureTotals, type ExposureCase } from '../../../src/vault/exposureCases.ts';
import { csvOf } from '../../../src/vault/table.ts';
import {
  amountWords,
  exposureObjects,
  exposureRows,
  exposureTable,
  handWords,
  kindWords,
  shares,
  stateText,
  timelineOf,
  windowTone,
} from '../../../src/ui/secretServer/exposure/exposureRows.ts';

const nine = Date.parse('2026-11-30T09:00:00Z');
const hour = 3_600_000;

function caseOf(
  kind: ExposureCase['kind'],
  samples: readonly ExposureSample[],
  now = nine + 8 * hour,
): ExposureCase {
  return {
    ...{ id: '1042.3', kind, measuredFrom: 'first step', opening: samples[0]!.open.length },
    person: { id: '1042', name: 'Ana Ruiz', userName: 'ana.ruiz@northwind.example' },
    window: exposureOf({ openedAt: nine, now, samples }),
    steps: samples.slice(1).map(({ at, open }) => ({ at, says: 'Step', open: open.length })),
  };
}
const gone = caseOf('leaver', [
  { at: nine, open: ['301', '302'] },
  { at: nine + hour, open: ['301'] },
  { at: nine + 4 * hour, open: [] },
]);
const open = caseOf('mover', [{ at: nine, open: ['301'] }]);
const none = caseOf('mover', [{ at: nine, open: [] }]);

test('a window is drawn from its beginning to its last step, a stretch for each number of open secrets', () => {
  expect(timelineOf(gone)).toEqual({
    stretches: [
      { from: 0, width: 25, open: 2 },
      { from: 25, width: 75, open: 1 },
    ],
    marks: [25, 100],
  });
  expect(timelineOf(open)).toEqual({ stretches: [{ from: 0, width: 100, open: 1 }], marks: [] });
  expect(timelineOf(none)).toEqual({ stretches: [], marks: [] });
});

test('states, amounts and kinds are told in few words', () => {
  expect([gone, open, none].map(stateText)).toEqual(['closed', 'still open', 'nothing open']);
  expect([gone, open, none].map(windowTone)).toEqual(['warn', 'bad', 'ok']);
  expect(kindWords([gone, open, none])).toBe('1 leaver, 2 movers');
  expect(amountWords(1, 1234.4)).toBe('1 secret, 1,234 secret-minutes');
  expect(shares(2, 8)).toEqual([25, 100]);
  expect(shares(0, 0)).toEqual([0, 0]);
});

test('totals by hand tell the average beside the usual, unless nobody is forgotten', () => {
  const none = { ...usualAssumptions, forgottenPercent: 0 };
  expect(handWords(exposureTotals([gone], none))).toBe('26 h 10 min');
  expect(handWords(exposureTotals([gone], usualAssumptions))).toBe(
    '26 h 10 min if nobody is forgotten, 4 d 4 h 22 min on average',
  );
});

test('the files hold the window in seconds, the same by hand, and in JSON every step', () => {
  const rows = exposureRows([gone], usualAssumptions);
  expect(csvOf(exposureTable(rows)).split('\r\n')[1]).toBe(
    'Ana Ruiz,ana.ruiz@northwind.example,1042,leaver,,2026-11-30T09:00:00.000Z,first step,' +
      '2026-11-30T13:00:00.000Z,closed,14400,4 h,2,300,94200,2765400,361320',
  );
  const [only] = exposureObjects(rows, (secret) => `secret ${secret}`);
  expect(only).toMatchObject({
    window: { seconds: 14_400, secrets: ['secret 301', 'secret 302'], stillOpen: [] },
    byHand: { seconds: 94_200 },
    steps: [
      { at: '2026-11-30T10:00:00.000Z', says: 'Step', open: 1 },
      { at: '2026-11-30T13:00:00.000Z', says: 'Step', open: 0 },
    ],
  });
});
