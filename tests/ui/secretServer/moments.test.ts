// Moments to compare: what was done at once, how it is called, and the tenant as it was before and after.
import { expect, test } from 'vitest';
import { readAudit } from '../../../src/app/auditBook.ts';
import { removeGrant } from '../../../src/app/grants.ts';
import { undo } from '../../../src/app/undo.ts';
import { actsOf, comparedAt, momentsIn } from '../../../src/ui/secretServer/access/moments.ts';
import { lookAt } from '../../../src/ui/secretServer/look.ts';
import { openCount } from '../../../src/vault/accessIndex.ts';
import type { AuditBook, Directory } from '../../../src/ui/lab.ts';
import { bench } from '../../server/kit.ts';
import { company } from './kit.ts';

const at = '2026-11-30T10:12:33Z';
const cause = (exchange: string) => ({ exchange, actor: 'You', at });

/** Omar leaves SS-DBA-Prod, that is undone, and the break-glass account loses its right by hand. */
async function worked() {
  const lab = await bench();
  await lab.patch('/Groups/7', [{ op: 'remove', path: 'members[value eq "1007"]' }]);
  const { exchange } = (await lab.store.journal(lab.tenant.id)).at(-1)!;
  const tenant = lab.tenant.id;
  await undo(lab.store, { tenant, exchange, cause: cause(`undo-${exchange}`) });
  const grant = { user: '9002', folder: '27' };
  await removeGrant(lab.store, { tenant, grant, cause: cause('vault-1') });
  const book = await readAudit(lab.store, tenant);
  const exchanges = new Map([[exchange, { no: 31, method: 'PATCH', status: 200 }]]);
  return { ...book, exchanges } satisfies AuditBook;
}

const opens = (directory: Directory, user: string) =>
  openCount(lookAt(directory).index.byUser.get(user));

test('what was done at once is one moment, the newest first', async () => {
  const acts = actsOf(await worked());
  expect(acts.map(({ words }) => words)).toEqual([
    'by hand, 10:12:33',
    'undo of 31, 10:12:33',
    expect.stringMatching(/^31 PATCH, \d\d:\d\d:\d\d$/),
  ]);
  expect(acts.map(({ first, last }) => [first, last])).toEqual([
    [3, 3],
    [2, 2],
    [1, 1],
  ]);
});

test('before and after of an exchange are the tenant as it was just then', async () => {
  const book = await worked();
  const { before, after, isNow } = comparedAt({ before: '1', after: '1' }, book, company);
  expect([opens(before!, '1007'), opens(after, '1007'), isNow]).toEqual([5, 2, false]);
});

test('without a later moment it is the present, and without an earlier one nothing is compared', async () => {
  const book = await worked();
  const toNow = comparedAt({ before: '3', after: '' }, book, company);
  expect([opens(toNow.before!, '9002'), toNow.after, toNow.isNow]).toEqual([1, company, true]);
  const looked = comparedAt({ before: '', after: '1' }, book, company);
  expect([looked.before, opens(looked.after, '1007')]).toEqual([undefined, 2]);
});

test('a moment that is not in the journal, or before it was read, is as if none was asked for', async () => {
  const none = { before: undefined, after: company, isNow: true };
  expect(comparedAt({ before: '99', after: 'x' }, await worked(), company)).toEqual(none);
  expect(comparedAt({ before: '1', after: '' }, undefined, company)).toEqual(none);
});

test('an exchange named by its number stands for the moments around it', async () => {
  const acts = actsOf(await worked());
  expect(momentsIn({ exchange: '31' }, acts)).toEqual({ before: '1', after: '1' });
  expect(momentsIn({ exchange: '77' }, acts)).toEqual({ before: '', after: '' });
  expect(momentsIn({ before: '2' }, acts)).toEqual({ before: '2', after: '' });
});

test('the same moment is rebuilt once', async () => {
  const book = await worked();
  const { before } = comparedAt({ before: '2', after: '' }, book, company);
  expect(comparedAt({ before: '2', after: '' }, book, company).before).toBe(before);
});
