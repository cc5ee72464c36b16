// Checks that a grant by hand can be taken away in Secret Server itself, is journalled, and leaves everything else.
import { expect, test } from 'vitest';
import { removeGrant } from '../../src/app/grants.ts';
import { backupOf, readBackup } from '../../src/store/backup.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { vaultChangeType } from '../../src/vault/byHand.ts';

const grant = { user: '1042', folder: '21' };
const cause = { exchange: 'vault-1', actor: 'You', at: '2026-11-30T11:10:00Z' };
const byHand = { folder: '21', to: { kind: 'user', id: '1042' }, secretRight: 'View' };
const byGroup = { folder: '21', to: { kind: 'group', id: '1042' }, secretRight: 'View' };
const elsewhere = { folder: '22', to: { kind: 'user', id: '1042' }, secretRight: 'View' };

async function storeWithGrants() {
  const store = memoryStore();
  await store.seed({
    tenant: 't',
    resources: [],
    documents: { vault: { grants: [byHand, byGroup, elsewhere] } },
    nextIds: {},
  });
  const vault = () => store.read('t', (view) => view.document('vault'));
  return { store, vault };
}

test('only the grant that was named goes, and the journal says who took it away', async () => {
  const { store, vault } = await storeWithGrants();
  const removed = await removeGrant(store, { tenant: 't', grant, cause });
  expect(removed).toEqual({ ok: true, value: undefined });
  expect(await vault()).toEqual({ grants: [byGroup, elsewhere] });
  const journal = await store.journal('t');
  expect(
    journal.map(({ exchange, actor, at, change }) => ({ exchange, actor, at, change })),
  ).toEqual([
    {
      ...cause,
      change: {
        kind: 'create',
        resourceType: vaultChangeType,
        id: '1',
        after: { id: '1', kind: 'grantRemoved', grant, rows: [{ place: 0, row: byHand }] },
      },
    },
  ]);
});

test('a grant that is not there is refused in words, and nothing is written', async () => {
  const { store, vault } = await storeWithGrants();
  const wrong = { tenant: 't', grant: { user: '1042', folder: '99' }, cause };
  expect(await removeGrant(store, wrong)).toEqual({
    ok: false,
    trouble: 'Nobody was given this right by hand, or it is gone already.',
  });
  expect(await vault()).toEqual({ grants: [byHand, byGroup, elsewhere] });
  expect(await store.journal('t')).toEqual([]);
});

test('what was done by hand is part of an export', async () => {
  const { store } = await storeWithGrants();
  await removeGrant(store, { tenant: 't', grant, cause });
  const savedAt = '2026-11-30T12:00:00Z';
  const file = backupOf({
    worlds: await store.dump(),
    learner: await memoryStore().dump(),
    savedAt,
  });
  expect(readBackup(file)).toEqual({ ok: true, value: file });
});
