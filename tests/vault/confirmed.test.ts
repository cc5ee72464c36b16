// Holds every name of an event, a permission, a role or a report to Delinea's documents, or to being marked as the lab's own.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorldSeed } from '../../src/server/world.ts';
import { auditOf } from '../../src/vault/audit.ts';
import {
  confirmedEvents,
  isProductEvent,
  isProductPermission,
  isProductRole,
  productPermissions,
} from '../../src/vault/confirmed.ts';
import { missingReports, reports } from '../../src/vault/reports.ts';
import { eventGroups } from '../../src/vault/subscriptionEvents.ts';
import { bench } from '../server/kit.ts';
import { presentOf } from './past.ts';
import { randomWork } from './work.ts';

// — What the documents say, written down once more, so that a list in the code cannot confirm itself

/** Events one can subscribe to, by the kind of thing; the list goes on for secrets. */
const events: Readonly<Record<string, readonly string[]>> = {
  User: [
    ...['Added to Group', 'Removed From Group', 'Create', 'Disabled', 'Enable', 'Edit', 'Lockout'],
    ...['Login', 'Login Failure', 'Logout', 'Owners Modified', 'Password Change'],
    'Two Factor Changed',
  ],
  Folder: ['Create', 'Delete', 'Edit Permissions', 'Secret Policy Change'],
  Role: [
    ...['Assigned User or Group', 'Unassigned User or Group', 'Create', 'Edit', 'Role Disabled'],
    'Role Enabled',
  ],
  'Role Permission': ['Added', 'Removed'],
  Group: ['Owner Modified'],
  Licenses: ['Expires in 30 Days'],
  Secret: ['View', 'Edit', 'Check Out', 'Password Displayed', 'Launch'],
  'Unlimited Administrator': ['Enable', 'Disable'],
};

/** As the audit says them: with the kind of thing before, where the name does not say it. */
const inAudit: ReadonlySet<string> = new Set(
  Object.entries(events).flatMap(([entity, names]) =>
    names.flatMap((name) => (/Group$|^Role /.test(name) ? [name] : [`${entity} ${name}`])),
  ),
);

const permissions: ReadonlySet<string> = new Set([
  ...['Add Secret', 'Administer Configuration Unlimited Admin', 'Administer Create Users'],
  ...['Administer Create Application Accounts', 'Administer Event Subscriptions', 'View Secret'],
  ...['Administer Folders', 'Administer Groups', 'Administer Reports', 'Administer Users'],
  ...['Administer Role Assignment', 'Administer Role Permissions', 'Administer Secret Policy'],
  ...['Administer Secret Templates', 'Assign Secret Policy', 'Bypass SAML Login', 'Copy Secret'],
  ...['Create Root Folders', 'Delete Secret', 'Edit Secret', 'Own Group', 'Own Secret', 'Own User'],
  ...['Personal Folders', 'Session Recording Auditor', 'Unlimited Administrator', 'View Users'],
  ...['Unrestricted by Teams', 'User Audit Expire Secrets', 'View Advanced Secret Options'],
  ...['View Folders', 'View Group Roles', 'View Groups', 'View Roles', 'View Secret Audit'],
  ...['View User Audit Report', 'Web Services Impersonate'],
]);

const reportNames: ReadonlySet<string> = new Set([
  ...['What folders can a user see?', 'What folder permissions exist?', 'Group Membership'],
  ...['What role assignments exist?', 'What role permission assignments exist?'],
  ...['What Secrets can a user see?', 'Secret Permissions Mismatch', 'Failed login attempts'],
  ...['Who hasn’t logged in within the last 90 days?', 'Users Activity', 'Folder Activity'],
  ...['Unlimited Administrator Behavior', 'User Audit Report'],
]);

// — What the lab says

test('an event that is not marked as the lab’s own is one of Delinea’s', () => {
  expect(confirmedEvents.filter((name) => !inAudit.has(name))).toEqual([]);
});

test('every event that any work leaves in the audit is Delinea’s or marked, and never both', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomWork, async ({ profile, deeds }) => {
      const lab = await bench(profile);
      for (const deed of deeds) await deed(lab);
      const journal = await lab.store.journal(lab.tenant.id);
      for (const { name, own } of auditOf({ journal, present: await presentOf(lab) })) {
        seen.add(name);
        expect([name, own]).toEqual([name, !inAudit.has(name)]);
      }
    }),
    { numRuns: 150 },
  );
  expect(seen.size).toBeGreaterThan(12);
});

test('an event to subscribe to stands under its kind in Delinea’s list, or under the lab’s own', () => {
  for (const { entity, own, events: choices } of eventGroups)
    for (const { name, audit } of choices) {
      if (!own) expect(events[entity], entity).toContain(name);
      if (audit !== undefined) expect([audit, isProductEvent(audit)]).toEqual([audit, !own]);
    }
});

test('a report that is not marked as the lab’s own is one of Delinea’s', () => {
  for (const { name, own = false } of reports)
    expect([name, own]).toEqual([name, !reportNames.has(name)]);
  expect(missingReports.filter(({ name }) => !reportNames.has(name))).toEqual([]);
});

test('a permission that can be chosen is one of Delinea’s', () => {
  expect(productPermissions.filter((name) => !permissions.has(name))).toEqual([]);
  expect([isProductPermission('Fly'), isProductRole('Auditor'), isProductRole('User')]).toEqual([
    ...[false, false, true],
  ]);
});

test('every permission of every role in the shipped worlds is one of Delinea’s', () => {
  const worlds: Record<string, unknown> = import.meta.glob('/lessons/worlds/*.json', {
    import: 'default',
    eager: true,
  });
  const used = Object.values(worlds).flatMap(
    (world) => (world as WorldSeed).vault.roles.flatMap((role) => role.permissions), // worlds.test.ts checks the shape
  );
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !permissions.has(name))).toEqual([]);
});
