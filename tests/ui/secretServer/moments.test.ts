// Checks what time travel shows: the places to go back to, and the people then beside those of now.
import { expect, test } from 'vitest';
import { readAudit } from '../../../src/app/auditBook.ts';
import { readDirectory } from '../../../src/app/directory.ts';
import { directoryAt } from '../../../src/ui/secretServer/access/moments.ts';
import { momentRows, momentWords, stopsIn } from '../../../src/ui/secretServer/audit/momentRows.ts';
import { bench } from '../../server/kit.ts';

/** Ana is hired and gets the rights of a DBA; Omar is erased. */
async function day() {
  const lab = await bench();
  const { store, tenant } = lab;
  const ana = await lab.user('ana.ruiz@northwind.example', { displayName: 'Ana Ruiz' });
  await lab.patch('/Groups/7', [{ op: 'add', path: 'members', value: [{ value: ana.id }] }]);
  await lab.remove('/Users/1007');
  return {
    book: await readAudit(store, tenant.id),
    now: await readDirectory(store, tenant.id),
  };
}

test('one can go back before everything, after each change, and to now', async () => {
  const { book } = await day();
  const stops = stopsIn(book);
  expect(stops.map(({ seq }) => seq)).toEqual([0, 1, 2, 6]);
  expect(stops[0]!.words).toBe('before everything');
  expect(stops[1]!.words).toMatch(/^after a change, 09:00:00$/);
  expect(stopsIn({ ...book, journal: [] })).toEqual([]);
});

test('people who came, went or changed are set beside now', async () => {
  const { book, now } = await day();
  const differing = momentRows(directoryAt(book, 0), now).filter(({ differs }) => differs);
  expect(differing.map(({ name, then, now: is }) => [name, then, is])).toEqual([
    ['Omar Haddad', { enabled: true, groups: 3, opens: 5 }, undefined],
    ['Ana Ruiz', undefined, { enabled: true, groups: 1, opens: 3 }],
  ]);
});

test('at the last moment nobody differs from now', async () => {
  const { book, now } = await day();
  expect(momentRows(directoryAt(book, 6), now).filter(({ differs }) => differs)).toEqual([]);
});

test('a moment is summed up in a sentence', async () => {
  const { book } = await day();
  expect(momentWords(directoryAt(book, 1))).toBe(
    '16 accounts, 15 enabled; 8 groups; 25 rights open a secret',
  );
});
