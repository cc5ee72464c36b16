// Checks that undoing an exchange puts back exactly what it changed, or refuses and changes nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { undo } from '../../src/app/undo.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Edit } from '../../src/store/store.ts';
import { vaultStore } from '../../src/server/vaultStore.ts';
import { bench, patchOp } from '../server/kit.ts';

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

test('a deleted resource comes back to its place in the list', async () => {
  const lab = await storeWith(
    ['create', (edit) => edit.put('User', ana)],
    ['delete', (edit) => edit.delete('User', '1019')],
  );
  await lab.undo('delete');
  expect(await lab.users()).toEqual([grace, ana]);
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

const pam = 'urn:ietf:params:scim:schemas:pam:1.0:';
const folder = fc.constantFrom('21', '22', '24', '28', '29');
const secret = fc.constantFrom('301', '304', '306', '313');
const person = fc.oneof(
  fc.constantFrom('1007', '1019').map((value) => ({ user: { value } })),
  fc.constantFrom('7', '11').map((value) => ({ group: { value } })),
);
const row = fc.nat(24).map(String);
const right = fc.constantFrom('View', 'Edit', 'Owner');

const patch = (path: string, of: string, value: Json): Deed => [
  'PATCH',
  path,
  {
    schemas: [patchOp],
    Operations: [{ op: of === 'privilegedData' ? 'add' : 'replace', path: of, value }],
  },
];

type Deed = readonly [method: string, path: string, body?: JsonObject];

/** A change of folders, secrets, rights, or of who has them. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ name: fc.constantFrom('A', 'B'), value: folder }).map(({ name, value }) => {
    const body = { schemas: [`${pam}Container`], name, parent: { value } };
    return ['POST', '/Containers', body] as const;
  }),
  fc
    .tuple(folder, secret)
    .map(([id, value]) => patch(`/Containers/${id}`, 'privilegedData', [{ value }])),
  fc.tuple(folder, folder).map(([id, value]) => patch(`/Containers/${id}`, 'parent', { value })),
  fc.tuple(folder, person, right).map(([value, whom, word]) => {
    const schemas = [`${pam}ContainerPermission`];
    const body = { schemas, container: { value }, ...whom, rights: [word] };
    return ['POST', '/ContainerPermissions', body] as const;
  }),
  fc.tuple(secret, person, right).map(([value, whom, word]) => {
    const schemas = [`${pam}PrivilegedDataPermission`];
    const body = { schemas, privilegedData: { value }, ...whom, rights: [word] };
    return ['POST', '/PrivilegedDataPermissions', body] as const;
  }),
  fc.tuple(row, right).map(([id, word]) => patch(`/ContainerPermissions/${id}`, 'rights', [word])),
  fc
    .oneof(
      folder.map((id) => `/Containers/${id}`),
      secret.map((id) => `/PrivilegedData/${id}`),
      row.map((id) => `/ContainerPermissions/${id}`),
      fc.constantFrom('/PrivilegedDataPermissions/1', '/Groups/7', '/Groups/11', '/Users/1007'),
    )
    .map((path) => ['DELETE', path] as const),
  fc.constant(['POST', '/PrivilegedData', { schemas: [`${pam}PrivilegedData`], name: 'new' }]),
);

const pamTypes = [
  ...['Container', 'ContainerPermission', 'PrivilegedData', 'PrivilegedDataPermission'],
  ...['User', 'Group'],
];

test('whatever was done to vault and directory through SCIM, undoing it backwards restores both', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 5 }), async (deeds) => {
      const lab = await bench('connector');
      const { read } = vaultStore(lab.store);
      const whole = () =>
        read('test', async (view) => ({
          vault: (await view.document('vault')) as JsonObject,
          lists: await Promise.all(pamTypes.map((type) => view.all(type))),
        }));
      const before = await whole();
      for (const [method, path, body] of deeds) await lab.send(method, path, { body });
      const journal = await lab.store.journal('test');
      const exchanges = [...new Set(journal.map(({ exchange }) => exchange))].toReversed();
      for (const exchange of exchanges) {
        const undoing = { tenant: 'test', exchange, cause: cause(`undo-${exchange}`) };
        expect(await undo(lab.store, undoing)).toEqual({ ok: true, value: undefined });
      }
      const after = await whole();
      expect(after.lists).toEqual(before.lists);
      expect(withoutIds(after.vault)).toEqual(withoutIds(before.vault));
    }),
    { numRuns: 1000 },
  );
}, 300_000);

/** Rows of rights made by hand get their numbers when the first is asked for; those are no change. */
const withoutIds = (vault: JsonObject): JsonObject => ({
  ...vault,
  secretGrants: vault.secretGrants ?? [],
  grants: (vault.grants as readonly JsonObject[]).map((each) => ({ ...each, id: undefined })),
});
