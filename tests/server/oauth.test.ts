// Gives out access tokens by client credentials, and refuses as RFC 6749 §5.2 says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { headerOf, type HeaderList } from '../../src/http/message.ts';
import { respond } from '../../src/server/respond.ts';
import { digestOf } from '../../src/server/seal.ts';
import { tokenUrlOf } from '../../src/server/tokenUrl.ts';
import type { OAuthClient } from '../../src/server/world.ts';
import { benchOf, type Bench } from './kit.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const secret = 'c1ient-secret_9';
const whole: OAuthClient = {
  ...{ id: 'c-1', name: 'entra', holder: 'Entra ID', digest: digestOf(secret), issuedAt: start },
};
const narrow = { ...whole, id: 'c-2', name: 'reader', scopes: ['users:read', 'groups:read'] };
const gone = { ...whole, id: 'c-3', name: 'gone', revokedAt: start };
const clients = [whole, narrow, gone];
const lab = (): Promise<Bench> => benchOf({ profile: 'cloud', more: { clients } });

const form = 'application/x-www-form-urlencoded';
const grant = 'grant_type=client_credentials';
const own = `client_id=c-1&client_secret=${secret}`;
const basic = (id: string, word: string): HeaderList => [
  ['Authorization', `Basic ${Buffer.from(`${id}:${word}`, 'latin1').toString('base64')}`],
];

let exchanges = 0;

/** Asks the token endpoint; its answers are no SCIM, so the bench's own checks do not fit them. */
async function ask(
  { tenant, store, now }: Bench,
  body: string,
  headers: HeaderList = [],
  method = 'POST',
) {
  const typed = headerOf(headers, 'Content-Type') !== undefined;
  const request = {
    ...{ method, url: tokenUrlOf(tenant)!, body },
    headers: typed ? headers : [...headers, ['Content-Type', form] as const],
  };
  const exchange = `exchange-${++exchanges}`;
  const answer = await respond(request, { store, tenant, clock: { now: () => now }, exchange });
  const { status, headers: given, body: text } = answer.response;
  expect(headerOf(given, 'X-Request-Id')).toBe(exchange);
  const json = JSON.parse(text!) as JsonObject;
  return { status, json, answer, header: (name: string) => headerOf(given, name) };
}

test('the endpoint stands at the host of a cloud tenant, and nowhere else', async () => {
  const path = '/identity/api/oauth2/token/xpmplatform';
  const bench = await lab();
  expect(tokenUrlOf(bench.tenant)).toBe(`https://test.secretservercloud.com${path}`);
  for (const profile of ['strict', 'lenient', 'connector'] as const)
    expect(tokenUrlOf({ ...bench.tenant, profile })).toBeUndefined();
});

test('client credentials in the body or by Basic bring a token for an hour', async () => {
  const bench = await lab();
  for (const [text, headers] of [
    [`${grant}&${own}`, []],
    [`${grant}&scope=xpm.platform`, basic('c-1', secret)],
    [`${grant}&client_id=c-1`, basic('c-1', secret)],
    [`scope=&${grant}&unknown=1&${own}\n`, []],
  ] as const) {
    const seen = await ask(bench, text, headers);
    expect(seen.status).toBe(200);
    expect(seen.json).toEqual({
      access_token: expect.stringMatching(/^c-1\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'xpm.platform',
    });
    expect([seen.header('Content-Type'), seen.header('Cache-Control')]).toEqual([
      'application/json',
      'no-store',
    ]);
    expect(seen.header('Pragma')).toBe('no-cache');
    const token = String(seen.json.access_token);
    const used = await bench.get('/Users?count=1', { token });
    expect([used.status, used.answer.actor]).toEqual([200, 'Entra ID']);
    expect(used.answer.trace[1]?.why).toBe('It belongs to Entra ID. 60 of 60 minutes left.');
  }
});

test('each token is another one, lives by the lab clock, and the trace says where it stands', async () => {
  const bench = await lab();
  const [one, two] = [await ask(bench, `${grant}&${own}`), await ask(bench, `${grant}&${own}`)];
  expect(one.json.access_token).not.toBe(two.json.access_token);
  expect(one.answer.trace.map(({ what }) => what)).toEqual([
    'Ask for an access token of test',
    'Read the form',
    'Client entra authenticated',
    'Gave out an access token for 3600 seconds',
    'Answered 200 OK',
  ]);
  expect(JSON.stringify(one.answer.trace)).not.toContain(secret);
  const token = String(one.json.access_token);
  bench.now += 3_599_999;
  expect((await bench.get('/Users', { token })).status).toBe(200);
  bench.now += 1;
  const late = await bench.get('/Users', { token });
  expect([late.status, late.json.detail]).toEqual([
    401,
    'The token expired at 2026-11-30T10:00:00.000Z. Send Authorization: Bearer and a token of this tenant.',
  ]);
});

test('scopes narrow a token, and never widen it', async () => {
  const bench = await lab();
  const reader = `${grant}&client_id=c-2&client_secret=${secret}`;
  const all = await ask(bench, `${reader}&scope=xpm.platform`);
  expect(all.json.scope).toBe('users:read groups:read');
  const one = await ask(bench, `${reader}&scope=users:read`);
  expect(one.json.scope).toBe('users:read');
  const token = String(one.json.access_token);
  expect((await bench.get('/Users', { token })).status).toBe(200);
  expect((await bench.get('/Groups', { token })).status).toBe(403);
  const narrowed = await ask(bench, `${grant}&${own}&scope=groups%3Aread+users:read`);
  expect(narrowed.json.scope).toBe('groups:read users:read');
});

test('a token ends with its client and with the secret it was fetched by', async () => {
  const bench = await lab();
  const token = String((await ask(bench, `${grant}&${own}`)).json.access_token);
  const with1 = (client: Partial<OAuthClient>) =>
    benchOf({ profile: 'cloud', more: { clients: [{ ...whole, ...client }] } });
  const revoked = await (await with1({ revokedAt: start + 5000 })).get('/Users', { token });
  expect([revoked.status, revoked.json.detail]).toEqual([
    401,
    'The token entra was revoked at 2026-11-30T09:00:05.000Z. Send Authorization: Bearer and a token of this tenant.',
  ]);
  const renewed = await (await with1({ digest: digestOf('new') })).get('/Users', { token });
  expect([renewed.status, renewed.json.detail]).toEqual([
    401,
    'The token is not one of test. It names the client c-1, whose secret may have been renewed since: fetch a new token. Send Authorization: Bearer and a token of this tenant.',
  ]);
  const elsewhere = await benchOf({ profile: 'cloud', more: { id: 'other', clients } });
  expect((await elsewhere.get('/Users', { token })).status).toBe(401);
});

test.each<[name: string, text: string, headers: HeaderList, status: number, error: string]>([
  ['no grant type', own, [], 400, 'invalid_request'],
  ['an empty grant type', `grant_type=&${own}`, [], 400, 'invalid_request'],
  ['a parameter twice', `${grant}&${grant}&${own}`, [], 400, 'invalid_request'],
  ['an unknown parameter twice', `${grant}&${own}&x=1&x=1`, [], 400, 'invalid_request'],
  ['two ways at once', `${grant}&${own}`, basic('c-1', secret), 400, 'invalid_request'],
  ['two ids', `${grant}&client_id=c-2`, basic('c-1', secret), 400, 'invalid_request'],
  [
    'a JSON body',
    '{"grant_type":"client_credentials"}',
    [['Content-Type', 'application/json']],
    400,
    'invalid_request',
  ],
  ['the password grant', `grant_type=password&${own}`, [], 400, 'unsupported_grant_type'],
  ['a refresh token', `grant_type=refresh_token&${own}`, [], 400, 'unsupported_grant_type'],
  ['an unknown scope', `${grant}&${own}&scope=everything`, [], 400, 'invalid_scope'],
  [
    'two blanks in the scope',
    `${grant}&${own}&scope=users:read++groups:read`,
    [],
    400,
    'invalid_scope',
  ],
  [
    'a scope the client has not',
    `${grant}&client_id=c-2&client_secret=${secret}&scope=users:write`,
    [],
    400,
    'invalid_scope',
  ],
  ['no client', grant, [], 401, 'invalid_client'],
  ['no secret', `${grant}&client_id=c-1`, [], 401, 'invalid_client'],
  ['an unknown client', `${grant}&client_id=x&client_secret=${secret}`, [], 401, 'invalid_client'],
  ['a wrong secret', `${grant}&client_id=c-1&client_secret=x`, [], 401, 'invalid_client'],
  ['a revoked client', `${grant}&client_id=c-3&client_secret=${secret}`, [], 401, 'invalid_client'],
  ['Basic without a colon', grant, [['Authorization', 'Basic YWJj']], 401, 'invalid_client'],
  ['Basic that is no base64', grant, [['Authorization', 'Basic ?']], 401, 'invalid_client'],
  ['a bearer token', grant, [['Authorization', 'Bearer lab-test']], 401, 'invalid_client'],
])('%s is refused', async (_, text, headers, status, error) => {
  const seen = await ask(await lab(), text, headers);
  expect([seen.status, seen.json.error]).toEqual([status, error]);
  expect(seen.json.error_description).toEqual(
    expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
  );
  expect(seen.header('Cache-Control')).toBe('no-store');
  expect(seen.header('WWW-Authenticate')).toBe(status === 401 ? 'Basic realm="SCIM"' : undefined);
  expect(seen.answer.trace.at(-1)).toMatchObject({
    what: `Answered ${status} ${error}`,
    why: 'No token was given out.',
  });
});

test('a secret pasted with blanks is recognised', async () => {
  const seen = await ask(await lab(), `${grant}&client_id=c-1&client_secret=${secret}%20`);
  expect(seen.json.error_description).toBe('The client_secret has blanks in it: paste it again');
});

test('id and secret travel in Basic as in a form', async () => {
  const odd = { ...whole, id: 'a b&c=d', digest: digestOf('p+q%r') };
  const bench = await benchOf({ profile: 'cloud', more: { clients: [odd] } });
  const encoded = basic('a+b%26c%3Dd', 'p%2Bq%25r');
  expect((await ask(bench, grant, encoded)).status).toBe(200);
});

test('only POST is taken', async () => {
  const seen = await ask(await lab(), '', [], 'GET');
  expect([seen.status, seen.header('Allow'), seen.json.error]).toEqual([
    405,
    'POST',
    'invalid_request',
  ]);
});

test('whatever bytes come in, the answer is well formed and gives no token away', async () => {
  const bench = await lab();
  const piece = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(grant, own, '&', '=', '%', '%E4', 'scope=', 'client_secret=', '+'),
  );
  const header = fc.option(fc.string({ unit: 'binary-ascii' }), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(fc.array(piece), header, async (parts, authorization) => {
      const headers: HeaderList =
        authorization === undefined ? [] : [['Authorization', `Basic ${authorization}`]];
      const seen = await ask(bench, parts.join(''), headers);
      expect([200, 400, 401]).toContain(seen.status);
      expect(seen.header('Cache-Control')).toBe('no-store');
      if (seen.status === 200) expect(seen.json.access_token).toMatch(/^c-1\./);
      else {
        expect(Object.keys(seen.json)).toEqual(['error', 'error_description']);
        expect(seen.json.error).toMatch(/^(invalid|unsupported)_[a-z_]+$/);
      }
    }),
    { numRuns: 1000 },
  );
});
