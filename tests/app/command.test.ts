// Checks what is done by hand in Secret Server: effect, refusal, undo and audit of each command.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { vaultStore } from '../../src/server/vaultStore.ts';
import { undo } from '../../src/app/undo.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { exchangesSince } from '../../src/vault/since.ts';
import type { NotActed, VaultCommand } from '../../src/vault/command.ts';
import { keysHeld } from '../../src/vault/rules.ts';
import { bench, type Bench } from '../server/kit.ts';
import { anyCommand } from '../vault/commands.ts';
import { auditIn, linesIn, presentOf } from '../vault/past.ts';

const at = '2026-11-30T09:00:00.000Z';
let count = 0;
const run = ({ store, tenant }: Bench, command: VaultCommand) =>
  act(store, { tenant: tenant.id, command, exchange: `vault-${(count += 1)}`, at });

/** Carries a command out that must not be refused, and gives the id of what it made. */
async function done(lab: Bench, command: VaultCommand): Promise<string> {
  const acted = await run(lab, command);
  expect(acted).toMatchObject({ ok: true });
  return acted.ok ? (acted.value.made ?? '') : '';
}

/** Why a command was refused; it has written nothing. */
async function refusal(lab: Bench, command: VaultCommand): Promise<NotActed> {
  const before = await stateOf(lab);
  const acted = await run(lab, command);
  expect(acted.ok).toBe(false);
  expect(await stateOf(lab)).toEqual(before);
  return acted.ok ? { text: '' } : acted.trouble;
}

/** Directory, vault and journal. */
const stateOf = async (lab: Bench) => {
  const { users, groups, vault } = await presentOf(lab);
  return { users, groups, vault, journal: await lab.store.journal(lab.tenant.id) };
};

const undoAll = async (lab: Bench, exchanges: readonly string[]) => {
  for (const exchange of exchanges) {
    const cause = { exchange: `undo-${exchange}`, actor: 'You', at };
    expect(await undo(lab.store, { tenant: lab.tenant.id, exchange, cause })).toEqual({
      ok: true,
      value: undefined,
    });
  }
};

const user = (id: string) => ({ kind: 'user', id }) as const;
const group = (id: string) => ({ kind: 'group', id }) as const;
const dba = { kind: 'createRole', name: 'Auditor', permissions: ['View Secret Audit'] } as const;
const ledger = { kind: 'createFolder', name: 'Ledger', parent: '24' } as const;

const drill = {
  kind: 'createPolicy',
  name: 'Drill',
  items: [
    { name: 'Checkout', setting: 'Default', value: false },
    { name: 'Auto Change', setting: 'Not Set', value: true },
  ],
} as const;

/** One of each, with what must be there first, and its trail in the audit, oldest first. */
const each: readonly (readonly [VaultCommand, readonly VaultCommand[], readonly string[]])[] = [
  [
    {
      kind: 'createUser',
      userName: 'ana',
      displayName: 'Ana',
      email: 'a@b.example',
      department: 'IT',
    },
    [],
    [
      'User Create | ana | id 1042, licence 14 of 10000',
      'Assigned User or Group | ana | role User',
    ],
  ],
  [
    { kind: 'createUser', userName: 'svc-scan', application: true },
    [],
    [
      'User Create | svc-scan | id 1042, licence 14 of 10000',
      'Assigned User or Group | svc-scan | role User',
      'User Edit | svc-scan | application account added by hand',
    ],
  ],
  [
    { kind: 'editUser', user: '1007', displayName: 'Omar', email: 'o@b.example', department: '' },
    [],
    ['User Edit | omar.haddad@northwind.example | displayName, emails, department'],
  ],
  [
    { kind: 'disableUser', user: '1007' },
    [],
    ['User Disabled | omar.haddad@northwind.example | account off, licence 12 of 10000'],
  ],
  [
    { kind: 'enableUser', user: '1077' },
    [],
    ['User Enable | pedro.alves@northwind.example | account on, licence 14 of 10000'],
  ],
  [
    { kind: 'lockUser', user: '1007' },
    [],
    ['User Lockout | omar.haddad@northwind.example | locked out by hand'],
  ],
  [
    { kind: 'unlockUser', user: '1007' },
    [{ kind: 'lockUser', user: '1007' }],
    ['User Unlock | omar.haddad@northwind.example | unlocked by hand'],
  ],
  [
    { kind: 'setApplication', user: '1007', on: true },
    [],
    ['User Edit | omar.haddad@northwind.example | application account added by hand'],
  ],
  [
    { kind: 'setProtected', user: '9002', on: false },
    [],
    ['User Edit | bg-admin-01 | protected removed by hand'],
  ],
  [
    { kind: 'createPersonalFolder', user: '1007' },
    [],
    ['Folder Create | \\Personal Folders\\omar.haddad@northwind.example | added by hand'],
  ],
  [{ kind: 'createGroup', name: 'SS-Ops' }, [], ['Group Create | SS-Ops | id 14']],
  [{ kind: 'renameGroup', group: '7', name: 'SS-DBA' }, [], ['Group Edit | SS-DBA | displayName']],
  [
    { kind: 'deleteGroup', group: '13' },
    [],
    [
      'Folder Edit Permissions | \\Vendors\\Contoso | View for SS-Vendors-Contoso removed by hand',
      'Unassigned User or Group | SS-Vendors-Contoso | role User',
      'Removed From Group | tom.berg@contoso.example | SS-Vendors-Contoso',
      'Group Delete | SS-Vendors-Contoso | id 13',
    ],
  ],
  [
    { kind: 'addMembers', group: '7', members: [user('1033'), group('8')] },
    [],
    [
      'Added to Group | priya.nair@northwind.example | SS-DBA-Prod',
      'Added to Group | SS-DBA-Test | SS-DBA-Prod',
    ],
  ],
  [
    { kind: 'removeMembers', group: '7', members: [user('1007')] },
    [],
    ['Removed From Group | omar.haddad@northwind.example | SS-DBA-Prod'],
  ],
  [
    { kind: 'synchroniseGroup', group: '7', domain: 'Northwind.example' },
    [],
    ['Group Edit | SS-DBA-Prod | synchronised with northwind.example by hand'],
  ],
  [
    { kind: 'makeGroupLocal', group: '7' },
    [{ kind: 'synchroniseGroup', group: '7', domain: 'northwind.example' }],
    ['Group Edit | SS-DBA-Prod | made local by hand'],
  ],
  [dba, [], ['Role Create | Auditor | 1 permission, added by hand']],
  [
    { kind: 'renameRole', role: '5', name: 'Watcher' },
    [dba],
    ['Role Edit | Watcher | was Auditor'],
  ],
  [
    { kind: 'setPermissions', role: '5', permissions: ['View Users', 'View Roles'] },
    [dba],
    [
      'Role Permission Added | Auditor | View Users',
      'Role Permission Added | Auditor | View Roles',
      'Role Permission Removed | Auditor | View Secret Audit',
    ],
  ],
  [
    { kind: 'assignRole', role: '5', to: group('7') },
    [dba],
    ['Assigned User or Group | SS-DBA-Prod | role Auditor'],
  ],
  [
    { kind: 'unassignRole', role: '5', to: user('1007') },
    [dba, { kind: 'assignRole', role: '5', to: user('1007') }],
    ['Unassigned User or Group | omar.haddad@northwind.example | role Auditor'],
  ],
  [
    { kind: 'deleteRole', role: '5' },
    [dba, { kind: 'assignRole', role: '5', to: user('1007') }],
    [
      'Unassigned User or Group | omar.haddad@northwind.example | role Auditor',
      'Role Delete | Auditor | 1 permission, removed by hand',
    ],
  ],
  [
    { kind: 'setDefaultRole', role: '3' },
    [],
    ['Default Role Edit | Secret Server | User becomes Read-Only User'],
  ],
  [ledger, [], ['Folder Create | \\Finance\\Treasury\\Ledger | added by hand']],
  [
    { kind: 'editFolder', folder: '24', name: 'Cash', description: 'Money.' },
    [ledger],
    ['Folder Edit | \\Finance\\Cash | name, place, description changed by hand'],
  ],
  [
    { kind: 'moveFolder', folder: '28', parent: '23' },
    [ledger],
    ['Folder Edit | \\IT\\Network\\Ledger | place changed by hand'],
  ],
  [
    { kind: 'deleteFolder', folder: '28' },
    [ledger],
    ['Folder Delete | \\Finance\\Treasury\\Ledger | removed by hand'],
  ],
  [
    { kind: 'setInheritance', folder: '28', inherits: false },
    [ledger],
    [
      'Folder Edit | \\Finance\\Treasury\\Ledger | inheritance changed by hand',
      'Folder Edit Permissions | \\Finance\\Treasury\\Ledger | View for SS-Treasury added by hand',
      'Folder Edit Permissions | \\Finance\\Treasury\\Ledger | View, List on secrets for SS-Auditors added by hand',
      'Folder Edit Permissions | \\Finance\\Treasury\\Ledger | Owner for SS-Admins added by hand',
    ],
  ],
  [
    { kind: 'setInheritance', folder: '28', inherits: true },
    [ledger, { kind: 'setInheritance', folder: '28', inherits: false, start: 'empty' }],
    [
      'Folder Edit Permissions | \\Finance\\Treasury\\Ledger | Owner for admin removed by hand',
      'Folder Edit | \\Finance\\Treasury\\Ledger | inheritance changed by hand',
    ],
  ],
  [
    {
      kind: 'grantFolder',
      folder: '21',
      to: user('1033'),
      folderRight: 'View',
      secretRight: 'Edit',
      note: 'For the audit.',
    },
    [],
    [
      'Folder Edit Permissions | \\IT\\Databases\\Prod | View, Edit on secrets for priya.nair@northwind.example added by hand',
    ],
  ],
  [
    { kind: 'changeFolderGrant', grant: '1', folderRight: 'Edit', secretRight: 'Edit' },
    [],
    [
      'Folder Edit Permissions | \\IT\\Databases\\Prod | View becomes Edit for SS-DBA-Prod changed by hand',
    ],
  ],
  [
    { kind: 'removeFolderGrant', grant: '1' },
    [],
    ['Folder Edit Permissions | \\IT\\Databases\\Prod | View for SS-DBA-Prod removed by hand'],
  ],
  [
    { kind: 'createSecret', name: 'ora-3', folder: '21', template: 'Oracle Account' },
    [],
    ['Secret Create | ora-3 | added by hand'],
  ],
  [
    { kind: 'editSecret', secret: '301', name: 'ora-one', description: 'First.' },
    [],
    ['Secret Edit | ora-one | name, description changed by hand'],
  ],
  [
    { kind: 'moveSecret', secret: '301', folder: '22' },
    [],
    ['Secret Edit | ora-prod-1 | place changed by hand'],
  ],
  [
    { kind: 'setSecretPolicy', secret: '309' },
    [],
    ['Secret Edit | swift-alliance | policy changed by hand'],
  ],
  [
    { kind: 'grantSecret', secret: '301', to: user('1007'), right: 'Edit' },
    [],
    ['Secret Edit Permissions | ora-prod-1 | Edit for omar.haddad@northwind.example added by hand'],
  ],
  [
    { kind: 'changeSecretGrant', grant: '1', right: 'Owner' },
    [{ kind: 'grantSecret', secret: '301', to: user('1007'), right: 'Edit' }],
    [
      'Secret Edit Permissions | ora-prod-1 | Owner for omar.haddad@northwind.example changed by hand',
    ],
  ],
  [
    { kind: 'removeSecretGrant', grant: '1' },
    [{ kind: 'grantSecret', secret: '301', to: user('1007'), right: 'Edit' }],
    [
      'Secret Edit Permissions | ora-prod-1 | Edit for omar.haddad@northwind.example removed by hand',
    ],
  ],
  [
    { kind: 'deleteSecret', secret: '301' },
    [{ kind: 'grantSecret', secret: '301', to: user('1007'), right: 'Edit' }],
    [
      'Secret Edit Permissions | ora-prod-1 | Edit for omar.haddad@northwind.example removed by hand',
      'Secret Delete | ora-prod-1 | removed by hand',
    ],
  ],
  [drill, [], ['Secret Policy Create | Drill | added by hand']],
  [
    { kind: 'editPolicy', policy: '3', name: 'Exercise', items: [] },
    [drill],
    ['Secret Policy Edit | Exercise | name, items changed by hand'],
  ],
  [
    { kind: 'deletePolicy', policy: '3' },
    [drill],
    ['Secret Policy Delete | Drill | removed by hand'],
  ],
  [
    { kind: 'setFolderPolicy', folder: '24', policy: '2' },
    [],
    ['Folder Secret Policy Change | \\Finance\\Treasury | none becomes Checkout'],
  ],
  [
    { kind: 'setFolderPolicy', folder: '24' },
    [{ kind: 'setFolderPolicy', folder: '24', policy: 'Checkout' }],
    ['Folder Secret Policy Change | \\Finance\\Treasury | Checkout becomes none'],
  ],
  [{ kind: 'setLicences', licences: 12 }, [], ['Licences Edit | Secret Server | 10000 becomes 12']],
  [
    { kind: 'switchUnlimitedOn', note: 'A drill.' },
    [],
    ['Unlimited Administrator Enable | Secret Server | A drill.'],
  ],
  [
    { kind: 'switchUnlimitedOff', note: '' },
    [{ kind: 'switchUnlimitedOn', note: 'A drill.' }],
    ['Unlimited Administrator Disable | Secret Server | off by hand'],
  ],
];

test.each(each.map((row) => [row[0].kind, ...row] as const))(
  '%s has its trail in the audit, and undo brings everything back',
  async (_, command, first, trail) => {
    const lab = await bench();
    for (const one of first) await done(lab, one);
    const before = await stateOf(lab);
    const told = (await linesIn(lab)).length;
    await done(lab, command);
    const lines = (await linesIn(lab)).slice(told);
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual(trail);
    expect(lines.every((line) => line.split(' | ')[3] === 'You hand')).toBe(true);
    await undoAll(lab, [`vault-${count}`]);
    expect(await stateOf(lab)).toEqual({ ...before, journal: expect.any(Array) });
  },
);

test('what is as wanted already is no change', async () => {
  const lab = await bench();
  const before = await stateOf(lab);
  for (const command of [
    { kind: 'enableUser', user: '1007' },
    { kind: 'unlockUser', user: '1007' },
    { kind: 'addMembers', group: '7', members: [user('1007')] },
    { kind: 'setDefaultRole', role: '2' },
    { kind: 'editSecret', secret: '301', name: 'ora-prod-1' },
    { kind: 'moveFolder', folder: '24' },
    { kind: 'setSecretPolicy', secret: '309', policy: 'Requires approval' },
    { kind: 'setFolderPolicy', folder: '24' },
    { kind: 'editPolicy', policy: 'Checkout', name: ' Checkout ' },
  ] satisfies readonly VaultCommand[])
    expect(await run(lab, command)).toEqual({ ok: true, value: {} });
  expect(await stateOf(lab)).toEqual(before);
});

const admin = '9001';
/** What is refused: its title, the command, the trouble, and what must be done before. */
const refusals: readonly (readonly [
  string,
  VaultCommand,
  Partial<NotActed>,
  (readonly VaultCommand[])?,
])[] = [
  [
    'the last administrator cannot be disabled',
    { kind: 'disableUser', user: admin },
    {
      text: 'Nobody who can log in would have the role permission Administer Users any more. Nothing was changed. Give it to another enabled account first: an installation keeps at least one administrator.',
    },
  ],
  ['nor be locked out', { kind: 'lockUser', user: admin }, {}],
  [
    'nor lose the role through a change of the role',
    { kind: 'setPermissions', role: '1', permissions: ['View Users'] },
    {},
  ],
  ['nor through the role’s deletion', { kind: 'deleteRole', role: '1' }, {}],
  [
    'the break-glass account is not disabled while it is protected',
    { kind: 'disableUser', user: '9002' },
    {
      text: 'Break-glass administrator 01 is protected: it is the account for emergencies. Nothing was changed. Take the protection off first, and be sure that another account can break the glass.',
      field: 'user',
    },
  ],
  [
    'a group does not contain itself',
    { kind: 'addMembers', group: '7', members: [group('7')] },
    { field: 'members' },
  ],
  [
    'groups close no circle',
    { kind: 'addMembers', group: '8', members: [group('7')] },
    {
      text: 'SS-DBA-Test is in SS-DBA-Prod already (SS-DBA-Test in SS-DBA-Prod), so SS-DBA-Prod cannot be in it too. Nothing was changed. Take one of them out first.',
      field: 'members',
    },
    [{ kind: 'addMembers', group: '7', members: [group('8')] }],
  ],
  [
    'a synchronised group is changed in its directory',
    { kind: 'removeMembers', group: '7', members: [user('1007')] },
    {
      text: 'SS-DBA-Prod is synchronised with northwind.example. Nothing was changed. Change it in that directory, or make the group local first.',
      field: 'group',
    },
    [{ kind: 'synchroniseGroup', group: '7', domain: 'northwind.example' }],
  ],
  [
    'a folder is not moved below itself',
    { kind: 'moveFolder', folder: '24', parent: '28' },
    {
      text: '\\Finance\\Treasury cannot be moved into itself or into a folder below it. Nothing was changed. Choose a folder elsewhere.',
      field: 'parent',
    },
    [ledger],
  ],
  ['a folder that is not empty stays', { kind: 'deleteFolder', folder: '24' }, { field: 'folder' }],
  [
    'a role permits something',
    { kind: 'createRole', name: 'Nothing', permissions: [] },
    {
      text: 'A role without permissions permits nothing. Nothing was changed. Choose at least one permission.',
      ...{ field: 'permissions', simulated: true },
    },
  ],
  [
    'a role permits only what the product knows',
    { kind: 'createRole', name: 'Bird', permissions: ['Fly'] },
    { field: 'permissions' },
  ],
  ['the default role stays', { kind: 'deleteRole', role: '2' }, { field: 'role' }],
  [
    'a personal folder is not shared',
    {
      kind: 'grantFolder',
      folder: '28',
      to: user('1007'),
      folderRight: 'View',
      secretRight: 'View',
      as: '1007',
    },
    {
      permission: 'Administer Folders',
    },
    [{ kind: 'createPersonalFolder', user: '1007' }],
  ],
  [
    'not by an administrator either',
    {
      kind: 'grantFolder',
      folder: '28',
      to: user('1007'),
      folderRight: 'View',
      secretRight: 'View',
    },
    {
      text: 'Built-in administrator needs the right Owner on the folder \\Personal Folders\\omar.haddad@northwind.example, and does not have it. Nothing was changed. Act as somebody who has it, or in Unlimited Administration Mode as somebody who may use that.',
    },
    [{ kind: 'createPersonalFolder', user: '1007' }],
  ],
  [
    'nor by its owner',
    {
      kind: 'grantFolder',
      folder: '28',
      to: user('1007'),
      folderRight: 'View',
      secretRight: 'View',
    },
    {
      text: '\\Personal Folders\\admin is a personal folder, which has one owner and cannot be shared. Nothing was changed. Move the secrets that others need into another folder.',
      field: 'folder',
    },
    [{ kind: 'createPersonalFolder', user: admin }],
  ],
  [
    'no licence is left for a new user',
    { kind: 'createUser', userName: 'ana' },
    {
      text: 'No licence is left: all 13 are in use. Nothing was changed. Disable an account that nobody needs, or raise the number of licences. Delinea does not document what Secret Server does here, so the lab refuses.',
      simulated: true,
    },
    [{ kind: 'setLicences', licences: 13 }],
  ],
  [
    'nor for one who comes back',
    { kind: 'enableUser', user: '1077' },
    { simulated: true },
    [{ kind: 'setLicences', licences: 13 }],
  ],
  [
    'nor for an account that programs used',
    { kind: 'setApplication', user: '9012', on: false },
    { simulated: true },
    [{ kind: 'setLicences', licences: 13 }],
  ],
  [
    'a user name is one person’s',
    { kind: 'createUser', userName: 'OMAR.haddad@northwind.example' },
    { field: 'userName' },
  ],
  [
    'an e-mail looks like one',
    { kind: 'editUser', user: '1007', email: 'omar' },
    { field: 'email' },
  ],
  [
    'whoever acts needs the permission',
    { kind: 'createGroup', name: 'X', as: '1007' },
    {
      text: 'Omar Haddad lacks the role permission Administer Groups. Nothing was changed. Act as somebody whose role has it, or give it to one of the roles.',
      ...{ permission: 'Administer Groups', field: 'as' },
    },
  ],
  [
    'the right on the folder too',
    { kind: 'removeGrant', user: '9002', folder: '27' },
    { field: 'as' },
  ],
  [
    'a disabled person does not act',
    { kind: 'createGroup', name: 'X', as: '1077' },
    { field: 'as' },
  ],
  ['nobody who does not exist acts', { kind: 'createGroup', name: 'X', as: '1' }, { field: 'as' }],
  ['the mode asks for a note', { kind: 'switchUnlimitedOn', note: ' ' }, { field: 'note' }],
  [
    'who may use the mode does not switch it on',
    { kind: 'switchUnlimitedOn', note: 'A drill.' },
    { field: 'as', simulated: true },
    [{ kind: 'assignRole', role: '4', to: user(admin) }],
  ],
  [
    'a policy stays while it is assigned',
    { kind: 'deletePolicy', policy: '1' },
    {
      text: 'The policy Requires approval is assigned to 2 secrets and 1 folder. Nothing was changed. Give them another policy, or none, first.',
      ...{ field: 'policy', simulated: true },
    },
    [{ kind: 'setFolderPolicy', folder: '24', policy: '1' }],
  ],
  [
    'two policies are not called alike',
    { kind: 'createPolicy', name: 'checkout', items: [] },
    { field: 'name' },
  ],
  [
    'a policy has items that the lab knows',
    {
      kind: 'createPolicy',
      name: 'Bird',
      items: [{ name: 'Fly', setting: 'Default', value: true }],
    },
    { field: 'items', simulated: true },
  ],
  [
    'only a policy that exists is given to a secret',
    { kind: 'setSecretPolicy', secret: '301', policy: 'Bird' },
    { field: 'policy' },
  ],
  [
    'a folder is given a policy by whoever may assign them',
    { kind: 'setFolderPolicy', folder: '24', policy: '1', as: '1007' },
    { permission: 'Assign Secret Policy' },
  ],
  [
    'a policy is made by whoever may administer them',
    { ...drill, as: '1007' },
    { permission: 'Administer Secret Policy' },
  ],
  ['licences are a whole number', { kind: 'setLicences', licences: 1.5 }, { field: 'licences' }],
];

test.each(
  refusals.map(([title, command, trouble, first = []]) => ({ title, command, trouble, first })),
)('$title', async ({ command, trouble, first }) => {
  const lab = await bench();
  for (const one of first) await done(lab, one);
  const seen = await refusal(lab, command);
  expect(seen).toMatchObject(trouble);
  expect(seen.text).toMatch(/\. Nothing was changed\. .*\.$/);
});

test('an application account and a disabled one take no licence', async () => {
  const lab = await bench();
  await done(lab, { kind: 'setLicences', licences: 13 });
  await done(lab, { kind: 'createUser', userName: 'svc-scan', application: true });
  await done(lab, { kind: 'disableUser', user: '1007' });
  await done(lab, { kind: 'createUser', userName: 'ana' });
  expect(await refusal(lab, { kind: 'createUser', userName: 'ben' })).toMatchObject({
    simulated: true,
  });
});

test('Unlimited Administration Mode opens everything to whoever may use it, and to nobody else', async () => {
  const lab = await bench();
  await done(lab, { kind: 'assignRole', role: '1', to: user('9002') });
  const take = { kind: 'removeGrant', user: '9002', folder: '27' } as const;
  await done(lab, { kind: 'createPersonalFolder', user: '1007' });
  const hide = { kind: 'editFolder', folder: '28', description: 'Seen.' } as const;
  expect(await refusal(lab, { ...hide, as: '9002' })).toMatchObject({ field: 'as' });
  await done(lab, { kind: 'switchUnlimitedOn', note: 'Omar has left.' });
  await done(lab, { ...hide, as: '9002' });
  expect(await refusal(lab, take)).toMatchObject({ field: 'as' });
  expect((await auditIn(lab))[0]).toMatchObject({ actor: 'You as bg-admin-01' });
});

test('a secret that names its policy by name, as older data does, follows when the policy is renamed', async () => {
  const lab = await bench();
  const { vault: before } = await presentOf(lab);
  await vaultStore(lab.store).write(
    lab.tenant.id,
    { exchange: 'older', actor: 'You', at },
    async (edit) => {
      for (const [id, policy] of [['311', 'Checkout'] as const, ['301', 'Long gone'] as const])
        await edit.put('VaultSecret', {
          ...(before.secrets.find((each) => each.id === id) as unknown as JsonObject), // plain data
          ...{ id, policy },
        });
    },
  );
  const kept = { kind: 'deletePolicy', policy: 'Checkout' } as const;
  expect((await refusal(lab, kept)).text).toMatch(/assigned to 1 secret\./);
  await done(lab, { kind: 'editPolicy', policy: '2', name: 'Borrowing' });
  const { vault } = await presentOf(lab);
  expect(vault.secrets.filter(({ policy }) => policy === '2').map(({ id }) => id)).toEqual(['311']);
  expect(vault.secrets.find(({ id }) => id === '301')?.policy).toBe('Long gone');
});

test('a folder keeps its policy when SCIM renames it, and has it again when its deletion is undone', async () => {
  const lab = await bench('connector');
  await done(lab, { kind: 'createFolder', name: 'Ledger', parent: '24' });
  await done(lab, { kind: 'setFolderPolicy', folder: '28', policy: '1' });
  const policy = async () =>
    (await presentOf(lab)).vault.folders.find(({ id }) => id === '28')?.policy;
  const change = { op: 'replace', path: 'name', value: 'Cash' };
  const renamed = await lab.patch('/Containers/28', [change]);
  expect([renamed.status, await policy()]).toEqual([200, '1']);
  const { length } = await lab.store.journal(lab.tenant.id);
  expect((await lab.remove('/Containers/28')).status).toBe(204);
  expect(await policy()).toBe(undefined);
  const deleted = (await lab.store.journal(lab.tenant.id))[length]!.exchange;
  await undoAll(lab, [deleted]);
  expect(await policy()).toBe('1');
});

test('an account that the connector’s DELETE hid comes back to SCIM when it is enabled by hand', async () => {
  const lab = await bench('connector');
  await lab.remove('/Users/1007');
  await done(lab, { kind: 'enableUser', user: '1007' });
  expect((await lab.get('/Users/1007')).json).toMatchObject({ active: true });
  await undoAll(lab, [`vault-${count}`]);
  expect((await lab.get('/Users/1007')).status).toBe(404);
});

test('what was changed again by hand since is not undone alone', async () => {
  const lab = await bench();
  await done(lab, { kind: 'renameRole', role: '4', name: 'Glass' });
  const first = `vault-${count}`;
  await done(lab, { kind: 'renameRole', role: '4', name: 'Ice' });
  const cause = { exchange: `undo-${first}`, actor: 'You', at };
  expect(await undo(lab.store, { tenant: lab.tenant.id, exchange: first, cause })).toEqual({
    ok: false,
    trouble:
      'The role 4 was changed again since, so this exchange cannot be undone alone. Undo the later one first.',
  });
});

test('what something else uses by now is not undone alone', async () => {
  const lab = await bench();
  for (const [first, then] of [
    [dba, { kind: 'assignRole', role: '5', to: user('1007') }],
    [ledger, { kind: 'createSecret', name: 'l', folder: '28', template: 'Password' }],
    [
      { kind: 'createGroup', name: 'SS-Ops' },
      { kind: 'addMembers', group: '7', members: [group('14')] },
    ],
  ] satisfies readonly (readonly VaultCommand[])[]) {
    await done(lab, first!);
    const exchange = `vault-${count}`;
    await done(lab, then!);
    const cause = { exchange: `undo-${exchange}`, actor: 'You', at };
    const undone = await undo(lab.store, { tenant: lab.tenant.id, exchange, cause });
    expect(undone.ok ? '' : undone.trouble).toMatch(
      /that this change made is used by what was done since, so it cannot be undone alone\. Undo/,
    );
    await undoAll(lab, [`vault-${count}`, exchange]);
  }
});

test('undo leaves somebody who can administer the installation', async () => {
  const lab = await bench();
  await done(lab, { kind: 'assignRole', role: '1', to: user('1007') });
  const exchange = `vault-${count}`;
  await done(lab, { kind: 'disableUser', user: admin });
  const before = await stateOf(lab);
  const cause = { exchange: `undo-${exchange}`, actor: 'You', at };
  expect(await undo(lab.store, { tenant: lab.tenant.id, exchange, cause })).toEqual({
    ok: false,
    trouble:
      'Without this change nobody who can log in would have the role permission Administer Users, so it was not undone. Give it to another account first.',
  });
  expect(await stateOf(lab)).toEqual(before);
});

test('after any commands, undoing all of them leads back to the start', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 12 }), async (commands) => {
      const lab = await bench('connector');
      const start = await stateOf(lab);
      for (const command of commands) {
        await run(lab, command);
        const { users, groups, vault } = await stateOf(lab);
        expect(keysHeld({ users, groups }, vault).size).toBe(3); // somebody can always administer it
      }
      const journal = await lab.store.journal(lab.tenant.id);
      const trails = new Set(
        (await auditIn(lab)).filter(({ seq }) => seq > 0).map(({ seq }) => seq),
      );
      expect([...trails].sort((one, other) => one - other)).toEqual(journal.map(({ seq }) => seq));
      const since = exchangesSince(journal, 0);
      await undoAll(lab, since.ok ? since.value : ['none']);
      expect(await stateOf(lab)).toEqual({ ...start, journal: expect.any(Array) });
    }),
    { numRuns: 1000 },
  );
}, 180_000);

test('a write that fails half-way leaves everything as it was', async () => {
  const lab = await bench();
  const before = await stateOf(lab);
  const failing: typeof lab.store = Object.assign(Object.create(lab.store) as typeof lab.store, {
    write: ((tenant, cause, work) =>
      lab.store.write(tenant, cause, (edit) => {
        let puts = 0;
        const put = (...given: Parameters<typeof edit.putDocument>): Promise<void> => {
          puts += 1;
          if (puts === 3) throw new Error('The disk is full.');
          return edit.putDocument(...given);
        };
        return work({ ...edit, putDocument: put });
      })) as typeof lab.store.write,
  });
  const command = { kind: 'deleteGroup', group: '12' } as const;
  const order = { tenant: lab.tenant.id, command, exchange: 'vault-x', at };
  await expect(
    act(failing, { ...order, command: { kind: 'deleteGroup', group: '11' } }),
  ).rejects.toThrow('The disk is full.');
  expect(await stateOf(lab)).toEqual(before);
  expect((await act(lab.store, order)).ok).toBe(true);
});

test('commands move the version of what SCIM shows', async () => {
  const lab = await bench('connector');
  const versionOf = async () => {
    const { meta } = (await lab.get('/Containers/24')).json as { meta: JsonObject };
    return meta.version;
  };
  const before = await versionOf();
  await done(lab, { kind: 'editFolder', folder: '24', name: 'Cash' });
  await done(lab, { kind: 'editFolder', folder: '24', name: 'Funds' });
  const name = [{ op: 'replace', path: 'name', value: 'Money' }];
  expect([before, await versionOf()]).toEqual(['W/"1"', 'W/"3"']);
  const patched = await lab.patch('/Containers/24', name);
  expect([patched.status, await versionOf()]).toEqual([200, 'W/"4"']);
  await undoAll(lab, [patched.header('X-Request-Id')!, `vault-${count}`, `vault-${count - 1}`]);
  expect(await versionOf()).toBe(before);
});
