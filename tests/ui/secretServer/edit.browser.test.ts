// Administers a Secret Server by hand in a real browser: every section once from its list to the audit, and each refusal.
import { mount } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../../src/ui/App.svelte';
import '../../../src/ui/design/components.css';
import '../../../src/ui/design/tokens.css';
import type { Directory, Lab } from '../../../src/ui/lab.ts';
import { dismiss, toasts } from '../../../src/ui/toasts.svelte.ts';
import { idOf, membersOf, nameOf, textOf } from '../../../src/vault/members.ts';
import { openLab, show, until, type Shown } from '../kit.ts';

let lab: Lab;
let shown: Shown | undefined;

beforeAll(async () => {
  await page.viewport(1440, 900);
  lab = await openLab();
});
beforeEach(() => lab.reset());
afterEach(() => {
  shown?.close();
  shown = undefined;
  for (const { id } of toasts()) dismiss(id);
});

/** Opens a place of the console: `users/1007`. */
async function open(place: string): Promise<void> {
  location.hash = `#/secret-server/${place}`;
  shown = show((target) => mount(App, { target, props: { lab } }));
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const now = (): Directory => lab.current.get().directory.get();
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const userCalled = (name: string) => now().users.find((user) => nameOf(user) === name);
const groupCalled = (name: string) => now().groups.find((group) => nameOf(group) === name);

/** Waits until a note says this. */
const said = (words: string) =>
  until(() => toasts().some(({ lead, text }) => [lead, text].filter(Boolean).join(' ') === words));

/** Takes the last note's offer to undo, and gives what is said then. */
async function undo(): Promise<string> {
  await button('Undo').last().click();
  const last = await until(() => toasts().find(({ lead }) => lead?.startsWith('Undone')));
  return `${last.lead} ${last.text}`;
}

/** Finds one in a field that chooses, and takes the first. */
async function pick(label: string, letters: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(letters);
  await userEvent.keyboard('{Enter}');
}

/** Lets somebody else act. */
async function actAs(letters: string): Promise<void> {
  await page.getByRole('button', { name: /^Acting as/ }).click();
  await expect.element(page.getByRole('combobox', { name: 'Who acts' })).toHaveFocus();
  await pick('Who acts', letters);
}

const heard = (kind: string) => page.getByRole(kind);

test('a user is created, edited, locked, disabled, and each is undone', async () => {
  await open('users');
  await page.getByRole('link', { name: 'New user' }).click();
  await expect.element(field('Username')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('The username is missing. Type one.')).toBeVisible();
  await field('E-mail').fill('nobody');
  await expect.element(page.getByText(/^This is no e-mail address\./)).toBeVisible();
  await field('E-mail').fill('rosa.luna@northwind.example');
  await field('Display name').fill('Rosa Luna');
  await field('Department').fill('Treasury');
  await field('Username').fill('OMAR.HADDAD@northwind.example');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/belongs to Omar Haddad.*Nothing was changed/)).toBeVisible();
  await expect.element(field('Username')).toHaveFocus();
  await expect.element(field('Display name')).toHaveValue('Rosa Luna');
  await field('Username').fill('rosa.luna@northwind.example');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { level: 2, name: 'Rosa Luna' })).toBeVisible();
  await said('Rosa Luna is created. The audit has it.');
  const rosa = userCalled('Rosa Luna')!;
  expect(textOf(rosa, 'userName')).toBe('rosa.luna@northwind.example');

  await button('Edit Rosa Luna').click();
  await field('Department').fill('Risk');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Risk', { exact: true }).first()).toBeVisible();
  await expect.element(button('Edit Rosa Luna')).toHaveFocus();

  await button('Add to a group: Rosa Luna').click();
  await pick('Group', 'SS-Treasury');
  await button('Add').click();
  await expect.element(page.getByText('can open 2 secrets')).toBeVisible();
  await button('Take out of SS-Treasury').click();
  await dialog().getByRole('button', { name: 'Take out' }).click();
  await expect.element(page.getByText('can open nothing', { exact: true })).toBeVisible();
  await expect.element(button('Add to a group: Rosa Luna')).toHaveFocus();

  await button('Lock').click();
  await expect.element(button('Unlock')).toHaveFocus();
  expect(now().vault.lockedOut).toContain(idOf(rosa));
  await button('Unlock').click();

  await button('Disable').click();
  await expect.element(dialog()).toHaveTextContent(/The licence becomes free/);
  await dialog().getByRole('button', { name: 'Disable' }).click();
  await until(() => userCalled('Rosa Luna')?.['active'] === false);
  expect(await undo()).toMatch(/^Undone\. Rosa Luna is disabled no more/);
  expect(userCalled('Rosa Luna')?.['active']).toBe(true);

  location.hash = '#/secret-server/audit';
  await expect.element(page.getByRole('cell', { name: 'User Disabled' }).first()).toBeVisible();
});

test('what was changed again since is not undone, and whoever is disabled cannot act', async () => {
  await open('users/1007');
  await button('Lock').click();
  await said('Omar Haddad is locked out. The audit has it.');
  await button('Unlock').click();
  await said('Omar Haddad is unlocked. The audit has it.');
  await button('Undo').first().click();
  const refused = await until(() => toasts().find(({ lead }) => lead === 'Not undone.'));
  expect(refused.text).toMatch(/changed again since/);

  await actAs('pedro');
  await button('Lock').click();
  await expect.element(heard('alert')).toHaveTextContent(/^Refused\. Pedro Alves is disabled/);
  await actAs('admin');
});

test('the break-glass account stays, and no licence left is said so', async () => {
  await open('users/9002');
  await button('Disable').click();
  await dialog().getByRole('button', { name: 'Disable' }).click();
  await expect.element(heard('alert')).toHaveTextContent(/is protected: .*Nothing was changed/);

  location.hash = '#/secret-server/settings';
  await button('Change the number of licences').click();
  await field('Licences').fill('many');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^This is no number of licences/)).toBeVisible();
  await field('Licences').fill('13');
  await userEvent.keyboard('{Enter}');
  await until(() => now().vault.licences === 13);
  location.hash = '#/secret-server/users/new';
  await field('Username').fill('one.more');
  await userEvent.keyboard('{Enter}');
  await expect.element(heard('alert')).toHaveTextContent(/^Refused\. No licence is left/);
  await page.getByRole('checkbox', { name: 'Application account' }).click();
  await button('Create user').click();
  await until(() => userCalled('one.more'));
});

test('whoever acts needs the permission: what is missing is named, and the text stays', async () => {
  await open('groups/new');
  await actAs('omar');
  await expect.element(page.getByText('as Omar Haddad')).toBeVisible();
  await field('Name').fill('Night shift');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(heard('alert'))
    .toHaveTextContent(/Omar Haddad lacks the role permission Administer Groups\./);
  await expect.element(field('Name')).toHaveValue('Night shift');
  await button('Act as Built-in administrator').click();
  await expect.element(page.getByText('as Built-in administrator')).toBeVisible();
  await button('Create group').click();
  await until(() => groupCalled('Night shift'));
});

test('a group is made, filled, emptied, given a role, fed by a directory, and deleted', async () => {
  await open('groups');
  await page.getByRole('link', { name: 'New group' }).click();
  await field('Name').fill('ss-users');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^There is a group SS-Users already/)).toBeVisible();
  await field('Name').fill('Night shift');
  await userEvent.keyboard('{Enter}');
  await until(() => groupCalled('Night shift'));

  await button('Add members to Night shift').click();
  await button('Add').click();
  await expect.element(page.getByText(/^Nobody is chosen\./)).toBeVisible();
  await pick('Person or group', 'li wei');
  await pick('Person or group', 'SS-Treasury');
  await button('Add 2 members').click();
  await until(() => membersOf(groupCalled('Night shift')!).length === 2);
  await said('2 members are in Night shift. The audit has it.');

  await button('Take out Li Wei').click();
  await dialog().getByRole('button', { name: 'Take out' }).click();
  await until(() => membersOf(groupCalled('Night shift')!).length === 1);

  await button('Give a role to the members of Night shift').click();
  await page.getByRole('combobox', { name: 'Role' }).selectOptions('Read-Only User');
  await userEvent.keyboard('{Enter}');
  await button('Give the role').click();
  await until(() =>
    now().vault.roleOfGroup.some(({ group }) => group === idOf(groupCalled('Night shift')!)),
  );

  await button('Synchronise Night shift with a directory').click();
  await field('Domain').fill('nowhere');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^nowhere is no name of a domain/)).toBeVisible();
  await field('Domain').fill('northwind.example');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByText(/^northwind\.example says who is in this group/))
    .toBeVisible();
  expect(button('Add members to Night shift').query()).toBeNull();
  await button('Make it local').click();
  await expect.element(button('Delete')).toHaveFocus();
  await button('Delete').click();
  await expect.element(dialog()).toHaveTextContent(/1 membership, the role Read-Only User/);
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await until(() => !groupCalled('Night shift'));
  await expect.element(page.getByText('8 groups')).toBeVisible();
});

test('a group cannot be put into a group that it holds', async () => {
  await open('groups/9');
  await button('Add members to SS-Net-Ops').click();
  await pick('Person or group', 'SS-Users');
  await button('Add').click();
  await until(() => membersOf(groupCalled('SS-Net-Ops')!).length === 2);
  location.hash = '#/secret-server/groups/6';
  await button('Add members to SS-Users').click();
  await pick('Person or group', 'SS-Net-Ops');
  await button('Add').click();
  await expect.element(page.getByText(/SS-Net-Ops cannot be in it too/)).toBeVisible();
});

test('a role is made with permissions found by their words, and never without one', async () => {
  await open('roles/new');
  await field('Name').fill('Helpdesk');
  await button('Create role').click();
  await expect
    .element(page.getByText('A role without permissions permits nothing. Choose one.'))
    .toBeVisible();
  await page.getByRole('searchbox', { name: 'Find permissions' }).fill('users view');
  await page.getByRole('checkbox', { name: 'View Users' }).click();
  await button('Create role').click();
  await until(() => now().vault.roles.some(({ name }) => name === 'Helpdesk'));
  const role = () => now().vault.roles.find(({ name }) => name === 'Helpdesk')!;
  expect(role().permissions).toEqual(['View Users']);

  await button('Give to a person or a group the role Helpdesk').click();
  await pick('Person or group', 'grace');
  await button('Give the role').click();
  await until(() => now().vault.roleOfUser?.some(({ user }) => user === '1019'));
  await button('Delete').click();
  await expect.element(dialog()).toHaveTextContent(/1 person loses its 1 permission/);
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await until(() => !now().vault.roles.some(({ name }) => name === 'Helpdesk'));
  expect(now().vault.roleOfUser?.some(({ user }) => user === '1019')).toBe(false);

  location.hash = '#/secret-server/roles/2';
  await button('Delete').click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expect.element(heard('alert')).toHaveTextContent(/is the default role/);
});

test('the last administrator stays, whichever way one tries', async () => {
  await open('users/9001');
  await button('Disable').click();
  await dialog().getByRole('button', { name: 'Disable' }).click();
  const lost = /Nobody who can log in would have .*Nothing was changed/;
  await expect.element(heard('alert')).toHaveTextContent(lost);
  location.hash = '#/secret-server/roles/1';
  await button('Take away the role from SS-Admins').click();
  await dialog().getByRole('button', { name: 'Take away' }).click();
  await until(() => !now().vault.roleOfGroup.some(({ role }) => role === '1'));
  await button('Take away the role from Built-in administrator').click();
  await dialog().getByRole('button', { name: 'Take away' }).click();
  await expect.element(dialog()).toHaveTextContent(lost);
  await button('Close').click();
  await button('Choose the permissions of Administrator').click();
  await page.getByRole('checkbox', { name: 'Administer Users' }).click();
  await button('Save').click();
  await expect.element(heard('alert')).toHaveTextContent(lost);
  expect(now().vault.roles[0]?.permissions).toContain('Administer Users');
});

test('a folder is made below another, shared, moved, and deleted once empty', async () => {
  await open('folders/new');
  await field('Name').fill('a\\b');
  await button('Create folder').click();
  await expect.element(page.getByText(/^A backslash separates folders/)).toBeVisible();
  await field('Name').fill('Archive');
  await button(/^Change parent/).click();
  await pick('Parent', 'test');
  await page.getByRole('checkbox', { name: 'Inherit permissions from parent' }).click();
  await button('Create folder').click();
  const archive = () => now().vault.folders.find(({ name }) => name === 'Archive');
  await until(archive);
  expect(archive()).toMatchObject({ path: '\\IT\\Databases\\Test\\Archive', inherits: false });

  await button('Give rights on \\IT\\Databases\\Test\\Archive').click();
  await pick('Person or group', 'SS-Treasury');
  await page
    .getByRole('combobox', { name: 'Folder role' })
    .selectOptions('Add Secret: put secrets in, no more');
  await button('Give rights').last().click();
  await expect.element(page.getByText(/Add Secret lets people put secrets in/)).toBeVisible();
  await page
    .getByRole('combobox', { name: 'Secret role' })
    .selectOptions('None: its secrets stay hidden');
  await button('Give rights').last().click();
  const grants = () => now().vault.grants.filter(({ folder }) => folder === archive()?.id);
  await until(() => grants().some(({ to }) => to.id === '10'));

  await button('Change the rights of SS-Treasury').click();
  await page.getByRole('combobox', { name: 'Folder role' }).selectOptions('View: see the folder');
  await button('Save').click();
  await until(() =>
    grants().some(({ to, folderRight }) => to.id === '10' && folderRight === 'View'),
  );
  await expect.element(button('Change the rights of SS-Treasury')).toHaveFocus();

  await button('Inherit from parent').click();
  await dialog().getByRole('button', { name: 'Inherit from parent' }).click();
  await until(() => archive()?.inherits);
  expect(grants()).toEqual([]);

  location.hash = '#/secret-server/folders/22';
  await button('Move \\IT\\Databases\\Test').click();
  await button(/^Change parent/).click();
  await pick('Parent', 'archive');
  await button('Move').last().click();
  await expect
    .element(page.getByText(/cannot be moved into itself or into a folder below it/))
    .toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Move \\IT\\Databases\\Test')).toHaveFocus();
  await button('Delete').click();
  await expect.element(dialog()).toHaveTextContent(/2 secrets and 1 folder/);
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expect.element(heard('alert')).toHaveTextContent(/is not empty/);

  location.hash = `#/secret-server/folders/${archive()!.id}`;
  await button('Delete').click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await until(() => !archive());
});

test('a secret is made, moved, put under a policy, shared alone, and deleted', async () => {
  await open('secrets/new');
  await button('Create secret').click();
  await expect.element(page.getByText('The name is missing. Type one.')).toBeVisible();
  await expect.element(page.getByText(/^No folder is chosen/)).toBeVisible();
  await field('Name').fill('ora-test-9');
  await page.getByRole('combobox', { name: 'Template' }).selectOptions('Oracle Account');
  await pick('Folder', 'test');
  await button('Create secret').click();
  const secret = () => now().vault.secrets.find(({ name }) => name === 'ora-test-9');
  await until(secret);
  expect(secret()).toMatchObject({ folder: '22', template: 'Oracle Account' });

  await button('Move ora-test-9').click();
  await button(/^Change folder/).click();
  await pick('Folder', 'network');
  await button('Move').last().click();
  await until(() => secret()?.folder === '23');

  await actAs('omar');
  await button('Change the policy of ora-test-9').click();
  await page.getByRole('combobox', { name: 'Policy' }).selectOptions('Checkout');
  await button('Save').click();
  await expect
    .element(heard('alert'))
    .toHaveTextContent(/Omar Haddad lacks the role permission Assign Secret Policy\./);
  await actAs('admin');
  await button('Save').click();
  await until(() => secret()?.policy === '2');
  await expect.element(page.getByText('on, Enforced, its own')).toBeVisible();

  await button('Give a right on ora-test-9').click();
  await pick('Person or group', 'priya');
  await button('Give the right').click();
  await until(() => now().vault.secretGrants?.length === 1);
  await button('Remove the right of Priya Nair').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await until(() => (now().vault.secretGrants ?? []).length === 0);
});

test('a secret policy is made, edited, given to a folder, kept while it is assigned, and undone', async () => {
  await open('secrets');
  await page.getByRole('link', { name: 'Policies' }).click();
  await page.getByRole('link', { name: 'New policy' }).click();
  await expect.element(field('Name')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('The name is missing. Type one.')).toBeVisible();
  await field('Name').fill('checkout');
  await page.getByRole('combobox', { name: 'Checkout', exact: true }).selectOptions('Default');
  await button('Create policy').click();
  await expect.element(page.getByText(/^There is a policy Checkout already\./)).toBeVisible();
  await field('Name').fill('Borrowing');
  await userEvent.keyboard('{Enter}');
  await said('The policy Borrowing is created. The audit has it.');
  const policy = () => now().vault.policies?.find(({ id }) => id === '3');
  expect(policy()?.items).toEqual([{ name: 'Checkout', setting: 'Default', value: true }]);

  await button('Edit Borrowing').click();
  await page.getByRole('combobox', { name: 'Auto Change', exact: true }).selectOptions('Enforced');
  await page.getByRole('combobox', { name: 'Auto Change is' }).selectOptions('Off');
  await button('Save').click();
  await expect.element(page.getByText('off, Enforced')).toBeVisible();
  await expect.element(button('Edit Borrowing')).toHaveFocus();

  location.hash = '#/secret-server/folders/24';
  await button('Change the policy of \\Finance\\Treasury').click();
  await page.getByRole('combobox', { name: 'Policy' }).selectOptions('Borrowing');
  await button('Save').click();
  await until(() => now().vault.folders.find(({ id }) => id === '24')?.policy === '3');
  location.hash = '#/secret-server/secrets/309';
  await expect.element(page.getByText('off, Enforced, Borrowing of the folder')).toBeVisible();
  await expect.element(page.getByText('on, Enforced, its own')).toBeVisible();

  location.hash = '#/secret-server/policies/3';
  await button('Delete').click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await expect.element(heard('alert')).toHaveTextContent(/is assigned to 1 folder\. Nothing was/);
  await undo();
  await until(() => now().vault.folders.find(({ id }) => id === '24')?.policy === undefined);
  await button('Delete').click();
  await dialog().getByRole('button', { name: 'Delete' }).click();
  await until(() => !policy());
});

test('unlimited administration takes two people, and everybody sees that it is on', async () => {
  await open('settings');
  await button('Switch on Unlimited Administration Mode').click();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^A note is missing/)).toBeVisible();
  await field('Why').fill('The vault key of the treasury is lost');
  await userEvent.keyboard('{Enter}');
  await until(() => now().vault.unlimited);
  location.hash = '#/secret-server/secrets/312';
  await expect.element(page.getByText(/Unlimited administrators open every secret/)).toBeVisible();
  await expect
    .element(page.getByText('Unlimited Administration Mode', { exact: true }))
    .toBeVisible();
  location.hash = '#/secret-server/settings';
  await button('Switch off Unlimited Administration Mode').click();
  await field('Why').fill('Found again');
  await userEvent.keyboard('{Enter}');
  await until(() => !now().vault.unlimited);
});

test('a personal folder opens to its owner alone', async () => {
  await open('users/1007');
  await button('More to do').click();
  await page.getByRole('menuitem', { name: 'Make a personal folder' }).click();
  await until(() => now().vault.folders.some(({ personalOf }) => personalOf === '1007'));
  await page.getByRole('link', { name: /Personal Folders/ }).click();
  await expect.element(page.getByText(/a personal folder opens to its owner alone/)).toBeVisible();
  expect(button(/^Give rights/).query()).toBeNull();
});
