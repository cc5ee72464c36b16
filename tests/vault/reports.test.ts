// Checks what each report lists, and that reports agree with who can open what on companies of any shape.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import type { WorldSeed } from '../../src/server/world.ts';
import { accessOf, opens } from '../../src/vault/access.ts';
import type { VaultCommand } from '../../src/vault/command.ts';
import type { Report, ReportInput, ReportRow } from '../../src/vault/report.ts';
import { reportTable } from '../../src/vault/report.ts';
import { reports } from '../../src/vault/reports.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { bench, type Bench } from '../server/kit.ts';
import { folder, grant, group, northwind, northwindMover, user, vault } from './sample.ts';
import { auditIn, presentOf } from './past.ts';
import { randomWork } from './work.ts';

const now = Date.parse('2026-12-01T09:00:00Z');

const byHand = (lab: Bench, command: VaultCommand) =>
  act(lab.store, {
    ...{ tenant: lab.tenant.id, command, exchange: `vault-${lab.now}` },
    at: new Date(lab.now).toISOString(),
  });

const inputOf = ({
  users,
  groups,
  vault: of,
}: Pick<WorldSeed, 'users' | 'groups' | 'vault'>): ReportInput => ({
  ...{ users, groups, vault: of, now },
  access: accessOf({ users, groups }, of),
});

const report = (id: string): Report => reports.find((each) => each.id === id)!;
const linesOf = (rows: readonly ReportRow[]) =>
  rows.map(({ cells, mark }) => [...cells, ...(mark ? [`! ${mark}`] : [])].join(' | '));
const lines = (id: string, input: ReportInput, about = '') =>
  linesOf(report(id).rows(input, about));

test('a person’s secrets are listed with every way, and rights by hand stand out', () => {
  expect(lines('secrets-of-user', inputOf(northwindMover), '1042').slice(0, 1)).toEqual([
    'ora-prod-1 | View | \\IT\\Databases\\Prod | Oracle Account | SS-DBA-Prod → \\IT\\Databases\\Prod → View; direct grant → \\IT\\Databases\\Prod → View | ! by hand',
  ]);
  expect(lines('secrets-of-user', inputOf(northwind), '1064')).toEqual([]);
});

test('a folder below one without View is out of reach', () => {
  const of = vault([folder('top'), folder('low', 'top')], [grant('low', 'u1')]);
  const people = { users: [user('1')], groups: [] };
  const input = { ...people, vault: of, now, access: accessOf(people, of) };
  expect(lines('folders-of-user', input, '1')).toEqual([
    '\\top\\low | View | by hand | no View on \\top | ! out of reach',
  ]);
});

test('every row of folder rights is listed, also where it is inherited', () => {
  const of = vault(
    [folder('top'), folder('low', 'top', { inherits: true })],
    [grant('top', 'g2'), grant('top', 'u1', { note: 'Given by admin.' })],
  );
  const people = { users: [user('1')], groups: [group('2')] };
  const input = { ...people, vault: of, now, access: accessOf(people, of) };
  expect(lines('folder-permissions', input)).toEqual([
    '\\top | Group 2 | group | View | View | this folder | ',
    '\\top | User 1 | user | View | View | this folder | Given by admin. | ! by hand',
    '\\top\\low | Group 2 | group | View | View | \\top | ',
    '\\top\\low | User 1 | user | View | View | \\top | Given by admin. | ! by hand',
  ]);
});

test('members of groups in groups are members too, and disabled ones stand out', () => {
  const people = {
    users: [user('1'), user('2', { active: false })],
    groups: [group('7', 'u1', 'g8'), group('8', 'u2')],
  };
  const of = vault([], []);
  const input = { ...people, vault: of, now, access: accessOf(people, of) };
  expect(lines('group-membership', input)).toEqual([
    'Group 7 | User 1 | user1@northwind.example | enabled | direct',
    'Group 7 | User 2 | user2@northwind.example | disabled | through a group in it | ! disabled',
    'Group 8 | User 2 | user2@northwind.example | disabled | direct | ! disabled',
  ]);
});

test('administrators stand out among the roles', () => {
  const marked = report('role-assignments')
    .rows(inputOf(northwind), '')
    .filter(({ mark }) => mark);
  expect(linesOf(marked)).toEqual([
    'Administrator | Built-in administrator | admin | enabled | given by hand, SS-Admins | ! administrator',
  ]);
});

test('permissions are told apart by who named them', () => {
  const rows = lines('role-permissions', inputOf(northwind));
  expect(rows).toContain('Administrator | Administer Users | Delinea | ! administers');
  expect(rows).toContain('Read-Only User | View Folders | Delinea');
});

test('who was never seen is listed, and whoever was seen within 90 days is not', () => {
  const input = inputOf(northwind);
  const listed = report('not-logged-in')
    .rows(input, '')
    .map(({ about }) => about.id);
  const [omar, application, grace] = ['1007', '9012', '1019'];
  expect(listed).not.toContain(omar);
  expect(listed).not.toContain(application);
  expect(listed).toContain(grace);
  const later = { ...input, now: Date.parse('2026-11-26T10:12:00Z') + 90 * 86_400_000 };
  expect(lines('not-logged-in', later)).toContain(
    'Omar Haddad | omar.haddad@northwind.example | 2026-11-26T10:12:00.000Z | 90 | 5 |  | ! can open secrets',
  );
});

test('a right on a single secret is a mismatch unless the folder gives the same', () => {
  const secretGrants: Vault['secretGrants'] = [
    { id: '1', secret: 's-top', to: { kind: 'user', id: '1' }, right: 'Owner' },
    { id: '2', secret: 's-top', to: { kind: 'group', id: '2' }, right: 'View' },
  ];
  const of = { ...vault([folder('top')], [grant('top', 'g2')]), secretGrants };
  const people = { users: [user('1')], groups: [group('2')] };
  const input = { ...people, vault: of, now, access: accessOf(people, of) };
  expect(lines('permissions-mismatch', input)).toEqual([
    'secret of top | \\top | User 1 | Owner | None | ! by hand',
  ]);
});

test('what a person has opened and can no longer open stands out', () => {
  const left = {
    ...northwindMover,
    users: northwindMover.users.map((each) =>
      each.id === '1042' ? { ...each, active: false } : each,
    ),
  };
  expect(lines('user-audit', inputOf(left), '1042')).toEqual([
    'ora-prod-1 | 2026-11-27T14:02:00.000Z | \\IT\\Databases\\Prod | no | ! known, and shut',
    'pg-billing | 2026-11-27T14:31:00.000Z | \\IT\\Databases\\Prod | no | ! known, and shut',
  ]);
});

test('who can see a secret is listed with the way', () => {
  expect(lines('who-sees-secret', inputOf(northwindMover), '301')).toContain(
    'Ana Ruiz | View | ana.ruiz@northwind.example | SS-DBA-Prod → \\IT\\Databases\\Prod → View; direct grant → \\IT\\Databases\\Prod → View | ! by hand',
  );
});

test('rights by hand are to be taken away, except those of the emergency account', () => {
  expect(lines('beyond-scim', inputOf(northwindMover))).toEqual([
    'Break-glass administrator 01 | \\Break Glass | Owner | enabled | Break-glass account, set up by hand.',
    'Ana Ruiz | \\IT\\Databases\\Prod | View | enabled | Given by admin on 24 November 2026, by hand, during an incident. | ! to take away',
  ]);
});

test('a table to take away has a column for what to look at', () => {
  const of = report('beyond-scim');
  const { columns, rows } = reportTable(of, of.rows(inputOf(northwindMover), ''));
  expect(columns.at(-1)).toEqual({ id: 'lookAt', title: 'To look at' });
  expect(rows.map((row) => row.at(-1))).toEqual([undefined, 'to take away']);
});

test('every report has a cell for each column, and rights agree with the access graph, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) await deed(lab);
      const { users, groups, vault: of } = await presentOf(lab);
      const input = {
        ...{ users, groups, vault: of, now },
        access: accessOf({ users, groups }, of),
      };
      for (const each of reports)
        for (const about of idsFor(each, input))
          for (const { cells } of each.rows(input, about))
            expect(cells).toHaveLength(each.columns.length);
      const open = (rows: readonly ReportRow[]) =>
        rows.filter(({ cells }) => opens(cells[1] as never)).length;
      const byUser = idsFor(report('secrets-of-user'), input).map((id) =>
        open(report('secrets-of-user').rows(input, id)),
      );
      const bySecret = idsFor(report('who-sees-secret'), input).map((id) =>
        open(report('who-sees-secret').rows(input, id)),
      );
      const total = input.access.access.filter(({ right }) => opens(right)).length;
      expect([sum(byUser), sum(bySecret)]).toEqual([total, total]);
    }),
    { numRuns: 30 },
  );
});

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

const idsFor = ({ asks }: Report, { users, vault: of }: ReportInput): readonly string[] => {
  if (asks === undefined) return [''];
  return asks === 'user' ? users.map(({ id }) => String(id)) : of.secrets.map(({ id }) => id);
};

const patchActive = (value: boolean) => ({ op: 'replace', path: 'active', value });

async function activity(lab: Bench): Promise<ReportInput> {
  const present = await presentOf(lab);
  return {
    ...{ ...present, now: lab.now, events: await auditIn(lab) },
    access: accessOf(present, present.vault),
  };
}

test('users’ activity lists what was done to accounts, newest first, by hand to look at', async () => {
  const lab = await bench();
  const before = lines('users-activity', await activity(lab));
  await lab.patch('/Users/1007', [patchActive(false)]);
  lab.now += 60_000;
  await byHand(lab, { kind: 'enableUser', user: '1007' });
  const after = lines('users-activity', await activity(lab));
  expect(after.slice(0, 2)).toEqual([
    '2026-11-30T09:01:00.000Z | You | User Enable | omar.haddad@northwind.example | account on, licence 13 of 10000 | by hand | ! by hand',
    '2026-11-30T09:00:00.000Z | You | User Disabled | omar.haddad@northwind.example | account off, licence 12 of 10000 | SCIM request',
  ]);
  expect(after.slice(2)).toEqual(before); // the looks at secrets that the world brought
  expect(before.every((line) => line.includes('Secret View'))).toBe(true);
});

test('folders’ activity marks a right for one person, and not one for a group', async () => {
  const lab = await bench();
  const right = { folderRight: 'View', secretRight: 'View' } as const;
  const give = (kind: 'user' | 'group', id: string) =>
    byHand(lab, { kind: 'grantFolder', folder: '24', to: { kind, id }, ...right });
  await give('user', '1007');
  lab.now += 1000;
  await give('group', '7');
  expect(
    lines('folder-activity', await activity(lab)).map((line) => line.split(' | ').at(-1)),
  ).toEqual([expect.not.stringContaining('!'), '! right for a person']);
});

test('Unlimited Administration Mode is told from on to off, with what was done by hand meanwhile', async () => {
  const lab = await bench();
  const pass = () => (lab.now += 60_000);
  await byHand(lab, { kind: 'lockUser', user: '1051' });
  pass();
  const on = await byHand(lab, {
    kind: 'switchUnlimitedOn',
    note: 'The owner of a folder has left.',
  });
  expect(on).toMatchObject({ ok: true });
  pass();
  await byHand(lab, { kind: 'lockUser', user: '1007' });
  const told = async () =>
    lines('unlimited-administrator', await activity(lab)).map((line) =>
      line.replace(/^\S+ \| /, '').replace(/ \| You.*?( \| !|$)/, '$1'),
    );
  expect(await told()).toEqual([
    'User Lockout | ! in the mode',
    'Unlimited Administrator Enable | ! still on',
  ]);
  pass();
  await byHand(lab, { kind: 'switchUnlimitedOff', note: 'Done.' });
  pass();
  await byHand(lab, { kind: 'unlockUser', user: '1007' });
  expect(await told()).toEqual([
    'Unlimited Administrator Disable',
    'User Lockout | ! in the mode',
    'Unlimited Administrator Enable',
  ]);
});

test('a report of what was done says nothing before the audit is read', () => {
  for (const { id, reads } of reports)
    if (reads === 'audit') expect(lines(id, inputOf(northwind))).toEqual([]);
});
