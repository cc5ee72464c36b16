// Holds what an administrator does to the SCIM set-up to its rules: what comes of each deed, and why some are refused.
import { expect, test } from 'vitest';
import type { ProfileId } from '../../src/scim/profile.ts';
import { digestOf } from '../../src/server/seal.ts';
import { withSetup, type ScimSetup } from '../../src/server/setup.ts';
import { setupAfter, type SetupDone } from '../../src/server/setupRules.ts';
import { roomTenant } from '../../src/server/tenants.ts';
import type { SetupDeed } from '../../src/vault/scimSetup.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const day = 86_400_000;

/** Does deeds one after the other, each an hour after the one before. */
function desk(profile: ProfileId = 'strict') {
  const tenant = roomTenant('test', profile, start);
  let setup: ScimSetup = { tokens: [], clients: [] };
  let count = 0;
  const attempt = (deed: SetupDeed) => {
    count += 1;
    const now = start + (count - 1) * 3_600_000;
    return setupAfter(deed, { tenant, setup, now, id: `id-${count}`, secret: `secret-${count}` });
  };
  return {
    attempt,
    does(deed: SetupDeed): SetupDone {
      const done = attempt(deed);
      if (!done.ok) throw new Error(done.trouble);
      setup = done.value.setup;
      return done.value;
    },
    refuses(deed: SetupDeed): string {
      const done = attempt(deed);
      return done.ok ? 'done' : done.trouble;
    },
    tenant: () => withSetup(tenant, setup),
  };
}

const okta: SetupDeed = {
  ...{ kind: 'generateToken', name: 'okta', holder: 'Okta', days: 30, keep: false },
};

test('a generated token is shown once, kept as a digest, and lives as long as it was asked for', () => {
  const { does, tenant } = desk();
  const done = does({ ...okta, scopes: ['users:read', 'groups:read'] });
  expect(done.shown).toEqual({ id: 'id-1', secret: 'secret-1' });
  expect(done.event).toEqual({
    ...{ name: 'SCIM Token Create', subject: 'okta' },
    detail: 'users:read groups:read, 30 days',
  });
  expect(tenant().tokens.at(-1)).toEqual({
    ...{ id: 'id-1', name: 'okta', holder: 'Okta', value: '', digest: digestOf('secret-1') },
    ...{ scopes: ['users:read', 'groups:read'], issuedAt: start, expiresAt: start + 30 * day },
  });
  does({ ...okta, name: 'kept', holder: ' ', keep: true, days: 1 });
  expect(tenant().tokens.at(-1)).toMatchObject({ value: 'secret-2', holder: 'kept' });
});

test.each<[SetupDeed, RegExp]>([
  [{ ...okta, name: '  ' }, /needs a name/],
  [{ ...okta, name: '<b>' }, /letters, digits, blanks/],
  [{ ...okta, name: 'x'.repeat(61) }, /at most 60/],
  [{ ...okta, name: 'test-you' }, /called test-you already/],
  [{ ...okta, scopes: [] }, /at least one scope/],
  [{ ...okta, scopes: ['users:delete'] }, /no scope users:delete/],
  [{ ...okta, days: 0 }, /from 1 to 3650/],
  [{ ...okta, days: 1.5 }, /whole number of days/],
  [{ ...okta, days: 3651 }, /from 1 to 3650/],
  [{ kind: 'revokeToken', token: 'nobody' }, /not there any more/],
  [{ kind: 'rotateToken', token: 'you', until: start - 1 }, /not before and not after/],
  [{ kind: 'rotateToken', token: 'you', until: Number.NaN }, /not before and not after/],
  [{ kind: 'rotateToken', token: 'you', until: start + 731 * day }, /not before and not after/],
  [{ kind: 'generateClient', name: 'x', holder: '' }, /no token endpoint/],
  [{ kind: 'renewSecret', client: 'x' }, /not there any more/],
  [{ kind: 'enableScim' }, /on already/],
])('%j is refused in a sentence', (deed, sentence) => {
  const said = desk().refuses(deed);
  expect(said).toMatch(sentence);
  expect(said).toMatch(/^[A-Z].*\.$/);
});

test('a revoked token stays listed, and is revoked once', () => {
  const { does, refuses, tenant } = desk();
  const done = does({ kind: 'revokeToken', token: 'idp' });
  expect(done.event).toEqual({
    ...{ name: 'SCIM Token Revoke', subject: 'test-idp', detail: 'of Northwind IdP' },
  });
  expect(tenant().tokens.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
    ['you', undefined],
    ['idp', start],
    ['audit', undefined],
    ['omar', undefined],
  ]);
  expect(refuses({ kind: 'revokeToken', token: 'idp' })).toBe('test-idp is revoked already.');
});

test('rotation overlaps: the new token has the same rights, the old one ends when it was said to', () => {
  const { does, tenant } = desk();
  does({ ...okta, scopes: ['users:read'] });
  const until = start + 2 * day;
  const done = does({ kind: 'rotateToken', token: 'id-1', until });
  const [old, next] = tenant().tokens.slice(-2);
  expect(old).toMatchObject({ name: 'okta', expiresAt: until, replacedBy: 'okta 2' });
  expect(next).toEqual({
    ...{ id: 'id-2', name: 'okta 2', holder: 'Okta', value: '', digest: digestOf('secret-2') },
    ...{ scopes: ['users:read'], issuedAt: start + 3_600_000 },
    expiresAt: start + 3_600_000 + 30 * day,
  });
  expect(done.shown).toEqual({ id: 'id-2', secret: 'secret-2' });
  does({ kind: 'rotateToken', token: 'id-2', until: start + 3 * day });
  expect(tenant().tokens.at(-1)?.name).toBe('okta 3');
});

test('a token of a user keeps its user when it is rotated', () => {
  const { does, tenant } = desk();
  does({ kind: 'rotateToken', token: 'omar', until: start + day });
  expect(tenant().tokens.at(-1)).toMatchObject({ subject: '1007', value: 'secret-1' });
});

test('the connector has one token: a new one ends the one before, and nothing rotates', () => {
  const { does, refuses, tenant } = desk('connector');
  const first = does(okta);
  expect(first.event?.detail).toBe('all scopes, 30 days, ends test-idp');
  does({ ...okta, name: 'second' });
  expect(
    tenant().tokens.map(({ name, revokedAt, replacedBy }) => [name, !!revokedAt, replacedBy]),
  ).toEqual([
    ['test-you', false, undefined],
    ['test-idp', true, 'okta'],
    ['test-audit', false, undefined],
    ['test-omar', false, undefined],
    ['okta', true, 'second'],
    ['second', false, undefined],
  ]);
  expect(refuses({ kind: 'rotateToken', token: 'id-2', until: start + day })).toMatch(
    /one token at a time/,
  );
});

test('a set-up begun afresh has neither tokens nor clients, and SCIM is off until it is enabled', () => {
  const { does, refuses, tenant } = desk('cloud');
  does({ kind: 'generateClient', name: 'entra', holder: 'Entra ID' });
  does({ kind: 'beginSetup' });
  expect(tenant()).toMatchObject({ isOff: true, tokens: [], clients: [] });
  expect(refuses({ kind: 'disableScim' })).toBe('SCIM is off already.');
  expect(does({ kind: 'enableScim' }).event?.name).toBe('SCIM Enabled');
  expect(tenant().isOff).toBeUndefined();
});

test('a client gets a secret, a new one, and an end', () => {
  const { does, refuses, tenant } = desk('cloud');
  const made = does({
    ...{ kind: 'generateClient', name: 'entra', holder: 'Entra ID', scopes: ['users:read'] },
  });
  expect(made.shown).toEqual({ id: 'id-1', secret: 'secret-1' });
  expect(does({ kind: 'renewSecret', client: 'id-1' }).shown).toEqual({
    ...{ id: 'id-1', secret: 'secret-2' },
  });
  does({ kind: 'revokeClient', client: 'id-1' });
  expect(tenant().clients).toEqual([
    {
      ...{ id: 'id-1', name: 'entra', holder: 'Entra ID', digest: digestOf('secret-2') },
      ...{ scopes: ['users:read'], issuedAt: start, revokedAt: start + 2 * 3_600_000 },
    },
  ]);
  expect(refuses({ kind: 'renewSecret', client: 'id-1' })).toBe('entra is revoked already.');
  expect(refuses({ kind: 'generateClient', name: 'entra', holder: '' })).toMatch(/called entra/);
});
