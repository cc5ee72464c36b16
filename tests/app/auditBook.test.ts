// Checks that an audit that goes on from an earlier one is the audit worked out from nothing, and when it must begin anew.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAudit } from '../../src/app/auditBook.ts';
import { seedOf } from '../../src/server/seed.ts';
import { bench, worldNamed, type Bench } from '../server/kit.ts';
import { randomWork } from '../vault/work.ts';

const audit = ({ store, tenant }: Bench, known?: Awaited<ReturnType<typeof readAudit>>) =>
  readAudit(store, tenant.id, known);

test('an audit that follows every change is the one worked out at the end', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      let book = await audit(lab);
      for (const deed of deeds) {
        await deed(lab);
        book = await audit(lab, book);
      }
      const whole = await audit(lab);
      expect(book.events).toEqual(whole.events);
      expect(book.journal).toEqual(whole.journal);
    }),
    { numRuns: 100 },
  );
});

test('what was known is kept as it is, and only what came since is added', async () => {
  const lab = await bench('strict');
  await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value: false }]);
  const before = await audit(lab);
  await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value: true }]);
  const after = await audit(lab, before);
  const known = new Set(before.events);
  expect(after.events.filter((event) => !known.has(event)).map(({ name }) => name)).toEqual([
    'User Enable',
    ...before.events.filter(({ seq }) => seq === 0).map(({ name }) => name),
  ]);
});

test('after a fresh start the audit begins anew, however many changes follow', async () => {
  const lab = await bench('strict');
  for (const value of [false, true, false])
    await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value }]);
  const before = await audit(lab);
  await lab.store.seed(seedOf(worldNamed('northwind'), lab.tenant.id));
  for (const value of [false, true, false, true])
    await lab.patch('/Users/1019', [{ op: 'replace', path: 'active', value }]);
  const after = await audit(lab, before);
  expect(after.events).toEqual((await audit(lab)).events);
  expect(after.events.filter(({ seq }) => seq > 0)).toHaveLength(4);
});

test('an audit that is looked at again without a change is the same one', async () => {
  const lab = await bench('strict');
  await lab.patch('/Users/1007', [{ op: 'replace', path: 'active', value: false }]);
  const book = await audit(lab);
  await lab.get('/Users/1007');
  expect(await audit(lab, book)).toBe(book);
});
