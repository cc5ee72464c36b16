// Says precisely what is wrong with a token that is refused, and knows tokens that are kept as a digest (RFC 6750 §3).
import { expect, test } from 'vitest';
import { digestOf } from '../../src/server/seal.ts';
import { bareSetup, withSetup } from '../../src/server/setup.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { Token } from '../../src/server/world.ts';
import { benchOf, type Bench } from './kit.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const day = 86_400_000;
const once: Token = {
  ...{ id: 't1', name: 'okta', holder: 'Okta', value: '', digest: digestOf('s3cret-value_1') },
  ...{ scopes: ['users:read'], issuedAt: start, expiresAt: start + 30 * day },
};
const lab = (...tokens: readonly Token[]): Promise<Bench> => {
  const begun = roomTenant('test', 'strict', start).tokens;
  return benchOf({ profile: 'strict', more: { tokens: [...begun, ...tokens] } });
};
const told = async (bench: Bench, authorization: string) => {
  const headers = [['Authorization', authorization]] as const;
  const { status, json, answer, ...seen } = await bench.get('/Users', { headers });
  const bad = answer.trace.find(({ kind }) => kind === 'bad');
  expect(bad?.why).toBe(json.detail);
  return [status, json.detail, seen.header('WWW-Authenticate')];
};
const invalid = (why: string) =>
  `Bearer realm="SCIM", error="invalid_token", error_description="${why}"`;
const instead = 'Send Authorization: Bearer and a token of this tenant.';

test('a token that was shown once is known by its digest, and held to its scopes', async () => {
  const bench = await lab(once);
  const seen = await bench.get('/Users', { token: 's3cret-value_1' });
  expect([seen.status, seen.answer.actor]).toEqual([200, 'Okta']);
  expect(seen.answer.trace[1]).toMatchObject({
    what: 'Token okta accepted',
    why: 'It belongs to Okta. 30 of 30 days left. Its scopes: `users:read`.',
  });
  expect((await bench.get('/Groups', { token: 's3cret-value_1' })).status).toBe(403);
  expect((await bench.get('/Users', { token: digestOf('s3cret-value_1') })).status).toBe(401);
});

test('an unknown token is told from one that expired, was replaced or was revoked', async () => {
  const over = { ...once, id: 't2', name: 'entra', value: 'over', replacedBy: 'entra 2' };
  const gone = { ...once, id: 't3', name: 'ping', value: 'gone', revokedAt: start + 1000 };
  const one = { ...gone, id: 't4', name: 'one', value: 'one', replacedBy: 'two' };
  const bench = await lab(once, over, gone, one);
  bench.now = start + 31 * day;
  const ended = '2026-12-30T09:00:00.000Z';
  const cut = '2026-11-30T09:00:01.000Z';
  expect([
    await told(bench, 'Bearer nobody'),
    await told(bench, 'Bearer s3cret-value_1'),
    await told(bench, 'Bearer over'),
    await told(bench, 'Bearer gone'),
    await told(bench, 'Bearer one'),
  ]).toEqual([
    [401, `The token is not one of test. ${instead}`, invalid('The token is not one of test')],
    [401, `The token expired at ${ended}. ${instead}`, invalid(`The token expired at ${ended}`)],
    [
      401,
      `The token entra was replaced by entra 2 and ended at ${ended}. ${instead}`,
      invalid(`The token was replaced and ended at ${ended}`),
    ],
    [
      401,
      `The token ping was revoked at ${cut}. ${instead}`,
      invalid(`The token was revoked at ${cut}`),
    ],
    [
      401,
      `The token one was revoked at ${cut}: two took its place. ${instead}`,
      invalid(`The token was revoked at ${cut}`),
    ],
  ]);
});

test.each([
  ['Bearer lab-te st', 'a blank'],
  ['Bearer l a b-test', '2 blanks'],
  ['Bearer lab-test\u00a0', 'a blank'],
  ['Bearer "lab-test"', 'quotes'],
  ['Bearer Bearer lab-test', 'a second Bearer'],
])('a token pasted with what does not belong to it is recognised: %j', async (header, what) => {
  const meant = 'Without that it is the token test-you: paste it again, without what surrounds it.';
  expect(await told(await lab(), header)).toEqual([
    401,
    `The token has ${what} in it. ${meant} ${instead}`,
    invalid(`The token has ${what} in it`),
  ]);
});

test('blanks in a token that nobody has are told as well, and no answer repeats it', async () => {
  const bench = await lab();
  const [, detail] = await told(bench, 'Bearer some thing');
  expect(detail).toBe(
    `The token has a blank in it. A token has none: copy it again, without what surrounds it. ${instead}`,
  );
});

test('blanks around a header value are none of it', async () => {
  const bench = await lab();
  const headers = [['Authorization', '  Bearer \t lab-test  ']] as const;
  expect((await bench.get('/Users', { headers })).status).toBe(200);
});

test('a bearer header without a token, another scheme and no header get a bare challenge', async () => {
  const bench = await lab();
  const bare = 'Bearer realm="SCIM"';
  expect([await told(bench, 'Bearer'), await told(bench, 'Basic eDp5')]).toEqual([
    [401, `The request carries no token. Nothing stands behind Bearer. ${instead}`, bare],
    [401, `This server takes bearer tokens only. ${instead}`, bare],
  ]);
});

test('a tenant whose set-up was begun afresh has no token, and answers nothing until SCIM is on', async () => {
  const begun = roomTenant('test', 'strict', start);
  const bare = await benchOf({ profile: 'strict', more: withSetup(begun, bareSetup) });
  for (const path of ['/Users', '/ServiceProviderConfig', '/Nowhere']) {
    const off = await bare.get(path, { token: 'lab-test' });
    expect([off.status, off.json.detail]).toEqual([
      403,
      'SCIM is switched off in test, so it answers no SCIM request. Have an administrator enable SCIM in Secret Server.',
    ]);
    expect(off.answer.trace[0]?.source.kind).toBe('simulated');
  }
  const on = withSetup(begun, { ...bareSetup, isOff: false });
  const fresh = await benchOf({ profile: 'strict', more: on });
  expect(await told(fresh, 'Bearer lab-test')).toEqual([
    401,
    `The token is not one of test. No token has been generated there yet. ${instead}`,
    invalid('The token is not one of test'),
  ]);
});

test('a cursor of a token that is kept as a digest is good for that token alone', async () => {
  const other = { ...once, id: 't9', name: 'other', digest: digestOf('another') };
  const bench = await lab(once, other);
  const page = await bench.get('/Users?count=2&cursor=', { token: 's3cret-value_1' });
  const next = `/Users?count=2&cursor=${String(page.json.nextCursor)}`;
  expect((await bench.get(next, { token: 's3cret-value_1' })).status).toBe(200);
  expect((await bench.get(next, { token: 'another' })).status).toBe(400);
});
