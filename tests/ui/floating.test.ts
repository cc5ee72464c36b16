// Small decisions of shared parts: where layers open, what splitter keys do, how lab time is written.
import { expect, test } from 'vitest';
import { clockText, dayText, fieldText, fieldTime } from '../../src/ui/instants.ts';
import { besideControl, insetStyle } from '../../src/ui/parts/floating.ts';
import { readSection, sectionUrl } from '../../src/ui/parts/sections.ts';
import { splitterKey } from '../../src/ui/parts/splitter.ts';
import { bytesText, exportName, readExport } from '../../src/ui/settings/data.ts';

const view = { width: 1000, height: 800 };

test('a layer opens below a control at the top and above one at the bottom', () => {
  expect(besideControl({ top: 10, bottom: 40, left: 20, right: 60 }, view)).toEqual({
    top: 44,
    left: 20,
  });
  expect(besideControl({ top: 770, bottom: 800, left: 900, right: 990 }, view)).toEqual({
    bottom: 34,
    right: 10,
  });
  expect(insetStyle({ top: 44, left: 20 })).toBe('top:44px;right:auto;bottom:auto;left:20px');
});

test('splitter keys move, go to the ends, collapse and come back', () => {
  const state = {
    orientation: 'vertical',
    value: 400,
    range: { min: 360, max: 600, initial: 460 },
    after: false,
  } as const;
  expect(splitterKey('ArrowRight', state)).toBe(424);
  expect(splitterKey('ArrowLeft', { ...state, after: true })).toBe(424);
  expect(splitterKey('ArrowLeft', { ...state, value: 370 })).toBe(360);
  expect(splitterKey('Home', state)).toBe(360);
  expect(splitterKey('End', state)).toBe(600);
  expect(splitterKey('Enter', state)).toBe(0);
  expect(splitterKey('Enter', { ...state, value: 0 })).toBe(460);
  expect(splitterKey('ArrowUp', state)).toBeUndefined();
});

test('lab time is written exactly, in UTC', () => {
  const time = Date.parse('2026-11-30T09:40:08Z');
  expect(clockText(time)).toBe('Mon 30 Nov 2026 09:40:08');
  expect(dayText(time)).toBe('30 Nov');
  expect(fieldText(time)).toBe('2026-11-30T09:40');
  expect(fieldTime('2026-11-30T09:40')).toBe(Date.parse('2026-11-30T09:40:00Z'));
  expect(fieldTime('tomorrow')).toBeUndefined();
});

test('an RFC section is read and linked', () => {
  expect(readSection('RFC 7644 §3.5.2')).toEqual({ rfc: '7644', section: '3.5.2' });
  expect(sectionUrl('7644', '3.5.2')).toBe('https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2');
});

test('sizes are written in decimal units', () => {
  expect([0, 999, 3400, 12_000_000, 10_700_000_000].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '3.4 kB',
    '12 MB',
    '10.7 GB',
  ]);
});

test('a file that is no export is refused with the reason', () => {
  expect(readExport('')).toEqual({ ok: false, trouble: 'is empty.' });
  expect(readExport('hello')).toEqual({
    ok: false,
    trouble: 'is no JSON, so it is no export of the lab.',
  });
  expect(readExport('{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  expect(exportName(new Date('2026-11-30T09:40:08Z'))).toBe('scim-lab-2026-11-30.json');
});
