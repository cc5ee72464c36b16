// Makes random commands by hand, on things that exist and on things that do not.
import fc from 'fast-check';
import type { VaultCommand } from '../../src/vault/command.ts';
import type { Grantee } from '../../src/vault/vault.ts';

const user = fc.constantFrom(
  '1007',
  '1019',
  '1033',
  '1077',
  '2003',
  '9001',
  '9002',
  '9012',
  '1042',
);
const group = fc.constantFrom('6', '7', '8', '11', '12', '14', '15');
const role = fc.constantFrom('1', '2', '3', '4', '5', '6');
const folder = fc.constantFrom('21', '22', '24', '27', '28', '29', '30');
const secret = fc.constantFrom('301', '304', '309', '312', '313', '314');
const name = fc.constantFrom('Ledger', 'ledger', 'Payroll', 'Prod', 'SS-Users', 'User', '', 'a\\b');
const row = fc.nat(26).map(String);
const right = fc.constantFrom('List', 'View', 'Edit', 'Owner');
const folderRight = fc.constantFrom('View', 'Edit', 'Add Secret', 'Owner');
const secretRight = fc.constantFrom('None', 'List', 'View', 'Edit', 'Owner');
const permission = fc.constantFrom(
  ...['Add Secret', 'Administer Users', 'Administer Role Assignment', 'Unlimited Administrator'],
  ...['Personal Folders', 'View Secret', 'Fly'],
);
const to: fc.Arbitrary<Grantee> = fc.oneof(
  user.map((id) => ({ kind: 'user' as const, id })),
  group.map((id) => ({ kind: 'group' as const, id })),
);
const policy = fc.constantFrom('1', '2', '3', '4', 'Checkout', 'None');
const items = fc.array(
  fc.record({
    name: fc.constantFrom('Require Approval', 'Checkout', 'Auto Change', 'Fly'),
    setting: fc.constantFrom('Not Set' as const, 'Default' as const, 'Enforced' as const),
    value: fc.boolean(),
  }),
  { maxLength: 2 },
);
const permissions = fc.array(permission, { maxLength: 3 });
const parent = fc.option(folder, { nil: undefined });

/** A record whose undefined fields are left out. */
const of = <Fields extends object>(fields: {
  [Name in keyof Fields]: fc.Arbitrary<Fields[Name]>;
}) =>
  fc
    .record(fields)
    .map((made) =>
      Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)),
    );

const kind = <Kind extends VaultCommand['kind']>(...kinds: readonly Kind[]) =>
  fc.constantFrom(...kinds);

/** Any command; every kind comes up. Acting is mostly the built-in administrator. */
export const anyCommand: fc.Arbitrary<VaultCommand> = fc
  .tuple(
    fc.oneof(
      of({
        kind: kind('createUser'),
        userName: name,
        displayName: name,
        department: name,
        application: fc.boolean(),
      }),
      of({
        kind: kind('editUser'),
        user,
        userName: name,
        email: fc.constantFrom('a@b.example', 'none', ''),
      }),
      of({
        kind: kind('enableUser', 'disableUser', 'lockUser', 'unlockUser', 'createPersonalFolder'),
        user,
      }),
      of({ kind: kind('setApplication', 'setProtected'), user, on: fc.boolean() }),
      of({ kind: kind('createGroup'), name }),
      of({ kind: kind('renameGroup'), group, name }),
      of({ kind: kind('deleteGroup', 'makeGroupLocal'), group }),
      of({
        kind: kind('addMembers', 'removeMembers'),
        group,
        members: fc.array(to, { maxLength: 3 }),
      }),
      of({
        kind: kind('synchroniseGroup'),
        group,
        domain: fc.constantFrom('northwind.example', 'x'),
      }),
      of({ kind: kind('createRole'), name, permissions }),
      of({ kind: kind('renameRole'), role, name }),
      of({ kind: kind('setPermissions'), role, permissions }),
      of({ kind: kind('deleteRole', 'setDefaultRole'), role }),
      of({ kind: kind('assignRole', 'unassignRole'), role, to }),
      of({ kind: kind('createFolder'), name, parent, inherits: fc.boolean() }),
      of({ kind: kind('editFolder'), folder, name, description: name }),
      of({ kind: kind('moveFolder'), folder, parent }),
      of({ kind: kind('deleteFolder'), folder }),
      of({
        kind: kind('setInheritance'),
        folder,
        inherits: fc.boolean(),
        start: fc.constantFrom('copy', 'empty'),
      }),
      of({ kind: kind('grantFolder'), folder, to, folderRight, secretRight }),
      of({ kind: kind('changeFolderGrant'), grant: row, folderRight, secretRight }),
      of({ kind: kind('removeFolderGrant'), grant: row }),
      of({ kind: kind('removeGrant'), user, folder }),
      of({
        kind: kind('createSecret'),
        name,
        folder,
        template: fc.constant('Password'),
        policy,
      }),
      of({ kind: kind('editSecret'), secret, name, template: name }),
      of({ kind: kind('moveSecret'), secret, folder }),
      of({ kind: kind('deleteSecret'), secret }),
      of({ kind: kind('setSecretPolicy'), secret, policy: fc.option(policy, { nil: undefined }) }),
      of({ kind: kind('setFolderPolicy'), folder, policy: fc.option(policy, { nil: undefined }) }),
      of({ kind: kind('createPolicy'), name, items }),
      of({ kind: kind('editPolicy'), policy, name, items }),
      of({ kind: kind('deletePolicy'), policy }),
      of({ kind: kind('grantSecret'), secret, to, right }),
      of({ kind: kind('changeSecretGrant'), grant: fc.nat(4).map(String), right }),
      of({ kind: kind('removeSecretGrant'), grant: fc.nat(4).map(String) }),
      of({ kind: kind('setLicences'), licences: fc.constantFrom(0, 14, 15, 30) }),
      of({
        kind: kind('switchUnlimitedOn', 'switchUnlimitedOff'),
        note: fc.constantFrom('', 'A drill.'),
      }),
    ),
    fc.option(user, { nil: undefined, freq: 8 }),
  )
  .map(([command, as]) => ({ ...command, ...(as === undefined ? {} : { as }) }) as VaultCommand); // made of its kinds
