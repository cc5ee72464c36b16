// Checks that undoing an exchange puts back exactly what it changed, or refuses and changes nothing.
import { expect, test } from 'vitest';
import { undo } from '../../src/app/undo.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Edit } from '../../src/store/store.ts';
import { bench } from '../server/kit.ts';

const cause = (exchange: string) => ({ exchange, actor: 'You', at: '2026-11-30T09:00:00Z' });
const ana = { id: '1042', userName: 'ana', meta: { version: 'W/"1"' } };
const grace = { id: '1019', userName: 'grace', meta: { version: 'W/"1"' } };

async function storeWith(
  ...exchanges: readonly (readonly [string, (edit: Edit) => Promise<void>])[]
) {
  const store = memoryStore();
  await store.seed({
    tenant: 't',
    resources: [{ type: 'User', resource: grace }],
    documents: {},
    nextIds: {},
  });
  for (const [exchange, work] of exchanges) await store.write('t', cause(exchange), work);
  return {
    undo: (exchange: string) =>
      undo(store, { tenant: 't', exchange, cause: cause(`undo-${exchange}`) }),
    users: () =>
      store.read('t', async (view) => (await view.all('User')).map(({ resource }) => resource)),
  };
}

test('a created resource goes, a deleted one comes back, a replaced one is as it was', async () => {
  const lab = await storeWith(
    ['create', (edit) => edit.put('User', ana)],
    ['replace', (edit) => edit.put('User', { ...grace, userName: 'changed' })],
    ['delete', (edit) => edit.delete('User', '1019')],
  );
  for (const exchange of ['delete', 'replace', 'create'])
    expect(await lab.undo(exchange)).toEqual({ ok: true, value: undefined });
  expect(await lab.users()).toEqual([grace]);
});

test('an exchange that touched several resources is undone as a whole', async () => {
  const lab = await storeWith([
    'many',
    async (edit) => {
      await edit.put('User', ana);
      await edit.delete('User', '1019');
    },
  ]);
  expect((await lab.undo('many')).ok).toBe(true);
  expect(await lab.users()).toEqual([grace]);
});

test('what was changed again since is not undone, and the other parts stay too', async () => {
  const lab = await storeWith(
    [
      'first',
      async (edit) => {
        await edit.put('User', ana);
        await edit.put('User', { ...grace, userName: 'changed' });
      },
    ],
    ['later', (edit) => edit.put('User', { ...ana, userName: 'ana.ruiz' })],
  );
  expect(await lab.undo('first')).toEqual({
    ok: false,
    trouble:
      'User 1042 was changed again since, so this exchange cannot be undone alone. Undo the later one first.',
  });
  expect(await lab.users()).toEqual([
    { ...grace, userName: 'changed' },
    { ...ana, userName: 'ana.ruiz' },
  ]);
});

test('an exchange that changed nothing cannot be undone', async () => {
  const lab = await storeWith();
  expect(await lab.undo('read')).toEqual({
    ok: false,
    trouble: 'This exchange changed nothing, so there is nothing to undo.',
  });
});

test('rights and folders that came through SCIM go again, and inheritance comes back', async () => {
  const lab = await bench('connector');
  const vault = () => lab.store.read('test', (view) => view.document('vault'));
  const urn = 'urn:ietf:params:scim:schemas:pam:1.0:';
  const before = await vault();
  await lab.post('/Containers', {
    schemas: [`${urn}Container`],
    ...{ name: 'Ledger', parent: { value: '24' } },
  });
  const made = await vault();
  await lab.post('/ContainerPermissions', {
    schemas: [`${urn}ContainerPermission`],
    ...{ container: { value: '28' }, user: { value: '1019' }, rights: ['View'] },
  });
  for (const [exchange, expected] of [
    ['exchange-2', made],
    ['exchange-1', before],
  ] as const) {
    const undoing = { tenant: 'test', exchange, cause: cause(`undo-${exchange}`) };
    expect(await undo(lab.store, undoing)).toEqual({ ok: true, value: undefined });
    expect(await vault()).toEqual(expected);
  }
});
