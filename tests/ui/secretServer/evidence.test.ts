// Checks the words of evidence on screen, and the table an auditor takes away.
import { expect, test } from 'vitest';
import { readAudit } from '../../../src/app/auditBook.ts';
import { auditRows } from '../../../src/ui/secretServer/audit/auditRows.ts';
import {
  byHandWords,
  deedsOf,
  evidenceColumns,
  evidenceTable,
  summaryOf,
  windowTone,
  windowWords,
} from '../../../src/ui/secretServer/evidence/evidenceRows.ts';
import { evidenceOf } from '../../../src/vault/evidence.ts';
import { usualAssumptions } from '../../../src/vault/exposureBaseline.ts';
import { bench } from '../../server/kit.ts';

/** Omar leaves two groups, and an hour later his account is disabled. */
async function omarLeaves() {
  const lab = await bench();
  const leave = [{ op: 'remove', path: 'members[value eq "1007"]' }];
  await lab.patch('/Groups/7', leave);
  await lab.patch('/Groups/6', leave);
  lab.now += 3_600_000;
  await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value: false }]);
  const book = await readAudit(lab.store, lab.tenant.id);
  const rows = new Map(auditRows(book).map((row) => [row.event.id, row]));
  return { rows, cases: evidenceOf({ ...book, now: lab.now }) };
}

test('a case is told in few words', async () => {
  const { cases } = await omarLeaves();
  const [only] = cases;
  expect(deedsOf(only!)).toBe('Removed From Group ×2, User Disabled');
  expect([windowWords(only!), windowTone(only!)]).toEqual(['1 h', 'warn']);
  expect(byHandWords(only!, usualAssumptions)).toBe(
    '26 h 10 min (ticket after 2 h, 8 h in the queue, 10 min to do it)',
  );
  expect(summaryOf(cases, 'removal')).toBe('1 case, longest window 1 h');
  expect(summaryOf([], 'removal')).toBe('0 cases');
});

test('a window that is open is said to be open, in red', async () => {
  const [only] = (await omarLeaves()).cases;
  const exposure = { ...only!.exposure!, state: 'running' } as const;
  const open = { ...only!, exposure };
  expect([windowWords(open), windowTone(open)]).toEqual(['open for 1 h', 'bad']);
  expect(summaryOf([open], 'removal')).toBe('1 case, longest window 1 h, 1 still open');
});

test('the table to take away has instants, sources, numbers and what the window is measured from', async () => {
  const { cases, rows } = await omarLeaves();
  const { columns, rows: cells } = evidenceTable(cases, rows);
  expect(Object.fromEntries(columns.map(({ id }, at) => [id, cells[0]![at]]))).toEqual({
    person: 'Omar Haddad',
    userName: 'omar.haddad@northwind.example',
    personId: '1007',
    began: '2026-11-30T09:00:00.000Z',
    ended: '2026-11-30T10:00:00.000Z',
    deeds: 'Removed From Group ×2, User Disabled',
    sources: 'You',
    opensBefore: 5,
    opensAfter: 0,
    window: '1 h',
    windowSeconds: 3600,
    windowState: 'closed',
    measuredFrom: 'first step',
  });
});

test('access that is only given has no window, and narrow windows show what matters most', () => {
  const ids = (...asked: Parameters<typeof evidenceColumns>) =>
    evidenceColumns(...asked).map(({ id }) => id);
  expect(ids('provisioning', false)).toEqual(['person', 'at', 'deeds', 'by', 'opens']);
  expect(ids('removal', false)).toEqual(['person', 'at', 'deeds', 'by', 'opens', 'window']);
  expect(ids('removal', true)).toEqual(['person', 'at', 'deeds', 'by', 'window']);
});
