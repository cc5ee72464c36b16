// Checks event subscriptions: which events fit, what is told and when, what is unread, and what a damaged record leaves.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act } from '../../src/app/command/act.ts';
import type { VaultCommand } from '../../src/vault/command.ts';
import { confirmedEvents } from '../../src/vault/confirmed.ts';
import { choosableEvents, eventGroups } from '../../src/vault/subscriptionEvents.ts';
import {
  checkDraft,
  isOn,
  keptSubscriptions,
  newestMark,
  notificationsOf,
  subscriptionsRecord,
  unreadOf,
  usualSubscriptions,
  withChanged,
  withoutSubscription,
  withRead,
  withSubscription,
  withSwitched,
  type Mark,
  type Notification,
  type SubscriptionDraft,
  type Subscriptions,
} from '../../src/vault/subscriptions.ts';
import { bench, type Bench } from '../server/kit.ts';
import { auditIn, presentOf } from './past.ts';
import { randomWork } from './work.ts';

const beginning: Mark = { seq: 0, exchange: '' };
const none: Subscriptions = { list: [], read: beginning, next: 1 };
const to = (draft: Partial<SubscriptionDraft>, all = none, from = beginning): Subscriptions =>
  withSubscription(all, { name: 'Mine', events: ['User Disabled'], ...draft }, from);
const join = (...ids: readonly string[]) => ({
  op: 'add',
  path: 'members',
  value: ids.map((value) => ({ value })),
});
const active = (value: boolean) => ({ op: 'replace', path: 'active', value });
const byHand = (lab: Bench, command: VaultCommand) =>
  act(lab.store, {
    ...{ tenant: lab.tenant.id, command, exchange: `vault-${lab.now}` },
    at: new Date(lab.now).toISOString(),
  });
const markOf = async (lab: Bench) => newestMark(await lab.store.journal(lab.tenant.id));

async function toldIn(lab: Bench, all: Subscriptions): Promise<readonly Notification[]> {
  const journal = await lab.store.journal(lab.tenant.id);
  const { vault } = await presentOf(lab);
  return notificationsOf(all, { events: await auditIn(lab), journal, vault });
}
const linesIn = async (lab: Bench, all: Subscriptions) =>
  (await toldIn(lab, all)).map(
    ({ subscription, name, events }) =>
      `${subscription.name}: ${name} ${events.map(({ subject }) => subject.split('@')[0]).join(', ')}`,
  );

test('an event that fits is told once, one of another name or before the subscription is not', async () => {
  const lab = await bench();
  await lab.patch('/Users/1007', [active(false)]);
  const all = to({}, none, await markOf(lab));
  await lab.patch('/Users/1007', [active(true)]);
  await lab.patch('/Users/1051', [active(false)]);
  expect(await linesIn(lab, all)).toEqual(['Mine: User Disabled LWEI']);
  expect(await linesIn(lab, to({}))).toEqual([
    'Mine: User Disabled LWEI',
    'Mine: User Disabled omar.haddad',
  ]);
});

test('events of one name that came by one exchange are one notification, oldest first', async () => {
  const lab = await bench();
  await lab.patch('/Groups/9', [join('1007', '1019', '1033')]);
  expect(await linesIn(lab, to({ events: ['Added to Group', 'User Create'] }))).toEqual([
    'Mine: Added to Group omar.haddad, grace.okoye, priya.nair',
  ]);
});

test('a bulk request of many people is one notification', async () => {
  const lab = await bench();
  const Operations = Array.from({ length: 40 }, (_, n) => ({
    ...{ method: 'POST', path: '/Users', bulkId: `b${n}` },
    data: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `p${n}@fabrikam.example`,
      active: false,
    },
  }));
  await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations,
  });
  const told = await toldIn(lab, to({ events: ['User Create'] }));
  expect(told.map(({ events }) => events.length)).toEqual([40]);
});

test('a subject narrows it: one person, one group, a folder with those below it', async () => {
  const lab = await bench('strict', 'northwind-mover');
  await lab.patch('/Groups/9', [join('1007')]);
  await lab.patch('/Groups/7', [join('1019')]);
  await byHand(lab, { kind: 'removeGrant', user: '1042', folder: '21' });
  const events = ['Added to Group', 'Folder Edit Permissions'];
  const about = (kind: 'user' | 'group' | 'folder', id: string) =>
    linesIn(lab, to({ events, about: { kind, id } }));
  expect(await about('user', '1019')).toEqual(['Mine: Added to Group grace.okoye']);
  expect(await about('group', '9')).toEqual(['Mine: Added to Group omar.haddad']);
  expect(await about('folder', '21')).toEqual([
    'Mine: Folder Edit Permissions \\IT\\Databases\\Prod',
  ]);
  expect(await about('folder', '23')).toEqual([]);
});

test('what an administrator does by hand is told too', async () => {
  const lab = await bench();
  const locked = await byHand(lab, { kind: 'lockUser', user: '1007' });
  lab.now += 1000;
  const granted = await byHand(lab, {
    ...{ kind: 'grantFolder', folder: '24', to: { kind: 'group', id: '7' } },
    ...{ folderRight: 'View', secretRight: 'View' },
  });
  expect([locked.ok, granted.ok]).toEqual([true, true]);
  const events = ['User Lockout', 'Folder Edit Permissions'];
  expect((await toldIn(lab, to({ events }))).map(({ name }) => name)).toEqual([
    'Folder Edit Permissions',
    'User Lockout',
  ]);
  const ofGroup = await toldIn(lab, to({ events, about: { kind: 'group', id: '7' } }));
  expect(ofGroup.map(({ name }) => name)).toEqual(['Folder Edit Permissions']);
});

test('a folder stands for those below it, also where the right was given through SCIM', async () => {
  const lab = await bench('connector');
  const pam = (type: string) => [`urn:ietf:params:scim:schemas:pam:1.0:${type}`];
  const made = await lab.post('/Containers', {
    ...{ schemas: pam('Container'), name: 'Nightly', parent: { value: '21' } },
  });
  const { id } = made.json as { id: string };
  const events = ['Folder Create', 'Folder Edit Permissions'];
  await lab.post('/ContainerPermissions', {
    ...{ schemas: pam('ContainerPermission'), container: { value: id } },
    ...{ user: { value: '1019' }, rights: ['View'] },
  });
  const told = await toldIn(lab, to({ events, about: { kind: 'folder', id: '21' } }));
  expect(told.map(({ name }) => name).sort()).toEqual(['Folder Create', 'Folder Edit Permissions']);
});

test('what happens while a subscription is paused is not told, not later either', async () => {
  const lab = await bench();
  let all = to({}, none, await markOf(lab));
  await lab.patch('/Users/1007', [active(false)]);
  all = withSwitched(all, '1', await markOf(lab));
  await lab.patch('/Users/1019', [active(false)]);
  all = withSwitched(all, '1', await markOf(lab));
  await lab.patch('/Users/1033', [active(false)]);
  expect(await linesIn(lab, all)).toEqual([
    'Mine: User Disabled priya.nair',
    'Mine: User Disabled omar.haddad',
  ]);
});

test('a change of name or events keeps what was told of those that still fit; a deleted one takes it along', async () => {
  const lab = await bench();
  const all = to({});
  await lab.patch('/Users/1007', [active(false)]);
  const changed = withChanged(all, '1', {
    name: 'Leavers',
    events: ['User Disabled', 'User Edit'],
  });
  expect(await linesIn(lab, changed)).toEqual(['Leavers: User Disabled omar.haddad']);
  expect(await linesIn(lab, withoutSubscription(changed, '1'))).toEqual([]);
});

test('what came after the mark is unread; in a world started afresh everything is', async () => {
  const lab = await bench();
  await lab.patch('/Users/1007', [active(false)]);
  const all = withRead(to({}), await markOf(lab));
  await lab.patch('/Users/1019', [active(false)]);
  const journal = await lab.store.journal(lab.tenant.id);
  const told = await toldIn(lab, all);
  expect(unreadOf(told, all, journal).map(({ seq }) => seq)).toEqual([journal.at(-1)!.seq]);
  const elsewhere = { ...all, read: { seq: all.read.seq, exchange: 'of another world' } };
  expect(unreadOf(told, elsewhere, journal)).toEqual(told);
});

test('a mark of a world that is gone is the beginning, and a pause of that world is none', async () => {
  const lab = await bench();
  await lab.patch('/Users/1007', [active(false)]);
  const gone = { seq: 1, exchange: 'of another world' };
  expect(await linesIn(lab, to({}, none, gone))).toHaveLength(1);
  expect(await linesIn(lab, withSwitched(to({}, none, gone), '1', gone))).toEqual([]);
});

test('a draft without name or events, or with a name that is taken, is refused in sentences', () => {
  const all = to({});
  expect(checkDraft({ name: ' ', events: [] }, all)).toEqual({
    ok: false,
    trouble: {
      name: 'Give it a name, so that a notice can say why it came.',
      events: 'Choose at least one event.',
    },
  });
  expect(checkDraft({ name: 'Mine ', events: ['User Edit'] }, all)).toEqual({
    ok: false,
    trouble: { name: 'Another subscription has this name.' },
  });
  expect(checkDraft({ name: ' Mine ', events: ['User Edit'] }, all, '1')).toEqual({
    ok: true,
    value: { name: 'Mine', events: ['User Edit'] },
  });
});

test('a record goes out and comes back; what is damaged is left out, and no record gives three that are off', () => {
  const all = withSwitched(to({ about: { kind: 'user', id: '1007' } }), '1', {
    ...{ seq: 3, exchange: 'x' },
  });
  const record = JSON.parse(JSON.stringify(subscriptionsRecord(all)));
  expect(keptSubscriptions(record)).toEqual(all);
  expect(
    keptSubscriptions({ ...record, list: [...record.list, { id: 7 }, null], read: 4 }),
  ).toEqual({
    ...all,
    read: beginning,
  });
  expect(keptSubscriptions(undefined)).toEqual(usualSubscriptions);
  expect(usualSubscriptions.list.filter(isOn)).toEqual([]);
});

test('each event to choose is in Delinea’s list, or stands among the lab’s own', () => {
  const theirs = eventGroups.filter(({ own }) => !own).flatMap(({ events }) => events);
  const unconfirmed = theirs.filter(({ audit }) => audit && !confirmedEvents.includes(audit));
  expect(unconfirmed).toEqual([]);
  const missing = confirmedEvents.filter((name) => !choosableEvents.includes(name));
  expect(missing).toEqual(['Secret View']); // a look is no change, so it tells nobody
  const usual = usualSubscriptions.list.flatMap(({ events }) => events);
  expect(usual.filter((name) => !choosableEvents.includes(name))).toEqual([]);
});

test('whatever happened, each event that fits is told exactly once by each subscription', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomWork,
      fc.subarray([...choosableEvents], { minLength: 1 }),
      async ({ profile, deeds }, events) => {
        const lab = await bench(profile);
        for (const deed of deeds) await deed(lab);
        const all = to({ name: 'Other', events: ['User Edit'] }, to({ events }));
        const told = await toldIn(lab, all);
        const expected = (await auditIn(lab)).filter(
          ({ seq, name }) => seq > 0 && events.includes(name),
        );
        const ids = told
          .filter(({ subscription }) => subscription.id === '1')
          .flatMap((each) => each.events.map(({ id }) => id));
        expect([...ids].sort()).toEqual(expected.map(({ id }) => id).sort());
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      },
    ),
    { numRuns: 40 },
  );
});
