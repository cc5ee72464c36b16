// Checks what screens read off the vault: access by person and secret, role holders, and where a folder's rights come from.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessOf, accessOfUser } from '../../src/vault/access.ts';
import { rightsOnFolders } from '../../src/vault/folderTree.ts';
import { accessIndex, openCount } from '../../src/vault/accessIndex.ts';
import { isProductPermission, isProductRole } from '../../src/vault/confirmed.ts';
import { idOf } from '../../src/vault/members.ts';
import { roleHolders } from '../../src/vault/roleHolders.ts';
import { rolesOf } from '../../src/vault/roles.ts';
import { built, company } from './company.ts';
import { folder, grant, group, northwind, user, vault } from './sample.ts';

test('the index holds each right once under its person and once under its secret', () => {
  fc.assert(
    fc.property(company, (any) => {
      const { people, of } = built(any);
      const graph = accessOf(people, of);
      const { byUser, bySecret } = accessIndex(graph);
      for (const id of people.users.map(idOf))
        expect(byUser.get(id) ?? []).toEqual(accessOfUser(id, people, of));
      for (const { id } of of.secrets)
        expect(bySecret.get(id) ?? []).toEqual(graph.access.filter(({ secret }) => secret === id));
    }),
  );
});

test('a graph that is asked again is not sorted again', () => {
  const graph = accessOf(northwind, northwind.vault);
  expect(accessIndex(graph)).toBe(accessIndex(graph));
});

test('seeing the name of a secret is not opening it', () => {
  const { byUser } = accessIndex(accessOf(northwind, northwind.vault));
  expect(byUser.get('1033')).toHaveLength(11);
  expect(openCount(byUser.get('1033'))).toBe(0);
  expect(openCount(byUser.get('1007'))).toBe(5);
  expect(openCount(undefined)).toBe(0);
});

test('who holds a role is who has it when asked person by person', () => {
  fc.assert(
    fc.property(company, fc.array(fc.tuple(fc.nat(4), fc.nat(2))), (any, rows) => {
      const { people, of } = built(any);
      const roleOfGroup = rows.map(([id, role]) => ({ group: `${id}`, role: `${role}` }));
      const mapped = { ...of, roleOfGroup };
      for (const { role, people: holders } of roleHolders(people, mapped))
        expect(holders).toEqual(
          people.users
            .map(idOf)
            .filter((id) =>
              rolesOf(id, people.groups, mapped).some((each) => each.role.id === role.id),
            ),
        );
    }),
  );
});

test('a role says which groups give it, whether they are still there or not', () => {
  const company = { users: [user('1'), user('2')], groups: [group('9', 'u2')] };
  const roleOfGroup = [
    { group: '9', role: '1' },
    { group: 'gone', role: '1' },
  ];
  const [administrator, plain] = roleHolders(company, { ...vault([], []), roleOfGroup });
  expect(administrator).toMatchObject({
    isDefault: false,
    groups: ['9', 'gone'],
    people: ['2'],
  });
  expect(plain).toMatchObject({ isDefault: true, people: ['1', '2'] });
});

test('rights on a folder come from the nearest one above that does not inherit', () => {
  const of = vault(
    [
      folder('top'),
      folder('mid', 'top', { inherits: true }),
      folder('low', 'mid', { inherits: true }),
    ],
    [grant('top', 'g1'), grant('mid', 'g2')],
  );
  const { from, grants } = rightsOnFolders(of).get('low')!;
  expect(from.id).toBe('top');
  expect(grants).toEqual([grant('top', 'g1')]);
});

test('nothing comes down from a protected folder, and no group has a right on it', () => {
  const of = vault(
    [folder('safe', undefined, { protected: true }), folder('below', 'safe', { inherits: true })],
    [grant('safe', 'g1'), grant('safe', 'u1')],
  );
  expect(rightsOnFolders(of).get('safe')!.grants).toEqual([grant('safe', 'u1')]);
  expect(rightsOnFolders(of).get('below')!.grants).toEqual([]);
});

test('names of roles and permissions in the sample company are Delinea’s', () => {
  for (const { name, permissions } of northwind.vault.roles) {
    expect(isProductRole(name)).toBe(name !== 'Break Glass'); // made for the account for emergencies
    for (const permission of permissions) expect(isProductPermission(permission)).toBe(true);
  }
  expect(isProductRole('Help Desk')).toBe(false);
  expect(isProductPermission('Read Minds')).toBe(false);
});
