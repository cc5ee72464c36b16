// Works out the steps of the set-up, and tests connections against the real server: a sentence for each way one fails.
import { beforeEach, expect, test } from 'vitest';
import { ok } from '../../../src/base/result.ts';
import { seedOf } from '../../../src/server/seed.ts';
import { respond } from '../../../src/server/respond.ts';
import { digestOf } from '../../../src/server/seal.ts';
import { roomTenant } from '../../../src/server/tenants.ts';
import { switchOn } from '../../../src/server/threshold.ts';
import { tokenUrlOf } from '../../../src/server/tokenUrl.ts';
import type { Tenant } from '../../../src/server/world.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import type { LabExchange, TenantView } from '../../../src/ui/lab.ts';
import {
  connectionTrials,
  fetchToken,
  run,
  type Tested,
} from '../../../src/ui/secretServer/setup/connection.ts';
import { lifecycleEvents, runLifecycle } from '../../../src/ui/secretServer/setup/lifecycle.ts';
import { providers } from '../../../src/ui/secretServer/setup/providers.ts';
import { stepsDone, tokenState } from '../../../src/ui/secretServer/setup/steps.ts';
import { standing, tokenTable } from '../../../src/ui/secretServer/setup/tokenWords.ts';
import type { SetupView, TokenRow } from '../../../src/vault/scimSetup.ts';
import { worldNamed } from '../../server/kit.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const store = memoryStore();
const client = {
  ...{ id: 'c-1', name: 'entra', holder: 'Entra ID', digest: digestOf('s3cret'), issuedAt: start },
};
let now = start;

beforeEach(async () => {
  now = start;
  await store.seed(seedOf(worldNamed('northwind'), 'test'));
});

/** A room over the real server, as far as a test uses it. */
function roomOf(profile: Tenant['profile'], more: Partial<Tenant> = {}): Tested {
  const tenant: Tenant = { ...roomTenant('test', profile, start), ...more };
  let no = 0;
  return {
    tenant: { ...tenant, token: '' } as TenantView,
    async send(request) {
      no += 1;
      const about = { store, tenant, clock: { now: () => now }, exchange: `e-${no}` };
      const answer = await respond(request, about);
      const at = new Date(now).toISOString();
      const exchange = { id: `e-${no}`, no, tenant: 'test', at, ms: 1, request, ...answer };
      return ok(exchange satisfies LabExchange);
    },
  };
}

const test1 = async (room: Tested, token: string) => {
  const { tried, failure } = await run(room, connectionTrials(undefined), { token });
  return [tried.map(({ status }) => status), failure?.title, failure?.remedy];
};

test.each(['strict', 'lenient', 'connector', 'cloud'] as const)(
  'a good token passes at a tenant of the %s profile, asked as each provider asks',
  async (profile) => {
    for (const { asks } of providers) {
      const trials = connectionTrials(asks);
      const { tried, failure } = await run(roomOf(profile), trials, { token: 'lab-test' });
      expect([failure, tried.length]).toEqual([undefined, asks === undefined ? 2 : 3]);
    }
  },
);

test('each way to fail has a title, and says where to put it right', async () => {
  const strict = roomOf('strict');
  expect(await test1(roomOf('strict', { isOff: true }), 'lab-test')).toEqual([
    ...[[403], 'SCIM is off', 'enable'],
  ]);
  expect(await test1(strict, 'nobody')).toEqual([[200, 401], 'The token is wrong', 'token']);
  expect(await test1(strict, 'lab- test')).toEqual([
    ...[[200, 401], 'The token was pasted with something in it', 'token'],
  ]);
  expect(await test1(strict, 'lab-test\u200b')).toEqual([
    ...[[undefined], 'The token cannot travel', 'token'],
  ]);
  expect(await test1(strict, 'lab-test-omar')).toEqual([
    ...[[200, 403], 'The token may not do this', 'scopes'],
  ]);
  const [you] = roomTenant('test', 'strict', start).tokens;
  const tokens = [{ ...you!, revokedAt: start }];
  expect(await test1(roomOf('strict', { tokens }), 'lab-test')).toEqual([
    ...[[200, 401], 'The token was revoked', 'token'],
  ]);
  now += 731 * 86_400_000;
  expect(await test1(strict, 'lab-test')).toEqual([[200, 401], 'The token has expired', 'token']);
});

test('a connector that switched itself off is recognised, and passes once it is on again', async () => {
  const room = roomOf('connector');
  for (let error = 0; error < 20; error += 1)
    await run(room, [{ what: 'x', path: '/Users/nobody' }], { token: 'lab-test' });
  expect(await test1(room, 'lab-test')).toEqual([[403], 'The connector is off', 'connector']);
  await switchOn(store, 'test', { exchange: 'vault-1', actor: 'You', at: '2026-11-30T09:00:00Z' });
  expect(await test1(room, 'lab-test')).toEqual([[200, 200], undefined, undefined]);
});

test('a client fetches its token and tests with it; a wrong secret is told', async () => {
  const room = roomOf('cloud', { clients: [client] });
  const url = tokenUrlOf({ profile: 'cloud', baseUrl: room.tenant.baseUrl })!;
  const { done, outcome } = await fetchToken(room, { url, id: 'c-1', secret: 's3cret' });
  expect([done.status, outcome.ok]).toEqual([200, true]);
  if (outcome.ok) expect((await test1(room, outcome.value))[1]).toBeUndefined();
  const wrong = await fetchToken(room, { url, id: 'c-1', secret: 'wrong' });
  expect(wrong.outcome).toEqual({
    ok: false,
    trouble: {
      ...{ title: 'No access token', text: 'No client has this id and this secret.' },
      remedy: 'client',
    },
  });
});

test.each(['strict', 'lenient', 'connector', 'cloud'] as const)(
  'the whole life of a test account passes at the %s profile, and leaves nothing behind',
  async (profile) => {
    const everybody = () =>
      store.read('test', async (view) => [
        (await view.all('User')).length,
        (await view.all('Group')).length,
      ]);
    const before = await everybody();
    const events = lifecycleEvents.map(({ id }) => id);
    const all = await runLifecycle(roomOf(profile), { token: 'lab-test', events, stamp: 'x1' });
    expect(all.failure).toBeUndefined();
    expect(all.tried.map(({ request }) => request.replace(/\/\d+$/, '/{id}'))).toEqual([
      'POST /Users',
      'POST /Groups',
      'PATCH /Users/{id}',
      'PATCH /Groups/{id}',
      'PATCH /Groups/{id}',
      'PATCH /Users/{id}',
      'PATCH /Users/{id}',
      'DELETE /Groups/{id}',
      'DELETE /Users/{id}',
    ]);
    expect(await everybody()).toEqual(before);
  },
);

test('a life that fails in the middle says where, and is cleared away all the same', async () => {
  const scopes = ['users:read', 'users:write'];
  const [you] = roomTenant('test', 'strict', start).tokens;
  const room = roomOf('strict', { tokens: [{ ...you!, scopes }] });
  const events = ['create', 'groups', 'deactivate'];
  const { tried, failure } = await runLifecycle(room, { token: 'lab-test', events, stamp: 'x2' });
  expect(failure?.title).toBe('The token may not do this');
  expect(tried.map(({ isOk }) => isOk)).toEqual([true, false, true]);
  expect(tried.at(-1)?.what).toBe('Remove the test account');
});

// — Steps

const token: TokenRow = {
  ...{ id: 't', name: 'okta', holder: 'Okta', issuedAt: start, expiresAt: start + 1000 },
  ...{ isBegun: false, isKept: true },
};
const view: SetupView = {
  ...{ isOn: true, isBare: false, tokens: [token], clients: [], steps: {}, scopes: [] },
};

test('a tenant that the lab brings is set up as long as SCIM is on and a token is good', () => {
  expect(stepsDone(view, start).size).toBe(6);
  expect([...stepsDone(view, start + 1000)]).not.toContain('enable');
  expect([...stepsDone({ ...view, isOn: false }, start)]).not.toContain('enable');
});

test('a step done by hand in a tenant that the lab brings undoes none of the others', () => {
  const asked = { ...view, steps: { provider: 'okta' } };
  expect([...stepsDone(asked, start)]).toEqual(['enable', 'mapping', 'groups', 'events', 'test']);
  const steps = { provider: 'okta', connected: { at: 'x', token: 'okta' } };
  expect(stepsDone({ ...view, steps }, start).size).toBe(6);
});

test('a set-up begun afresh is done step by step', () => {
  const bare = { ...view, isBare: true };
  expect([...stepsDone({ ...bare, tokens: [] }, start)]).toEqual([]);
  const steps = { provider: 'okta', connected: { at: 'x', token: 'okta' }, mapping: 'x' };
  expect([...stepsDone({ ...bare, steps }, start)]).toEqual(['enable', 'connect', 'mapping']);
  const rest = { ...steps, groups: 'x', events: [], tested: 'x' };
  expect(stepsDone({ ...bare, steps: rest }, start).size).toBe(6);
});

test('a token is good, being replaced, replaced, expired or revoked, and says when', () => {
  const next = { ...token, replacedBy: 'okta 2' };
  const gone = { ...token, revokedAt: start };
  const at = start + 1000;
  expect([
    [tokenState(token, start), standing(token, start)],
    [tokenState(next, start), standing(next, start)],
    [tokenState(next, at), standing(next, at)],
    [tokenState(token, at), standing(token, at)],
    [tokenState(gone, start), standing(gone, start)],
  ]).toEqual([
    ['good', 'Good until Mon 30 Nov 2026 09:00:01.'],
    ['ending', 'okta 2 takes its place; this one works until Mon 30 Nov 2026 09:00:01.'],
    ['replaced', 'okta 2 took its place; this one ended Mon 30 Nov 2026 09:00:01.'],
    ['expired', 'Expired Mon 30 Nov 2026 09:00:01.'],
    ['revoked', 'Revoked Mon 30 Nov 2026 09:00:00.'],
  ]);
});

test('tokens are taken away as a table, without their values', () => {
  const { rows, columns } = tokenTable([{ ...token, scopes: ['users:read'] }], start);
  const [row] = rows;
  expect(columns.map(({ title }, at) => [title, row?.[at]])).toEqual([
    ['Name', 'okta'],
    ['State', 'accepted'],
    ['Holder', 'Okta'],
    ['Scopes', 'users:read'],
    ['Acts for', undefined],
    ['Issued', '2026-11-30T09:00:00.000Z'],
    ['Expires', '2026-11-30T09:00:01.000Z'],
    ['Revoked', undefined],
    ['Replaced by', undefined],
    ['Last used', undefined],
  ]);
});
