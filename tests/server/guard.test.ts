// Checks what SCIM must leave alone in Secret Server, in every profile: a clear SCIM error, and nothing half done.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import type { ProfileId } from '../../src/scim/profile.ts';
import type { VaultCommand } from '../../src/vault/command.ts';
import { keysHeld } from '../../src/vault/rules.ts';
import { presentOf } from '../vault/past.ts';
import { randomWork } from '../vault/work.ts';
import { benchOf, core, errorUrn, type Bench, type Seen } from './kit.ts';

const profiles: readonly ProfileId[] = ['strict', 'lenient', 'connector', 'cloud'];
const off = [{ op: 'replace', path: 'active', value: false }];
const join = (value: string) => [{ op: 'add', path: 'members', value: [{ value }] }];
const leave = (value: string) => [{ op: 'remove', path: `members[value eq "${value}"]` }];

async function labWith(profile: ProfileId, ...commands: readonly VaultCommand[]): Promise<Bench> {
  const lab = await benchOf({ profile, licences: 25 });
  for (const [place, command] of commands.entries()) {
    const order = { exchange: `vault-${place}`, at: '2026-11-30T09:00:00.000Z' };
    const acted = await act(lab.store, { tenant: lab.tenant.id, command, ...order });
    expect(acted).toMatchObject({ ok: true });
  }
  return lab;
}

/** A SCIM Error with this status; the directory and the vault are as they were. */
async function refused(lab: Bench, status: number, send: () => Promise<Seen>): Promise<string> {
  const before = await presentOf(lab);
  const seen = await send();
  expect([seen.status, seen.json.schemas, seen.json.status]).toEqual([
    status,
    [errorUrn],
    String(status),
  ]);
  expect(await presentOf(lab)).toEqual(before);
  return String(seen.json.detail);
}

test.each(profiles)(
  '%s: the break-glass account is not changed, deleted or moved',
  async (profile) => {
    const lab = await labWith(profile);
    for (const send of [
      () => lab.patch('/Users/9002', off),
      () => lab.put('/Users/9002', { schemas: [core], userName: 'bg-admin-01', title: 'Mine' }),
      () => lab.remove('/Users/9002'),
      () => lab.remove('/Users/9001'),
      () => lab.patch('/Groups/12', join('9002')),
    ])
      expect(await refused(lab, 403, send)).toMatch(
        profile === 'connector'
          ? /^Operation is not permitted/
          : /protected: SCIM never manages it/,
      );
    expect((await lab.get('/Users/9002')).status).toBe(200);
  },
);

test.each(profiles)('%s: a synchronised group is neither changed nor deleted', async (profile) => {
  const domain = 'northwind.example';
  const lab = await labWith(profile, { kind: 'synchroniseGroup', group: '7', domain });
  for (const send of [
    () => lab.patch('/Groups/7', join('1033')),
    () => lab.patch('/Groups/7', leave('1007')),
    () => lab.patch('/Groups/7', [{ op: 'replace', path: 'displayName', value: 'DBA' }]),
    () => lab.remove('/Groups/7'),
  ]) {
    const detail = await refused(lab, 400, send);
    expect(detail).toMatch(
      profile === 'connector'
        ? /is immutable and cannot be changed/
        : /synchronised with northwind\.example/,
    );
  }
  // who is erased leaves it all the same
  expect((await lab.remove('/Users/1007')).status).toBe(204);
});

test.each(profiles)('%s: no licence left is a labelled refusal', async (profile) => {
  const lab = await labWith(profile, { kind: 'setLicences', licences: 13 });
  const user = {
    schemas: [core],
    userName: 'ana',
    emails: [{ value: 'a@b.example', primary: true }],
  };
  expect(await refused(lab, 403, () => lab.post('/Users', user))).toMatch(
    /No licence is left: all 13 are in use \(simulated/,
  );
  const seen = await lab.patch('/Users/1077', [{ op: 'replace', path: 'active', value: true }]);
  expect(seen.status).toBe(403);
  expect(seen.answer.trace.some(({ source }) => source?.kind === 'simulated')).toBe(true);
  expect((await lab.post('/Users', { ...user, active: false })).status).toBe(201);
  await lab.patch('/Users/1007', off);
  expect(
    (await lab.patch('/Users/1077', [{ op: 'replace', path: 'active', value: true }])).status,
  ).toBe(200);
});

test.each(profiles)(
  '%s: the last administrator is neither disabled nor deleted, nor put out of the group',
  async (profile) => {
    const lab = await labWith(
      profile,
      { kind: 'addMembers', group: '12', members: [{ kind: 'user', id: '1033' }] },
      { kind: 'disableUser', user: '9001', as: '1033' },
    );
    for (const send of [
      () => lab.patch('/Users/1033', off),
      () => lab.remove('/Users/1033'),
      () => lab.patch('/Groups/12', leave('1033')),
      () => lab.remove('/Groups/12'),
    ])
      expect(await refused(lab, 403, send)).toMatch(
        /nobody who can log in would have the role permission/,
      );
    await lab.patch('/Groups/12', join('1007'));
    expect((await lab.patch('/Groups/12', leave('1033'))).status).toBe(200);
  },
);

test('licences are counted within a bulk job too', async () => {
  const lab = await labWith('strict', { kind: 'setLicences', licences: 14 });
  const post = (userName: string, at: number) => ({
    ...{ method: 'POST', path: '/Users', bulkId: `b${at}` },
    data: { schemas: [core], userName },
  });
  const seen = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: ['ana', 'ben', 'cem'].map(post),
  });
  const operations = seen.json.Operations as readonly { readonly status: string }[];
  expect(operations.map(({ status }) => status)).toEqual(['201', '403', '403']);
});

test.each(['connector', 'cloud'] as const)(
  '%s: a personal folder is not shared through SCIM',
  async (profile) => {
    const lab = await labWith(profile, { kind: 'createPersonalFolder', user: '1007' });
    const row = {
      schemas: ['urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission'],
      ...{ container: { value: '28' }, user: { value: '1033' }, rights: ['View'] },
    };
    expect(await refused(lab, 403, () => lab.post('/ContainerPermissions', row))).toMatch(
      /personal folder/,
    );
    expect(await refused(lab, 403, () => lab.remove('/Containers/28'))).toMatch(/personal folder/);
  },
);

test('whatever is done through SCIM, by hand and by undo, somebody can administer the installation', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await benchOf({ profile, licences: 25 });
      for (const deed of deeds) {
        await deed(lab);
        const { users, groups, vault } = await presentOf(lab);
        expect(keysHeld({ users, groups }, vault).size).toBe(3);
      }
    }),
    { numRuns: 1000 },
  );
}, 180_000);
