// Checks how a user who comes through SCIM arrives in Secret Server: names, state, department, role and licence.
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { nameOf } from '../../src/vault/members.ts';
import { licencesUsed, rolesOf } from '../../src/vault/roles.ts';
import { presentOf } from '../vault/past.ts';
import { bench, benchOf, enterprise } from './kit.ts';

test('the user name stays, the display name comes from the name, and the department can be asked for', async () => {
  const lab = await bench();
  const name = { givenName: 'Ana', familyName: 'Ruiz' };
  const ana = await lab.user('ana.ruiz@northwind.example', {
    name,
    emails: [
      { value: 'home@ana.example', type: 'home' },
      { value: 'ana.ruiz@northwind.example', type: 'work', primary: true },
    ],
    [enterprise]: { department: 'IT Databases' },
  });
  expect(nameOf(ana)).toBe('Ana Ruiz');
  expect(nameOf({ ...ana, name: { ...name, formatted: 'Ruiz, Ana' } })).toBe('Ruiz, Ana');
  expect(nameOf({ ...ana, displayName: 'A. Ruiz' })).toBe('A. Ruiz');
  expect(await lab.found(`${enterprise}:department eq "IT Databases"`)).toContain(ana.userName);
});

test('a new user has the default role and takes a licence; one who is not active takes none', async () => {
  const lab = await benchOf({ profile: 'strict', licences: 25 });
  const order = { tenant: lab.tenant.id, exchange: 'vault-1', at: '2026-11-30T09:00:00.000Z' };
  await act(lab.store, { ...order, command: { kind: 'setDefaultRole', role: '3' } });
  const seen = await lab.post('/Users', { schemas: [], userName: 'x' });
  expect(seen.status).toBe(400);
  const before = await presentOf(lab);
  const ana = await lab.user('ana');
  await lab.user('ben', { active: false });
  const { users, groups, vault } = await presentOf(lab);
  expect(rolesOf(ana.id, groups, vault).map(({ role }) => role.name)).toEqual(['Read-Only User']);
  expect(licencesUsed(users, vault)).toBe(licencesUsed(before.users, before.vault) + 1);
});
