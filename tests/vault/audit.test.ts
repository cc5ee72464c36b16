// Checks the audit against a real server: every change has one trail, in Secret Server's words, with its effect on access.
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import { undo } from '../../src/app/undo.ts';
import { auditOf } from '../../src/vault/audit.ts';
import { confirmedEvents } from '../../src/vault/confirmed.ts';
import { accessOf, opens } from '../../src/vault/access.ts';
import { stateAt } from '../../src/vault/past.ts';
import fc from 'fast-check';
import { bench, type Bench } from '../server/kit.ts';
import { auditIn, linesIn, presentOf } from './past.ts';
import { randomWork } from './work.ts';

const join = (value: string) => ({ op: 'add', path: 'members', value: [{ value }] });
const leave = (value: string) => ({ op: 'remove', path: `members[value eq "${value}"]` });

test('a joiner and leaver reads as Secret Server would tell it', async () => {
  const lab = await bench();
  const ana = await lab.user('ana.ruiz@northwind.example', { displayName: 'Ana Ruiz' });
  await lab.patch('/Groups/7', [join(ana.id)]);
  await lab.patch(`/Users/${ana.id}`, [{ op: 'replace', path: 'title', value: 'DBA' }]);
  await lab.patch(`/Users/${ana.id}`, [{ op: 'replace', path: 'active', value: false }]);
  await lab.patch('/Groups/7', [leave(ana.id)]);
  expect(await linesIn(lab)).toEqual([
    'User Create | ana.ruiz@northwind.example | id 1042, licence 14 of 10000 | You scim | none',
    'Assigned User or Group | ana.ruiz@northwind.example | role User | You scim | none',
    'Added to Group | ana.ruiz@northwind.example | SS-DBA-Prod | You scim | +3 secrets',
    'User Edit | ana.ruiz@northwind.example | title | You scim | none',
    'User Disabled | ana.ruiz@northwind.example | account off, licence 13 of 10000 | You scim | −3 secrets',
    'Removed From Group | ana.ruiz@northwind.example | SS-DBA-Prod | You scim | none',
  ]);
});

test('a right that a direct grant keeps is told where a group is left, and goes by hand', async () => {
  const lab = await bench('strict', 'northwind-mover');
  await lab.patch('/Groups/7', [leave('1042')]);
  const command = { kind: 'removeGrant', user: '1042', folder: '21' } as const;
  const order = { tenant: lab.tenant.id, command, exchange: 'vault-1', at: '2026-12-01T10:20:00Z' };
  expect(await act(lab.store, order)).toEqual({ ok: true, value: { change: 'vault-1' } });
  expect(await linesIn(lab)).toEqual([
    'Removed From Group | ana.ruiz@northwind.example | SS-DBA-Prod | You scim | none: direct right stays',
    'Folder Edit Permissions | \\IT\\Databases\\Prod | View for ana.ruiz@northwind.example removed by hand | You hand | −3 secrets',
  ]);
});

test('a right that another group keeps is told where a group is left', async () => {
  const lab = await bench('strict', 'northwind-ana');
  const all = await lab.group('All DBAs', '7');
  await lab.patch(`/Groups/${all.id}`, [{ op: 'remove', path: 'members' }]);
  await lab.patch('/Groups/12', [join('1042')]);
  await lab.patch('/Groups/7', [leave('1042')]);
  expect((await linesIn(lab)).slice(-2)).toEqual([
    'Added to Group | ana.ruiz@northwind.example | SS-Admins | You scim | +8 secrets',
    'Removed From Group | ana.ruiz@northwind.example | SS-DBA-Prod | You scim | none: another group gives it',
  ]);
});

test('groups that come, change and go stand in the audit under names of the lab', async () => {
  const lab = await bench();
  const group = await lab.group('SS-Team', '1007', '1019');
  const path = `/Groups/${group.id}`;
  await lab.patch(path, [{ op: 'replace', path: 'displayName', value: 'SS-Crew' }]);
  await lab.remove(path);
  expect(await linesIn(lab)).toEqual([
    `Group Create | SS-Team | id ${group.id} | You scim | none`,
    'Added to Group | omar.haddad@northwind.example | SS-Team | You scim | none',
    'Added to Group | grace.okoye@northwind.example | SS-Team | You scim | none',
    'Group Edit | SS-Crew | displayName | You scim | none',
    'Removed From Group | omar.haddad@northwind.example | SS-Crew | You scim | none',
    'Removed From Group | grace.okoye@northwind.example | SS-Crew | You scim | none',
    `Group Delete | SS-Crew | id ${group.id} | You scim | none`,
  ]);
  const own = (await auditIn(lab)).filter((event) => event.own).map(({ name }) => name);
  expect(own).toEqual(['Group Delete', 'Group Edit', 'Group Create']);
});

test('a group in a group moves the access of everybody in it', async () => {
  const lab = await bench();
  await lab.patch('/Groups/7', [join('9')]);
  const [event] = await auditIn(lab);
  expect(event).toMatchObject({
    ...{ name: 'Added to Group', subject: 'SS-Net-Ops', detail: 'SS-DBA-Prod' },
    ...{ people: ['1051'], effect: { kind: 'more', text: '+3 secrets', opened: 3 } },
  });
});

test('what is undone has a trail of its own, which names the exchange', async () => {
  const lab = await bench();
  const gone = await lab.remove('/Users/1007');
  const exchange = gone.header('X-Request-Id')!;
  const cause = { exchange: `undo-${exchange}`, actor: 'You', at: '2026-11-30T09:05:00Z' };
  await undo(lab.store, { tenant: lab.tenant.id, exchange, cause });
  expect(await linesIn(lab)).toEqual([
    'Removed From Group | omar.haddad@northwind.example | SS-Users | You scim | none',
    'Removed From Group | omar.haddad@northwind.example | SS-DBA-Prod | You scim | −3 secrets',
    'Removed From Group | omar.haddad@northwind.example | SS-DBA-Test | You scim | −2 secrets',
    'User Disabled | omar.haddad@northwind.example | erased through SCIM | You scim | none',
    'User Create | omar.haddad@northwind.example | id 1007, licence 13 of 10000 | You undo | none',
    'Assigned User or Group | omar.haddad@northwind.example | role User | You undo | none',
    'Added to Group | omar.haddad@northwind.example | SS-DBA-Test | You undo | +2 secrets',
    'Added to Group | omar.haddad@northwind.example | SS-DBA-Prod | You undo | +3 secrets',
    'Added to Group | omar.haddad@northwind.example | SS-Users | You undo | none',
  ]);
  expect((await auditIn(lab))[0]!.source).toEqual({ kind: 'undo', exchange });
});

test('a DELETE that only disables is a User Disabled, and the account is kept', async () => {
  const lab = await bench('connector');
  await lab.remove('/Users/1064');
  expect(await linesIn(lab)).toEqual([
    "Removed From Group | kate.o'neil@northwind.example | SS-Users | You scim | none",
    "User Disabled | kate.o'neil@northwind.example | account off, licence 12 of 10000 | You scim | none",
    "User Hidden From SCIM | kate.o'neil@northwind.example | account kept, userName stays taken | You scim | none",
  ]);
});

test('rights given and folders made through SCIM are told with whom they reach', async () => {
  const lab = await bench('cloud');
  const made = await lab.post('/Containers', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:Container'],
    name: 'Spare',
  });
  expect(made.status).toBe(201);
  const row = await lab.post('/ContainerPermissions', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission'],
    container: { value: '24' },
    group: { value: '9' },
    rights: ['View'],
  });
  await lab.remove(`/ContainerPermissions/${String(row.json.id)}`);
  expect(await linesIn(lab)).toEqual([
    'Folder Create | \\Spare | added through SCIM | You scim | none',
    'Folder Edit Permissions | \\Finance\\Treasury | View for SS-Net-Ops added through SCIM | You scim | +2 secrets',
    'Folder Edit Permissions | \\Finance\\Treasury | View for SS-Net-Ops removed through SCIM | You scim | −2 secrets',
  ]);
});

test('looks at secrets that Secret Server kept stand among the events', async () => {
  const lab = await bench();
  const looks = (await auditIn(lab)).filter(({ seq }) => seq === 0);
  expect(
    looks.map(({ at, name, subject, detail, own }) => [at, name, subject, detail, own]),
  ).toEqual([
    ['2026-11-27T15:20:00Z', 'Secret View', 'LWEI@NORTHWIND.EXAMPLE', 'core-sw-01', false],
    ['2026-11-27T08:05:00Z', 'Secret View', 'tom.berg@contoso.example', 'contoso-jump', false],
    ['2026-11-26T10:12:00Z', 'Secret View', 'omar.haddad@northwind.example', 'ora-prod-1', false],
  ]);
});

test('every change has exactly one trail, and the trails account for every secret that opened or closed', async () => {
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) await deed(lab);
      await expectWholeAudit(lab);
    }),
    { numRuns: 1000 },
  );
}, 180_000);

async function expectWholeAudit(lab: Bench): Promise<void> {
  const journal = await lab.store.journal(lab.tenant.id);
  const present = await presentOf(lab);
  const events = auditOf({ journal, present }).filter(({ seq }) => seq > 0);
  const trails = new Map(journal.map(({ seq }) => [seq, [] as (typeof events)[number][]]));
  for (const event of events) trails.get(event.seq)!.push(event); // throws for a trail of no entry
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  let before = countOpen(stateAt(journal, 0, present));
  for (const { seq, change } of journal) {
    const trail = trails.get(seq)!;
    expect(trail.length, `the trail of ${change.resourceType} ${change.id}`).toBeGreaterThan(0);
    for (const { name, own } of trail) expect(own).toBe(!confirmedEvents.includes(name));
    const after = countOpen(stateAt(journal, seq, present));
    const told = trail.reduce((sum, { effect }) => sum + effect.opened - effect.closed, 0);
    expect(told, trail.map(({ name }) => name).join(', ')).toBe(after - before);
    before = after;
  }
}

const countOpen = ({ vault, ...people }: ReturnType<typeof stateAt>): number =>
  accessOf(people, vault).access.filter(({ right }) => opens(right)).length;

test('a change of the vault is about those whose rights it changed, and nobody else', async () => {
  const lab = await bench('cloud');
  await lab.post('/Containers', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:Container'],
    name: 'Spare',
  });
  await lab.post('/ContainerPermissions', {
    schemas: ['urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission'],
    container: { value: '24' },
    user: { value: '1064' },
    rights: ['Owner'],
  });
  const people = (await auditIn(lab)).filter(({ seq }) => seq > 0).map((event) => event.people);
  expect(people).toEqual([['1064'], []]);
});
