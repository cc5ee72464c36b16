// Security events of real requests (RFC 9967): one for each change, kept with the exchange where the profile has them.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { bench, core, coreGroup, patchOp, type Seen } from './kit.ts';

/** Subject and short event names of each event of an answer. */
const told = ({ answer }: Seen) =>
  (answer.signals ?? []).map(({ sub_id, events }) => [
    sub_id.uri,
    ...Object.keys(events).map((uri) => uri.replace('urn:ietf:params:scim:event:', '')),
  ]);

test('each kind of write is told as what it is', async () => {
  const lab = await bench();
  const made = await lab.post('/Users', { schemas: [core], userName: 'one', password: 'Sw0rd' });
  const put = await lab.put('/Users/1042', { schemas: [core], userName: 'one', title: 'T' });
  const patched = await lab.patch('/Users/1042', [{ op: 'add', path: 'title', value: 'U' }]);
  const off = await lab.patch('/Users/1042', [{ op: 'replace', path: 'active', value: false }]);
  const on = await lab.put('/Users/1042', { schemas: [core], userName: 'one', active: true });
  const gone = await lab.remove('/Users/1042');
  expect([made, put, patched, off, on, gone].map(told)).toEqual([
    [['/Users/1042', 'prov:create:full']],
    [['/Users/1042', 'prov:put:full']],
    [['/Users/1042', 'prov:patch:full']],
    [['/Users/1042', 'prov:patch:full', 'prov:deactivate']],
    [['/Users/1042', 'prov:put:full', 'prov:activate']],
    [['/Users/1042', 'prov:delete']],
  ]);
  const all = JSON.stringify([made, put, patched].map(({ answer }) => answer.signals));
  expect(all).not.toMatch(/Sw0rd|fingerprint/);
  for (const { answer } of [made, put]) expect(answer.signals?.[0]?.iss).toBe(lab.tenant.baseUrl);
});

test('txn is the exchange, iat the second of lab time', async () => {
  const lab = await bench();
  lab.now += 90_000;
  const seen = await lab.post('/Users', { schemas: [core], userName: 'one', externalId: 'E1' });
  expect(seen.answer.signals?.[0]).toMatchObject({
    jti: `${seen.header('X-Request-Id')}.1`,
    txn: seen.header('X-Request-Id'),
    iat: lab.now / 1000,
    sub_id: { format: 'scim', uri: '/Users/1042', externalId: 'E1' },
  });
});

test('a group that loses a deleted member is told too, as the change it is', async () => {
  const lab = await bench();
  const one = await lab.user('one');
  const { id } = await lab.group('Team', one.id, '1007');
  const seen = await lab.remove(`/Users/${one.id}`);
  expect(told(seen)).toEqual([
    [`/Users/${one.id}`, 'prov:delete'],
    [`/Groups/${id}`, 'prov:patch:full'],
  ]);
  const event = seen.answer.signals![1]!.events['urn:ietf:params:scim:event:prov:patch:full'];
  expect((event?.data as JsonObject).Operations).toEqual([
    { op: 'remove', path: `members[value eq "${one.id}"]` },
  ]);
});

test('what changes nothing, is refused, or only reads is told to nobody', async () => {
  const lab = await bench();
  await lab.user('one', { title: 'T' });
  for (const seen of [
    await lab.patch('/Users/1042', [{ op: 'add', path: 'title', value: 'T' }]),
    await lab.post('/Users', { schemas: [core], userName: 'one' }),
    await lab.get('/Users'),
  ])
    expect(seen.answer.signals).toBeUndefined();
});

test('every operation of a bulk request is told, with one txn', async () => {
  const lab = await bench();
  const seen = await lab.post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [
      { method: 'POST', path: '/Users', bulkId: 'u', data: { schemas: [core], userName: 'u' } },
      {
        method: 'POST',
        path: '/Groups',
        data: { schemas: [coreGroup], displayName: 'G', members: [{ value: 'bulkId:u' }] },
        bulkId: 'g',
      },
      {
        method: 'PATCH',
        path: '/Users/bulkId:u',
        data: { schemas: [patchOp], Operations: [{ op: 'add', path: 'title', value: 'T' }] },
      },
    ],
  });
  expect(told(seen).map(([, kind]) => kind)).toEqual([
    ...['prov:create:full', 'prov:create:full', 'prov:patch:full'],
  ]);
  expect(new Set(seen.answer.signals?.map(({ txn }) => txn)).size).toBe(1);
});

test.each([
  ['strict', 9],
  ['lenient', 6],
  ['connector', undefined],
  ['cloud', undefined],
] as const)('DSC-35 %s advertises what it tells', async (profile, count) => {
  const lab = await bench(profile);
  const config = (await lab.get('/ServiceProviderConfig')).json.securityEvents as
    JsonObject | undefined;
  const seen = await lab.post('/Users', {
    schemas: [core],
    userName: 'one',
    emails: [{ value: 'one@x.example', primary: true }],
  });
  expect(seen.status).toBe(201);
  if (count === undefined) {
    expect([config, seen.answer.signals]).toEqual([undefined, undefined]);
    return;
  }
  expect(config).toMatchObject({ asyncRequest: 'none' });
  expect(config?.eventUris).toHaveLength(count);
  for (const { events } of seen.answer.signals!)
    expect(config?.eventUris).toEqual(expect.arrayContaining(Object.keys(events)));
});

test('Prefer: respond-async is not offered, so the answer comes at once', async () => {
  const lab = await bench();
  const headers = [['Prefer', 'respond-async']] as const;
  const seen = await lab.post('/Users', { schemas: [core], userName: 'one' }, { headers });
  expect([seen.status, seen.header('Set-Txn')]).toEqual([201, undefined]);
  expect(seen.answer.trace).toContainEqual(
    expect.objectContaining({ kind: 'warn', what: 'Ignored `Prefer: respond-async`' }),
  );
  const read = await lab.get('/Users', { headers });
  expect(read.answer.trace.filter(({ kind }) => kind === 'warn')).toEqual([]);
});
