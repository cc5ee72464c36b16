// Does set-ups as the console does: kept in the records, told in the journal once, and true for whoever answers.
import { beforeEach, expect, test } from 'vitest';
import northwind from '../../lessons/worlds/northwind.json' with { type: 'json' };
import { aloneUnder } from '../../src/app/alone.ts';
import { answer, type LabServer } from '../../src/app/answer.ts';
import { readAudit } from '../../src/app/auditBook.ts';
import { sowTenant, sowWorkbench } from '../../src/app/seeding.ts';
import { doDeed, journalNotes, readSetup } from '../../src/app/setupBook.ts';
import { setupIn, setupKey, withSetupOf } from '../../src/app/setupRecords.ts';
import { countingIds } from '../../src/base/ids.ts';
import type { SetupNote } from '../../src/server/setup.ts';
import { northwindTenants } from '../../src/server/tenants.ts';
import type { Tenant, WorldSeed } from '../../src/server/world.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { SetupDeed } from '../../src/vault/scimSetup.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const [prod, , onprem, cloud] = northwindTenants(start) as [Tenant, Tenant, Tenant, Tenant];
let lab: LabServer;

beforeEach(() => {
  const store = memoryStore();
  lab = {
    ...{ store, keep: store.keepExchange, alone: aloneUnder('test'), wall: () => 0 },
    seedNamed: () => Promise.resolve(northwind as unknown as WorldSeed),
    ids: countingIds('exchange'),
  };
});

const ask = (tenant: Tenant, token: string, path = '/Users?count=1') =>
  answer(lab, {
    ...{ method: 'GET', url: `${tenant.baseUrl}${path}` },
    headers: [['Authorization', `Bearer ${token}`]],
  });

async function does(tenant: Tenant, deed: SetupDeed): Promise<string> {
  const place = { store: lab.store, tenant, now: () => start, ids: countingIds(deed.kind) };
  const done = await doDeed(place, deed);
  if (!done.ok) throw new Error(done.trouble);
  return done.value?.secret ?? '';
}

const okta: SetupDeed = {
  ...{ kind: 'generateToken', name: 'okta', holder: 'Okta', days: 30, keep: false },
};

test('a generated token answers at once, is listed with its last use, and never with its value', async () => {
  await ask(prod, 'lab-northwind');
  const value = await does(prod, okta);
  expect(value).toMatch(/^[\w-]{43}$/);
  expect((await ask(prod, value)).status).toBe(200);
  const { tokens, isOn } = await readSetup({ store: lab.store, tenant: prod });
  expect(isOn).toBe(true);
  expect(tokens.at(-1)).toEqual({
    ...{ id: 'generateToken-1', name: 'okta', holder: 'Okta', issuedAt: start },
    ...{ expiresAt: start + 30 * 86_400_000, lastUsed: start, isBegun: false, isKept: false },
  });
  const kept = await lab.store.records.get(setupKey('northwind'));
  expect(JSON.stringify(kept)).not.toContain(value);
});

test('other tenants of the company know nothing of it, and a restart forgets it', async () => {
  await ask(prod, 'lab-northwind');
  const value = await does(prod, okta);
  expect((await ask(cloud, value)).status).toBe(401);
  await sowTenant(lab, { tenant: prod });
  expect((await ask(prod, value)).status).toBe(401);
  await does(prod, { kind: 'disableScim' });
  await sowWorkbench(lab, 'northwind');
  expect((await ask(prod, 'lab-northwind')).status).toBe(200);
});

test('a tenant set up from the start is off, then on, and the lab’s own token is gone', async () => {
  await ask(prod, 'lab-northwind');
  await does(prod, { kind: 'beginSetup' });
  expect((await ask(prod, 'lab-northwind')).status).toBe(403);
  await does(prod, { kind: 'enableScim' });
  expect((await ask(prod, 'lab-northwind')).status).toBe(401);
});

test('each deed stands in the audit once, by hand, under a name that is the lab’s own', async () => {
  await ask(prod, 'lab-northwind');
  await does(prod, okta);
  await does(prod, { kind: 'revokeToken', token: 'idp' });
  await does(prod, { kind: 'chooseProvider', provider: 'okta' });
  await journalNotes({ store: lab.store, tenant: prod });
  const { events } = await readAudit(lab.store, prod.id);
  expect(
    events.map(({ name, own, subject, actor, source, at }) => [
      name,
      own,
      subject,
      actor,
      source,
      at,
    ]),
  ).toEqual([
    ...[
      ['SCIM Token Revoke', 'northwind-prod-idp'],
      ['SCIM Token Create', 'okta'],
    ].map(([name, subject]) => [
      ...[name, true, subject, 'You', { kind: 'hand' }, '2026-11-30T09:00:00.000Z'],
    ]),
    ...events.slice(2).map(() => expect.anything() as unknown),
  ]);
});

test('what a closed tab left untold is journalled later, and never twice', async () => {
  await ask(prod, 'lab-northwind');
  const note: SetupNote = {
    ...{ id: 'vault-x', at: '2026-11-30T09:00:00.000Z', actor: 'You' },
    ...{ name: 'SCIM Disabled', subject: 'northwind-prod', detail: 'off' },
  };
  const left = { isOff: true, tokens: [], clients: [], notes: [note] };
  await lab.store.records.update(setupKey('northwind'), (old) => withSetupOf(old, prod, left));
  const look = () => readSetup({ store: lab.store, tenant: prod });
  await Promise.all([look(), look()]);
  expect((await look()).isOn).toBe(false);
  const journal = await lab.store.journal(prod.id);
  expect(journal.map(({ exchange }) => exchange)).toEqual(['vault-x']);
  const record = await lab.store.records.get(setupKey('northwind'));
  expect(setupIn(record, prod)).toEqual({ isOff: true, tokens: [], clients: [] });
});

test('the token endpoint of a cloud tenant answers, and its exchange is kept with a trace', async () => {
  await ask(cloud, 'lab-cloud');
  const secret = await does(cloud, { kind: 'generateClient', name: 'entra', holder: 'Entra ID' });
  const { tokenUrl = '', clients } = await readSetup({ store: lab.store, tenant: cloud });
  const response = await answer(lab, {
    ...{ method: 'POST', url: tokenUrl },
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: `grant_type=client_credentials&client_id=${clients[0]!.id}&client_secret=${secret}`,
  });
  const { access_token: token } = JSON.parse(response.body!) as { readonly access_token: string };
  expect((await ask(cloud, token)).status).toBe(200);
  const [, newest] = await lab.store.exchanges(cloud.id, 2);
  expect(newest?.record).toMatchObject({ actor: 'Entra ID', response: { status: 200 } });
  const seen = await readSetup({ store: lab.store, tenant: cloud });
  expect(seen.clients[0]?.lastUsed).toBe(start);
});

test('a connector that switched itself off is shown as that, switched on by hand, and both are audited', async () => {
  for (let error = 0; error < 20; error += 1) await ask(onprem, 'lab-onprem', '/Users/nobody');
  const view = () => readSetup({ store: lab.store, tenant: onprem });
  const since = '2026-11-30T09:00:00.000Z';
  expect((await view()).connector).toEqual({ errors: 20, limit: 20, offSince: since });
  expect((await ask(onprem, 'lab-onprem')).status).toBe(403);
  await does(onprem, { kind: 'switchConnectorOn' });
  expect((await view()).connector).toEqual({ errors: 0, limit: 20 });
  expect((await ask(onprem, 'lab-onprem')).status).toBe(200);
  const { events } = await readAudit(lab.store, onprem.id);
  expect(events.slice(0, 2).map(({ name, detail }) => [name, detail])).toEqual([
    ['SCIM Connector Enable', `off since ${since}, after 20 errors in a row`],
    ['SCIM Connector Disable', 'switched itself off after 20 errors in a row'],
  ]);
});
